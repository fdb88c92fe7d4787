import { clientOver, type GraphClient, type GraphOptions } from './client-over.ts'
import { checkedProxy } from './wire/proxy.ts'
import { createTransport } from './wire/transport.ts'

export type { GraphClient, GraphOptions, WriteAnswer } from './client-over.ts'
export { checkGraphUrl, DEFAULT_API_VERSION, DEFAULT_GRAPH_URL } from './wire/endpoint.ts'

/** A client of a real API: its requests leave the process, through the proxy if there is one. */
export const createGraphClient = (options: GraphOptions): GraphClient =>
  clientOver((origin, connections) => {
    const proxy = options.proxy === undefined ? null : checkedProxy(origin, options.proxy)
    return {
      transport: createTransport({ origin, connections, proxy }),
      proxy: proxy?.host ?? null,
      secrets: proxy?.secrets ?? [],
    }
  }, options)
