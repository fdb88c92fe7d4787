import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import { differenceOf, isManager } from '../../model/tasks.ts'
import { groupBy } from '../../model/text/grouping.ts'

/** Whether a step leaves its subject with less than before. */
export const takesAway = ({ asset, before, after, gap }: Step, kinds: KindTable): boolean =>
  after === null ||
  gap === true ||
  (before !== null && differenceOf(kindOf(asset.kind, kinds), after, before).extra.length > 0)

/** Whether its subject managed the asset, or the business, and will not. */
export const endsManaging = ({ asset, before, after }: Step, kinds: KindTable): boolean => {
  const kind = kindOf(asset.kind, kinds)
  return isManager(kind, before ?? []) && !isManager(kind, after ?? [])
}

/** The same, of whoever has accepted: an invitation manages nothing yet. */
export const losesManaging = (step: Step, kinds: KindTable): boolean =>
  endsManaging(step, kinds) && step.subject.invitation === undefined

/** The task by which its subject managed the asset before: `MANAGE`, of the business `ADMIN`. */
export const managerTaskOf = ({ asset, before }: Step, kinds: KindTable): string => {
  const kind = kindOf(asset.kind, kinds)
  return (
    kind.managers.find((task) =>
      isManager(
        kind,
        (before ?? []).filter((one) => one === task),
      ),
    ) ??
    kind.managers[0] ??
    ''
  )
}

/** `2 lose MANAGE, 1 loses ADMIN`: how many manage something that they will not; '' if nobody does. */
export const managersLost = (steps: readonly Step[], kinds: KindTable): string => {
  const losing = steps.filter((step) => losesManaging(step, kinds))
  return [...groupBy(losing, (step) => managerTaskOf(step, kinds))]
    .map(([task, own]) => {
      const who = new Set(own.map(({ subject }) => `${subject.type} ${subject.id}`))
      return `${who.size} ${who.size === 1 ? 'loses' : 'lose'} ${task}`
    })
    .join(', ')
}

/**
 * ` (with MANAGE on 12)`, of some steps that are counted together: that somebody manages nothing any
 * more is always said; '' if none does that.
 */
export const managingEnds = (steps: readonly Step[], kinds: KindTable): string => {
  const ending = steps.filter((step) => endsManaging(step, kinds))
  const tasks = new Set(ending.flatMap(({ asset }) => kindOf(asset.kind, kinds).managers[0] ?? []))
  return ending.length === 0 ? '' : ` (with ${[...tasks].join(' or ')} on ${ending.length})`
}
