import { managingIn } from '../../access/counted-managers.ts'
import { linesDeclaring } from '../../access/declared-lines.ts'
import type { Ground } from '../../access/ground.ts'
import type { AssetView } from '../../access/views.ts'
import { ACTION_TABLE, isOfPeople } from '../../model/actions.ts'
import { BUSINESS, type KindTable, kindOf, managedOf } from '../../model/kinds.ts'
import type { Policy } from '../../model/manifest.ts'
import { type Step, shortNameOf } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { RELATIONS } from '../../model/relations.ts'
import { differenceOf } from '../../model/tasks.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { planProblem } from '../plan-problems.ts'
import { endsAll, isLossOf, managersOf } from './managers.ts'
import { directionOfStep } from './order.ts'

/** Steps, with what is asked of all of them again and again. */
export interface WeighedSteps {
  readonly steps: readonly Step[]
  /** Those that take anything away. */
  readonly taking: readonly Step[]
  /** Those of them that count as revocations, as offboarding does not. */
  readonly revocations: readonly Step[]
}

export const weighed = (steps: readonly Step[], kinds: KindTable): WeighedSteps => {
  const taking = steps.filter(
    (step) => directionOfStep(step, kindOf(step.asset.kind, kinds)) !== 'widening',
  )
  const revocations = taking.filter(
    ({ action, reason }) => ACTION_TABLE[action].isRevocation && reason !== 'offboarded',
  )
  return { steps, taking, revocations }
}

/** What a run may do at most, by the key of the policy that says how often. */
export type Counted = 'max_revocations' | 'max_invitations' | 'max_offboarded'

/** The numbers that were allowed; null or absent where none was given. */
export type Allowed = Readonly<Partial<Record<Counted, number | null>>>

/** The same as flags give them: `--allow-revocations N` and its like. */
export interface AllowedCounts {
  readonly allowRevocations?: number
  readonly allowInvitations?: number
  readonly allowOffboarded?: number
}

export const allowedBy = (flags: AllowedCounts): Allowed => ({
  max_revocations: flags.allowRevocations ?? null,
  max_invitations: flags.allowInvitations ?? null,
  max_offboarded: flags.allowOffboarded ?? null,
})

interface Limits {
  readonly allowed: Allowed
  /**
   * The steps of all shards together: several runs may not take away more than a single one.
   */
  readonly together: WeighedSteps
}

/** A rail that a plan would break. */
export interface BrokenRail {
  readonly problem: Problem
  /** Addresses of the steps that break it; null if it is the plan as a whole. */
  readonly steps: readonly string[] | null
}

/**
 * Checks the rails for a plan's steps: what must not happen, with the numbers and the people
 * concerned.
 */
export const checkRails = (
  ground: Ground,
  views: readonly AssetView[],
  { steps, taking }: WeighedSteps,
  { allowed, together }: Limits,
): readonly BrokenRail[] => [
  ...checkCounts(together, {
    policy: ground.manifest.policy,
    allowed,
    kinds: ground.kinds,
  }).map((problem) => ({ problem, steps: null })),
  ...checkProtected(ground, taking),
  ...checkProtectedNames(ground, taking),
  ...checkManagers(ground, views, steps),
  ...checkDeclared(ground, steps),
  ...checkOwnUser(ground, taking),
]

/** Reports each count that is beyond the policy, unless exactly that number is allowed. */
export const checkCounts = (
  steps: WeighedSteps,
  limits: {
    readonly policy: Pick<Policy, Counted>
    readonly allowed: Allowed
    readonly kinds: KindTable
  },
): readonly Problem[] =>
  (Object.keys(COUNTS) as Counted[]).flatMap((key) => {
    const { hits, excess, mismatch } = COUNTS[key]
    const { people, count } = hits(steps, limits.kinds)
    const allowed = limits.allowed[key] ?? null
    const limit = limits.policy[key]
    if (allowed !== null && allowed !== count) {
      return [planProblem(mismatch, { given: allowed, count })]
    }
    return count <= limit || allowed === count
      ? []
      : [planProblem(excess, { count, limit, people })]
  })

/** Whether a rail is one of a count, which is checked against the flags that are given. */
export const isCountRail = (code: string): boolean =>
  Object.values(COUNTS).some(({ excess, mismatch }) => code === excess || code === mismatch)

