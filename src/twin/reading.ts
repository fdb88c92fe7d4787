import type { Fault, World } from '../sandbox/state.ts'

/** One way to take what the API leaves open. */
export interface Reading {
  /** Lower case with underscores; stable, because people and tools name it. */
  readonly name: string
  /** What the API is taken to do, in a sentence without a full stop. */
  readonly assumption: string
  /** The open question that it answers, in words. */
  readonly question: string
  /** The twin under this reading; the very same world where that is how it is anyway. */
  readonly change: (world: World) => World
  /** Faults that stand for it. */
  readonly faults?: readonly Fault[]
}
