import type { NamedData, PageData } from '../src/document/html/page-data.ts'
import { nameOf, wordsOf } from './cells.ts'
import { linkTo, made } from './made.ts'
import { type Entry, entriesOf, type Sheet } from './sheet.ts'

/** Cells to be read whole, one below the other. */

/** The letter of a row's power on its shade; a blank for a row without tasks. */
const chipOf = (data: PageData, row: number): HTMLElement => {
  const power = data.powers[data.rows[row]?.h ?? -1]
  const chip = made('b', `chip p${power?.level ?? 0}`, power?.letter ?? '')
  if (power !== undefined) chip.title = power.task
  return chip
}

/** One row of the report: its power, how it stands, what it says, and where. */
export const lineOf = (data: PageData, row: number): HTMLElement => {
  const { c = -1, m = -1, w = -1, p = 0, f = [] } = data.rows[row] ?? {}
  return made(
    'p',
    data.marks[m]?.tone ?? '',
    chipOf(data, row),
    ' ',
    made('b', 'standing', data.changes[c] ?? ''),
    ' ',
    made('span', '', data.whats[w] ?? ''),
    ' ',
    ...f.map((finding) => made('em', '', data.findings[finding] ?? '', ' ')),
    made('code', 'at', data.places[p] ?? ''),
    ' ',
    linkTo(`r${row}`, 'in the list'),
  )
}

/** What one cell says, below its name. */
export const entryMarkup = (
  data: PageData,
  entry: Entry,
  { head, hash }: { head: NamedData; hash: string },
): HTMLElement =>
  made(
    'li',
    '',
    linkTo(hash, ...nameOf(head)),
    ...(entry.rows.length === 0 ? [made('p', 'ask', wordsOf(data, entry))] : []),
    ...entry.rows.map((row) => lineOf(data, row)),
  )

/** Everything in one line of a sheet, as a list. */
export const entryList = (data: PageData, sheet: Sheet, row: number): HTMLElement => {
  const { across } = sheet
  const list = made('ul', 'entries')
  list.role = 'list'
  for (const entry of entriesOf(sheet, row)) {
    const key = across.letter === 'a' ? entry.asset : entry.column
    const head = across.heads[key]
    if (head !== undefined)
      list.append(entryMarkup(data, entry, { head, hash: `${across.letter}${key}` }))
  }
  return list
}

/** How often each power and each standing occurs in a line: `M 3`, `differs 1`. */
export const countsOf = (data: PageData, sheet: Sheet, row: number): HTMLElement => {
  const rows = entriesOf(sheet, row).flatMap((entry) => entry.rows)
  const counted = made('span', 'counts')
  for (const [place, { letter, task, level }] of data.powers.entries()) {
    const count = rows.filter((each) => data.rows[each]?.h === place).length
    if (count === 0) continue
    const chip = made('b', `chip p${level}`, letter)
    chip.title = task
    counted.append(chip, ` ${count} `)
  }
  for (const [place, { mark, words, tone }] of data.marks.entries()) {
    const count = rows.filter((each) => data.rows[each]?.m === place).length
    if (count === 0 || mark === '') continue
    const counting = made('span', `count-of ${tone}`, made('i', 'mark', mark), ` ${count} `)
    counting.title = words
    counted.append(counting)
  }
  return counted
}
