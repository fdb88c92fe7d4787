import type { PageData } from '../src/document/html/page-data.ts'

/** What stands in the cells of the matrix. Text goes in as text: names are anybody's. */

const CLASSES: Readonly<Record<string, string>> = {
  '+': 'plus',
  '~': 'tilde',
  '-': 'minus',
  '!': 'bang',
  '?': 'ask',
  extra: 'minus',
  missing: 'tilde',
  differs: 'tilde',
  expired: 'minus',
  undeclared: 'ask',
  offboarded: 'minus',
  unmanaged: 'ask',
  pending: 'bang',
  unrecognised: 'ask',
  waits: 'bang',
  unread: 'ask',
}

type Child = Node | string

/** A new element with a class and children. */
export const made = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name)
  if (className !== '') element.className = className
  element.append(...children)
  return element
}

const classOf = (change: string): string => CLASSES[change.split(' ')[0] ?? ''] ?? ''

/** The head of a column: what the subject is, and its name. */
export const headCell = (data: PageData, column: number): HTMLTableCellElement => {
  const { word = '', label = '' } = data.columns[column] ?? {}
  const cell = made('th', '', made('span', 'word', word), made('bdi', '', label))
  cell.scope = 'col'
  cell.title = `${word} ${label}`.trim()
  return cell
}

/** The head of a row: the asset. */
export const assetCell = (data: PageData, asset: number): HTMLTableCellElement => {
  const { kind = '', name = '' } = data.assets[asset] ?? {}
  const cell = made('th', '', made('span', 'word', kind), made('bdi', '', name))
  cell.scope = 'row'
  return cell
}

/** An empty cell says nothing; one that a list which could not be read would fill says so. */
const emptyCell = (hidden: boolean): HTMLTableCellElement =>
  hidden ? made('td', 'ask', made('b', '', '? not read')) : document.createElement('td')

/** By asset, the ranks of the columns that lists which could not be read would fill. */
export const unreadOf = (data: PageData): ReadonlyMap<number, ReadonlySet<number>> => {
  const unread = new Map<number, Set<number>>()
  for (const { a, r } of data.unread) unread.set(a, new Set([...(unread.get(a) ?? []), ...r]))
  return unread
}

/** What is said of one subject on one asset: the changes, and the words of the first. */
export const cellOf = (
  data: PageData,
  { rows, hidden }: { rows: readonly number[]; hidden: boolean },
): HTMLTableCellElement => {
  const [first] = rows.map((row) => data.rows[row])
  if (first === undefined) return emptyCell(hidden)
  const changes = [...new Set(rows.map((row) => data.changes[data.rows[row]?.c ?? -1] ?? ''))]
  return made(
    'td',
    `${classOf(changes[0] ?? '')}${rows.some((row) => data.rows[row]?.x === 1) ? ' alarm' : ''}`,
    made('b', '', changes.join(', ')),
    ' ',
    made('span', '', data.whats[first.w] ?? ''),
  )
}

const UNREAD = 'Not known: this list of the asset could not be read.'

/** A cell whole, to be read: its changes in full, each with its place and its line in the list. */
export const detailOf = (
  data: PageData,
  { asset, rows, hidden }: { asset: number; rows: readonly number[]; hidden: boolean },
): readonly Node[] => {
  const { kind = '', name = '' } = data.assets[asset] ?? {}
  return [
    made('h3', '', `${kind} `, made('bdi', '', name)),
    ...(rows.length === 0 ? [made('p', '', hidden ? UNREAD : 'No entry in this report.')] : []),
    ...rows.map((row) => detailLine(data, row)),
  ]
}

const detailLine = (data: PageData, row: number): Node => {
  const { c = -1, k = -1, w = -1, p = 0 } = data.rows[row] ?? {}
  const { word = '', label = '' } = data.columns[k] ?? {}
  const change = data.changes[c] ?? ''
  const link = made('a', '', 'in the list')
  link.href = `#r${row}`
  return made(
    'p',
    classOf(change),
    made('b', '', change),
    ' ',
    made('bdi', '', `${word} ${label}`.trim()),
    ' ',
    made('span', '', data.whats[w] ?? ''),
    ' ',
    made('code', 'at', data.places[p] ?? ''),
    ' ',
    link,
  )
}
