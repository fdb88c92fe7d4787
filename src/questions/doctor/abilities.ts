import { ACTION_TABLE, ACTIONS, type ActionRow, type Form } from '../../model/actions.ts'
import {
  type AccessEdge,
  type AssetKind,
  BUSINESS_SCOPE,
  type BusinessEdge,
  isMadeOn,
  type Listing,
  listingEdge,
  listingsFor,
  type Scopes,
} from '../../model/kinds.ts'
import { isEdgeName, RELATIONS, type RelationName } from '../../model/relations.ts'
import type {
  Ability,
  AssetFact,
  Can,
  DoctorFacts,
  KindFacts,
  ReachFacts,
} from '../../model/reports/doctor-report.ts'
import { isAdmin } from './business-checks.ts'
import { count } from './check.ts'
import { scopesOf } from './token-checks.ts'

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
  readonly kind: AssetKind
  readonly facts: KindFacts
  readonly reach: ReachFacts
  readonly scopes: ReadonlySet<string> | null
}

/** Which of the actions can be done on a kind, as far as reading can show. */
export const abilitiesOf = (
  kind: AssetKind,
  own: KindFacts,
  facts: DoctorFacts,
): readonly JudgedAbility[] => {
  const { reach } = facts
  if (reach === null) return []
  const subject = { kind, facts: own, reach, scopes: scopesOf(facts) }
  return ACTIONS.filter((action) => isMadeOn(ACTION_TABLE[action], kind)).map((action) => {
    const obstacles = obstaclesTo(ACTION_TABLE[action], subject)
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

const obstaclesTo = ({ relation, form }: ActionRow, subject: Subject): Obstacles =>
  subject.kind.relations[relation] === undefined
    ? [noSuchCall(subject.kind)]
    : BY_FORM[form](relation, subject)

type ObstaclesOn = (relation: RelationName, subject: Subject) => Obstacles

const onEdge: ObstaclesOn = (relation, subject) => {
  const edge = edgeOf(relation, subject)
  return edge === undefined
    ? []
    : [
        ...missingScopes(edge.scopes.write, subject),
        ...missingScopes(edge.scopes.read, subject),
        ...unreadList('owned', subject),
        ...(edge.isOfAdmins === true ? byRole(subject) : byRoleOnAsset(relation, subject)),
        ...withoutToken(relation, edge, subject),
        ...refusedEdge(relation, edge, subject),
      ]
}

const onBusiness = (edge: BusinessEdge | undefined, subject: Subject): Obstacles =>
  edge === undefined
    ? []
    : [
        ...missingScopes(edge.scopes, subject),
        ...byRole(subject),
        ...listingsFor(subject.kind).flatMap((list) => unreadList(list, subject)),
        ...(edge.isRestricted ? [restricted(edge)] : []),
      ]

const ofAdmins = (subject: Subject): Obstacles => [
  ...missingScopes([], subject),
  ...byRole(subject),
]

/** Nobody is invited, changed or removed unless all lists of people say who is there. */
const onMembers = (subject: Subject): Obstacles => [
  ...ofAdmins(subject),
  ...Object.entries(subject.reach.people).flatMap(([list, { status }]): Obstacles => {
    const why = `${list} cannot be read, and nobody is changed on a guess`
    if (status === 'complete') return []
    return [{ can: status === 'unreadable' ? 'no' : 'unknown', why, advice: 'see above' }]
  }),
]

/** What may prevent a call, by how it is formed. */
const BY_FORM: Readonly<Record<Form, ObstaclesOn>> = {
  put: onEdge,
  remove: (relation, subject) => [
    ...(edgeOf(relation, subject)?.remove === 'none' ? [noSuchCall(subject.kind)] : []),
    ...onEdge(relation, subject),
  ],
  ask: (_relation, subject) => onBusiness(subject.kind.relations.request, subject),
  give_up: (_relation, subject) => onBusiness(subject.kind.relations.request?.withdraw, subject),
  delete: (_relation, subject) => ofAdmins(subject),
  invite: (_relation, subject) => onMembers(subject),
  set_role: (_relation, subject) => onMembers(subject),
  take_back: (_relation, subject) => onMembers(subject),
  expel: (_relation, subject) => onMembers(subject),
}

const edgeOf = (relation: RelationName, { kind }: Subject): AccessEdge | undefined =>
  isEdgeName(relation) ? kind.relations[relation] : undefined

const noSuchCall = (kind: AssetKind): Obstacle => ({
  can: 'none',
  why: `the API has no such call for ${kind.label}s`,
  advice: null,
})

const restricted = ({ edge }: BusinessEdge): Obstacle => ({
  can: 'unknown',
  why: `the API takes ${edge} only from apps that have used it in the last 30 days, which cannot be known without writing`,
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

/** A token's user who is not an admin can change at most what it manages itself. */
const byRoleOnAsset = (relation: RelationName, subject: Subject): Obstacles => {
  const [stopped] = byRole(subject)
  if (stopped?.can !== 'no') return stopped === undefined ? [] : [stopped]
  const assets = assetsFor(relation, subject)
  const managed = assets.filter(({ isManaged }) => isManaged === true)
  const isTold = !subject.facts.hasMore && assets.every(({ isManaged }) => isManaged !== null)
  const why = `not an admin of the business, and manages ${managed.length} of ${count(assets.length, subject.kind.label)}`
  const can = managed.length > 0 ? 'some' : isTold ? 'no' : 'unknown'
  return [{ can, why, advice: ADMIN }]
}

/** Those it is declared on: only an owner lets businesses in. */
const assetsFor = (relation: RelationName, { facts }: Subject): readonly AssetFact[] =>
  RELATIONS[relation].declarableOn.includes('client')
    ? facts.assets
    : facts.assets.filter(({ isOwned }) => isOwned)

/** If calls are signed with the asset's own token, they need one of somebody who manages it. */
const withoutToken = (
  relation: RelationName,
  { token: { write } }: AccessEdge,
  subject: Subject,
): Obstacles => {
  const { kind, reach } = subject
  if (write === 'user' || (write === 'asset_or_user' && isAdmin(reach) === true)) return []
  const assets = assetsFor(relation, subject)
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

const unreadList = (list: Listing, { kind, facts }: Subject): Obstacles => {
  const status = facts.lists[list]?.status ?? 'complete'
  const why = `${listingEdge(kind, list)} cannot be read, and nothing is written on a guess`
  const advice = 'see above'
  if (status === 'complete') return []
  return [{ can: status === 'unreadable' ? 'no' : 'unknown', why, advice }]
}

/** Nothing is written where nothing can be read; people may still be read by their own lists. */
const refusedEdge = (
  on: RelationName,
  { edge, inverse }: AccessEdge,
  { facts }: Subject,
): Obstacles => {
  const samples = facts.samples.filter(({ relation }) => relation === on)
  const failed = samples.filter(({ status }) => status !== 'complete')
  if (failed.length === 0) return []
  const isRefused = failed.every(({ status }) => status === 'unreadable')
  const hasOtherWay = inverse !== undefined
  const can = failed.length < samples.length ? 'some' : isRefused && !hasOtherWay ? 'no' : 'unknown'
  const why = `${edge} cannot be read on ${failed.length} of ${samples.length} tried`
  return [{ can, why, advice: 'see above' }]
}
