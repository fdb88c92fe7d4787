import type { Ground } from '../../access/ground.ts'
import type { AssetView } from '../../access/views.ts'
import { ACTION_TABLE, isOfPeople } from '../../model/actions.ts'
import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { differenceOf } from '../../model/tasks.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { nameOf } from '../judge/builders.ts'
import { planProblem } from '../plan-problems.ts'
import { isLossOf, managersOf } from './managers.ts'
import { directionOfStep } from './order.ts'

/** Whether a step takes anything away; offboarding is not counted as a revocation. */
const isRevocation = (step: Step, kinds: KindTable): boolean =>
  ACTION_TABLE[step.action].isRevocation && step.reason !== 'offboarded' && isTaking(step, kinds)

const isTaking = (step: Step, kinds: KindTable): boolean =>
  directionOfStep(step, kindOf(step.asset.kind, kinds)) !== 'widening'

interface Revocations {
  /** `--allow-revocations N`; null when not given. */
  readonly allowRevocations: number | null
  /** The revocations of all shards: so many runs at once may not take away more than one. */
  readonly revocations: readonly Step[]
}

/** The rails over a plan's steps: what must not happen, with the numbers and the people hit. */
export const checkRails = (
  ground: Ground,
  views: readonly AssetView[],
  steps: readonly Step[],
  { allowRevocations, revocations }: Revocations,
): readonly Problem[] => [
  ...checkCount(
    revocations,
    { limit: ground.manifest.policy.max_revocations, allowed: allowRevocations },
    ground.kinds,
  ),
  ...checkProtected(ground, steps),
  ...checkProtectedNames(ground, steps),
  ...checkManagers(ground, views, steps),
  ...checkOwnUser(ground, steps),
]

/** More revocations than `max_revocations`, unless exactly so many are allowed by number. */
export const checkCount = (
  revocations: readonly Step[],
  { limit, allowed }: { readonly limit: number; readonly allowed: number | null },
  kinds: KindTable,
): readonly Problem[] => {
  const count = revocations.length
  if (allowed !== null && allowed !== count) {
    return [planProblem('rail_allow_revocations', { given: allowed, count })]
  }
  if (count <= limit || allowed === count) return []
  const people = peopleOf(revocations, kinds)
  return [planProblem('rail_max_revocations', { count, limit, people })]
}

/** The steps that take something away. */
export const revocationsOf = (steps: readonly Step[], kinds: KindTable): readonly Step[] =>
  steps.filter((step) => isRevocation(step, kinds))

/** More than these, who are hit most, are counted. */
const MOST_PEOPLE = 20

/** From whom revocations take what, in words. */
export const peopleOf = (revocations: readonly Step[], kinds: KindTable): readonly string[] => {
  const bySubject = [
    ...groupBy(revocations, ({ subject }) => `${subject.type} ${subject.id}`).values(),
  ].sort((one, other) => other.length - one.length)
  const people = bySubject.slice(0, MOST_PEOPLE).map((own) => lossOf(own, kinds))
  const others = bySubject.length - people.length
  return others === 0 ? people : [...people, `and ${others} more`]
}

/** `Kim (loses ANALYZE on act_1111)`, or on how many assets. */
const lossOf = (steps: readonly Step[], kinds: KindTable): string => {
  const [first] = steps as readonly [Step]
  const { asset, before, after } = first
  const extra = differenceOf(kindOf(asset.kind, kinds), after ?? [], before ?? []).extra
  const where = steps.length === 1 ? `on ${asset.id}` : `on ${steps.length} assets`
  const what = steps.length === 1 && extra.length > 0 ? `${extra.join(', ')} ` : 'access '
  return `${nameOf(first.subject)} (loses ${what}${where})`
}

const checkProtected = (ground: Ground, steps: readonly Step[]): readonly Problem[] =>
  steps
    .filter((step) => isTaking(step, ground.kinds))
    .flatMap((step) => {
      const protection = ground.directory.protectedBy(holderOf(ground, step))
      if (protection === null) return []
      const args = { address: step.address, who: nameOf(step.subject), name: protection.name }
      const code = protection.isSure ? 'rail_protected' : 'rail_protected_doubtful'
      return [planProblem(code, args, step.source)]
    })

/** A name that neither the policy file nor, without one, the manifest declares protects nobody. */
const checkProtectedNames = (
  { manifest: { policy, policyNames, partners, people }, kinds }: Ground,
  steps: readonly Step[],
): readonly Problem[] => {
  const given = new Map((policyNames ?? []).map(({ name, means }) => [name, means]))
  const isKnown = (name: string): boolean =>
    isGraphId(name) || given.get(name) != null || (!given.has(name) && isDeclared(name))
  const isDeclared = (name: string): boolean => partners.has(name) || people.has(name)
  const names = policy.protected.filter((name) => !isKnown(name))
  const where = names.some((name) => given.has(name)) ? 'the policy file' : 'the manifest'
  return names.length > 0 && steps.some((step) => isTaking(step, kinds))
    ? [planProblem('rail_protected_unknown', { names, where })]
    : []
}

/** Whom a step is about: of an on-behalf-of request the other business. */
const holderOf = ({ live }: Ground, { action, asset, subject }: Step): string =>
  (ACTION_TABLE[action].form === 'delete'
    ? live.relations.find(
        (row) =>
          row.relation === ACTION_TABLE[action].relation &&
          row.asset === asset.id &&
          row.subject === subject.id,
      )?.counterpart?.id
    : null) ?? subject.id

/** An asset already below the floor is not made worse; one above it never falls below. */
const checkManagers = (
  ground: Ground,
  views: readonly AssetView[],
  steps: readonly Step[],
): readonly Problem[] => {
  const keep = ground.manifest.policy.keep_managers
  const isLoss = (step: Step): boolean => isLossOf(step, kindOf(step.asset.kind, ground.kinds))
  if (!steps.some(isLoss)) return []
  const byAsset = groupBy(steps, (step) => step.asset.id)
  return views.flatMap((view) => {
    const own = byAsset.get(view.asset.id)
    if (!own?.some(isLoss)) return []
    const count = managersOf(ground.directory, view, own)
    if (count === null) return []
    const left = count.now - count.losing.length + count.gaining.length
    if (left >= Math.min(keep, count.now)) return []
    const people = count.losing.map((draft) => nameOf(draft.subject))
    const [first] = count.losing
    const [managing = ''] = view.kind.managers
    const args = { asset: view.asset.id, keep, left, people, managing }
    return [planProblem('rail_keep_managers', args, first?.source ?? null)]
  })
}

/** Without knowing who the token is, nobody can be taken off safely. */
const checkOwnUser = (ground: Ground, steps: readonly Step[]): readonly Problem[] => {
  if (ground.live.self.person !== null) return []
  const people = steps.filter(
    (step) => isOfPeople(step.action) && isTaking(step, ground.kinds),
  ).length
  return people === 0
    ? []
    : [planProblem('rail_own_user_unknown', { self: ground.live.self.id, people })]
}
