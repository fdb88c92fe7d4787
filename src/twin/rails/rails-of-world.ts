import type { Policy } from '../../model/manifest.ts'
import type { CommittedWrite } from '../../sandbox/sandbox-session.ts'
import type { World } from '../../sandbox/state.ts'
import {
  adminsOf,
  changeOf,
  type Loss,
  lossesOf,
  managersOf,
  openRequestsOn,
  ownBusiness,
  type WorldChange,
} from './world-change.ts'

/**
 * The rails once more, as what must be true of the world after every write. They share nothing with
 * the planner and the guard, which look at steps: here nobody knows of any.
 */

/** What is to be kept. */
export interface RailTerms {
  readonly policy: Pick<
    Policy,
    | 'keep_managers'
    | 'keep_admins'
    | 'protected'
    | 'max_revocations'
    | 'max_invitations'
    | 'max_open_requests'
    | 'max_offboarded'
  >
  /** Numbers that were allowed beyond the policy. */
  readonly allowed: {
    readonly revocations?: number
    readonly invitations?: number
    readonly offboarded?: number
  }
  /** Names of each of the offboarded: ids, and e-mails in lower case. */
  readonly offboarded: readonly ReadonlySet<string>[]
}

/** A write after which a rail did not hold. */
export interface BrokenRail {
  readonly rail: RailName
  readonly write: CommittedWrite
  /** Whom or what it hit. */
  readonly what: string
}

export interface RailWatch {
  /** To be called after each write that changed the world. */
  readonly note: (world: World, write: CommittedWrite) => void
  readonly broken: readonly BrokenRail[]
}

/** What has been counted so far. */
interface Tally {
  revocations: number
  invitations: number
  requests: number
  readonly offboarded: Set<ReadonlySet<string>>
}

interface Watching {
  readonly start: World
  readonly terms: RailTerms
  readonly tally: Tally
}

/** Whom or what a change hit by breaking a rail; nobody if the rail holds. */
type Rail = (watching: Watching, change: WorldChange, losses: readonly Loss[]) => readonly string[]

/** One already below what must stay may not get worse. */
const falls = (start: number, now: number, keep: number): boolean => now < Math.min(keep, start)

const keepManagers: Rail = ({ start, terms }, { after, assets }) =>
  assets
    .filter(({ before }) => before.owner === start.token.business)
    .filter(({ before, after: now }) =>
      falls(
        managersOf(start, start.assets.get(before.id)),
        managersOf(after, now),
        terms.policy.keep_managers,
      ),
    )
    .map(({ before }) => before.id)

const keepAdmins: Rail = ({ start, terms }, change) => {
  const { before, after } = ownBusiness(change)
  if (before === after) return []
  const isLow = falls(adminsOf(start), adminsOf(change.after), terms.policy.keep_admins)
  return isLow ? [start.token.business] : []
}

const ownUser: Rail = ({ start }, _change, losses) =>
  losses.filter(({ who }) => who === start.token.user).map(({ who }) => who)

/** The owner keeps its assets, and is nobody's agency on them. */
const owner: Rail = (_watching, { assets }) =>
  assets
    .filter(
      ({ before, after }) =>
        after?.owner !== before.owner ||
        (before.owner !== undefined && after?.agencies.has(before.owner) === true),
    )
    .map(({ before }) => before.id)

const isProtected: Rail = ({ terms: { policy } }, _change, losses) => {
  const names = new Set(policy.protected.map((name) => name.toLowerCase()))
  return losses.flatMap(({ who, other }) =>
    names.has(who) || (other !== undefined && names.has(other)) ? [who] : [],
  )
}

/** Who of the offboarded lost something, each counted once. */
const maxOffboarded: Rail = ({ terms, tally }, _change, losses) => {
  for (const loss of losses) {
    const entry = entryOf(terms, loss)
    // Nobody of them loses anything by what we give up.
    if (entry !== undefined && !isOfOurs(loss)) tally.offboarded.add(entry)
  }
  const most = Math.max(terms.policy.max_offboarded, terms.allowed.offboarded ?? 0)
  return tally.offboarded.size <= most ? [] : losses.map(({ who }) => who)
}

const isOfOurs = ({ of, other }: Loss): boolean => of === 'agency' && other !== undefined

const entryOf = (
  { offboarded }: RailTerms,
  { who, other }: Loss,
): ReadonlySet<string> | undefined =>
  offboarded.find((names) => names.has(who) || (other !== undefined && names.has(other)))

/** A request that is cancelled was nobody's access yet. */
const maxRevocations: Rail = ({ terms, tally }, _change, losses) => {
  const counted = losses.filter((loss) => loss.of !== 'request')
  if (counted.length === 0 || counted.some((loss) => entryOf(terms, loss) !== undefined)) return []
  tally.revocations += 1
  const most = Math.max(terms.policy.max_revocations, terms.allowed.revocations ?? 0)
  return tally.revocations <= most ? [] : counted.map(({ who }) => who)
}

const maxInvitations: Rail = ({ terms, tally }, change) => {
  const { before, after } = ownBusiness(change)
  const sent = [...(after?.invited.values() ?? [])].filter(
    ({ id }) => before?.invited.has(id) !== true,
  )
  tally.invitations += sent.length
  const most = Math.max(terms.policy.max_invitations, terms.allowed.invitations ?? 0)
  return tally.invitations <= most ? [] : sent.map(({ email }) => email)
}

const maxOpenRequests: Rail = ({ terms, tally }, { before, after, assets }) => {
  const had = tally.requests
  for (const asset of assets) {
    tally.requests += openRequestsOn(after, asset.after) - openRequestsOn(before, asset.before)
  }
  const isMore = tally.requests > had && tally.requests > terms.policy.max_open_requests
  return isMore ? assets.map((asset) => asset.before.id) : []
}

const RAILS = {
  keep_managers: keepManagers,
  keep_admins: keepAdmins,
  own_user: ownUser,
  owner,
  protected: isProtected,
  max_offboarded: maxOffboarded,
  max_revocations: maxRevocations,
  max_invitations: maxInvitations,
  max_open_requests: maxOpenRequests,
} as const satisfies Readonly<Record<string, Rail>>

export type RailName = keyof typeof RAILS

export const RAIL_NAMES = Object.keys(RAILS) as readonly RailName[]

/** Watches a world from where it starts. Only what a write changed is looked at. */
export const watchRails = (start: World, terms: RailTerms): RailWatch => {
  const requests = [...start.assets.values()].reduce(
    (sum, asset) => sum + openRequestsOn(start, asset),
    0,
  )
  const tally: Tally = { revocations: 0, invitations: 0, requests, offboarded: new Set() }
  const watching = { start, terms, tally }
  const broken: BrokenRail[] = []
  let last = start
  return {
    broken,
    note: (world, write) => {
      const change = changeOf(last, world, write)
      const losses = lossesOf(change)
      for (const rail of RAIL_NAMES) {
        for (const what of RAILS[rail](watching, change, losses)) broken.push({ rail, write, what })
      }
      last = world
    },
  }
}
