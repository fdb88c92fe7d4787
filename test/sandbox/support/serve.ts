/** A sandbox over a small world, and plain fetch against it. */
import { afterEach } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'

/** What a call answered. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

export type Query = Readonly<Record<string, string>>

/** A served sandbox with short hands for calls in version v27.0. */
export interface Served {
  readonly sandbox: Sandbox
  get(path: string, query?: Query, token?: string): Promise<Reply>
  post(path: string, json: object, token?: string): Promise<Reply>
  del(path: string, query?: Query, token?: string): Promise<Reply>
  raw(path: string, init?: RequestInit): Promise<Reply>
  pageToken(page: string): Promise<string>
}

const open: Sandbox[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

/** Serves a world text; closed after the test. */
export async function serve(
  text: string,
  options: Omit<SandboxOptions, 'world'> = {},
): Promise<Served> {
  const world = parseWorld(text, options.kinds)
  const now = (): Date => new Date('2026-11-22T10:00:00Z')
  const sandbox = await startSandbox({ now, ...options, world })
  open.push(sandbox)
  const raw = async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await fetch(path.startsWith('http') ? path : `${sandbox.url}${path}`, init)
    const body = await response.text()
    return { status: response.status, headers: response.headers, text: body, body: json(body) }
  }
  const bearer = (token = sandbox.token): { authorization: string } => ({
    authorization: `Bearer ${token}`,
  })
  const withQuery = (path: string, query: Query = {}): string =>
    `/v27.0${path}?${new URLSearchParams(query)}`
  const get: Served['get'] = (path, query, token) =>
    raw(withQuery(path, query), { headers: bearer(token) })
  return {
    sandbox,
    raw,
    get,
    post: (path, body, token) =>
      raw(`/v27.0${path}`, {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    del: (path, query, token) =>
      raw(withQuery(path, query), { method: 'DELETE', headers: bearer(token) }),
    pageToken: async (page) => {
      const reply = await get(`/${page}`, { fields: 'access_token' })
      return reply.body.access_token
    },
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Ids of the small world. */
export const OWN = '1001'
export const ROBOT = '61550000000000001'
export const LEE = '61550000000000002'
export const DANA = '61550000000000003'
export const MILO = '61550000000000020'

/** A business with two accounts and two Pages, an agency, a client that owns an account and a Page. */
export const SMALL = `
version: 1
token:
  business: "1001"
  user: "61550000000000001"
  scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata]
app: { id: "880000000000001" }
businesses:
  "1001":
    name: Northwind
    users:
      "61550000000000002": { name: Lee Park, email: lee@northwind.example, role: ADMIN, user: "100000000000002", two_fac_status: enabled }
      "61550000000000003": { name: Dana, email: dana@northwind.example, role: EMPLOYEE }
    system_users:
      "61550000000000001": { name: Automation, role: ADMIN }
    invited:
      "77000000000000001": { email: new@northwind.example, role: EMPLOYEE, created: 2026-11-01T09:00:00Z }
  "2002":
    name: Brightside
    users:
      "61550000000000020": { name: Milo, email: milo@brightside.example }
  "2003": { name: Old Mill }
  "3001": { name: Harbor }
ad_accounts:
  act_1111:
    name: EU Search
    owner: "1001"
    agencies:
      "2002": [ADVERTISE, ANALYZE]
      "2003": { tasks: [ANALYZE], status: CLIENT_RESPONSE_PENDING, waits_for: owner, requested: 2026-11-10T08:00:00Z, updated: 2026-11-10T08:00:00Z }
    users:
      "61550000000000001": [MANAGE, ADVERTISE, ANALYZE]
      "61550000000000002": [ADVERTISE, ANALYZE]
      "61550000000000020": [ADVERTISE, ANALYZE]
    on_behalf_of:
      "660000000000001": { requesting: "2002", receiving: "1001", status: IN_PROGRESS }
      "660000000000002": { requesting: "1001", receiving: "2002", status: IN_PROGRESS }
      "660000000000003": { requesting: "2003", receiving: "1001", status: APPROVE }
  act_1112:
    name: Reviewed
    owner: "1001"
    approval: true
  act_9001:
    name: Harbor Retail
    owner: "3001"
    agencies:
      "1001": [ADVERTISE, ANALYZE]
    users:
      "61550000000000001": [ADVERTISE, ANALYZE]
  act_9002: { name: Harbor Events, owner: "3001" }
pages:
  "3333":
    name: Northwind Page
    owner: "1001"
    agencies:
      "2002": [ADVERTISE, ANALYZE]
    users:
      "61550000000000001": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE]
      "61550000000000002": [MODERATE, ADVERTISE, ANALYZE]
  "3334": { name: Unstaffed Page, owner: "1001" }
  "9333": { name: Harbor Page, owner: "3001" }
`

/** The small world with modes and faults after it. */
export function small(modes: string): string {
  return `${SMALL}modes: ${modes}\n`
}
