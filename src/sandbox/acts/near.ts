/** What somebody may have meant by a word that names nothing. */

/** Something that can be named: by its id, or by words that people know it by. */
export interface Named {
  readonly id: string
  readonly words: readonly string[]
}

/** So many are offered at most. */
const OFFERED = 3

/** ` Did you mean 2002 (Brightside)?`; empty where nothing is near. */
export function meant(word: string, candidates: Iterable<Named>): string {
  const found = [...candidates]
    .map((named) => ({ named, far: distanceTo(word.toLowerCase(), named) }))
    .filter(({ far }) => far <= Math.max(1, Math.floor(word.length / 4)))
    .sort((one, other) => one.far - other.far)
  const best = found[0]?.far
  const offered = found.filter(({ far }) => far === best).slice(0, OFFERED)
  if (offered.length === 0) return ''
  return ` Did you mean ${offered.map(({ named }) => shown(named)).join(' or ')}?`
}

/** An id with the words for it: `2002 (Brightside)`. */
export function shown({ id, words }: Named): string {
  const told = words.filter((word) => word !== '')
  return told.length === 0 ? id : `${id} (${told.join(', ')})`
}

/** The distance to the nearest of its words, whole or in part: a first name, what is before the @. */
function distanceTo(word: string, { id, words }: Named): number {
  const forms = [id, ...words.flatMap((each) => [each, ...each.split(/[\s@]+/)])]
  return Math.min(...forms.map((form) => distanceOf(word, form.toLowerCase())))
}

/** Letters to change, add or drop. */
function distanceOf(one: string, other: string): number {
  let last = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let place = 1; place <= other.length; place += 1) {
      const change = (last[place - 1] ?? 0) + (one[row - 1] === other[place - 1] ? 0 : 1)
      next.push(Math.min(change, (last[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1))
    }
    last = next
  }
  return last[other.length] ?? 0
}
