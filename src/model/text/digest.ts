import { createHash } from 'node:crypto'

/** JSON with sorted keys and no spaces: the same value gives the same bytes. */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  return Array.isArray(value) ? ofList(value) : ofMap(value as JsonMap)
}

type JsonMap = Readonly<Record<string, unknown>>

const ofList = (list: readonly unknown[]): string => {
  let text = ''
  for (const item of list) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
  return `[${text}]`
}

const ofMap = (map: JsonMap): string => {
  const { names, texts } = orderOf(Object.keys(map))
  let text = ''
  for (let place = 0; place < names.length; place += 1) {
    const field = map[names[place] as string]
    if (field === undefined) continue
    if (text !== '') text += ','
    text += texts[place]
    text += canonicalJson(field)
  }
  return `{${text}}`
}

/** Keys by UTF-16 code units, as `compareText` sorts, and what each is written as. */
interface Order {
  readonly names: readonly string[]
  readonly texts: readonly string[]
}

interface KnownOrder extends Order {
  /** As a map has them. */
  readonly keys: readonly string[]
}

/** A large plan has some hundred thousand maps, but only some dozens of different lists of keys. */
const ORDERS = new Map<string, KnownOrder[]>()

/** Where keys are names of somebody's own, hardly two maps are alike, and few are remembered. */
const MOST = { keys: 20, orders: 1000, ofOneBeginning: 8 } as const

const orderOf = (keys: readonly string[]): Order => {
  const alike = ORDERS.get(keys[0] ?? '') ?? []
  for (const known of alike) if (isSame(known.keys, keys)) return known
  const names = [...keys].sort()
  const order = { keys, names, texts: names.map((name) => `${JSON.stringify(name)}:`) }
  if (keys.length <= MOST.keys && ORDERS.size < MOST.orders && alike.length < MOST.ofOneBeginning) {
    ORDERS.set(keys[0] ?? '', [...alike, order])
  }
  return order
}

const isSame = (known: readonly string[], keys: readonly string[]): boolean => {
  if (known.length !== keys.length) return false
  for (let place = 0; place < keys.length; place += 1) {
    if (known[place] !== keys[place]) return false
  }
  return true
}

/** How many characters are hashed at once: the text of a large plan is never whole in memory. */
const AT_ONCE = 1 << 15

/** `sha256:` + 64 hex digits of the canonical JSON of a value. */
export const digestOf = (value: unknown): string => {
  const hash = createHash('sha256')
  let text = ''
  eachPart(value, (part) => {
    text += part
    if (text.length > AT_ONCE) {
      hash.update(text)
      text = ''
    }
  })
  return `sha256:${hash.update(text).digest('hex')}`
}

/** Tells the canonical JSON of a value in parts: of a map's lists, such as a plan's steps, item by item. */
const eachPart = (value: unknown, tell: (part: string) => void): void => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    tell(canonicalJson(value))
    return
  }
  let before = '{'
  const { names, texts } = orderOf(Object.keys(value))
  for (const [place, name] of names.entries()) {
    const field = (value as JsonMap)[name]
    if (field === undefined) continue
    tell(`${before}${texts[place]}`)
    before = ','
    if (Array.isArray(field)) eachItem(field, tell)
    else tell(canonicalJson(field))
  }
  tell(before === '{' ? '{}' : '}')
}

const eachItem = (list: readonly unknown[], tell: (part: string) => void): void => {
  let before = '['
  for (const item of list) {
    tell(before)
    tell(canonicalJson(item))
    before = ','
  }
  tell(before === '[' ? '[]' : ']')
}

/** The same of canonical JSON that is written already. */
export const digestOfJson = (json: string): string =>
  `sha256:${createHash('sha256').update(json).digest('hex')}`

/** The SHA-256 of a text's UTF-8 bytes in base64, as a Content-Security-Policy names a script. */
export const base64DigestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64')
