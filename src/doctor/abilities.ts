import type {
  Ability,
  AssetFact,
  Can,
  DoctorFacts,
  KindFacts,
  ReachFacts,
} from '../model/doctor.ts'
import { BUSINESS_SCOPE, type Kind, type Scopes } from '../model/kinds.ts'
import { ACTIONS, type Action } from '../model/plan.ts'
import { isAdmin } from './business.ts'
import { count } from './check.ts'
import { scopesOf } from './token.ts'

/** What an action is done on, and whether it removes somebody from an edge. */
interface Need {
  readonly on: 'agencies' | 'users' | 'request' | 'withdraw' | 'on_behalf_of'
  readonly removes: boolean
}

/** THE table of what each action needs; the kind table says what each edge asks of a token. */
export const NEEDS: Readonly<Record<Action, Need>> = {
  request: { on: 'request', removes: false },
  grant: { on: 'agencies', removes: false },
  regrant: { on: 'agencies', removes: false },
  assign: { on: 'users', removes: false },
  reassign: { on: 'users', removes: false },
  unassign: { on: 'users', removes: true },
  revoke: { on: 'agencies', removes: true },
  withdraw: { on: 'withdraw', removes: false },
  cancel: { on: 'on_behalf_of', removes: false },
}

/** An ability, and what would help. */
export interface JudgedAbility extends Ability {
  readonly advice: string | null
}

/** One thing that prevents an action. */
interface Obstacle {
  readonly can: Exclude<Can, 'yes'>
  readonly why: string
  readonly advice: string | null
}

type Obstacles = readonly Obstacle[]

interface Subject {
  readonly kind: Kind
  readonly facts: KindFacts
  readonly reach: ReachFacts
  readonly scopes: ReadonlySet<string> | null
}

/** Which of the nine actions can be done on a kind, as far as reading can show. */
export const abilitiesOf = (
  kind: Kind,
  own: KindFacts,
  facts: DoctorFacts,
): readonly JudgedAbility[] => {
  const { reach } = facts
  if (reach === null) return []
  const subject = { kind, facts: own, reach, scopes: scopesOf(facts) }
  return ACTIONS.map((action) => {
    const obstacles = obstaclesTo(NEEDS[action], subject)
    const worst = WORST_FIRST.map((can) => obstacles.find((each) => each.can === can)).find(
      (found) => found !== undefined,
    )
    return {
      kind: kind.name,
      action,
      can: worst?.can ?? 'yes',
      why: worst?.why ?? null,
      advice: worst?.advice ?? null,
    }
  })
}

const WORST_FIRST = ['none', 'no', 'unknown', 'some'] as const satisfies readonly Obstacle['can'][]

const obstaclesTo = ({ on, removes }: Need, subject: Subject): Obstacles => {
  const { kind } = subject
  switch (on) {
    case 'agencies':
    case 'users':
      return [
        ...(removes && kind[on].remove === 'none' ? [noSuchCall(kind)] : []),
        ...missingScopes(kind[on].scopes.write, subject),
        ...missingScopes(kind[on].scopes.read, subject),
        ...unreadList('owned', subject),
        ...byRoleOnAsset(on, subject),
        ...withoutToken(on, subject),
        ...refusedEdge(on, subject),
      ]
    case 'request':
    case 'withdraw':
      return [
        ...missingScopes(kind[on].scopes, subject),
        ...byRole(subject),
        ...(['owned', 'client', 'pendingClient'] as const).flatMap((list) =>
          unreadList(list, subject),
        ),
        ...(kind[on].isRestricted ? [restricted(kind)] : []),
      ]
    case 'on_behalf_of':
      return kind.onBehalfOf === null
        ? [noSuchCall(kind)]
        : [...missingScopes([], subject), ...byRole(subject)]
  }
}

const noSuchCall = (kind: Kind): Obstacle => ({
  can: 'none',
  why: `the API has no such call for ${kind.label}s`,
  advice: null,
})

const restricted = ({ request }: Kind): Obstacle => ({
  can: 'unknown',
  why: `the API takes ${request.edge} only from apps that have used it in the last 30 days, which cannot be found out without writing`,
  advice: 'if it is refused, ask in Business settings',
})

