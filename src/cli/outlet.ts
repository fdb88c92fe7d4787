import { fstatSync } from 'node:fs'
import { errnoOf } from '../model/system-error.ts'
import type { Sink } from './io.ts'
import { writeFully } from './write-fully.ts'

/** A stream of the process, whose end is not the end of the run. */
export interface Outlet {
  readonly sink: Sink
  /** Why what was written did not arrive; null where it did, or where its reader had enough. */
  readonly fault: () => unknown
  /** Resolves when everything has arrived, or never will. */
  readonly drained: () => Promise<void>
}

/** What says that whoever read has left: `| head`, and the same on Windows. */
const LEFT: readonly string[] = ['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED']

/**
 * An apply is not cut off because nobody reads its report any more: once a write has failed the
 * others are left out, and the command goes on to its own end.
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
      // A terminal that does not know its size says 0.
      columns: stream.columns > 0 ? stream.columns : null,
    },
    // A terminal that is gone fails as a broken device does.
    fault: () =>
      end === null || stream.isTTY === true || LEFT.includes(errnoOf(end)) ? null : end,
    drained: () => new Promise((resolve) => stream.write('', () => resolve())),
  }
}

/** Node writes to a file once and takes a part for the whole; pipes and terminals it does right. */
const isFile = (fd: number): boolean => {
  try {
    const state = fstatSync(fd)
    return state.isFile() || state.isBlockDevice()
  } catch {
    return false
  }
}
