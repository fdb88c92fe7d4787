import { agencyAddress } from '../model/address.ts'
import { type Kind, type KindTable, kindOf } from '../model/kinds.ts'
import type {
  Completeness,
  LiveAsset,
  LiveRelation,
  LiveState,
  ScopeRelation,
} from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import { compareText } from '../model/text.ts'
import { isAwaitingApproval } from '../plan/agencies.ts'
import { matchesGlob } from '../plan/filter.ts'
import { quoteName } from '../report/escape.ts'
import { grantOf, type WrittenGrant } from './grant.ts'
import { type Grants, WRITTEN_RELATIONS, type WrittenAsset } from './written.ts'

/** What an import is made from. */
export interface ImportSource {
  readonly live: LiveState
  readonly kinds: KindTable
  /** What the journal remembers: a grant that waits on an admin is ours and no request to us. */
  readonly memory: Memory
  /** The UTC date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Only assets whose id matches; null: all. */
  readonly only: string | null
}

/** Relations that could not be read to their end, by asset. */
export interface LeftOut {
  readonly kind: Kind
  readonly asset: string
  readonly relation: ScopeRelation
  readonly status: 'unknown' | 'unreadable'
}

export interface Gathered {
  /** In the order of the kinds table, then by id. */
  readonly assets: readonly WrittenAsset[]
  readonly leftOut: readonly LeftOut[]
}

/** Everything live that a manifest can say, asset by asset. */
export const gather = (source: ImportSource): Gathered => {
  const { live, kinds, only } = source
  const rows = rowsBy(live.relations)
  const statuses = new Map(
    live.scopes.map(({ asset, relation, status }) => [`${asset}/${relation}`, status] as const),
  )
  const people = new Set(live.people.map(({ id }) => id))
  const isDirectoryRead =
    live.directory.business_users === 'complete' && live.directory.system_users === 'complete'
  const seen = live.assets
    .filter(({ ownership }) => RELATIONS_OF[ownership].length > 0)
    .filter(({ id }) => only === null || matchesGlob(only, id))
    .map((asset): Seen => {
      const kind = kindOf(asset.kind, kinds)
      return {
        asset,
        kind,
        source,
        people,
        rowsOf: (relation) => rows.get(`${asset.id}/${relation}`) ?? [],
        statusOf: (relation) => {
          const status = statuses.get(`${asset.id}/${relation}`) ?? UNREAD[relation]
          // Without the list of people nobody on the asset can be named.
          return relation === 'users' && !isDirectoryRead && status === 'complete'
            ? worst(live.directory)
            : status
        },
      }
    })
    .sort(
      (one, other) =>
        kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
        compareText(one.asset.id, other.asset.id),
    )
  return { assets: seen.map(assetOf), leftOut: seen.flatMap(leftOutOf) }
}

const worst = ({
  business_users,
  system_users,
}: LiveState['directory']): 'unknown' | 'unreadable' =>
  [business_users, system_users].includes('unknown') ? 'unknown' : 'unreadable'

const rowsBy = (relations: readonly LiveRelation[]): ReadonlyMap<string, LiveRelation[]> => {
  const rows = new Map<string, LiveRelation[]>()
  for (const row of relations) {
    const key = `${row.asset}/${row.relation}`
    const known = rows.get(key)
    if (known === undefined) rows.set(key, [row])
    else known.push(row)
  }
  return rows
}

/** Only an owner grants; what is not ours is asked for. What is in no list is nothing to us. */
const RELATIONS_OF: Readonly<Record<LiveAsset['ownership'], readonly ScopeRelation[]>> = {
  owned: ['agencies', 'users', 'on_behalf_of'],
  client: ['request', 'users', 'on_behalf_of'],
  pending: ['request'],
  absent: [],
  unknown: [],
}

/** What it means that a relation was not read at all: on-behalf-of ones only are on demand. */
const UNREAD: Readonly<Record<ScopeRelation, Status>> = {
  request: 'unknown',
  agencies: 'unknown',
  users: 'unknown',
  on_behalf_of: 'unasked',
}

type Status = Completeness | 'unasked'

interface Seen {
  readonly asset: LiveAsset
  readonly kind: Kind
  readonly source: ImportSource
  readonly people: ReadonlySet<string>
  readonly rowsOf: (relation: ScopeRelation) => readonly LiveRelation[]
  readonly statusOf: (relation: ScopeRelation) => Status
}

const relationsOf = ({ asset, kind }: Seen): readonly ScopeRelation[] =>
  RELATIONS_OF[asset.ownership].filter(
    (relation) => relation !== 'on_behalf_of' || kind.onBehalfOf !== null,
  )

const leftOutOf = (seen: Seen): readonly LeftOut[] =>
  relationsOf(seen).flatMap((relation) => {
    const status = seen.statusOf(relation)
    return status === 'complete' || status === 'unasked'
      ? []
      : [{ kind: seen.kind, asset: seen.asset.id, relation, status }]
  })

/** What one relation comes to: its lines, whom no line can express, and what to say of it. */
interface Read<T> {
  readonly value: T | null
  readonly ignore: readonly string[]
  readonly notes: readonly string[]
}

