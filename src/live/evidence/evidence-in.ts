import type { GraphError } from '../../graph/errors/graph-error.ts'
import { type Evidence, mergedEvidence } from '../../model/assumed/evidence.ts'
import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState } from '../../model/live.ts'
import { isEdgeName, RELATIONS } from '../../model/relations.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { isOver } from '../../model/text/over.ts'
import { compareText } from '../../model/text/text.ts'
import {
  addressIn,
  beyondIn,
  type HeldRow,
  managerAloneIn,
  unknownIn,
  unpackedIn,
} from './unpacked.ts'

/** What was read and decoded, as far as it shows something. */
export interface Decoded
  extends Pick<LiveState, 'assets' | 'relations' | 'people' | 'invitations' | 'directory'> {
  readonly kinds: KindTable
}

/**
 * What decoded rows show of what is assumed about the API. Pure: the same rows in the same order show
 * the same. What decoding drops was noted with the rows.
 */
export const evidenceIn = (read: Decoded): readonly Evidence[] => {
  const rows = rowsOf(read)
  return mergedEvidence(...SHOWN.map((shown) => shown(rows, read)))
}

/** Rows sorted once by what can be told from them, and one for all that show the same. */
interface Rows {
  /** Of people and of businesses, on assets of every kind; those in force. */
  readonly held: readonly HeldRow[]
  /** The same of our own assets, without people of other businesses. */
  readonly own: readonly HeldRow[]
}

const rowsOf = ({ relations, assets, kinds }: Decoded): Rows => {
  const owned = groupBy(assets.filter(isOwned), ({ kind }) => kind)
  const ids = new Map([...owned].map(([kind, own]) => [kind, new Set(own.map(({ id }) => id))]))
  const held = relations.filter(
    ({ relation, status }) => isEdgeName(relation) && status === 'active',
  )
  const own = held.filter(
    ({ kind, asset, otherBusiness }) =>
      otherBusiness === undefined && ids.get(kind)?.has(asset) === true,
  )
  return { held: alike(held, kinds), own: alike(own, kinds) }
}

/**
 * Of the rows of a kind that have the same tasks, the one whose address comes first: what tasks show
 * they show on every row, and of several examples that one stays.
 */
const alike = (rows: readonly LiveRelation[], kinds: KindTable): readonly HeldRow[] => {
  const first = new Map<string, LiveRelation>()
  for (const row of rows) {
    const key = `${row.kind} ${row.relation} ${row.tasks.join()}`
    const known = first.get(key)
    if (known === undefined || compareAddresses(row, known) < 0) first.set(key, row)
  }
  return (
    [...first.values()]
      .map((row) => ({ kind: kindOf(row.kind, kinds), row }))
      // Of groups only what their rows tell by part is known.
      .filter(({ kind }) => kind.tasks.length > 0)
  )
}

/** Of the same relation. */
const compareAddresses = (one: LiveRelation, other: LiveRelation): number =>
  compareText(one.asset, other.asset) || compareText(one.subject, other.subject)

const isOwned = ({ ownership }: LiveAsset): boolean => ownership === 'owned'

const isOfPerson = ({ row }: HeldRow): boolean => RELATIONS[row.relation].holder === 'person'

type Shown = (rows: Rows, read: Decoded) => readonly Evidence[]

const SHOWN: readonly Shown[] = [
  ({ own }) => unpackedIn('people_unpacked', own.filter(isOfPerson)),
  ({ own }) =>
    unpackedIn(
      'agencies_unpacked',
      own.filter((each) => !isOfPerson(each)),
    ),
  ({ held }) => beyondIn(held),
  ({ held }) => unknownIn(held),
  ({ own }) => managerAloneIn(own.filter(isOfPerson)),
  (_rows, read) => agencyStatuses(read),
  (_rows, read) => statusWords(read),
  (_rows, read) => unlistedPeople(read),
  (_rows, read) => otherPeople(read),
  (_rows, { people }) =>
    people.flatMap(({ id, role }) =>
      seenIf(
        'role_words',
        typeof role === 'string' && role !== role.toUpperCase(),
        () => `the role of ${id} is ${role}`,
      ),
    ),
  (_rows, { invitations }) =>
    invitations.flatMap(({ id, status = null }) =>
      seenIf('invitations_listed', isOver(status), () => `invitation ${id} is ${status}`),
    ),
  (_rows, { assets }) => assets.flatMap(groupedIds),
]

