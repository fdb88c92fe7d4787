import { readFileSync, writeSync } from 'node:fs'

/** The version in this package's package.json, two levels up from both src/ and dist/. */
export const readVersion = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

/**
 * `--version` alone: scripts ask for it before anything else, so it touches no stream, which costs more
 * than the rest. False where it cannot be written at once: the whole program then says why.
 */
export const saysVersion = (): boolean => {
  const text = Buffer.from(`${readVersion()}\n`)
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}
