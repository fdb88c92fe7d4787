import { namesReview } from '../../access/standings.ts'
import { assetKindOf } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation } from '../../model/live.ts'
import { agencyAddress } from '../../model/text/address.ts'
import { kindOf, SANDBOX_KINDS, type SandboxKind } from '../../sandbox/kinds/sandbox-kinds.ts'
import { type AgencyRow, CONFIRMED, type Modes } from '../../sandbox/state.ts'
import { tellsStatus } from '../../sandbox/views/columns.ts'
import type { Facts } from './facts.ts'
import { UNTOLD } from './snapshot-people.ts'

/** What a world says of a status that no row tells. */
const UNKNOWN = 'UNKNOWN'

/** The businesses on an asset of ours. */
export const agenciesOn = (
  facts: Facts,
  { id, kind }: LiveAsset,
  modes: Modes,
): Map<string, AgencyRow> => {
  const isTold = tellsStatus(kindOf(SANDBOX_KINDS, kind), modes)
  return new Map(
    facts.rows(id, 'agencies').map((row) => {
      const { told, ...rest } = rowOf(row, waiterOf(facts, kind, row))
      // Where no row of the kind tells its status, none has to say so.
      const isOwn = isTold || row.status === 'unrecognised'
      return [row.subject, told === undefined || !isOwn ? rest : { ...rest, told }]
    }),
  )
}

type Waiter = NonNullable<AgencyRow['waitsFor']>

const rowOf = (row: LiveRelation, waiter: Waiter | undefined): AgencyRow => {
  const { tasks, status, apiStatus, since } = row
  const waits = status === 'pending' ? waiter : undefined
  return {
    tasks,
    status: status === 'active' ? CONFIRMED : (apiStatus ?? UNKNOWN),
    ...(waits === undefined ? {} : { waitsFor: waits }),
    // The API tells two times; which one a status goes by is the reader's choice.
    ...(since === null ? {} : status === 'active' ? { updated: since } : { requested: since }),
    ...(apiStatus === null ? { told: false } : {}),
  }
}

/** Who must act on a row that waits. */
const waiterOf = (facts: Facts, kind: string, row: LiveRelation): Waiter => {
  if (isReviewed(facts, row)) return 'admin'
  return assetKindOf(kind, facts.kinds).relations.request === undefined ? 'partner' : 'owner'
}

/** Whether a row that waits is a grant of ours that an admin of ours has to approve. */
export const isReviewed = ({ memory }: Facts, row: LiveRelation): boolean =>
  row.status === 'pending' &&
  (memory.approvals.has(agencyAddress(row.asset, row.subject)) || namesReview(row))

/** What we hold on, or asked for of, an asset that is not ours; undefined: no row of its own. */
export const ourRow = (
  facts: Facts,
  asset: LiveAsset,
  kind: SandboxKind,
): AgencyRow | undefined => {
  const [row] = facts.rows(asset.id, 'request')
  // Where `clients` has no row of it, there is nothing that would tell a status.
  const own = row === undefined ? undefined : rowOf(row, 'owner')
  const told = row?.apiStatus === null && row.counterpart !== null ? { told: false as const } : {}
  const { told: _, ...plain } = own ?? { tasks: [], status: UNTOLD }
  switch (asset.ownership) {
    case 'client':
      return own === undefined
        ? { tasks: ceilingOf(facts, asset, kind), status: CONFIRMED }
        : { ...plain, ...told, status: CONFIRMED }
    case 'pending':
      return own === undefined
        ? { tasks: [], status: ASKED, waitsFor: 'owner' }
        : { ...plain, ...told, status: row?.apiStatus ?? ASKED, waitsFor: 'owner' }
    default:
      return own === undefined || row?.apiStatus === CONFIRMED ? undefined : { ...plain, ...told }
  }
}

const ASKED = 'CLIENT_RESPONSE_PENDING'

/**
 * Of a kind whose lists do not tell what we were given: what the business's own list of clients
 * says, else everything that can be shared, and what our people hold.
 */
const ceilingOf = (facts: Facts, { id }: LiveAsset, kind: SandboxKind): readonly string[] => {
  const listed = facts.mirrored.get(id)?.[0]?.tasks ?? null
  if (listed !== null) return listed
  const held = facts.rows(id, 'users').flatMap(({ tasks }) => tasks)
  return [...new Set([...(kind.agencyTasks ?? kind.tasks), ...held])]
}
