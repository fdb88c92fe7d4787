import type { KindTable } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Memory } from '../../model/memory.ts'

/** Everything that an import is made from. Nothing else influences it. */
export interface ImportInput {
  /** Must cover everything in reach, with on-behalf-of relations in full. */
  readonly live: LiveState
  readonly kinds?: KindTable
  readonly memory?: Memory
  /** The UTC date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** Only assets whose id matches this glob. */
  readonly only?: readonly string[]
  /** One file per kind and one for the names, instead of one for all. */
  readonly split?: boolean
  /** Where editors find the JSON Schema, as seen from the files. */
  readonly schema: string
}
