import type { Holding } from '../access/holdings.ts'
import type { Manual, Step, Unmanaged, Unreadable, Waiting } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'

/** A step before its needs and calls are known. */
export type Draft = Omit<Step, 'needs' | 'calls'>

/** The holding that was judged; absent if the outcome is not about one. */
interface OfHolding {
  readonly holding?: Holding
}

/** The result of comparing one address; there is exactly one for each. */
export type Outcome =
  | ({ readonly type: 'step'; readonly step: Draft } & OfHolding)
  /** `isDeclared`: the manifest names the subject, so revokes on the same asset wait too. */
  | { readonly type: 'waiting'; readonly waiting: Waiting; readonly isDeclared: boolean }
  | ({ readonly type: 'manual'; readonly manual: Manual } & OfHolding)
  | ({ readonly type: 'unmanaged'; readonly unmanaged: Unmanaged } & OfHolding)
  | { readonly type: 'unreadable'; readonly unreadable: Unreadable }
  | { readonly type: 'unchanged' }
  /**
   * A read that it depends on failed or was cut short: nothing is concluded, and the plan is
   * incomplete.
   */
  | { readonly type: 'unknown'; readonly address: string }
  | { readonly type: 'problem'; readonly problem: Problem }

/** Outcomes by type, each list in their original order; what is unchanged is in none. */
export type SortedOutcomes = {
  readonly [Type in Exclude<Outcome['type'], 'unchanged'>]: readonly Extract<
    Outcome,
    { type: Type }
  >[]
}

export const sortOutcomes = (outcomes: readonly Outcome[]): SortedOutcomes => {
  const sorted: { readonly [Type in keyof SortedOutcomes]: Outcome[] } = {
    step: [],
    waiting: [],
    manual: [],
    unmanaged: [],
    unreadable: [],
    unknown: [],
    problem: [],
  }
  for (const outcome of outcomes) {
    if (outcome.type !== 'unchanged') sorted[outcome.type].push(outcome)
  }
  return sorted as SortedOutcomes
}
