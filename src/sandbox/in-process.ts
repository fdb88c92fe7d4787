/** A sandbox without a socket: requests go in and answers come out within the process. */
import { faultBook } from './faults.ts'
import type { Answer } from './http/call.ts'
import { answerRequest } from './http/graph-request.ts'
import type { SandboxRequest } from './http/http-words.ts'
import { SANDBOX_KINDS, type SandboxKind } from './kinds/sandbox-kinds.ts'
import type { CommittedWrite, Counts, RecordedRequest, Session } from './sandbox-session.ts'
import type { Fault, World } from './state.ts'
import { DEFAULT_TOKEN, personOfToken } from './tokens.ts'

export interface SandboxSettings {
  readonly world: World
  /** The only token that works. Default: a fixed alphanumeric one. */
  readonly token?: string
  /** Asset kinds served. Default: all of SANDBOX_KINDS. */
  readonly kinds?: readonly SandboxKind[]
  /** Default: the faults of the world. */
  readonly faults?: readonly Fault[]
  /** Default: the real clock. */
  readonly now?: () => Date
  /** Called after each write or act of a person that changed the world. */
  readonly onChange?: (world: World) => void
  /** Called after each write that went through, whether or not it changed the world. */
  readonly onCommit?: (world: World, write: CommittedWrite) => void
}

export interface InnerSandbox {
  readonly token: string
  readonly counts: Readonly<Counts>
  /** Every Graph call in order, batch items included. */
  readonly requests: readonly RecordedRequest[]
  /** The writes that changed or confirmed the world, in order. */
  readonly commits: readonly CommittedWrite[]
  world(): World
  /** `null`: the connection is dropped, and nobody learns whether the call took effect. */
  answer(request: SandboxRequest): Promise<Answer | null>
}

/** A sandbox that only this process can reach; `origin` is how its answers name it. */
export function openSandbox(settings: SandboxSettings, origin: string): InnerSandbox {
  const session = { ...sessionOf(settings), origin }
  const { token, counts, requests, commits } = session
  return {
    token,
    counts,
    requests,
    commits,
    world: () => session.world,
    answer: (request) => answerRequest(session, request),
  }
}

/** The state of a sandbox that nobody has called yet; it does not know its own address. */
export function sessionOf(settings: SandboxSettings): Session {
  const { world } = settings
  personOfToken(world)
  return {
    world,
    faults: faultBook(settings.faults ?? world.faults),
    origin: '',
    kinds: settings.kinds ?? SANDBOX_KINDS,
    token: settings.token ?? DEFAULT_TOKEN,
    now: settings.now ?? (() => new Date()),
    onChange: settings.onChange ?? (() => undefined),
    onCommit: settings.onCommit ?? (() => undefined),
    counts: { http: 0, graph: 0, reads: 0, writes: 0 },
    requests: [],
    commits: [],
    lags: new Map(),
    peopleLags: new Map(),
    calls: new Map(),
  }
}
