import { compareText } from '../../../model/text/text.ts'

/** The order that people expect for names with numbers: `agency-2` before `agency-10`. */
export const compareNatural = (one: string, other: string): number => {
  const mine = partsOf(one)
  const yours = partsOf(other)
  for (const [place, part] of mine.entries()) {
    const against = yours[place]
    if (against === undefined) return 1
    const order = isNumber(part) && isNumber(against) ? byNumber(part, against) : 0
    const found = order === 0 ? compareText(part, against) : order
    if (found !== 0) return found
  }
  return mine.length - yours.length
}

const partsOf = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? []

const isNumber = (part: string): boolean => /^\d/.test(part)

/**
 * Compared as text, because such numbers can exceed 2^53: the longer run of digits is the greater
 * number.
 */
const byNumber = (one: string, other: string): number => {
  const [mine, yours] = [one.replace(/^0+/, ''), other.replace(/^0+/, '')]
  return mine.length - yours.length || compareText(mine, yours)
}
