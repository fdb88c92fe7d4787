import { readFileSync } from 'node:fs'

/** The version in this package's package.json, two levels up from both src/ and dist/. */
export const readVersion = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
