import type { PlanAsset, Subject, Unreadable, Waiting } from '../plan.ts'
import type { Position, Problem } from '../problem.ts'
import type { Coverage } from './coverage.ts'

/**
 * `extra`: live and undeclared. `missing`: declared and not live. `differs`: both, with other
 * tasks. `expired`: still live after its last day. `unmanaged`: an asset or key that the manifest
 * leaves out, which only counts with `coverage: closed`.
 */
export const DRIFT_TYPES = ['extra', 'missing', 'differs', 'expired', 'unmanaged'] as const

export type DriftType = (typeof DRIFT_TYPES)[number]

/** Which side changed since our last apply of an address, as far as the journal shows. */
export type MovedSide = 'live' | 'manifest' | 'both'

/**
 * What we last applied at an address according to the journal; `tasks` is null if we took access
 * away.
 */
export interface Applied {
  /** ISO time (UTC). */
  readonly at: string
  readonly tasks: readonly string[] | null
}

export interface Difference {
  readonly address: string
  readonly type: DriftType
  readonly declared: readonly string[] | null
  readonly found: readonly string[] | null
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly source: Position | null
  /** Present if the journal knows what was applied here. */
  readonly moved?: MovedSide
  readonly applied_at?: string
  /** Present if no apply can settle it: what to do by hand. */
  readonly by_hand?: string
}

/** What is live and not declared, and the reverse; its keys are the public JSON document. */
export interface DriftReport {
  readonly format_version: 1
  readonly kind: 'drift'
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** The UTC date for which the comparison was made. */
  readonly as_of: string
  readonly in_sync: boolean
  /** False if a read failed or was cut short. */
  readonly complete: boolean
  /** How much of what is live the manifest declares, as far as it was read. */
  readonly coverage: Coverage
  readonly differences: readonly Difference[]
  /** What waits for a person; listed, but not drift. */
  readonly waiting: readonly Waiting[]
  readonly unreadable: readonly Unreadable[]
  readonly problems: readonly Problem[]
}
