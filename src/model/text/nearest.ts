/** Optimal string alignment distance; Infinity as soon as it must exceed `most`. */
const distanceOf = (one: string, other: string, most: number): number => {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const swap = isSwap ? (beforeLast[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : Infinity
      const change = (last[column - 1] as number) + (same ? 0 : 1)
      const addOrDrop = Math.min(last[column] as number, current[column - 1] as number) + 1
      current.push(Math.min(change, addOrDrop, swap))
    }
    if (Math.min(...current) > most) return Number.POSITIVE_INFINITY
    beforeLast = last
    last = current
  }
  return last[other.length] as number
}

/**
 * The candidate most similar to a word, or null if none is close enough to be a misspelling. Of many
 * candidates, only those are compared that are its neighbours in alphabetical order, read forwards
 * or backwards, and those that differ by one missing or extra letter. So the time for a word does
 * not grow with their number, provided the same list object is passed again.
 */
export const nearestOf = (word: string, candidates: Iterable<string>): string | null => {
  const most = Math.max(1, Math.floor(word.length / 3))
  if (word.length > LONGEST) return null
  const lower = word.toLowerCase()
  let best: string | null = null
  let bestDistance = most + 1
  for (const candidate of likelyOf(lower, candidates)) {
    if (Math.abs(candidate.length - word.length) > most) continue
    const distance = distanceOf(lower, candidate.toLowerCase(), most)
    const isCloser = best !== null && distance === bestDistance && goesBefore(candidate, best, word)
    if (distance < bestDistance || isCloser) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** What follows a sentence without its full stop: the name that was meant, if it is known. */
export const meantWords = (near: string | null): string =>
  near === null ? '' : `. Did you mean ${near}?`

/** The keys of a map, as the same list object on every call. */
export const keysOf = (map: ReadonlyMap<string, unknown>): readonly string[] => {
  const before = KEYS.get(map)
  const keys = before?.length === map.size ? before : [...map.keys()]
  KEYS.set(map, keys)
  return keys
}

const KEYS = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>()

const likelyOf = (word: string, candidates: Iterable<string>): Iterable<string> => {
  if (!Array.isArray(candidates) || candidates.length <= FEW) return candidates
  const index = INDEXES.get(candidates) ?? indexOf(candidates)
  INDEXES.set(candidates, index)
  return new Set([
    ...[word, ...shortenedOf(word)].flatMap((each) => index.shortened.get(each) ?? []),
    ...around(index.forwards, word),
    ...around(index.backwards, reversed(word)),
  ])
}

/** Up to this many candidates are all compared; of a longer list, this many from each side. */
const FEW = 100
const NEIGHBOURS = 12
/** Characters. Longer texts are not names. */
const LONGEST = 100

type Sorted = readonly (readonly [key: string, candidate: string])[]

interface Index {
  readonly forwards: Sorted
  readonly backwards: Sorted
  /** Candidates by their own text, and by each text that remains when one letter is removed. */
  readonly shortened: ReadonlyMap<string, readonly string[]>
}

const INDEXES = new WeakMap<readonly string[], Index>()

const indexOf = (candidates: readonly string[]): Index => {
  const names = candidates.filter((name) => name.length <= 2 * LONGEST)
  const shortened = new Map<string, string[]>()
  for (const name of names) {
    const lower = name.toLowerCase()
    for (const key of new Set([lower, ...shortenedOf(lower)])) {
      const known = shortened.get(key)
      if (known === undefined) shortened.set(key, [name])
      else if (known.length < NEIGHBOURS) known.push(name)
    }
  }
  return {
    forwards: sortedBy(names, (name) => name.toLowerCase()),
    backwards: sortedBy(names, (name) => reversed(name.toLowerCase())),
    shortened,
  }
}

const shortenedOf = (word: string): readonly string[] =>
  Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))

const reversed = (word: string): string => [...word].reverse().join('')

const sortedBy = (names: readonly string[], keyOf: (name: string) => string): Sorted =>
  names
    .map((name) => [keyOf(name), name] as const)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))

/** The names on both sides of the word's alphabetical position. */
const around = (sorted: Sorted, word: string): readonly string[] => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.[0] ?? '') < word) low = middle + 1
    else high = middle
  }
  return sorted.slice(Math.max(0, low - NEIGHBOURS), low + NEIGHBOURS).map(([, name]) => name)
}

/**
 * Of equally similar ones, prefers the one that starts with the word (`user` meant `users`, not
 * `use`), then sorts by name.
 */
const goesBefore = (candidate: string, best: string, word: string): boolean => {
  const isBegun = candidate.startsWith(word)
  return isBegun === best.startsWith(word) ? candidate < best : isBegun
}
