import { createHash } from 'node:crypto'
import { compareText } from './text.ts'

/** JSON with sorted keys and no spaces: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => written(value, new Map())

/** How objects with these keys, in this order, are written. */
interface Layout {
  readonly keys: readonly string[]
  readonly sorted: readonly string[]
  /** The sorted keys, each with its quotes and colon. */
  readonly quoted: readonly string[]
}

/** Those met before, by their first key. */
type Layouts = Map<string, Layout[]>

const written = (value: unknown, layouts: Layouts): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map((item) => written(item, layouts)).join()}]`
  const { sorted, quoted } = layoutOf(Object.keys(value), layouts)
  const parts: string[] = []
  for (let place = 0; place < sorted.length; place += 1) {
    const field = (value as Readonly<Record<string, unknown>>)[sorted[place] as string]
    if (field !== undefined) parts.push(quoted[place] + written(field, layouts))
  }
  return `{${parts.join()}}`
}

/** A plan has hundreds of thousands of objects in some dozen layouts: each is sorted once. */
const layoutOf = (keys: readonly string[], layouts: Layouts): Layout => {
  const first = keys[0] ?? ''
  const known = layouts.get(first) ?? []
  for (const layout of known) if (isSame(layout.keys, keys)) return layout
  const sorted = [...keys].sort(compareText)
  const layout = { keys, sorted, quoted: sorted.map((key) => `${JSON.stringify(key)}:`) }
  layouts.set(first, [...known, layout])
  return layout
}

const isSame = (one: readonly string[], other: readonly string[]): boolean => {
  if (one.length !== other.length) return false
  for (let place = 0; place < one.length; place += 1) if (one[place] !== other[place]) return false
  return true
}

/** `sha256:` + 64 hex digits over the canonical JSON of a value. */
export const digestOf = (value: unknown): string =>
  `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`

/** The SHA-256 of a text's UTF-8 bytes in base64, as a Content-Security-Policy names a script. */
export const base64DigestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64')
