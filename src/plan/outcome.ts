import type { Manual, Step, Unmanaged, Unreadable, Waiting } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'

/** A step before its needs and calls are known. */
export type Draft = Omit<Step, 'needs' | 'calls'>

/** What the comparison of one address comes to; exactly one per address. */
export type Outcome =
  | { readonly type: 'step'; readonly step: Draft }
  /** `isDeclared`: the manifest names the subject; a revoke beside it then waits too. */
  | { readonly type: 'waiting'; readonly waiting: Waiting; readonly isDeclared: boolean }
  | { readonly type: 'manual'; readonly manual: Manual }
  | { readonly type: 'unmanaged'; readonly unmanaged: Unmanaged }
  | { readonly type: 'unreadable'; readonly unreadable: Unreadable }
  | { readonly type: 'unchanged'; readonly address: string }
  /** A read it stands on failed or was cut short: no conclusion, and the plan is not complete. */
  | { readonly type: 'unknown'; readonly address: string }
  | { readonly type: 'problem'; readonly problem: Problem }
