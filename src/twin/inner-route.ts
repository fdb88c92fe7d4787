import { localFacts } from '../graph/errors/graph-error.ts'
import type { Route } from '../graph/wire/route.ts'
import type { InnerSandbox } from '../sandbox/in-process.ts'

/** A host that cannot exist (RFC 2606), should anything ever look for it. */
export const INNER_ORIGIN = 'https://twin.invalid'

/** The route of a client to a sandbox in this process, such as a twin's: it opens no socket. */
export const innerRoute = (sandbox: Pick<InnerSandbox, 'answer'>): Route => ({
  transport: {
    send: async ({ method, path, headers, body = '' }) => {
      const answer = await sandbox.answer({ method, url: path, headers, body })
      if (answer === null) {
        return localFacts('connection_lost', 'the connection was lost', { lost: true })
      }
      const { status, text } = answer
      return { status, text, headers: lowered(answer.headers) }
    },
    close: async () => {},
  },
  proxy: null,
  secrets: [],
})

const lowered = (headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
