import { standingOfAgency } from '../../../access/standings.ts'
import type { AssetView } from '../../../access/views.ts'
import { quoteName } from '../../../document/escape.ts'
import { type AssetKind, type KindTable, kindOn } from '../../../model/kinds.ts'
import type { Completeness, LiveRelation, LiveState } from '../../../model/live.ts'
import type { Memory } from '../../../model/memory.ts'
import type { EdgeName, RelationName } from '../../../model/relations.ts'
import { compareText } from '../../../model/text/text.ts'
import { grantOf, type WrittenGrant } from './grant.ts'
import type { Grants } from './written-asset.ts'

/** What an import is made from. */
export interface ImportSource {
  readonly live: LiveState
  readonly kinds: KindTable
  /**
   * What the journal remembers: a grant that waits for an admin is our own and not a request to us.
   */
  readonly memory: Memory
  /** The UTC date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Only assets whose id matches; null for all. */
  readonly only: readonly string[] | null
}

/** How the read of a relation ended, or that it was not asked for. */
export type Status = Completeness | 'unasked'

/** One asset and what was read about it. */
export interface Seen {
  readonly view: AssetView
  readonly source: ImportSource
  readonly statusOf: (relation: RelationName) => Status
}

/**
 * One relation as it will be written: its lines, who cannot be expressed by a line, and what to say
 * about it.
 */
export interface Read<T> {
  readonly value: T | null
  readonly ignore: readonly string[]
  readonly notes: readonly string[]
}

export const NOTHING = { value: null, ignore: [], notes: [] } as const

/** Our own request, or access. */
export const requestOf = ({ view }: Seen): Read<WrittenGrant> => {
  const [row] = view.rows('request')
  if (row === undefined) return NOTHING
  const grant = row.status === 'unrecognised' ? null : grantOf(view.kind, row.tasks)
  if (grant !== null) return { ...NOTHING, value: grant }
  const what =
    row.status === 'pending' && row.tasks.length === 0
      ? 'asked for, and the API does not say with which tasks'
      : heldWords(row)
  return { ...NOTHING, notes: [`request is left out: ${what}`] }
}

export const agenciesOf = (seen: Seen): Read<Grants> =>
  holdersOf(seen, 'agencies', (row) => {
    const { subject } = row
    if (subject === seen.source.live.business.id) return 'leave'
    const asked = { subject, row, wish: undefined }
    switch (standingOfAgency(seen.source, seen.view, asked, null)) {
      case 'incoming':
        return `${nameOf(row)} asks for access (${wordsOf(seen.view.kind, row)}): name it under agencies to accept`
      case 'unrecognised':
        return `${nameOf(row)} is left out: ${heldWords(row)}`
      default:
        return 'write'
    }
  })

export const usersOf = (seen: Seen): Read<Grants> =>
  holdersOf(seen, 'users', (row) => {
    if (row.tasks.length === 0) return 'leave'
    return row.otherBusiness === undefined ? 'write' : 'ignore'
  })

/** What a row becomes: a line, nothing, an entry of `ignore`, or a note with these words. */
type Fate = 'write' | 'leave' | 'ignore' | (string & {})

const holdersOf = (
  seen: Seen,
  relation: EdgeName,
  fateOf: (row: LiveRelation) => Fate,
): Read<Grants> => {
  const grants = new Map<string, WrittenGrant>()
  const ignore: string[] = []
  const notes: string[] = []
  const ignored = (row: LiveRelation, why: string): void => {
    ignore.push(row.subject)
    notes.push(`${nameOf(row)} is ignored: ${why}`)
  }
  const sorted = [...seen.view.rows(relation)].sort((one, other) =>
    compareText(one.subject, other.subject),
  )
  for (const row of sorted) {
    const fate = fateOf(row)
    const grant = fate === 'write' ? grantOn(seen.view.kind, relation, row) : null
    if (grant !== null) grants.set(row.subject, grant)
    else if (fate === 'write') ignored(row, `no task list says what it holds (${tasksOf(row)})`)
    else if (fate === 'ignore') ignored(row, `business ${row.otherBusiness ?? ''} put them on it`)
    else if (fate !== 'leave') notes.push(fate)
  }
  return { value: grants, ignore, notes }
}

/**
 * Relations that are in progress, from either side, or approved, but none between other businesses.
 */
export const onBehalfOf = ({ view, source }: Seen): Read<readonly string[]> => {
  const rows = view
    .rows('on_behalf_of')
    .filter(
      ({ direction, counterpart }) =>
        direction !== 'others' &&
        counterpart !== null &&
        counterpart.id !== source.live.business.id,
    )
  const known = rows.filter(({ status }) => status !== 'unrecognised')
  const strange = rows.filter(({ status }) => status === 'unrecognised')
  const ids = [...new Set(known.flatMap(({ counterpart }) => counterpart?.id ?? []))]
  return {
    value: ids.length === 0 ? null : ids.sort(compareText),
    ignore: [],
    notes: strange.map((row) => `on_behalf_of, ${nameOf(row)} is left out: ${heldWords(row)}`),
  }
}

const nameOf = ({ subject, subjectName }: LiveRelation): string =>
  subjectName === null ? subject : `${quoteName(subjectName)} (${subject})`

const wordsOf = (kind: AssetKind, row: LiveRelation): string =>
  [grantOn(kind, 'agencies', row) ?? tasksOf(row)].flat().join(', ')

/** What can be written for a row of an edge, which may take fewer tasks than the kind has. */
const grantOn = (
  kind: AssetKind,
  relation: EdgeName,
  { tasks }: LiveRelation,
): WrittenGrant | null => grantOf(kind, tasks, kindOn(kind, relation).tasks)

const tasksOf = ({ tasks }: LiveRelation): string =>
  tasks.length === 0 ? 'no task' : [...tasks].sort(compareText).join(', ')

const heldWords = (row: LiveRelation): string =>
  row.status === 'unrecognised'
    ? `this version does not know the status ${row.apiStatus ?? '(none)'}`
    : `no task list says what is held (${tasksOf(row)})`
