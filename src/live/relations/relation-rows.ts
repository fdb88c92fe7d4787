import { fieldOf, type Json, textOf } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import type { AccessEdge, AssetKind } from '../../model/kinds.ts'
import type { LiveRelation, RelationStatus } from '../../model/live.ts'
import type { RelationName } from '../../model/relations.ts'
import { idIn, sinceOf, statusOf } from '../decode.ts'
import { agencyNote } from '../evidence/row-notes.ts'
import { heldRow } from '../row.ts'
import { type BadRow, badRow, type Note, type Section, sectionOf } from '../section.ts'

/** One (asset, relation) pair to read. */
export interface Target {
  readonly kind: AssetKind
  readonly asset: string
  readonly relation: RelationName
}

/** The businesses on an asset. */
export const agenciesSection = (
  target: Target,
  fetched: Fetched | undefined,
): Section<LiveRelation> =>
  uniqueRows(
    sectionOf(
      fetched,
      (row) => holderIn(row, target, target.kind.relations.agencies, statusIn),
      agencyNote(target.asset),
    ),
  )

/**
 * Our people on an asset, and people whom another business put there, if the API lists them too.
 */
export const usersSection = (
  target: Target,
  fetched: Fetched | undefined,
  business: string,
  note?: Note,
): Section<LiveRelation> =>
  uniqueRows(
    sectionOf(
      fetched,
      (row) => {
        const holder = holderIn(row, target, target.kind.relations.users, alwaysActive)
        const other = idIn(fieldOf(row, 'business'))
        const isOurs = 'bad' in holder || other === null || other === business
        return isOurs ? holder : { ...holder, otherBusiness: other }
      },
      note,
    ),
  )

type StatusIn = (row: Json, hasTasks: boolean) => RelationStatus

const statusIn: StatusIn = (row, hasTasks) => statusOf(textOf(row, 'access_status'), hasTasks)

/** A person is assigned or not; there is no status in between. */
const alwaysActive: StatusIn = () => 'active'

const holderIn = (
  row: Json,
  { kind, asset, relation }: Target,
  edge: AccessEdge | undefined,
  statusOfRow: StatusIn,
): LiveRelation | BadRow => {
  if (edge === undefined) return badRow(`a row of ${relation}, which no ${kind.label} has`)
  const subject = idIn(row)
  if (subject === null) return badRow(`a ${edge.subject} without a valid id`)
  const tasks = edge.codec.decode(row)
  if (tasks === 'bad') return badRow(`${edge.subject} ${subject}: ${edge.codec.fault}`)
  const status = statusOfRow(row, tasks !== null)
  if (tasks === null && status === 'active') {
    return badRow(`${edge.subject} ${subject} without ${edge.codec.fields.join()}`)
  }
  return heldRow({
    kind: kind.name,
    asset,
    relation,
    subject,
    subjectName: textOf(row, 'name'),
    tasks: tasks ?? [],
    status,
    apiStatus: textOf(row, 'access_status'),
    since: sinceOf(row, status),
  })
}

/**
 * Each subject once. If a list shifts between two pages, a row may occur twice. An active row takes
 * precedence over a waiting one; two that contradict each other make the section unknown.
 */
export const uniqueRows = (section: Section<LiveRelation>): Section<LiveRelation> => {
  const rows = new Map<string, LiveRelation>()
  let bad = section.bad
  for (const row of section.rows) {
    const known = rows.get(row.subject)
    if (known === undefined || (known.status !== 'active' && row.status === 'active')) {
      rows.set(row.subject, row)
    } else if (known.status === row.status && known.tasks.join() !== row.tasks.join()) {
      bad ??= `${row.subject} is listed twice, with different tasks`
    }
  }
  const isBad = bad !== null && section.status === 'complete'
  return { ...section, rows: [...rows.values()], bad, status: isBad ? 'unknown' : section.status }
}
