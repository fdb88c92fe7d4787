import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** As much of GitHub's REST API as the action uses, over HTTP, with its manners: pages and 403s. */
export interface FakeGitHub {
  readonly url: string
  readonly comments: FakeRow[]
  readonly issues: FakeRow[]
  /** What `commits/SHA/pulls` lists, by SHA. */
  readonly pulls: Map<string, readonly FakeRow[]>
  /** The last commit of each branch. */
  readonly branches: Map<string, string>
  /** `METHOD path` of every call, without its query. */
  readonly calls: string[]
  /** How every write, or every call, is refused. */
  refuses: 'nothing' | 'writes' | 'everything'
  /** What the next write is dated. */
  now: string
  close(): Promise<void>
}

export type FakeRow = Record<string, unknown>

export const REPOSITORY = 'northwind/access'
export const GITHUB_TOKEN = 'ghs_of_the_run'
export const BOT = { login: 'github-actions[bot]', type: 'Bot' }

interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: FakeRow
}

type Answer = readonly [status: number, value: unknown]

export const startFakeGitHub = async (): Promise<FakeGitHub> => {
  const github: FakeGitHub = {
    url: '',
    comments: [],
    issues: [],
    pulls: new Map(),
    branches: new Map(),
    calls: [],
    refuses: 'nothing',
    now: '2026-11-22T10:00:00Z',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    void askedOf(request).then((asked) => {
      github.calls.push(`${asked.method} ${asked.path}`)
      const isOurs = request.headers.authorization === `Bearer ${GITHUB_TOKEN}`
      const [status, value] = isOurs
        ? answerOf(asked, github)
        : [401, { message: 'Bad credentials' }]
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(github, { url: `http://127.0.0.1:${port}/api/v3` })
}

const askedOf = async (request: IncomingMessage): Promise<Asked> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? '',
    path: pathname.replace('/api/v3', ''),
    query: searchParams,
    body: text === '' ? {} : (JSON.parse(text) as FakeRow),
  }
}

const answerOf = (asked: Asked, github: FakeGitHub): Answer => {
  const { method, path, query, body } = asked
  const isRefused =
    github.refuses === 'everything' || (github.refuses === 'writes' && method !== 'GET')
  if (isRefused) return [403, { message: 'Resource not accessible by integration' }]
  const at = path.replace(`/repos/${REPOSITORY}/`, '')
  const ofIssue = /^issues\/(\d+)\/comments$/.exec(at)
  const comment = /^issues\/comments\/(\d+)$/.exec(at)
  const issue = /^issues\/(\d+)$/.exec(at)
  const commit = /^commits\/([0-9a-f]+)\/pulls$/.exec(at)
  const branch = /^git\/ref\/heads\/(.+)$/.exec(at)?.[1]
  if (branch !== undefined) {
    const sha = github.branches.get(decodeURIComponent(branch))
    return sha === undefined
      ? [404, { message: 'Not Found' }]
      : [200, { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } }]
  }
  if (ofIssue !== null) {
    const own = github.comments.filter(({ issue: number }) => number === Number(ofIssue[1]))
    return method === 'GET'
      ? [200, pageOf(own, query)]
      : [201, added(github.comments, { issue: Number(ofIssue[1]), ...body }, github)]
  }
  if (comment !== null) return changed(github.comments, 'id', Number(comment[1]), asked, github)
  if (issue !== null) return changed(github.issues, 'number', Number(issue[1]), asked, github)
  if (commit !== null) return [200, pageOf(github.pulls.get(commit[1] ?? '') ?? [], query)]
  if (at === 'issues') {
    const open = github.issues.filter(({ state }) => state === 'open')
    return method === 'GET'
      ? [200, pageOf(open, query)]
      : [201, added(github.issues, { state: 'open', ...body }, github)]
  }
  return [404, { message: 'Not Found' }]
}

const pageOf = (rows: readonly FakeRow[], query: URLSearchParams): readonly FakeRow[] => {
  const size = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  return rows.slice((page - 1) * size, page * size)
}

const added = (rows: FakeRow[], row: FakeRow, { now }: FakeGitHub): FakeRow => {
  const id = 1000 + rows.length
  const made = { id, number: id, user: BOT, created_at: now, updated_at: now, ...row }
  rows.push(made)
  return made
}

const changed = (
  rows: FakeRow[],
  key: 'id' | 'number',
  value: number,
  { method, body }: Asked,
  { now }: FakeGitHub,
): Answer => {
  const row = rows.find((it) => it[key] === value)
  if (row === undefined || method !== 'PATCH') return [404, { message: 'Not Found' }]
  return [200, Object.assign(row, body, { updated_at: now })]
}
