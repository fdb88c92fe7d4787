/**
 * What an answer is made of: which keys stand where, and of which type their values are. Rows of a
 * list are one shape together, whose keys are all there, or only in some.
 */
export interface Shape {
  /** `string`, `number`, `boolean`, `null`, `object`, `list`, and `json` for a text that holds one of these two. */
  readonly types: ReadonlySet<string>
  readonly keys: ReadonlyMap<string, Key>
  /** What is in a list, or in a text of JSON. */
  readonly inner: Shape | null
}

interface Key {
  readonly shape: Shape
  /** Whether every object at this place has it. */
  readonly isAlways: boolean
}

export const shapeOf = (value: unknown): Shape => {
  if (Array.isArray(value)) return { ...bare('list'), inner: together(value.map(shapeOf)) }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.entries(value).map(([name, each]): [string, Key] => [
      name,
      { shape: shapeOf(each), isAlways: true },
    ])
    return { ...bare('object'), keys: new Map(keys) }
  }
  const nested = typeof value === 'string' ? jsonIn(value) : undefined
  if (nested !== undefined) return { ...bare('json'), inner: shapeOf(nested) }
  return bare(value === null ? 'null' : typeof value)
}

const bare = (type: string): Shape => ({ types: new Set([type]), keys: new Map(), inner: null })

const jsonIn = (text: string): object | undefined => {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}

/** One shape for all; null for none. */
const together = (shapes: readonly Shape[]): Shape | null => {
  if (shapes.length === 0) return null
  const objects = shapes.filter(({ types }) => types.has('object'))
  const names = new Set(objects.flatMap(({ keys }) => [...keys.keys()]))
  const keys = [...names].map((name): [string, Key] => {
    const own = objects.flatMap(({ keys: each }) => each.get(name) ?? [])
    const isAlways = own.length === objects.length && own.every((key) => key.isAlways)
    return [name, { shape: together(own.map(({ shape }) => shape)) as Shape, isAlways }]
  })
  return {
    types: new Set(shapes.flatMap(({ types }) => [...types])),
    keys: new Map(keys),
    inner: together(shapes.flatMap(({ inner }) => inner ?? [])),
  }
}

export interface Allowed {
  readonly optional?: readonly string[]
  readonly types?: Readonly<Record<string, readonly string[]>>
}

/** How one answer differs from what was recorded, in words; nothing if it has the same shape. */
export const differences = (
  was: Shape,
  is: Shape,
  allowed: Allowed = {},
  at = '',
): readonly string[] => {
  const { optional = [], types = {} } = allowed
  const known = new Set([...was.types, ...(types[at] ?? [])])
  const strange = [...is.types].filter((type) => !known.has(type))
  const found = strange.map((type) => `${at || '(all)'} is ${type}, not ${[...known].join(' or ')}`)
  const names = [...new Set([...was.keys.keys(), ...is.keys.keys()])]
  const ofKeys = names.flatMap((name): readonly string[] => {
    const place = at === '' ? name : `${at}.${name}`
    const [one, other] = [was.keys.get(name), is.keys.get(name)]
    if (one === undefined || other === undefined) {
      if (optional.includes(place)) return []
      return [one === undefined ? `${place} was never recorded` : `${place} is missing`]
    }
    const inner = differences(one.shape, other.shape, allowed, place)
    return one.isAlways === other.isAlways
      ? inner
      : [`${place} ${one.isAlways ? 'is not in every row' : 'was not in every row'}`, ...inner]
  })
  return [...found, ...ofKeys, ...ofInner(was, is, allowed, at)]
}

const ofInner = (was: Shape, is: Shape, allowed: Allowed, at: string): readonly string[] => {
  if (was.inner === null && is.inner === null) return []
  const place = was.types.has('list') ? `${at}[]` : at
  if (was.inner !== null && is.inner !== null) {
    return differences(was.inner, is.inner, allowed, place)
  }
  return was.types.has('list') && is.types.has('list')
    ? [`${at || '(all)'} ${was.inner === null ? 'had' : 'has'} no rows to compare`]
    : []
}

/** The value at a place such as `error.code`; of every row for `data[].role`. */
export const valueAt = (value: unknown, place: string): unknown => {
  const [, name = '', list = '', rest = ''] = /^(\w+)(\[\])?\.?(.*)$/.exec(place) ?? []
  const own = (value as Readonly<Record<string, unknown>> | undefined)?.[name]
  if (rest === '') return own
  return list === '' ? valueAt(own, rest) : (own as unknown[]).map((each) => valueAt(each, rest))
}
