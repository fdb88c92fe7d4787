/** The sandbox: an HTTP server on 127.0.0.1 that speaks the Graph API over a world. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ActName } from './acts/acts.ts'
import { playAct } from './acts/played.ts'
import { faultBook } from './faults.ts'
import { handleHttp } from './http/http.ts'
import { type SandboxSettings, sessionOf } from './in-process.ts'
import {
  type CommittedWrite,
  type Counts,
  commit,
  type RecordedRequest,
} from './sandbox-session.ts'
import type { Fault, World } from './state.ts'

export interface SandboxOptions extends SandboxSettings {
  /** Default 0: any free port. */
  readonly port?: number
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
   * Plays a person in the web pages, who answers or changes something. Throws `Error` if there is
   * nothing at the address that the act could be about. Tasks as typed: `ADVERTISE,ANALYZE`.
   */
  play(act: ActName, address: string, tasks?: string): void
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
    play: (act, address, tasks = '') => {
      const { kinds, world } = session
      commit(session, playAct(world, { act, address, tasks, kinds, now: session.now() }))
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
