import type { GraphClient } from '../../graph/client-over.ts'
import type { Json } from '../../graph/json.ts'
import type { Want } from '../../graph/want.ts'
import { type Evidence, mergedEvidence } from '../../model/assumed/evidence.ts'
import type { AssetKind } from '../../model/kinds.ts'
import type { Completeness, LivePerson, LiveRelation } from '../../model/live.ts'
import { assetIdIn, inverseTasks } from '../decode.ts'
import { inverseNote } from '../evidence/row-notes.ts'
import { everybody, type People } from '../people/people.ts'
import { heldRow } from '../row.ts'
import { type BadRow, badRow, type Section, sectionOf, worstOf } from '../section.ts'
import { inverseWant } from '../wants.ts'
import { type Target, uniqueRows } from './relation-rows.ts'

/** What all our people hold on the assets of one kind, from the people's own lists. */
export interface InverseLists {
  readonly status: Completeness
  readonly rows: readonly { readonly person: LivePerson; readonly held: Held }[]
  readonly shows: readonly Evidence[]
}

interface Held {
  readonly asset: string
  readonly tasks: readonly string[]
}

/** For each kind, one list per person, read once for all assets of the kind. */
export const readInverse = async (
  client: GraphClient,
  kinds: readonly AssetKind[],
  people: People,
): Promise<ReadonlyMap<string, InverseLists>> => {
  const persons = everybody(people)
  const asked = kinds.flatMap((kind) =>
    persons.flatMap((person) => {
      const want = inverseWant(kind, person.id)
      return want === null ? [] : [{ kind, person, want }]
    }),
  )
  const fetched = await client.fetchAll(asked.map(({ want }): Want => want))
  const directory = worstOf([people.business_users.status, people.system_users.status])
  return new Map(
    kinds.map((kind) => {
      const lists = asked
        .filter((each) => each.kind === kind)
        .map(({ person, want }) => ({
          person,
          section: sectionOf(
            fetched.get(want),
            (row) => heldIn(row, kind),
            inverseNote(kind, person.id),
          ),
        }))
      const statuses = lists.map(({ section }) => section.status)
      const rows = lists.flatMap(({ person, section }) =>
        section.rows.map((held) => ({ person, held })),
      )
      // A kind without such lists cannot be read this way, today or tomorrow.
      const status =
        kind.relations.users?.inverse === undefined
          ? 'unreadable'
          : worstOf([directory, ...statuses])
      const shows = mergedEvidence(...lists.map(({ section }) => section.shows))
      return [kind.name, { status, rows, shows }]
    }),
  )
}

const heldIn = (row: Json, kind: AssetKind): Held | BadRow => {
  const asset = assetIdIn(row, kind)
  if (asset === null) return badRow(`a ${kind.label} without a valid id`)
  const tasks = inverseTasks(kind, row)
  if ('bad' in tasks) return badRow(`${kind.label} ${asset} ${tasks.bad}`)
  return { asset, tasks }
}

/**
 * The people on one asset whose own list is refused, assembled from the people's lists. Complete if
 * every one of those is; otherwise the refusal remains, unless a list failed that may be read next time.
 */
export const usersByInverse = (
  target: Target,
  refused: Section<LiveRelation>,
  lists: InverseLists,
): Section<LiveRelation> => {
  const { shows } = lists
  if (lists.status !== 'complete') return { ...refused, status: lists.status, rows: [], shows }
  const rows = lists.rows
    .filter(({ held }) => held.asset === target.asset)
    .map(
      ({ person, held }): LiveRelation =>
        heldRow({
          kind: target.kind.name,
          asset: target.asset,
          relation: target.relation,
          subject: person.id,
          subjectName: person.name,
          tasks: held.tasks,
        }),
    )
  return uniqueRows({ rows, status: 'complete', error: null, bad: null, shows })
}