const missingScopes = (needed: Scopes, { scopes }: Subject): Obstacles => {
  if (scopes === null) {
    return [{ can: 'unknown', why: "the token's permissions are not known", advice: null }]
  }
  return [[BUSINESS_SCOPE], ...needed]
    .filter((choice) => !choice.some((scope) => scopes.has(scope)))
    .map((choice) => ({
      can: 'no',
      why: `needs ${choice.join(' or ')}`,
      advice: `create the token again with ${choice.join(' or ')}`,
    }))
}

const ADMIN = "make the token's user an admin of the business"

const byRole = ({ reach }: Subject): Obstacles => {
  switch (isAdmin(reach)) {
    case true:
      return []
    case null:
      return [{ can: 'unknown', why: "the role of the token's user is not known", advice: null }]
    case false:
      return [{ can: 'no', why: 'only an admin of the business can do this', advice: ADMIN }]
  }
}

/** A user who is not an admin can change at most what they manage. */
const byRoleOnAsset = (on: 'agencies' | 'users', subject: Subject): Obstacles => {
  const [stopped] = byRole(subject)
  if (stopped?.can !== 'no') return stopped === undefined ? [] : [stopped]
  const assets = assetsFor(on, subject)
  const managed = assets.filter(({ isManaged }) => isManaged === true)
  const isTold = !subject.facts.hasMore && assets.every(({ isManaged }) => isManaged !== null)
  const why = `not an admin of the business, and manages ${managed.length} of ${count(assets.length, subject.kind.label)}`
  const can = managed.length > 0 ? 'some' : isTold ? 'no' : 'unknown'
  return [{ can, why, advice: ADMIN }]
}

const assetsFor = (on: 'agencies' | 'users', { facts }: Subject): readonly AssetFact[] =>
  on === 'agencies' ? facts.assets.filter(({ isOwned }) => isOwned) : facts.assets

/**
 * Calls that are signed with the asset's own token need one from somebody who manages the asset.
 */
const withoutToken = (on: 'agencies' | 'users', subject: Subject): Obstacles => {
  const { kind, reach } = subject
  const { write } = kind[on].token
  if (write === 'user' || (write === 'asset_or_user' && isAdmin(reach) === true)) return []
  const assets = assetsFor(on, subject)
  const signed = assets.filter(isSigned)
  if (signed.length === assets.length && assets.length > 0) return []
  const why =
    assets.length === 0
      ? `there is no ${kind.label} to see it on`
      : `a ${kind.label} token of somebody who manages it: for ${signed.length} of ${assets.length}`
  const can = assets.length === 0 ? 'unknown' : signed.length === 0 ? 'no' : 'some'
  const advice =
    assets.length === 0 ? null : "assign the token's own user to the others, as a manager"
  return [{ can, why, advice }]
}

/** Whether a token can be had that the API will accept. */
export const isSigned = ({ hasToken, isManaged }: AssetFact): boolean =>
  hasToken === true && isManaged !== false

type ListFact = keyof KindFacts['lists']

const unreadList = (list: ListFact, { kind, facts }: Subject): Obstacles => {
  const { status } = facts.lists[list]
  const why = `${kind.listing[list]} cannot be read, and nothing is written on a guess`
  const advice = 'see above'
  if (status === 'complete') return []
  return [{ can: status === 'unreadable' ? 'no' : 'unknown', why, advice }]
}

/**
 * Nothing is written where nothing can be read. People may still be read through their own lists.
 */
const refusedEdge = (on: 'agencies' | 'users', { kind, facts }: Subject): Obstacles => {
  const samples = facts.samples.filter(({ relation }) => relation === on)
  const failed = samples.filter(({ status }) => status !== 'complete')
  if (failed.length === 0) return []
  const isRefused = failed.every(({ status }) => status === 'unreadable')
  const hasOtherWay = on === 'users' && kind.inverse !== null
  const can = failed.length < samples.length ? 'some' : isRefused && !hasOtherWay ? 'no' : 'unknown'
  const why = `${kind[on].edge} cannot be read on ${failed.length} of ${samples.length} tried`
  return [{ can, why, advice: 'see above' }]
}
