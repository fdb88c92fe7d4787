import { createHash } from 'node:crypto'

/** JSON with sorted keys and no spaces: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => written(value, new Map())

/**
 * `keys` caches quoted keys: a plan has a million of them, but only some dozens of different names.
 */
const written = (value: unknown, keys: Map<string, string>): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const parts: string[] = []
  if (Array.isArray(value)) {
    for (const item of value) parts.push(written(item, keys))
    return `[${parts.join(',')}]`
  }
  // Without a comparison of its own, by UTF-16 code units: as `compareText` does, and faster.
  for (const key of Object.keys(value).sort()) {
    const field = (value as Readonly<Record<string, unknown>>)[key]
    if (field !== undefined) parts.push(`${quoted(key, keys)}:${written(field, keys)}`)
  }
  return `{${parts.join(',')}}`
}

const quoted = (key: string, keys: Map<string, string>): string => {
  const known = keys.get(key)
  if (known !== undefined) return known
  const text = JSON.stringify(key)
  keys.set(key, text)
  return text
}

/** `sha256:` + 64 hex digits of the canonical JSON of a value. */
export const digestOf = (value: unknown): string => digestOfJson(canonicalJson(value))

/** The same of canonical JSON that is written already. */
export const digestOfJson = (json: string): string =>
  `sha256:${createHash('sha256').update(json).digest('hex')}`

/** The SHA-256 of a text's UTF-8 bytes in base64, as a Content-Security-Policy names a script. */
export const base64DigestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64')
