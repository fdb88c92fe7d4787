import type { HttpRequest } from '../../transport/exchange.ts'
import { isLoopback } from '../../transport/loopback.ts'
import { type HttpProxy, isBadProxy, proxyFor, proxySettingsOf } from '../../transport/proxy.ts'
import { createTransport } from '../../transport/transport.ts'

/** GitHub's REST API, as far as the action needs it. Everything throws a `GitHubError`. */
export interface GitHub {
  /** Every row of a list, over all its pages; never a part of them. */
  readonly list: (path: string) => Promise<readonly Row[]>
  /** One object. */
  readonly get: (path: string) => Promise<Row>
  readonly create: (path: string, body: Readonly<Record<string, unknown>>) => Promise<void>
  readonly update: (path: string, body: Readonly<Record<string, unknown>>) => Promise<void>
}

/** A row as GitHub gives it: nothing in it is certain. */
export type Row = Readonly<Record<string, unknown>>

export class GitHubError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const PER_PAGE = 100
const MOST_PAGES = 100
const TIMEOUT_MS = 20_000

type Method = 'GET' | 'POST' | 'PATCH'

/** Through the proxy of the environment, as the Graph API. */
export const createGitHub = (url: string, token: string, env: Environment): GitHub => {
  const { origin, base, proxy } = checkedBase(url, env)
  const send = async (method: Method, path: string, body?: Row): Promise<unknown> => {
    const answer = await answerOf(
      { origin, proxy },
      {
        method,
        path: `${base}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/vnd.github+json',
          'content-type': 'application/json',
          'user-agent': 'bizaccess',
          'x-github-api-version': '2022-11-28',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    )
    if (answer.status >= 300) throw new GitHubError(`GitHub answered ${answer.status}`)
    return answer.value
  }
  const list = async (path: string): Promise<readonly Row[]> => {
    const rows: Row[] = []
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const mark = path.includes('?') ? '&' : '?'
      const found = await send('GET', `${path}${mark}per_page=${PER_PAGE}&page=${page}`)
      if (!Array.isArray(found)) throw new GitHubError('GitHub did not answer with a list')
      rows.push(...(found as Row[]))
      if (found.length < PER_PAGE) return rows
    }
    throw new GitHubError(`there are more than ${MOST_PAGES * PER_PAGE} rows`)
  }
  const get = async (path: string): Promise<Row> => {
    const found = await send('GET', path)
    if (typeof found !== 'object' || found === null)
      throw new GitHubError('GitHub answered with nothing')
    return found as Row
  }
  return {
    list,
    get,
    create: async (path, body) => void (await send('POST', path, body)),
    update: async (path, body) => void (await send('PATCH', path, body)),
  }
}

interface Base {
  readonly origin: string
  /** What every path begins with, such as `/api/v3`. */
  readonly base: string
  readonly proxy: HttpProxy | null
}

const checkedBase = (text: string, env: Environment): Base => {
  const url = URL.canParse(text) ? new URL(text) : null
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url === null || !isSafe) throw new GitHubError('GITHUB_API_URL must be an https URL')
  const { origin, pathname } = url
  const proxy = proxyFor(origin, proxySettingsOf(env))
  if (isBadProxy(proxy)) throw new GitHubError(`${proxy.from}: ${proxy.reason}`)
  return { origin, base: pathname.replace(/\/$/, ''), proxy }
}

/** A network error's own words may quote what was sent, so they are not shown. */
const answerOf = async (
  { origin, proxy }: Pick<Base, 'origin' | 'proxy'>,
  request: HttpRequest,
): Promise<{ readonly status: number; readonly value: unknown }> => {
  const transport = createTransport({ origin, proxy, connections: 1 })
  try {
    const answer = await transport.send(request, { timeoutMs: TIMEOUT_MS })
    if (!('text' in answer)) throw new GitHubError('GitHub cannot be reached')
    return { status: answer.status, value: parsed(answer.text) }
  } finally {
    await transport.close()
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
