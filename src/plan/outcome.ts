import type { Holding } from '../access/holdings.ts'
import type { Manual, Step, Unmanaged, Unreadable, Waiting } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'

/** A step before its needs and calls are known. */
export type Draft = Omit<Step, 'needs' | 'calls'>

/** What was judged; absent where it is no subject's hold on an asset. */
interface OfHolding {
  readonly holding?: Holding
}

/** What the comparison of one address comes to; exactly one per address. */
export type Outcome =
  | ({ readonly type: 'step'; readonly step: Draft } & OfHolding)
  /** `isDeclared`: the manifest names the subject; a revoke beside it then waits too. */
  | { readonly type: 'waiting'; readonly waiting: Waiting; readonly isDeclared: boolean }
  | ({ readonly type: 'manual'; readonly manual: Manual } & OfHolding)
  | ({ readonly type: 'unmanaged'; readonly unmanaged: Unmanaged } & OfHolding)
  | { readonly type: 'unreadable'; readonly unreadable: Unreadable }
  | { readonly type: 'unchanged' }
  /** A read it stands on failed or was cut short: no conclusion, and the plan is not complete. */
  | { readonly type: 'unknown'; readonly address: string }
  | { readonly type: 'problem'; readonly problem: Problem }

/** Outcomes by what they are, each list in their order. */
export type SortedOutcomes = {
  readonly [Type in Outcome['type']]: readonly Extract<Outcome, { type: Type }>[]
}

export const sortOutcomes = (outcomes: readonly Outcome[]): SortedOutcomes => {
  const sorted: { readonly [Type in Outcome['type']]: Outcome[] } = {
    step: [],
    waiting: [],
    manual: [],
    unmanaged: [],
    unreadable: [],
    unchanged: [],
    unknown: [],
    problem: [],
  }
  for (const outcome of outcomes) sorted[outcome.type].push(outcome)
  return sorted as SortedOutcomes
}
