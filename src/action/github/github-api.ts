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

const PER_PAGE = 100
const MOST_PAGES = 100
const TIMEOUT_MS = 20_000

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/

export const createGitHub = (origin: string, token: string): GitHub => {
  const base = checkedBase(origin)
  const send = async (method: string, path: string, body?: Row): Promise<unknown> => {
    const answer = await answerOf(`${base}${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'content-type': 'application/json',
        'user-agent': 'bizaccess',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
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

const checkedBase = (url: string): string => {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  if (!isSafe) throw new GitHubError('GITHUB_API_URL must be an https URL')
  return url.replace(/\/$/, '')
}

/** A network error's own words may quote what was sent, so they are not shown. */
const answerOf = async (
  url: string,
  request: RequestInit,
): Promise<{ readonly status: number; readonly value: unknown }> => {
  try {
    const response = await fetch(url, request)
    return { status: response.status, value: await response.json().catch(() => null) }
  } catch {
    throw new GitHubError('GitHub cannot be reached')
  }
}
