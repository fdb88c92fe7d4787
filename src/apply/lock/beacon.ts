import { access } from 'node:fs/promises'
import type { Server } from 'node:net'
import { platform } from 'node:os'
import { isAbsolute, relative, resolve } from 'node:path'
import { errnoOf } from '../../model/text/system-error.ts'

/**
 * A sign of life that the operating system removes together with the process, however it ends: a
 * socket that the process listens on. It is visible from every container of the same machine, where
 * process numbers mean nothing.
 */
export interface Beacon {
  readonly close: () => Promise<void>
}

/** `nobody`: the process that made it is gone. `untold`: it cannot be seen from here. */
export type Sighting = 'listening' | 'nobody' | 'untold'

/**
 * Makes the beacon of a lock; null if the file system or the operating system does not support it.
 * Throws if the folder is gone.
 */
export const lightBeacon = async (folder: string, id: string): Promise<Beacon | null> => {
  const path = pathOf(folder, id)
  if (path === null) return null
  // Not loaded by those who only import the library.
  const { createServer } = await import('node:net')
  const server = createServer((socket) => socket.destroy())
  const error = await new Promise<Error | null>((done) => {
    server.once('error', done)
    server.listen({ path, exclusive: true }, () => done(null))
  })
  // A folder that is gone is EACCES to libuv, as one that we may not write to.
  if (error !== null && !(await isThere(folder))) throw error
  if (error !== null) return null
  server.on('error', () => undefined)
  server.unref()
  return { close: () => closed(server) }
}

const isThere = (folder: string): Promise<boolean> =>
  platform() === 'win32'
    ? Promise.resolve(true)
    : access(folder).then(
        () => true,
        () => false,
      )

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
  })

/** Longer than any machine needs to answer itself. No answer is not taken as proof of death. */
const PATIENCE_MS = 2_000

/** Whether somebody listens. */
export const seeBeacon = async (folder: string, id: string): Promise<Sighting> => {
  const path = pathOf(folder, id)
  if (path === null) return 'untold'
  const { connect } = await import('node:net')
  return new Promise((done) => {
    const socket = connect(path)
    const end = (sighting: Sighting): void => {
      socket.destroy()
      done(sighting)
    }
    socket.setTimeout(PATIENCE_MS, () => end('listening'))
    socket.once('connect', () => end('listening'))
    socket.once('error', (error) => end(SIGHTINGS[errnoOf(error)] ?? 'untold'))
  })
}

/** A killed process leaves its socket file behind; one that ends in order removes it. */
const SIGHTINGS: Readonly<Record<string, Sighting>> = {
  ENOENT: 'nobody',
  ECONNREFUSED: 'nobody',
  EAGAIN: 'listening',
  EBUSY: 'listening',
  ECONNRESET: 'listening',
}

/** Bytes that a socket's address may have on the system that allows the fewest. */
const LONGEST = 103

/**
 * On Windows, named pipes are not in a folder; elsewhere, the shorter of two ways to write the
 * path.
 */
const pathOf = (folder: string, id: string): string | null => {
  if (platform() === 'win32') return `\\\\.\\pipe\\bizaccess-${id}`
  const whole = resolve(folder, socketName(id))
  const fromHere = relative(resolve(), whole)
  const path = fromHere.length < whole.length && !isAbsolute(fromHere) ? fromHere : whole
  return Buffer.byteLength(path) > LONGEST ? null : path
}

/** The name of a beacon's file in the lock's folder. */
export const socketName = (id: string): string => `${id}.sock`
