/** The only mutable thing: the current world and what has happened to it. */
import type { FaultBook } from './faults.ts'
import type { CallBook } from './kinds/kind-limits.ts'
import type { SandboxKind } from './kinds/sandbox-kinds.ts'
import type { LagBook } from './lag.ts'
import type { Asset, Business, TokenKind, World } from './state.ts'
import { withoutWritten } from './world/as-read.ts'

/** One Graph call as it was received; batch items count as calls. */
export interface RecordedRequest {
  readonly method: string
  /** Without version, with a leading slash. */
  readonly path: string
  /** Parameters of query and body, without tokens and proofs. */
  readonly params: Readonly<Record<string, unknown>>
  readonly batch: boolean
  readonly tokenKind: TokenKind
  /** HTTP status, or a batch item's code; 0 if the connection was dropped. */
  readonly status: number
  /** Graph error code. */
  readonly code?: number
}

/** A write that changed or confirmed the world. */
export interface CommittedWrite {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * What the sandbox has done so far. `graph` counts calls as the API bills them: each batch item.
 */
export interface Counts {
  http: number
  graph: number
  reads: number
  writes: number
}

export interface Session {
  world: World
  faults: FaultBook
  /** Scheme, host and port. */
  origin: string
  readonly kinds: readonly SandboxKind[]
  readonly token: string
  readonly now: () => Date
  readonly onChange: (world: World) => void
  readonly onCommit: (world: World, write: CommittedWrite) => void
  readonly counts: Counts
  readonly requests: RecordedRequest[]
  readonly commits: CommittedWrite[]
  /** Assets as reads still show them. */
  readonly lags: LagBook<Asset>
  /** Businesses as their lists of people still show them, by `BUSINESS/EDGE`. */
  readonly peopleLags: LagBook<Business>
  /** Calls on assets whose kind limits them. */
  readonly calls: CallBook
}

/** Replaces the world and notifies whoever stores it. */
export function commit(session: Session, world: World): void {
  const changed = world !== session.world
  session.world = withoutWritten(session.world, world)
  if (changed) session.onChange(session.world)
}
