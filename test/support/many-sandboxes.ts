import { createServer, request as forward, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'

/** The sandboxes of several businesses behind one address, as the API has one for all of them. */
export interface ManySandboxes {
  readonly url: string
  /** By token. */
  readonly sandboxes: ReadonlyMap<string, Sandbox>
  /** The most requests that were open at the same time. */
  readonly mostOpen: () => number
  /** Of every request, in order: whose token it had, and the proof that it carried. */
  readonly seen: readonly { readonly token: string; readonly proof: string | null }[]
  readonly close: () => Promise<void>
}

export interface ManyOptions {
  /** Milliseconds before anything is answered. */
  readonly latencyMs?: number
  /** A body to answer a token with, instead of its sandbox. */
  readonly refuse?: (token: string) => { readonly status: number; readonly body: unknown } | null
}

/** `worlds`: YAML by token. A token that is of none of them is refused by the first, as by the API. */
export const startMany = async (
  worlds: Readonly<Record<string, string>>,
  { latencyMs = 0, refuse = () => null }: ManyOptions = {},
): Promise<ManySandboxes> => {
  const sandboxes = new Map(
    await Promise.all(
      Object.entries(worlds).map(
        async ([token, text]) =>
          [token, await startSandbox({ world: parseWorld(text), token })] as const,
      ),
    ),
  )
  const seen: { token: string; proof: string | null }[] = []
  let open = 0
  let mostOpen = 0
  const server = createServer(async (asked, answer) => {
    open += 1
    mostOpen = Math.max(mostOpen, open)
    answer.once('close', () => {
      open -= 1
    })
    const body = await bodyOf(asked)
    const form = new URLSearchParams(body)
    const query = new URL(asked.url ?? '/', 'http://x').searchParams
    // A batch says its token in the body.
    const token =
      asked.headers.authorization?.replace('Bearer ', '') ?? form.get('access_token') ?? ''
    seen.push({ token, proof: query.get('appsecret_proof') ?? form.get('appsecret_proof') })
    await pause(latencyMs)
    const refused = refuse(token)
    if (refused !== null) {
      answer.writeHead(refused.status, { 'content-type': 'application/json' })
      answer.end(JSON.stringify(refused.body))
      return
    }
    const to = new URL(asked.url ?? '/', sandboxOf(sandboxes, token).url)
    const headers = { ...asked.headers, host: to.host }
    const passed = forward(to, { method: asked.method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers)
      got.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    passed.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandboxes,
    seen,
    mostOpen: () => mostOpen,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.close()))
    },
  }
}

/** The one whose token it is, or whose Page the token is for. */
const sandboxOf = (sandboxes: ReadonlyMap<string, Sandbox>, token: string): Sandbox => {
  const page = /^SANDBOXPAGE(\d+)x/.exec(token)?.[1] ?? ''
  const all = [...sandboxes.values()]
  const found = sandboxes.get(token) ?? all.find((one) => one.world().assets.has(page)) ?? all[0]
  if (found === undefined) throw new Error('no sandbox')
  return found
}

const bodyOf = async (asked: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of asked) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
