import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { errnoOf } from '../../model/text/system-error.ts'
import { pause, writeFully } from './write-fully.ts'

/** What an output path leads to. */
export type Target =
  /** A file that is replaced as a whole; `replaces` describes the existing one. */
  | { readonly type: 'file'; readonly path: string; readonly replaces: Stats | null }
  /** A pipe or a device. */
  | { readonly type: 'device'; readonly path: string }
  /** One of the process's own open streams, as with /dev/stdout. */
  | { readonly type: 'stream'; readonly fd: number }

/**
 * Follows links. Throws an Error with the reason when nothing can be written there: a folder, a
 * disk, a socket.
 */
export const targetOf = (path: string): Target => {
  const state = statSync(path, { throwIfNoEntry: false })
  if (state === undefined) {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
      return { type: 'file', path, replaces: null }
    }
    throw new Error('it is a symlink that leads nowhere')
  }
  const fd = STREAMS.find((stream) => isOpenOn(stream, state))
  if (fd !== undefined) return { type: 'stream', fd }
  if (state.isFIFO() || state.isCharacterDevice()) return { type: 'device', path }
  if (!state.isFile()) throw new Error(refusalOf(state))
  accessSync(path, constants.W_OK)
  return { type: 'file', path: realpathSync(path), replaces: state }
}

const refusalOf = (state: Stats): string =>
  state.isDirectory()
    ? 'it is a folder'
    : state.isSocket()
      ? 'it is a socket'
      : 'it is a disk, and would be overwritten'

const STREAMS = [1, 2]

const isOpenOn = (fd: number, { dev, ino }: Stats): boolean => {
  try {
    const open = fstatSync(fd)
    return open.dev === dev && open.ino === ino
  } catch {
    return false
  }
}

/**
 * Throws the system's error: `ENXIO` when nobody reads a pipe, `EPIPE` when its reader has left.
 */
export const writeThrough = (target: Exclude<Target, { type: 'file' }>, text: string): void => {
  if (target.type === 'stream') {
    writeFully(target.fd, text)
    return
  }
  const fd = openDevice(target.path)
  try {
    writeFully(fd, text)
  } finally {
    closeSync(fd)
  }
}

/** A pipe's reader may open it a moment later than we do. Milliseconds. */
const MOST_WAIT_MS = 5000
const PAUSE_MS = 20

/** Opens without blocking, so that a pipe that nobody reads cannot hang the process. */
const openDevice = (path: string): number => {
  const { O_WRONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    try {
      return openSync(path, O_WRONLY | O_NONBLOCK | O_NOCTTY)
    } catch (error) {
      if (errnoOf(error) !== 'ENXIO' || waitedMs >= MOST_WAIT_MS) throw error
      pause(PAUSE_MS)
    }
  }
}
