// Pictures of a terminal, drawn from what the command really prints, with its colours.
import { stripVTControlCharacters } from 'node:util'
import { colouredPlan } from './tour.mjs'

/** Pixels, at the size at which it is drawn; a page may show it smaller. */
const CELL = { width: 8.4, height: 20, font: 14 }
const MARGIN = 16

/** Of the codes that `src/document/paint.ts` writes; null is text without one. */
const THEMES = {
  light: {
    ground: '#ffffff',
    frame: '#d5dae0',
    null: '#1b1f24',
    31: '#b3211a',
    32: '#14622c',
    33: '#7a4a00',
    35: '#86226f',
    36: '#0b5a75',
    1: '#1b1f24',
    2: '#545d68',
  },
  dark: {
    ground: '#0f1317',
    frame: '#343c45',
    null: '#e6eaee',
    31: '#ff968d',
    32: '#7bd493',
    33: '#f0c05a',
    35: '#eb9fdb',
    36: '#83cbe4',
    1: '#e6eaee',
    2: '#a2acb7',
  },
}

const ESCAPED = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const ESCAPE = '\u001b['

/** The pieces of a line, each with its colour and the column it begins in. */
const piecesOf = (line) => {
  let column = 0
  return `${ESCAPE}0m${line}`.split(ESCAPE).flatMap((part) => {
    const end = part.indexOf('m')
    const code = part.slice(0, end)
    const text = part.slice(end + 1)
    const start = column
    column += text.length
    // What stands in columns is placed column by column.
    return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: words, index }) => ({
      text: words,
      style: code === '0' ? 'null' : code,
      column: start + index,
    }))
  })
}

const drawn = (text, theme) => {
  const lines = text.trimEnd().split('\n')
  const columns = Math.max(...lines.map((line) => stripVTControlCharacters(line).length))
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN)
  const height = lines.length * CELL.height + 2 * MARGIN
  const spans = lines.flatMap((line, row) =>
    piecesOf(line).map(({ text: words, style, column }) => {
      const x = (MARGIN + column * CELL.width).toFixed(1)
      const y = MARGIN + row * CELL.height + CELL.font
      const weight = style === '1' ? ' font-weight="700"' : ''
      const shown = words.replaceAll(/[&<>]/g, (sign) => ESCAPED[sign])
      const length = (words.length * CELL.width).toFixed(1)
      return `<text x="${x}" y="${y}" textLength="${length}" fill="${theme[style]}"${weight}>${shown}</text>`
    }),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="${CELL.font}">`,
    '<title>bizaccess plan, in a terminal</title>',
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.ground}" stroke="${theme.frame}"/>`,
    ...spans,
    '</svg>',
    '',
  ].join('\n')
}

/** Path to text of every picture that is drawn. */
export const pictureFiles = async () => {
  const text = await colouredPlan()
  return Object.fromEntries(
    Object.entries(THEMES).map(([name, theme]) => [
      `docs/pictures/plan-${name}.svg`,
      drawn(text, theme),
    ]),
  )
}
