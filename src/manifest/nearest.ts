/** More candidates than this are not searched: the hint is a courtesy, not worth a quadratic run. */
const MOST_CANDIDATES = 5000

/** Optimal string alignment distance, given up (Infinity) once it must exceed `most`. */
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

/** The candidate most like a word, or null where none is near enough to be a slip of the pen. */
export const nearestOf = (word: string, candidates: Iterable<string>): string | null => {
  const most = Math.max(1, Math.floor(word.length / 3))
  let best: string | null = null
  let bestDistance = most + 1
  let seen = 0
  for (const candidate of candidates) {
    seen += 1
    if (seen > MOST_CANDIDATES) break
    if (Math.abs(candidate.length - word.length) > most || word.length > 100) continue
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase(), most)
    const isCloser = best !== null && distance === bestDistance && goesBefore(candidate, best, word)
    if (distance < bestDistance || isCloser) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Among equals the one that the word begins (`user` meant `users`, not `use`), then by name. */
const goesBefore = (candidate: string, best: string, word: string): boolean => {
  const isBegun = candidate.startsWith(word)
  return isBegun === best.startsWith(word) ? candidate < best : isBegun
}
