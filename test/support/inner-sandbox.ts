import { clientOver, type GraphClient, type GraphOptions } from '../../src/graph/client-over.ts'
import { playAct } from '../../src/sandbox/acts/played.ts'
import { faultBook } from '../../src/sandbox/faults.ts'
import { answerRequest } from '../../src/sandbox/http/graph-request.ts'
import { type SandboxSettings, sessionOf } from '../../src/sandbox/in-process.ts'
import { commit } from '../../src/sandbox/sandbox-session.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { innerRoute, TWIN_ORIGIN } from '../../src/twin/inner-route.ts'

export interface InnerRig {
  readonly sandbox: Sandbox
  readonly clientOf: (options: Omit<GraphOptions, 'url' | 'token'>) => GraphClient
}

/** A sandbox and its clients without a socket between them, for what is about neither HTTP nor the wire. */
export const openInner = (settings: SandboxSettings): InnerRig => {
  const session = { ...sessionOf(settings), origin: TWIN_ORIGIN }
  const { token, counts, requests, commits } = session
  const route = innerRoute({ answer: (request) => answerRequest(session, request) })
  return {
    sandbox: {
      ...{ url: TWIN_ORIGIN, token, counts, requests, commits },
      world: () => session.world,
      setFaults: (faults) => {
        session.faults = faultBook(faults)
      },
      play: (act, address, tasks = '') => {
        const { kinds, world } = session
        commit(session, playAct(world, { act, address, tasks, kinds, now: session.now() }))
      },
      close: async () => {},
    },
    clientOf: (options) => clientOver(() => route, { ...options, url: TWIN_ORIGIN, token }),
  }
}
