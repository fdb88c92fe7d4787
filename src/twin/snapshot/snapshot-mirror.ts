import { statusOf } from '../../live/decode.ts'
import type { LiveMirror, LiveRelation, MirrorRow } from '../../model/live.ts'
import { kindOf, SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import {
  type AgencyRow,
  type Asset,
  CONFIRMED,
  type Modes,
  type World,
} from '../../sandbox/state.ts'
import { showsAgency } from '../../sandbox/views/columns.ts'
import { type Facts, rowsOn } from './facts.ts'

/** An entry of `agencies` or `clients` of our business, by the business that holds it. */
interface Entry {
  readonly asset: string
  readonly business: string
  readonly row: AgencyRow
}

/** No entry, where the asset would give one. */
const NONE: AgencyRow = { tasks: [], status: CONFIRMED }

/** What our business's own lists say otherwise than the assets. */
export const mirrorOf = (
  facts: Facts,
  assets: ReadonlyMap<string, Asset>,
  modes: Modes,
): Pick<World, 'assets' | 'mirror'> => {
  const all = [...assets.values()]
  const entries = [
    ...differences(sharedByUs(facts, all, modes), told(facts, 'agencies')),
    ...differences(sharedWithUs(facts, all), told(facts, 'clients')),
  ].filter(({ asset }) => assets.has(asset))
  if (entries.length === 0) return { assets }
  const mirror = new Map<string, Map<string, AgencyRow>>()
  for (const { asset, business, row } of entries) {
    mirror.set(asset, (mirror.get(asset) ?? new Map<string, AgencyRow>()).set(business, row))
  }
  return {
    assets: new Map([...assets].map(([id, asset]) => [id, readWith(asset, mirror)])),
    mirror,
  }
}

/** Entries are shown as they were read, too. */
const readWith = (asset: Asset, mirror: NonNullable<World['mirror']>): Asset => {
  const rows = mirror.get(asset.id)
  return rows === undefined
    ? asset
    : { ...asset, asRead: new Set([...(asset.asRead ?? []), ...rows.keys()]) }
}

const isListed = ({ kind }: Asset): boolean =>
  kindOf(SANDBOX_KINDS, kind).permissionsField !== undefined

/** What the assets themselves say; null: what the list says is not known. */
const sharedByUs = ({ us }: Facts, assets: readonly Asset[], modes: Modes): readonly Entry[] =>
  assets
    .filter((asset) => asset.owner === us && isListed(asset))
    .flatMap(({ id, kind, agencies }) =>
      [...agencies]
        .filter(([, row]) => showsAgency(kindOf(SANDBOX_KINDS, kind), modes, row))
        .map(([business, row]) => ({ asset: id, business, row })),
    )

const sharedWithUs = ({ us }: Facts, assets: readonly Asset[]): readonly Entry[] =>
  assets
    .filter((asset) => asset.owner !== undefined && asset.owner !== us && isListed(asset))
    .flatMap(({ id, agencies }) => {
      const row = agencies.get(us)
      return row === undefined ? [] : [{ asset: id, business: us, row }]
    })

/** What a list says; of clients, as far as our own requests tell it where the list is not known. */
const told = (facts: Facts, list: keyof LiveMirror): readonly Entry[] | null => {
  const { live, us, rows } = facts
  const found = live.mirror?.[list]
  if (found?.status === 'complete') {
    return found.rows.map((row) => {
      const [request] = list === 'clients' ? rows(row.asset, 'request') : []
      const business = list === 'clients' ? us : row.business.id
      return { asset: row.asset, business, row: entryOf(row, request) }
    })
  }
  if (list === 'agencies' || found !== undefined) return null
  return rowsOn(facts, 'request')
    .filter(({ counterpart }) => counterpart !== null)
    .map((row) => ({ asset: row.asset, business: us, row: entryOf(row, row) }))
}

const WORDS: Readonly<Record<MirrorRow['status'], string>> = {
  active: CONFIRMED,
  pending: 'PENDING',
  unrecognised: 'UNKNOWN',
}

/** What the list does not say in the words of the API is in the row of the request. */
const entryOf = (
  { tasks, status }: Pick<MirrorRow, 'tasks' | 'status'>,
  request: LiveRelation | undefined,
): AgencyRow => ({
  tasks: tasks ?? [],
  status: request?.apiStatus ?? WORDS[status],
  ...(request === undefined || request.since === null
    ? {}
    : { requested: request.since, updated: request.since }),
})

/** What a list says otherwise; nothing where it is not known. */
const differences = (
  natural: readonly Entry[],
  said: readonly Entry[] | null,
): readonly Entry[] => {
  if (said === null) return []
  const keyOf = ({ asset, business }: Entry): string => `${asset} ${business}`
  const known = new Map(natural.map((entry) => [keyOf(entry), entry]))
  const listed = new Set(said.map(keyOf))
  return [
    ...said.filter((entry) => !isSame(known.get(keyOf(entry))?.row, entry.row)),
    ...natural
      .filter((entry) => !listed.has(keyOf(entry)))
      .map((entry) => ({ ...entry, row: NONE })),
  ]
}

const isSame = (one: AgencyRow | undefined, other: AgencyRow): boolean =>
  one !== undefined &&
  [...one.tasks].sort().join() === [...other.tasks].sort().join() &&
  standingOf(one) === standingOf(other)

const standingOf = ({ status, told: isTold, tasks }: AgencyRow): string =>
  statusOf(isTold === false ? null : status, tasks.length > 0)
