import { access } from 'node:fs/promises'
import type { Server } from 'node:net'
import { platform } from 'node:os'
import { isAbsolute, relative, resolve } from 'node:path'
import { errnoOf } from '../../model/system-error.ts'

/**
 * A sign of life that the system takes away with the process, however it ends: a socket that
 * somebody listens on. It is seen from every container of the same machine, where numbers of
 * processes mean nothing.
 */
export interface Beacon {
  readonly close: () => Promise<void>
}

/** `nobody`: the process that lit it is gone. `untold`: it cannot be seen from here. */
export type Sighting = 'listening' | 'nobody' | 'untold'

/**
 * Lights the beacon of a lock; null where the file system or the system has no such thing. Throws
 * where the folder is gone.
 */
export const lightBeacon = async (folder: string, id: string): Promise<Beacon | null> => {
  const path = pathOf(folder, id)
  if (path === null) return null
  // Not loaded by who only imports the library.
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

/** Longer than any machine takes to answer itself; who cannot be asked is not taken for gone. */
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

/** Who is killed leaves the file of a socket behind, who ends in order takes it along. */
const SIGHTINGS: Readonly<Record<string, Sighting>> = {
  ENOENT: 'nobody',
  ECONNREFUSED: 'nobody',
  EAGAIN: 'listening',
  EBUSY: 'listening',
  ECONNRESET: 'listening',
}

/** Bytes that the address of a socket has room for, on the system that has least. */
const LONGEST = 103

/** Named pipes of Windows lie in no folder; elsewhere the shorter of the two ways to write a path. */
const pathOf = (folder: string, id: string): string | null => {
  if (platform() === 'win32') return `\\\\.\\pipe\\bizaccess-${id}`
  const whole = resolve(folder, nameOf(id))
  const fromHere = relative(resolve(), whole)
  const path = fromHere.length < whole.length && !isAbsolute(fromHere) ? fromHere : whole
  return Buffer.byteLength(path) > LONGEST ? null : path
}

/** The file of a beacon in the lock's folder. */
export const nameOf = (id: string): string => `${id}.sock`
