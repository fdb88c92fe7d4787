import { createHash } from 'node:crypto'

/** JSON with sorted keys and no spaces: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => {
  let text = ''
  pour(value, (part) => {
    text += part
  })
  return text
}

type Tell = (part: string) => void

/** Tells a value's canonical JSON from its beginning to its end, in many small parts. */
const pour = (value: unknown, tell: Tell): void => {
  if (value === null || typeof value !== 'object') tell(JSON.stringify(value) ?? 'null')
  else if (Array.isArray(value)) pourList(value, tell)
  else pourMap(value as Readonly<Record<string, unknown>>, tell)
}

const pourList = (list: readonly unknown[], tell: Tell): void => {
  let before = '['
  for (const item of list) {
    tell(before)
    pour(item, tell)
    before = ','
  }
  tell(before === '[' ? '[]' : ']')
}

const pourMap = (map: Readonly<Record<string, unknown>>, tell: Tell): void => {
  let isFirst = true
  for (const key of sorted(Object.keys(map))) {
    const field = map[key]
    if (field === undefined) continue
    tell(isFirst ? firstKey(key) : nextKey(key))
    pour(field, tell)
    isFirst = false
  }
  tell(isFirst ? '{}' : '}')
}

/** Lists up to this long are sorted in place: `sort` copies each, and a large plan has a million. */
const FEW = 20

/** By UTF-16 code units, as `compareText` does. */
const sorted = (keys: string[]): readonly string[] => {
  if (keys.length > FEW) return keys.sort()
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next] as string
    let place = next
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1) {
      keys[place] = keys[place - 1] as string
    }
    keys[place] = key
  }
  return keys
}

/** So that names which are keys, of which there may be many, are not all kept. */
const MOST_KEPT = 1000

/** What stands before a field. A large plan has a million keys, but only some dozens of different ones. */
const keyAfter = (before: '{' | ','): ((key: string) => string) => {
  const known = new Map<string, string>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const text = `${before}${JSON.stringify(key)}:`
    if (known.size < MOST_KEPT) known.set(key, text)
    return text
  }
}

const firstKey = keyAfter('{')
const nextKey = keyAfter(',')

/** How many characters are hashed at once: the text of a large plan is never whole in memory. */
const AT_ONCE = 1 << 15

/** `sha256:` + 64 hex digits of the canonical JSON of a value. */
export const digestOf = (value: unknown): string => {
  const hash = createHash('sha256')
  let text = ''
  pour(value, (part) => {
    text += part
    if (text.length > AT_ONCE) {
      hash.update(text)
      text = ''
    }
  })
  return `sha256:${hash.update(text).digest('hex')}`
}

/** The same of canonical JSON that is written already. */
export const digestOfJson = (json: string): string =>
  `sha256:${createHash('sha256').update(json).digest('hex')}`

/** The SHA-256 of a text's UTF-8 bytes in base64, as a Content-Security-Policy names a script. */
export const base64DigestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64')
