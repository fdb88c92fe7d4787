/**
 * The words of a row of a table of messages, with a placeholder for whatever they name: `{path}
 * holds no manifest`. The row's own function makes them, from arguments that stand for their names.
 */

// biome-ignore lint/suspicious/noExplicitAny: each row declares its own arguments
type Words = (args: any) => string

/** What may be done to a value before it is shown, and leaves its placeholder as it is. */
const UNCHANGED: readonly string[] = [
  'join',
  'trim',
  'slice',
  'filter',
  'sort',
  'replace',
  'replaceAll',
  'toLowerCase',
]

/** What is counted is several, so that the words are those of several. */
const MANY = 2

/** A value that shows as its name, whatever it is taken for: a text, a list, a record, a number. */
const placeholderOf = (name: string): unknown => {
  const self: unknown = new Proxy(() => self, {
    get: (_target, key) => {
      if (key === Symbol.toPrimitive)
        return (hint: string) => (hint === 'number' ? MANY : `{${name}}`)
      if (key === Symbol.iterator) return () => [self][Symbol.iterator]()
      if (typeof key === 'symbol') return undefined
      if (key === 'toString') return () => `{${name}}`
      if (key === 'length') return MANY
      if (key === 'map' || key === 'flatMap')
        return (make: (item: unknown) => unknown) => [make(self)]
      return UNCHANGED.includes(key) ? () => self : placeholderOf(key)
    },
  })
  return self
}

/** Names of arguments that are not given, each with what is there in its place. */
type Absent = ReadonlyMap<string, null | undefined>

/** Arguments that all stand for their names, but for those that are absent. */
const argumentsWithout = (absent: Absent, asked: Set<string>): unknown =>
  new Proxy(
    {},
    {
      get: (_target, key) => {
        const name = String(key)
        asked.add(name)
        return absent.has(name) ? absent.get(name) : placeholderOf(name)
      },
    },
  )

/** Null where the words cannot be made so, or would show that something is absent. */
const attempt = (words: Words, absent: Absent, asked: Set<string>): string | null => {
  try {
    const text = `${words(argumentsWithout(absent, asked))}`
    if (/\bnull\b|NaN/.test(text) || (absent.size > 0 && text.includes('undefined'))) return null
    // The words of a table that are looked up by what is given.
    return text.replaceAll('undefined', '{…}')
  } catch {
    return null
  }
}

/**
 * Of wordings that differ by what is given, the one that says most. Throws `Error` for words that
 * cannot be made from names; a test makes all of them.
 */
export const placeholderWords = (words: Words): string => {
  const asked = new Set<string>()
  let absent: Absent = new Map()
  let best = attempt(words, absent, asked)
  for (const name of asked) {
    for (const nothing of [null, undefined]) {
      const without: Absent = new Map([...absent, [name, nothing]])
      const text = attempt(words, without, asked)
      if (text === null || text.length <= (best?.length ?? -1)) continue
      best = text
      absent = without
    }
  }
  if (best === null) throw new Error(`no words from names alone: ${words}`)
  return best
}
