import { eastAsianWidth } from 'get-east-asian-width'

/**
 * How many terminal columns text takes, counted by what readers see as one character: a flag, a
 * family of joined emoji or a letter with its accents is one. The widths come from a library that
 * follows Unicode's own table. Escape text first: harmful characters count as one column each.
 */

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })

const LEADING_MARKS = /^\p{M}+/u

/**
 * The longest that counts as one character, in code units. Longer ones are made to hide how long a
 * name is.
 */
const LONGEST = 32

/** Shown as a picture two columns wide: by itself, by a variation selector, or by being joined. */
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Extended_Pictographic}\u200D|\p{RI}{2}/u

/** A jamo, kana mark or the like that takes a cell of its own after the first. */
const HALF_OR_FULL = /[\uFF00-\uFFEF]/u

const PLAIN = /^[\u0020-\u007E]*$/

/**
 * Without any of these, every code point is a character of its own, and slow segmenting is not
 * needed.
 */
const JOINS =
  /[\p{M}\p{Cf}\p{RI}\p{Emoji_Modifier}\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\uFF9E\uFF9F\r]/u

/** What readers see as one character each; segmented only as far as it is read. */
const charactersIn = (text: string): Iterable<string | Intl.SegmentData> =>
  JOINS.test(text) ? SEGMENTER.segment(text) : text

const textIn = (part: string | Intl.SegmentData): string =>
  typeof part === 'string' ? part : part.segment

/** The text divided into what readers see as one character each. */
export const graphemesOf = (text: string): readonly string[] =>
  Array.from(charactersIn(text), textIn)

const widthOfGrapheme = (grapheme: string): number => {
  if (PLAIN.test(grapheme) || grapheme.length > LONGEST) return grapheme.length
  if (PICTURE.test(grapheme)) return 2
  const [base, ...others] = grapheme.replace(LEADING_MARKS, '')
  if (base === undefined) return 0
  return [base, ...others.filter((other) => HALF_OR_FULL.test(other))].reduce(
    (width, character) => width + eastAsianWidth(character.codePointAt(0) as number),
    0,
  )
}

export const widthOf = (text: string): number =>
  PLAIN.test(text)
    ? text.length
    : graphemesOf(text).reduce((width, grapheme) => width + widthOfGrapheme(grapheme), 0)

/** The longest beginning of `text` in whole characters that takes at most `width` columns. */
export const takeWidth = (text: string, width: number): string => {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, width))
  let taken = ''
  let left = width
  for (const part of charactersIn(text)) {
    const grapheme = textIn(part)
    left -= widthOfGrapheme(grapheme)
    if (left < 0) break
    taken += grapheme
  }
  return taken
}
