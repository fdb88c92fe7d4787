/** The sandbox: an HTTP server on 127.0.0.1 that speaks the Graph API over a world. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FaultBook, faultBook } from './faults.ts'
import { handleHttp } from './http/http.ts'
import { SANDBOX_KINDS, type SandboxKind } from './kinds/sandbox-kinds.ts'
import {
  type CommittedWrite,
  type Counts,
  commit,
  type RecordedRequest,
  type Session,
} from './sandbox-session.ts'
import type { Fault, World } from './state.ts'
import { DEFAULT_TOKEN, personOfToken } from './tokens.ts'
import { type Act, playPerson } from './writes/played-people.ts'

export interface SandboxOptions {
  readonly world: World
  /** Default 0: any free port. */
  readonly port?: number
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
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly token: string
  readonly counts: Readonly<Counts>
  /** Every Graph call in order, batch items included. */
  readonly requests: readonly RecordedRequest[]
  /** The writes that changed or confirmed the world, in order. */
  readonly commits: readonly CommittedWrite[]
  world(): World
  /** Replaces all faults; their counters start again. */
  setFaults(faults: readonly Fault[]): void
  /**
   * Plays a person who answers in the web pages. Throws `Error` if nothing is waiting at the
   * address.
   */
  play(act: Act, address: string): void
  close(): Promise<void>
}

/** Starts a sandbox; resolves once it listens. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const session = sessionOf(options)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void handleHttp(session, request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  session.origin = `http://127.0.0.1:${port}`
  const { token, counts, requests, commits } = session
  return {
    url: session.origin,
    token,
    counts,
    requests,
    commits,
    world: () => session.world,
    setFaults: (faults) => {
      session.faults = faultBook(faults)
    },
    play: (act, address) => {
      commit(session, playPerson(session.world, act, address, session.now()))
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function sessionOf(options: SandboxOptions): Session {
  const { world } = options
  personOfToken(world)
  const faults: FaultBook = faultBook(options.faults ?? world.faults)
  return {
    world,
    faults,
    origin: '',
    kinds: options.kinds ?? SANDBOX_KINDS,
    token: options.token ?? DEFAULT_TOKEN,
    now: options.now ?? (() => new Date()),
    onChange: options.onChange ?? (() => undefined),
    counts: { http: 0, graph: 0, reads: 0, writes: 0 },
    requests: [],
    commits: [],
    lags: new Map(),
    peopleLags: new Map(),
    calls: new Map(),
  }
}
