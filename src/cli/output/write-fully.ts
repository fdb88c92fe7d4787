import { writeSync } from 'node:fs'
import { errnoOf } from '../../model/text/system-error.ts'

/** A reader that takes nothing for this long (milliseconds) is given up. */
const MOST_PATIENCE_MS = 60_000
const PAUSE_MS = 20

/**
 * Writes a whole text to a file descriptor, however little is taken at a time: a full disk or a pipe
 * may take only a part, and says so only by the returned length. Throws the system's error; EAGAIN
 * when a reader takes nothing for a minute.
 */
export const writeFully = (fd: number, text: string, write = writeSync): void => {
  const bytes = Buffer.from(text)
  let patienceMs = MOST_PATIENCE_MS
  for (let at = 0; at < bytes.length; ) {
    try {
      at += write(fd, bytes, at)
      patienceMs = MOST_PATIENCE_MS
    } catch (error) {
      if (errnoOf(error) !== 'EAGAIN' || patienceMs <= 0) throw error
      patienceMs -= PAUSE_MS
      pause(PAUSE_MS)
    }
  }
}

/**
 * Blocks the whole process for so many milliseconds: for places where nothing may happen in
 * between.
 */
export const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