interface Count {
  /** How many the steps come to, and whom they hit, in words. */
  readonly hits: (
    steps: WeighedSteps,
    kinds: KindTable,
  ) => { readonly count: number; readonly people: readonly string[] }
  /** The rail of more than the policy has, and that of a flag with another number. */
  readonly excess: 'rail_max_revocations' | 'rail_max_invitations' | 'rail_max_offboarded'
  readonly mismatch: 'rail_allow_revocations' | 'rail_allow_invitations' | 'rail_allow_offboarded'
}

const COUNTS: Readonly<Record<Counted, Count>> = {
  max_revocations: {
    hits: ({ revocations }, kinds) => ({
      count: revocations.length,
      people: peopleOf(revocations, kinds),
    }),
    excess: 'rail_max_revocations',
    mismatch: 'rail_allow_revocations',
  },
  max_invitations: {
    hits: ({ steps }) => counted(steps.filter(({ action }) => ACTION_TABLE[action].invites)),
    excess: 'rail_max_invitations',
    mismatch: 'rail_allow_invitations',
  },
  // Each once, however much they lose.
  max_offboarded: {
    hits: ({ steps }) => counted(offboardedOf(steps)),
    excess: 'rail_max_offboarded',
    mismatch: 'rail_allow_offboarded',
  },
}

const counted = (steps: readonly Step[]) => ({
  count: steps.length,
  people: firstOf(steps.map(({ subject }) => shortNameOf(subject)).sort(compareText)),
})

/** The first step of each person and partner who is offboarded. */
export const offboardedOf = (steps: readonly Step[]): readonly Step[] => {
  const leaving = steps.filter(({ reason, action }) => reason === 'offboarded' && !isOurs(action))
  // Somebody with an open invitation and a seat is one person.
  const ids = new Map(
    leaving
      .filter(({ action }) => ACTION_TABLE[action].endsAll)
      .flatMap(({ subject: { id, email } }) => (email ? [[foldedOf(email), id]] : [])),
  )
  const keyOf = ({ subject: { id, business } }: Step): string => business?.id ?? ids.get(id) ?? id
  return [...new Map(leaving.map((step) => [keyOf(step), step] as const).reverse()).values()]
}

/** Whether it is about what we hold of others, so that nobody of them loses anything. */
const isOurs = (action: Step['action']): boolean =>
  RELATIONS[ACTION_TABLE[action].relation].holder === 'us'

/** How many people are named, those hit most first; the others are counted. */
const MOST_PEOPLE = 20

/** Who loses what by the revocations, in words. */
export const peopleOf = (revocations: readonly Step[], kinds: KindTable): readonly string[] => {
  const bySubject = [
    ...groupBy(revocations, ({ subject }) => `${subject.type} ${subject.id}`).values(),
  ].sort((one, other) => other.length - one.length)
  return firstOf(bySubject.map((own) => lossOf(own, kinds)))
}

const firstOf = (people: readonly string[]): readonly string[] => {
  const others = people.length - MOST_PEOPLE
  return others <= 0 ? people : [...people.slice(0, MOST_PEOPLE), `and ${others} more`]
}

/** `Kim (loses ANALYZE on act_1111)`, or on how many assets. */
const lossOf = (steps: readonly Step[], kinds: KindTable): string => {
  const [first] = steps as readonly [Step]
  const { asset, before, after } = first
  const extra = differenceOf(kindOf(asset.kind, kinds), after ?? [], before ?? []).extra
  const where = steps.length === 1 ? `on ${asset.id}` : `on ${steps.length} assets`
  const what = steps.length === 1 && extra.length > 0 ? `${extra.join(', ')} ` : 'access '
  return `${shortNameOf(first.subject)} (loses ${what}${where})`
}

const addressesOf = (steps: readonly Pick<Step, 'address'>[]): readonly string[] =>
  steps.map(({ address }) => address)

const checkProtected = (ground: Ground, taking: readonly Step[]): readonly BrokenRail[] =>
  taking.flatMap((step) => {
    const protection = ground.directory.protectedBy(holderOf(ground, step))
    if (protection === null) return []
    const args = { address: step.address, who: shortNameOf(step.subject), name: protection.name }
    const code = protection.isSure ? 'rail_protected' : 'rail_protected_doubtful'
    return [{ problem: planProblem(code, args, step.source), steps: [step.address] }]
  })

/**
 * Reports protected names that neither the policy file nor, without one, the manifest declares:
 * they protect nobody.
 */