const NOTHING = { value: null, ignore: [], notes: [] } as const

const assetOf = (seen: Seen): WrittenAsset => {
  const relations = relationsOf(seen)
  const read = <T>(relation: ScopeRelation, reader: (seen: Seen) => Read<T>): Read<T> => {
    if (!relations.includes(relation)) return NOTHING
    const status = seen.statusOf(relation)
    if (status === 'complete') return reader(seen)
    const words = STATUS_WORDS[status]
    // Where an API has no such edge every asset would say so.
    const isSaid = words !== null && relation !== 'on_behalf_of'
    return isSaid ? { ...NOTHING, notes: [`${relation} is left out: ${words}`] } : NOTHING
  }
  const parts = {
    request: read('request', requestOf),
    agencies: read('agencies', agenciesOf),
    users: read('users', usersOf),
    on_behalf_of: read('on_behalf_of', onBehalfOf),
  }
  const all = WRITTEN_RELATIONS.map((relation) => parts[relation])
  return {
    kind: seen.kind,
    id: seen.asset.id,
    name: seen.asset.name,
    request: parts.request.value,
    agencies: parts.agencies.value,
    users: parts.users.value,
    on_behalf_of: parts.on_behalf_of.value,
    ignored: { agencies: parts.agencies.ignore, users: parts.users.ignore },
    notes: all.flatMap(({ notes }) => notes),
  }
}

const STATUS_WORDS = {
  unknown: 'it could not be read to its end',
  unreadable: 'it may not be read with this token',
  unasked: null,
} as const

const requestOf = ({ kind, rowsOf }: Seen): Read<WrittenGrant> => {
  const [row] = rowsOf('request')
  if (row === undefined) return NOTHING
  const grant = row.status === 'unrecognised' ? null : grantOf(kind, row.tasks)
  if (grant !== null) return { ...NOTHING, value: grant }
  const what =
    row.status === 'pending' && row.tasks.length === 0
      ? 'asked for, and the API does not say with which tasks'
      : heldWords(row)
  return { ...NOTHING, notes: [`request is left out: ${what}`] }
}

const agenciesOf = (seen: Seen): Read<Grants> =>
  holdersOf(seen, 'agencies', (row) => {
    if (row.subject === seen.source.live.business.id) return 'leave'
    if (row.status === 'active' || waitsOnAdmin(seen, row)) return 'write'
    return row.status === 'pending'
      ? `${nameOf(row)} asks for access (${wordsOf(seen.kind, row)}): name it under agencies to accept`
      : `${nameOf(row)} is left out: ${heldWords(row)}`
  })

const waitsOnAdmin = ({ asset, source }: Seen, row: LiveRelation): boolean =>
  row.status === 'pending' && isAwaitingApproval(source, agencyAddress(asset.id, row.subject), row)

const usersOf = (seen: Seen): Read<Grants> =>
  holdersOf(seen, 'users', (row) => {
    if (row.tasks.length === 0) return 'leave'
    return seen.people.has(row.subject) ? 'write' : 'ignore'
  })

/** What becomes of a row: a line, nothing, an entry of `ignore`, or words. */
type Fate = 'write' | 'leave' | 'ignore' | (string & {})

const holdersOf = (
  seen: Seen,
  relation: 'agencies' | 'users',
  fateOf: (row: LiveRelation) => Fate,
): Read<Grants> => {
  const grants = new Map<string, WrittenGrant>()
  const ignore: string[] = []
  const notes: string[] = []
  const ignored = (row: LiveRelation, why: string): void => {
    ignore.push(row.subject)
    notes.push(`${nameOf(row)} is ignored: ${why}`)
  }
  const sorted = [...seen.rowsOf(relation)].sort((one, other) =>
    compareText(one.subject, other.subject),
  )
  for (const row of sorted) {
    const fate = fateOf(row)
    const grant = fate === 'write' ? grantOf(seen.kind, row.tasks) : null
    if (grant !== null) grants.set(row.subject, grant)
    else if (fate === 'write') ignored(row, `no task list says what it holds (${tasksOf(row)})`)
    else if (fate === 'ignore') ignored(row, 'nobody in the list of our people has this id')
    else if (fate !== 'leave') notes.push(fate)
  }
  return { value: grants, ignore, notes }
}

/** Both sides of what is in progress, and what is approved; nothing that is between others. */
const onBehalfOf = ({ rowsOf, source }: Seen): Read<readonly string[]> => {
  const rows = rowsOf('on_behalf_of').filter(
    ({ direction, counterpart }) =>
      direction !== 'others' && counterpart !== null && counterpart.id !== source.live.business.id,
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

const wordsOf = (kind: Kind, row: LiveRelation): string =>
  [grantOf(kind, row.tasks) ?? tasksOf(row)].flat().join(', ')

const tasksOf = ({ tasks }: LiveRelation): string =>
  tasks.length === 0 ? 'no task' : tasks.join(', ')

const heldWords = (row: LiveRelation): string =>
  row.status === 'unrecognised'
    ? `this version does not know the status ${row.apiStatus ?? '(none)'}`
    : `no task list says what is held (${tasksOf(row)})`
