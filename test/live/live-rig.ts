import { createGraphClient, type GraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import type { ReadRequest } from '../../src/live/wants.ts'
import { KINDS, type KindTable } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import type { RelationName } from '../../src/model/relations.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'

export interface LiveRig {
  readonly sandbox: Sandbox
  readonly client: GraphClient
  readonly read: (request?: Partial<ReadRequest>) => Promise<LiveState>
  readonly close: () => Promise<void>
}

export interface RigOptions {
  readonly kinds?: KindTable
  readonly sandboxKinds?: readonly SandboxKind[]
}

/** The real client against a sandbox over real HTTP; only waits are not real. */
export const startLive = async (
  world: string,
  { kinds = KINDS, sandboxKinds = SANDBOX_KINDS }: RigOptions = {},
): Promise<LiveRig> => {
  const sandbox = await startSandbox({
    world: parseWorld(world, sandboxKinds),
    kinds: sandboxKinds,
  })
  const { url, token } = sandbox
  const client = createGraphClient({ url, token, sleep: async () => {}, random: () => 0 })
  const read = (request: Partial<ReadRequest> = {}): Promise<LiveState> =>
    readLive(
      client,
      { business: '1001', assets: 'all', people: true, listings: 'all', ...request },
      kinds,
    )
  const close = async (): Promise<void> => {
    await client.close()
    await sandbox.close()
  }
  return { sandbox, client, read, close }
}

/** Scopes as `asset/relation: status`. */
export const statusesOf = (live: Pick<LiveState, 'scopes'>): readonly string[] =>
  live.scopes.map((scope) => `${scope.asset}/${scope.relation}: ${scope.status}`)

/** Relations as `subject status TASK,TASK`, of one scope. */
export const rowsOf = (
  live: Pick<LiveState, 'relations'>,
  asset: string,
  relation: RelationName,
): readonly string[] =>
  live.relations
    .filter((row) => row.asset === asset && row.relation === relation)
    .map((row) => `${row.subject} ${row.status} ${row.tasks.join()}`)

export const codesOf = (live: Pick<LiveState, 'problems'>): readonly string[] =>
  live.problems.map(({ code }) => code)

/** Our business 1001 with a system user (11, the token's), two people and a partner. */
export const HOUSE = `
version: 1
token:
  business: "1001"
  user: "11"
  scopes: [business_management, ads_management, ads_read, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management]
modes: { unpacking: none }
businesses:
  "1001":
    name: House
    users:
      "21": { name: Dana, email: Dana@house.example, user: "921" }
      "22": { name: Lee, email: lee@house.example, user: "922" }
    system_users:
      "11": { name: Robot, role: ADMIN }
    invited:
      "71": { email: new@house.example, created: 2026-11-16T09:30:00Z }
  "2002": { name: Partner }
  "3003": { name: Client }
`