const seenIf = (
  assumption: Evidence['assumption'],
  is: boolean,
  example: () => string,
): readonly Evidence[] => (is ? [{ assumption, verdict: 'seen', example: example() }] : [])

/** What headers of the answers say of limits. */
export const answersShow = ({
  usage,
}: {
  readonly usage: readonly { readonly object: string | null; readonly percent: number }[]
}): readonly Evidence[] =>
  usage.flatMap(({ object, percent }) =>
    seenIf(
      'usage_told',
      true,
      () => `${object ?? "the app's calls"}: ${Math.round(percent)} % are used`,
    ),
  )

/** How a list is answered that the API no longer has: not just by a failure, or by a refusal. */
const GONE: ReadonlySet<number | null> = new Set([3, 12, 100, 2500])

/** What failed of the business's own lists of on-behalf-of requests, if anything did. */
export const behalfListsShow = (error: GraphError | null): readonly Evidence[] =>
  seenIf(
    'behalf_lists_gone',
    error !== null && GONE.has(error.code),
    () => `the business has no such list (code ${error?.code ?? ''})`,
  )

/** Where access can be asked for, the row of an agency says how its request stands [ref]. */
const agencyStatuses = ({ relations, kinds }: Decoded): readonly Evidence[] =>
  relations.flatMap((row): readonly Evidence[] => {
    const { relation, apiStatus, tasks } = row
    if (relation !== 'agencies') return []
    const isTold = kindOf(row.kind, kinds).relations.request !== undefined
    const address = addressIn(row)
    if (!isTold) {
      return seenIf(
        'agency_status_missing',
        apiStatus === null,
        () => `${address} has no access_status`,
      )
    }
    const assumption = 'agency_status_told'
    if (apiStatus !== null) {
      return [{ assumption, verdict: 'seen', example: `${address} is ${apiStatus}` }]
    }
    const example = `${address} has ${tasks.length === 0 ? 'neither tasks nor access_status' : 'tasks and no access_status'}`
    return [{ assumption, verdict: 'contradicted', example }]
  })

const statusWords = ({ relations }: Decoded): readonly Evidence[] =>
  relations
    .filter(({ relation }) => relation === 'agencies' || relation === 'request')
    .flatMap((row) =>
      seenIf(
        'agency_status_words',
        row.status === 'unrecognised' && row.apiStatus !== null,
        () => `${addressIn(row)} is ${row.apiStatus}`,
      ),
    )

/** Only lists that were read to their end leave somebody out. */
const unlistedPeople = ({ relations, people, directory }: Decoded): readonly Evidence[] => {
  const { business_users, system_users } = directory
  if (business_users !== 'complete' || system_users !== 'complete') return []
  const listed = new Set(people.map(({ id }) => id))
  return relations
    .filter(({ relation, otherBusiness }) => relation === 'users' && otherBusiness === undefined)
    .flatMap((row) =>
      seenIf(
        'people_lists_short',
        !listed.has(row.subject),
        () => `${addressIn(row)} is on none of the lists of people`,
      ),
    )
}

const otherPeople = ({ relations }: Decoded): readonly Evidence[] =>
  relations.flatMap((row) =>
    seenIf(
      'other_people',
      row.otherBusiness !== undefined,
      () => `${addressIn(row)} is of business ${row.otherBusiness}`,
    ),
  )

/** Groups list such an asset by the id of another node, which is not its own. */
const groupedIds = ({ id, groupedAs }: LiveAsset): readonly Evidence[] =>
  groupedAs === undefined
    ? []
    : [
        {
          assumption: 'instagram_ids',
          verdict: groupedAs === id ? 'contradicted' : 'seen',
          example: `${id} has ${groupedAs} as the id of its user`,
        },
      ]
