import type { PlanAsset, Subject, Unreadable, Waiting } from '../../model/plan.ts'
import type { TextOptions } from '../blocks.ts'
import { type Group, groupsOf } from '../groups.ts'
import { nameOf, type Row, unreadableRow, waitingRow } from '../rows.ts'
import { RELATIONS, SUBJECTS } from '../words.ts'
import type { Column, PageGroup, PageRow, Section } from './page.ts'

/** What a report lists, as far as a page needs it beside the row. */
interface Listed {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
}

/** What a row is found by. */
export interface Found {
  readonly action?: string
  readonly change: string
  readonly isAlarm?: boolean
  readonly tasks?: readonly string[]
  readonly findings?: readonly (string | null)[]
}

/** The row of a text report with what a page adds to it. */
export const pageRow = (listed: Listed, row: Row, found: Found): PageRow => ({
  ...row,
  assets: [listed.asset],
  listsAssets: false,
  action: found.action ?? '',
  change: found.change,
  isAlarm: found.isAlarm === true,
  tasks: found.tasks ?? [],
  findings: (found.findings ?? []).filter((finding) => finding !== null),
  column: columnOf(listed),
  hides: [],
})

/** Relations that have one column for whatever subject, and what is true of the asset itself. */
const OWN_COLUMNS: Readonly<Record<string, Column>> = {
  '': { key: '', rank: 0, word: '', label: 'the asset itself' },
  request: { key: 'request', rank: 1, word: '', label: 'our request' },
  on_behalf_of: {
    key: 'on_behalf_of',
    rank: 2,
    word: '',
    label: RELATIONS['on_behalf_of'] ?? '',
  },
}

const RANKS: Readonly<Record<Subject['type'], number>> = {
  business: 3,
  business_user: 4,
  system_user: 5,
  obo_request: 2,
}

const columnOf = ({ address, subject }: Listed): Column => {
  const own = OWN_COLUMNS[subject === null ? '' : (address.split('/')[1] ?? '')]
  if (own !== undefined || subject === null) return own ?? (OWN_COLUMNS[''] as Column)
  return {
    key: `${subject.type} ${subject.id}`,
    rank: RANKS[subject.type],
    word: SUBJECTS[subject.type],
    label: nameOf(subject, NAME_WIDTH),
  }
}

/** Of a name in the head of a column. */
const NAME_WIDTH = 40

/** A section of rows under the headlines of their assets, grouped as text output groups them. */
export const sectionOf = (
  id: string,
  title: string,
  rows: readonly PageRow[],
  { kinds }: TextOptions,
): Section => ({ id, title, groups: groupsOf(rows, kinds).map(groupOf) })

const groupOf = ({ assets, rows }: Group<PageRow>): PageGroup => ({
  headline: null,
  sources: [],
  assets,
  rows: rows.map((row) => ({ ...row, assets })),
})

export const waitingSection = (waiting: readonly Waiting[], options: TextOptions): Section =>
  sectionOf(
    'waits',
    'Waits on people',
    waiting.map((row) =>
      pageRow(row, waitingRow(row, options), { change: 'waits', tasks: row.tasks ?? [] }),
    ),
    options,
  )

/** The columns a list fills, by the relation in its address. */
const FILLED: Readonly<Record<string, readonly number[]>> = {
  request: [1],
  on_behalf_of: [2],
  agencies: [RANKS.business],
  users: [RANKS.business_user, RANKS.system_user],
}

/** A row of what could not be read: in the matrix nobody is taken for absent by it. */
export const unreadRow = (
  { address, asset }: Pick<Unreadable, 'address' | 'asset'>,
  row: Row,
  found: Found,
): PageRow => ({
  ...pageRow({ address, asset, subject: null }, row, found),
  hides: FILLED[address.split('/')[1] ?? ''] ?? Object.values(FILLED).flat(),
})

export const unreadableSection = (
  unreadable: readonly Unreadable[],
  options: TextOptions,
): Section =>
  sectionOf(
    'unreadable',
    'Not readable',
    unreadable.map((row) =>
      unreadRow(row, unreadableRow(row, options), { change: 'not readable' }),
    ),
    options,
  )
