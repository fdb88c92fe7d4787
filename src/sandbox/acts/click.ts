import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import type { World } from '../state.ts'

/** A change that somebody makes in the web pages, without asking anybody. */
export interface Click {
  readonly world: World
  readonly kinds: readonly SandboxKind[]
  /** The first part of the address, and the last. */
  readonly place: string
  readonly subject: string
  /** As typed; empty where there are none. */
  readonly tasks: string
  readonly now: Date | undefined
}
