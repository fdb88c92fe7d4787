import { readFileSync, writeSync } from 'node:fs'

/** A file of this package, which is two levels up from src/cli, and from what is compiled or bundled. */
export const ownFile = (path: string): URL => new URL(`../../${path}`, import.meta.url)

/** The version in this package's package.json. */
export const readVersion = (): string => {
  const text = readFileSync(ownFile('package.json'), 'utf8')
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
