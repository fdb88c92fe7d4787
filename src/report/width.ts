/** How many terminal columns text takes. Escape it first: harmful characters have no width. */

/** East Asian wide and fullwidth letters, and emoji: two columns each. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u

const NO_WIDTH = /\p{M}/u

const widthOfCharacter = (character: string): number => {
  if (character < '\u0300') return 1
  if (NO_WIDTH.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

export const widthOf = (text: string): number => {
  let width = 0
  for (const character of text) width += widthOfCharacter(character)
  return width
}

export const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** `text` cut to `width` columns, the last of them an ellipsis where something was cut. */
export const cutTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let cut = ''
  let taken = 0
  for (const character of text) {
    taken += widthOfCharacter(character)
    if (taken > width - 1) break
    cut += character
  }
  return `${cut}…`
}

/** Lines of at most `width` columns, broken at spaces; a longer word (a URL, an id) stays whole. */
export const wrapTo = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const word of text.split(' ')) {
    const longer = taken + 1 + widthOf(word)
    if (line === '') {
      line = word
      taken = longer - 1
    } else if (longer <= width) {
      line += ` ${word}`
      taken = longer
    } else {
      lines.push(line)
      line = word
      taken = longer - taken - 1
    }
  }
  return [...lines, line]
}