const checkProtectedNames = (
  { manifest: { policy, policyNames, partners, people } }: Ground,
  taking: readonly Step[],
): readonly BrokenRail[] => {
  const given = new Map((policyNames ?? []).map(({ name, means }) => [name, means]))
  const isKnown = (name: string): boolean =>
    isGraphId(name) || given.get(name) != null || (!given.has(name) && isDeclared(name))
  const isDeclared = (name: string): boolean => partners.has(name) || people.has(name)
  const names = policy.protected.filter((name) => !isKnown(name))
  const where = names.some((name) => given.has(name)) ? 'the policy file' : 'the manifest'
  return names.length === 0 || taking.length === 0
    ? []
    : [
        {
          problem: planProblem('rail_protected_unknown', { names, where }),
          steps: addressesOf(taking),
        },
      ]
}

/** Whom a step is about; for an on-behalf-of request, the other business. */
const holderOf = ({ live }: Ground, { action, asset, subject, reason }: Step): string =>
  (reason === 'offboarded' && isOurs(action) ? subject.business?.id : null) ??
  (ACTION_TABLE[action].form === 'delete'
    ? live.relations.find(
        (row) =>
          row.relation === ACTION_TABLE[action].relation &&
          row.asset === asset.id &&
          row.subject === subject.id,
      )?.counterpart?.id
    : null) ??
  subject.id

/**
 * Reports assets that would fall below `keep_managers`, or, already below it, would lose more
 * managers.
 */
const checkManagers = (
  ground: Ground,
  views: readonly AssetView[],
  steps: readonly Step[],
): readonly BrokenRail[] => {
  const { policy } = ground.manifest
  const isLoss = (step: Step): boolean => isLossOf(step, kindOf(step.asset.kind, ground.kinds))
  const leaving = steps.filter(endsAll)
  if (leaving.length === 0 && !steps.some(isLoss)) return []
  const byAsset = groupBy(steps, (step) => step.asset.id)
  return views.flatMap((view) => {
    const own = byAsset.get(view.asset.id) ?? []
    if (leaving.length === 0 && !own.some(isLoss)) return []
    const count = managersOf(ground.directory, view, [...own, ...leaving])
    if (count === null || count.losing.length === 0) return []
    const { keep: rail } = managedOf(view.kind)
    const keep = policy[rail]
    const left = count.now - count.losing.length + count.gaining.length
    if (left >= Math.min(keep, count.now)) return []
    const people = count.losing.map((draft) => shortNameOf(draft.subject))
    const [first] = count.losing
    const [managing = ''] = view.kind.managers
    const args = {
      ...{ asset: view.asset.id, keep, left, people, managing },
      leaving: managersLeaving(ground, view),
    }
    const problem = planProblem(KEPT[rail], args, first?.source ?? null)
    return [{ problem, steps: addressesOf(count.losing) }]
  })
}

/** The names of those who would be managers, were they not on the way out. */
const managersLeaving = ({ directory }: Ground, view: AssetView): readonly string[] =>
  managingIn(view)
    .filter(({ subject }) => directory.isLeaving(subject))
    .map(({ subject }) => shortNameOf(directory.subjectOf('users', subject, null)))

const KEPT = { keep_managers: 'rail_keep_managers', keep_admins: 'rail_keep_admins' } as const

/**
 * Reports whoever would be removed from the business while an asset still declares them: one of the
 * two is a mistake. The offboarded hold nothing, whatever else is written.
 */
const checkDeclared = (
  { manifest, directory, expiryDay }: Ground,
  steps: readonly Step[],
): readonly BrokenRail[] =>
  steps
    .filter((step) => endsAll(step) && step.reason !== 'offboarded')
    .flatMap((step) => {
      const lines = linesDeclaring(
        { directory, expiryDay },
        step.subject.id,
        manifest.assets.filter(({ kind }) => kind !== BUSINESS.name),
      )
      if (lines.length === 0) return []
      const args = { address: step.address, who: shortNameOf(step.subject), lines }
      const problem = planProblem('rail_member_declared', args, step.source)
      return [{ problem, steps: [step.address] }]
    })

/** Unless it is known who the token belongs to, nobody can be removed safely. */
const checkOwnUser = ({ live }: Ground, taking: readonly Step[]): readonly BrokenRail[] => {
  if (live.self.person !== null) return []
  const people = taking.filter(({ action }) => isOfPeople(action))
  const args = { self: live.self.id, people: people.length }
  return people.length === 0
    ? []
    : [{ problem: planProblem('rail_own_user_unknown', args), steps: addressesOf(people) }]
}
