import { readFileSync } from 'node:fs'

/** Version of this package, from its package.json two levels up (from src/ and dist/ alike). */
export const readVersion = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
