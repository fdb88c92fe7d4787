import { writeSync } from 'node:fs'
import { readVersion } from './version.ts'

/**
 * `--version` alone: scripts ask for it before anything else, so it touches no stream, which costs more
 * than the rest. What cannot be written at once is left to the whole program, which says why.
 */
const text = Buffer.from(`${readVersion()}\n`)

const isWritten = (): boolean => {
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}

if (!isWritten()) await import('./process.ts')
