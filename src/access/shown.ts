import { type Evidence, mergedEvidence } from '../model/assumed/evidence.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveRelation, LiveState } from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import { isPartnerEdge, RELATIONS } from '../model/relations.ts'
import { differenceOf, isKnownTask, sortTasks } from '../model/tasks.ts'
import { addressOf, parseAddress } from '../model/text/address.ts'

/** What was read, and what the journal remembers of our own writes. */
export interface ShownBy {
  readonly live: Pick<LiveState, 'evidence' | 'relations' | 'scopes'>
  /** Absent where only what the API shows is asked. */
  readonly memory?: Memory
  readonly kinds: KindTable
}

/**
 * All that is known of what is assumed about the API: what the answers showed, and what only a write
 * leads to, as the journal remembers it and live still shows it.
 */
export const shownOf = (by: ShownBy): readonly Evidence[] =>
  mergedEvidence(by.live.evidence, keptIn(by), approvalsIn(by))

/** What the API accepted from us, and what it showed afterwards and shows to this day. */
const keptIn = ({ live, memory, kinds }: ShownBy): readonly Evidence[] => {
  if (memory === undefined || memory.kept.size === 0) return []
  return live.relations.flatMap((row): readonly Evidence[] => {
    const kept = memory.kept.get(addressIn(row))
    const isStill = kept !== undefined && isSame(kept.found, row.tasks)
    return isStill && kept.tasks.length > 0 ? keptOn(row, kept.tasks, kinds) : []
  })
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((task) => other.includes(task))

/**
 * A list that holds all that was sent, and more that nothing in it brings along, was added to. That
 * what was sent is missing says nothing of that; nor does a list with tasks that nobody knows.
 */
const keptOn = (
  row: LiveRelation,
  sent: readonly string[],
  kinds: KindTable,
): readonly Evidence[] => {
  const kind = kindOf(row.kind, kinds)
  const { missing, extra } = differenceOf(kind, sent, row.tasks)
  const example = `${addressIn(row)} was set to ${sortTasks(kind, sent).join(', ')} and shows ${sortTasks(kind, row.tasks).join(', ')}`
  if (isPartnerEdge(row.relation)) {
    const isOther = missing.length > 0 || extra.length > 0
    return isOther ? [{ assumption: 'agency_update', verdict: 'seen', example }] : []
  }
  const isPerson = RELATIONS[row.relation].holder === 'person' && row.relation !== 'members'
  const isKnown = row.tasks.every((task) => isKnownTask(kind, task))
  const isAdded = missing.length === 0 && extra.length > 0 && isKnown
  return isPerson && isAdded
    ? [
        {
          ...{ assumption: 'assignment_replaces', verdict: 'contradicted', example },
          fits: 'assignment_adds',
        },
      ]
    : []
}

/** How a grant shows that we made and that an admin of ours has yet to approve. */
const approvalsIn = ({ live, memory }: ShownBy): readonly Evidence[] => {
  if (memory === undefined || memory.approvals.size === 0) return []
  const rows = new Map(live.relations.map((row) => [addressIn(row), row]))
  const read = new Set(
    live.scopes
      .filter(({ status }) => status === 'complete')
      .map(({ asset, relation }) => `${asset}/${relation}`),
  )
  return [...memory.approvals.keys()].flatMap((address): readonly Evidence[] => {
    const about = parseAddress(address)
    const row = rows.get(address)
    if (about === null || !read.has(`${about.asset}/${about.relation}`)) return []
    if (row !== undefined && row.status !== 'pending') return []
    const shows = row === undefined ? 'no row' : `a row ${row.apiStatus ?? 'without status'}`
    return [
      {
        ...{ assumption: 'approval_rows', verdict: 'seen' },
        example: `${address} waits for an approval and shows ${shows}`,
        fits: row === undefined ? 'approval_hidden' : 'approval_shown',
      },
    ]
  })
}

const addressIn = ({ asset, relation, subject }: LiveRelation): string =>
  addressOf(asset, relation, subject)
