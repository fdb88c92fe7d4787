import { takeWidth, widthOf } from '../model/text/width.ts'

/**
 * Text laid out in terminal columns. It must be escaped first, as harmful characters have no
 * width.
 */

export { widthOf }

export const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** Text cut to `width` columns; if anything was cut, the last one is an ellipsis. */
export const cutTo = (text: string, width: number): string => {
  if (takeWidth(text, width) === text) return text
  return `${takeWidth(text, width - 1)}…`
}

/** Lines of at most `width` columns, broken at spaces. A longer word (a URL, an id) stays whole. */
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
