import { fstatSync } from 'node:fs'
import { errnoOf } from '../../model/text/system-error.ts'
import type { Sink } from '../io.ts'
import { writeFully } from './write-fully.ts'

/** A stream of the process that may close before the run ends. */
export interface Outlet {
  readonly sink: Sink
  /** Why some output was lost; null if it arrived, or if its reader had seen enough. */
  readonly fault: () => unknown
  /** Resolves when everything has arrived or never will. */
  readonly drained: () => Promise<void>
}

/** Errors that mean the reader has left, as `| head` does; the last ones occur on Windows. */
const LEFT: readonly string[] = ['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED']

/**
 * An apply is not cut short because nobody reads its report any more: after the first failed write
 * the rest of the output is dropped, and the command runs to its own end.
 */
export const outletOf = (stream: NodeJS.WriteStream, fd: number): Outlet => {
  let end: unknown = null
  const fail = (error: unknown): void => {
    end ??= error
  }
  stream.on('error', fail)
  const write = isFile(fd)
    ? (text: string): void => writeFully(fd, text)
    : (text: string): void => void stream.write(text)
  return {
    sink: {
      write: (text) => {
        if (end !== null) return
        try {
          write(text)
        } catch (error) {
          fail(error)
        }
      },
      isTTY: stream.isTTY === true,
      // A terminal that does not know its size reports 0.
      columns: stream.columns > 0 ? stream.columns : null,
    },
    // A terminal that has gone away fails like a broken device.
    fault: () =>
      end === null || stream.isTTY === true || LEFT.includes(errnoOf(end)) ? null : end,
    drained: () => new Promise((resolve) => stream.write('', () => resolve())),
  }
}

/**
 * For files, Node writes once and ignores that only a part may have been taken; pipes and
 * terminals are handled correctly.
 */
const isFile = (fd: number): boolean => {
  try {
    const state = fstatSync(fd)
    return state.isFile() || state.isBlockDevice()
  } catch {
    return false
  }
}
