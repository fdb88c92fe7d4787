import { checkedProxy } from '../transport/proxy.ts'
import {
  createPools,
  createTransport,
  type Pools,
  type TransportOptions,
} from '../transport/transport.ts'
import { clientOver, type GraphClient, type GraphOptions } from './client-over.ts'
import { localFacts } from './errors/graph-error.ts'
import type { Transport } from './wire/route.ts'

export {
  DEFAULT_CONCURRENCY,
  type GraphClient,
  type GraphOptions,
  type WriteAnswer,
} from './client-over.ts'
export { checkGraphUrl, DEFAULT_API_VERSION, DEFAULT_GRAPH_URL } from './wire/endpoint.ts'
export { createPools, type Pools }

/** What happened on the way, in the form in which the client knows errors. */
const graphTransport = (options: TransportOptions): Transport => {
  const { send, close } = createTransport(options)
  return {
    close,
    send: async (request, deadline) => {
      const answer = await send(request, deadline)
      if ('text' in answer) return answer
      const { type, message, lost, httpStatus } = answer
      return localFacts(type, message, { lost, httpStatus })
    },
  }
}

interface Shared {
  /** Connections that several clients use together. */
  readonly pools?: Pools
}

/** A client of a real API: its requests leave the process, through the proxy if there is one. */
export const createGraphClient = (options: GraphOptions & Shared): GraphClient => {
  const pooled = options.pools === undefined ? {} : { pools: options.pools }
  return clientOver((origin, connections) => {
    const proxy = options.proxy === undefined ? null : checkedProxy(origin, options.proxy)
    return {
      transport: graphTransport({ origin, connections, proxy, ...pooled }),
      proxy: proxy?.host ?? null,
      secrets: proxy?.secrets ?? [],
    }
  }, options)
}
