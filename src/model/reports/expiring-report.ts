import type { PlanAsset, Subject } from '../plan.ts'
import type { Position } from '../problem.ts'

/** Access that the manifest gives today and will end soon. */
export interface Expiring {
  readonly asset: PlanAsset
  /** Null for our own request. */
  readonly subject: Subject | null
  /** What ends; other paths may leave the rest. */
  readonly tasks: readonly string[]
  /** The last day of access (UTC). */
  readonly expires: string
  readonly note: string | null
  readonly source: Position
}
