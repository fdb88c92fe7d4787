import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import { differenceOf } from '../../model/tasks.ts'

/** Whether a step leaves its subject with less than before. */
export const takesAway = ({ asset, before, after, gap }: Step, kinds: KindTable): boolean =>
  after === null ||
  gap === true ||
  (before !== null && differenceOf(kindOf(asset.kind, kinds), after, before).extra.length > 0)
