import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGraphClient, type GraphClient, type GraphOptions } from '../../src/graph/client.ts'
import type { GraphEvent } from '../../src/graph/graph-event.ts'

/** A request as it arrived. */
export interface Arrived {
  readonly method: string
  readonly url: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** What to answer: JSON, a raw body, or a connection that drops. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly drop?: true
  /** Never answer. */
  readonly hang?: true
  /** So many bytes of nothing. */
  readonly big?: number
}

export interface ScriptedServer {
  readonly url: string
  readonly arrived: Arrived[]
  readonly close: () => Promise<void>
}

/** A Graph API in one function per test. Batches are taken apart: `answer` sees their items. */
export const startScripted = async (
  answer: (request: Arrived, count: number) => Reply,
  whole = false,
): Promise<ScriptedServer> => {
  const arrived: Arrived[] = []
  let count = 0
  const server = createServer(async (request, response) => {
    const seen = await arrivedOf(request)
    arrived.push(seen)
    const batch = new URLSearchParams(seen.body).get('batch')
    if (batch !== null && !whole) {
      const items = (JSON.parse(batch) as BatchItem[]).map((item) => {
        const reply = answer(itemOf(item), count++)
        return reply.drop ? null : itemAnswer(reply)
      })
      return send(response, { json: items })
    }
    return send(response, answer(seen, count++))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const arrivedOf = async (request: IncomingMessage): Promise<Arrived> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = request.url ?? ''
  return {
    ...splitUrl(url),
    method: request.method ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  }
}

interface BatchItem {
  readonly method: string
  readonly relative_url: string
  readonly body?: string
}

const itemOf = (item: BatchItem): Arrived => ({
  ...splitUrl(`/v27.0/${item.relative_url}`),
  method: item.method,
  headers: {},
  body: item.body ?? '',
})

const splitUrl = (url: string): Pick<Arrived, 'url' | 'path' | 'query'> => {
  const [path = '', query = ''] = url.split('?')
  return { url, path: path.replace(/^\/v\d+\.\d+/, ''), query: new URLSearchParams(query) }
}

const itemAnswer = (reply: Reply) => ({
  code: reply.status ?? 200,
  headers: Object.entries(reply.headers ?? {}).map(([name, value]) => ({ name, value })),
  body: reply.text ?? JSON.stringify(reply.json),
})

/** What was last sent of it: filling so much anew with each answer would be most of a test. */
let nothing = Buffer.alloc(0)
const nothingOf = (size: number): Buffer => {
  if (nothing.length !== size) nothing = Buffer.alloc(size, ' ')
  return nothing
}

const send = (response: ServerResponse, reply: Reply): void => {
  if (reply.hang) return
  if (reply.drop) {
    response.socket?.destroy()
    return
  }
  response.writeHead(reply.status ?? 200, reply.headers)
  if (reply.big !== undefined) response.write(nothingOf(reply.big))
  response.end(reply.text ?? JSON.stringify(reply.json))
}

/** A canary: every character that is written differently in a URL, a form or JSON. */
export const TOKEN = 'EAAB|canary+token/with=signs'
export const SECRET = 'app+secret/canary='

export interface Rig {
  readonly client: GraphClient
  readonly server: ScriptedServer
  readonly events: GraphEvent[]
  readonly slept: number[]
  readonly close: () => Promise<void>
}

/** A client against a scripted server: no sleep is real, no chance is random. */
export const startRig = async (
  answer: (request: Arrived, count: number) => Reply,
  options: Partial<GraphOptions> & { readonly whole?: boolean } = {},
): Promise<Rig> => {
  const { whole = false, ...clientOptions } = options
  const server = await startScripted(answer, whole)
  const events: GraphEvent[] = []
  const slept: number[] = []
  const client = createGraphClient({
    url: server.url,
    token: TOKEN,
    random: () => 0,
    sleep: async (ms) => {
      slept.push(ms)
    },
    onEvent: (event) => events.push(event),
    ...clientOptions,
  })
  const close = async (): Promise<void> => {
    await client.close()
    await server.close()
  }
  return { client, server, events, slept, close }
}

export const graphError = (code: number, extra: Record<string, unknown> = {}): Reply => ({
  status: code === 1 || code === 2 ? 500 : 400,
  json: {
    error: {
      message: `error ${code}`,
      type: 'OAuthException',
      code,
      fbtrace_id: 'TRACE',
      ...extra,
    },
  },
})
