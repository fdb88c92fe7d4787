import type { MarkData, NamedData, PageData, PowerData } from '../src/document/html/page-data.ts'
import { linkTo, made } from './made.ts'
import type { Entry } from './sheet.ts'

/** What stands in the cells of the matrix. */

/** Everything that a name stands for, in words. */
export const fullName = ({ word, name, note, id }: NamedData): string =>
  [word, name, note, id].filter((part) => part !== '').join(' ')

/** A name, and smaller what it is and its id. */
export const nameOf = ({ word, name, note, id }: NamedData): readonly Node[] => [
  made('bdi', 'name', name),
  made(
    'small',
    '',
    [word, note].filter((part) => part !== '').join(' '),
    ' ',
    made('code', '', id),
  ),
]

/** The head of a row or column, which leads to its own view. */
export const headCell = (
  head: NamedData,
  { scope, hash }: { scope: 'row' | 'col'; hash: string },
): HTMLTableCellElement => {
  const link = linkTo(hash, ...nameOf(head))
  link.tabIndex = -1
  const cell = made('th', '', link)
  cell.scope = scope
  cell.title = fullName(head)
  return cell
}

const UNREAD = 'Not known: this list of the asset could not be read.'

/** What a cell says, in full: each of its rows in words. */
export const wordsOf = (data: PageData, { rows, isHidden }: Entry): string =>
  rows.length === 0
    ? isHidden
      ? UNREAD
      : ''
    : rows
        .map((row) => {
          const { c = -1, w = -1 } = data.rows[row] ?? {}
          return [data.changes[c], data.whats[w]].filter((part) => part).join(': ')
        })
        .join('\n')

/** The greatest power that some rows give. */
const greatestOf = (data: PageData, rows: readonly number[]): PowerData | undefined => {
  const places = rows.map((row) => data.rows[row]?.h ?? -1).filter((place) => place >= 0)
  return data.powers[Math.min(...places)]
}

/** What some rows begin with, each once. */
const marksOf = (data: PageData, rows: readonly number[]): readonly MarkData[] =>
  [...new Set(rows.map((row) => data.rows[row]?.m ?? -1))].flatMap((mark) => data.marks[mark] ?? [])

const NOT_READ: MarkData = { mark: '?', words: '', tone: 'ask' }

/**
 * A cell: the letter or word of what is held, on its shade, and the marks of how it stands; in words
 * for whoever sees neither, and for the mouse.
 */
export const cellOf = (data: PageData, entry: Entry, isWide: boolean): HTMLTableCellElement => {
  const { rows, isHidden } = entry
  if (rows.length === 0 && !isHidden) return document.createElement('td')
  const power = greatestOf(data, rows)
  const marks = rows.length === 0 ? [NOT_READ] : marksOf(data, rows)
  const alarm = rows.some((row) => data.rows[row]?.x === 1) ? ' alarm' : ''
  const words = wordsOf(data, entry)
  const cell = made(
    'td',
    `p${power?.level ?? 0} ${marks[0]?.tone ?? ''}${alarm}`,
    hidden(made('b', '', (isWide ? power?.task : power?.letter) ?? '')),
    hidden(made('i', '', marks.map(({ mark }) => mark).join(''))),
    made('span', 'unseen', words),
  )
  cell.title = words
  return cell
}

const hidden = (element: HTMLElement): HTMLElement => {
  element.ariaHidden = 'true'
  return element
}
