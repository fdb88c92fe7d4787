/** Replacements that are numbered in the order in which they are first asked for. */
export interface Counter {
  /** The same for the same original, always. */
  readonly of: (original: string) => string
  readonly known: ReadonlyMap<string, string>
}

/** Shorter ones stand inside anything; they are only never given again as they are. */
const LONG_ENOUGH = 4

/** What texts have to do with the originals. */
export interface Originals {
  /** Whether a text is, or holds, one of them. */
  readonly isIn: (text: string) => boolean
  /** Whether one of them holds the text. */
  readonly hold: (text: string) => boolean
}

export const originalsOf = (originals: Iterable<string>): Originals => {
  const all = new Set([...originals].map((text) => text.toLowerCase()).filter((it) => it !== ''))
  return {
    isIn: (text) => {
      const folded = text.toLowerCase()
      return all.has(folded) || partsOf(folded).some((part) => all.has(part))
    },
    hold: (text) => {
      const folded = text.toLowerCase()
      return [...all].some((original) => original.includes(folded))
    },
  }
}

/** Every part that is long enough: a short text has few, however many originals there are. */
const partsOf = (text: string): readonly string[] =>
  Array.from(text, (_, start) => start).flatMap((start) =>
    Array.from({ length: Math.max(0, text.length - start - LONG_ENOUGH + 1) }, (_, more) =>
      text.slice(start, start + LONG_ENOUGH + more),
    ),
  )

/** How the n-th replacement looks. */
type Form = (n: string) => string

/**
 * A counter whose replacements say nothing of any original: those that happen to are passed over.
 * `forms`: how the n-th one may look; the first that is none of the originals' own is used for all.
 */
export const counterOf = (forms: readonly Form[], { isIn, hold }: Originals): Counter => {
  const known = new Map<string, string>()
  // Whether an original holds one is looked up in all of them: only as far as it has to be.
  const isApart = (form: Form): boolean => !isIn(form(''))
  const form =
    forms.find((each) => isApart(each) && !hold(each(''))) ?? forms.find(isApart) ?? forms[0]
  let last = 0
  const next = (): string => {
    for (let left = MOST_TRIES; left > 0; left -= 1) {
      last += 1
      const made = form?.(String(last)) ?? ''
      if (!isIn(made)) return made
    }
    throw new Error('every replacement holds a name or an id of this world')
  }
  return {
    known,
    of: (original) => {
      const found = known.get(original) ?? next()
      known.set(original, found)
      return found
    },
  }
}

/** Nobody has so many names and ids that all of these hold one. */
const MOST_TRIES = 100_000
