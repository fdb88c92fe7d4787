import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'

/** One address for the sandboxes of several businesses, each with the token of its own. */
export interface ManySandboxes {
  readonly url: string
  /** By token. */
  readonly sandboxes: ReadonlyMap<string, Sandbox>
  /** The most requests that were open at the same time. */
  readonly mostOpen: () => number
  /** Of every request, in order: whose token it had, and whether it carried a proof. */
  readonly seen: readonly { readonly token: string; readonly proof: string | null }[]
  readonly close: () => Promise<void>
}

export interface ManyOptions {
  /** Milliseconds that every answer takes. */
  readonly latencyMs?: number
  /** A body to answer a token with, instead of its sandbox. */
  readonly refuse?: (token: string) => { readonly status: number; readonly body: unknown } | null
}

/** `worlds`: YAML by token. A token that is not among them is refused as the API refuses one. */
export const startMany = async (
  worlds: Readonly<Record<string, string>>,
  { latencyMs = 0, refuse = () => null }: ManyOptions = {},
): Promise<ManySandboxes> => {
  const sandboxes = new Map<string, Sandbox>()
  for (const [token, text] of Object.entries(worlds)) {
    sandboxes.set(token, await startSandbox({ world: parseWorld(text), token }))
  }
  const seen: { token: string; proof: string | null }[] = []
  let open = 0
  let mostOpen = 0
  const server = createServer(async (request, response) => {
    open += 1
    mostOpen = Math.max(mostOpen, open)
    const body = await bodyOf(request)
    const form = new URLSearchParams(body)
    const query = new URL(request.url ?? '/', 'http://x').searchParams
    const token =
      request.headers.authorization?.replace('Bearer ', '') ?? form.get('access_token') ?? ''
    seen.push({ token, proof: query.get('appsecret_proof') ?? form.get('appsecret_proof') })
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs))
    const refused = refuse(token)
    const target = sandboxes.get(token)
    if (refused !== null || target === undefined) {
      const { status, body: words } = refused ?? UNKNOWN
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(words))
    } else {
      const { host: _, connection: __, ...headers } = request.headers
      const answer = await fetch(`${target.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: Object.entries(headers).flatMap(([name, value]) =>
          typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
        ) as [string, string][],
        ...(body === '' ? {} : { body }),
      })
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(await answer.text())
    }
    open -= 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    sandboxes,
    seen,
    mostOpen: () => mostOpen,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      for (const sandbox of sandboxes.values()) await sandbox.close()
    },
  }
}

const UNKNOWN = {
  status: 400,
  body: { error: { message: 'Invalid OAuth access token.', type: 'OAuthException', code: 190 } },
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
