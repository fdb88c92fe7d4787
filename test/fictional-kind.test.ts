import { afterEach, describe, expect, it } from 'vitest'
import { loadManifest } from '../src/manifest/load.ts'
import { listCodec, type TaskCodec } from '../src/model/codec.ts'
import { AGENCIES, ASSIGNED_USERS } from '../src/model/kinds/usual-edges.ts'
import { type AssetKind, KINDS } from '../src/model/kinds.ts'
import { PLAIN } from '../src/sandbox/kinds/sandbox-kind.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../src/sandbox/kinds/sandbox-kinds.ts'
import { callLine, planLines } from './plan/lines.ts'
import { manifestOf, type Pipeline, startPipeline } from './support/pipeline.ts'

/**
 * What no real kind shows: one whose partners are written and read by roles, never by tasks. A row
 * in each of the two tables, with a codec of its own, and the whole program speaks it.
 */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  KEEPER: ['RUN', 'PLAY', 'LISTEN'],
  DANCER: ['PLAY', 'LISTEN'],
  GUEST: ['LISTEN'],
}

const NAMES = listCodec('permitted_roles')

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((task) => other.includes(task))

const BY_ROLE: TaskCodec = {
  ...NAMES,
  encode: (tasks) =>
    NAMES.encode(Object.keys(ROLES).filter((role) => isSame(ROLES[role] ?? [], tasks))),
  decode: (row) => {
    const roles = NAMES.decode(row)
    if (roles === null || roles === 'bad') return roles
    return roles.every((role) => role in ROLES) ? roles.flatMap((role) => ROLES[role] ?? []) : 'bad'
  },
}

const FREE = {
  token: { read: 'user', write: 'user' },
  scopes: { read: [], write: [] },
} as const

const JUKEBOX: AssetKind = {
  name: 'jukebox',
  section: 'jukeboxes',
  label: 'jukebox',
  id: { prefix: '', example: '5555' },
  nameField: 'name',
  listing: { owned: 'owned_jukeboxes', client: 'client_jukeboxes', expandable: true },
  ownerField: 'owner_business',
  relations: {
    agencies: { ...AGENCIES, ...FREE, codec: BY_ROLE },
    users: { ...ASSIGNED_USERS, ...FREE },
  },
  tasks: ['RUN', 'PLAY', 'LISTEN'],
  meanings: { RUN: 'Change it.', PLAY: 'Choose a song.', LISTEN: 'Hear it.' },
  twins: {},
  managers: ['RUN'],
  implies: {},
  tolerated: [],
  roles: ROLES,
}

const SANDBOX_JUKEBOX: SandboxKind = {
  ...PLAIN,
  kind: 'jukebox',
  section: 'jukeboxes',
  node: 'Jukebox',
  lists: { owned: 'owned_jukeboxes', client: 'client_jukeboxes' },
  agencyColumns: ['permitted_roles'],
  roles: ROLES,
  tasks: ['RUN', 'PLAY', 'LISTEN'],
  managing: ['RUN'],
  limit: { error: 'limit_ads', type: 'ads_management', object: 'jukebox' },
}

const kinds = [...KINDS, JUKEBOX]
const sandboxKinds = [...SANDBOX_KINDS, SANDBOX_JUKEBOX]

const WORLD = `
version: 1
modes: { unpacking: none, agency_update: replace }
token: { business: "1001", user: "21", scopes: [business_management] }
businesses:
  "1001":
    name: Northwind
    users: { "31": { name: Dana, email: dana@northwind.example } }
    system_users: { "21": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "2003": { name: Oldmill }
jukeboxes:
  "5551": { name: Foyer, owner: "1001", agencies: { "2003": [LISTEN] }, users: { "21": [RUN] } }
  "5552": { name: Bar, owner: "1001", agencies: { "2002": [LISTEN] }, users: { "21": [RUN] } }
`

const MANIFEST = `
version: 1
business: "1001"
partners: { brightside: "2002" }
people: { dana: dana@northwind.example }
policy: { agency_task_change: try }
jukeboxes:
  "5551": { agencies: { brightside: DANCER }, users: { dana: [PLAY, LISTEN] } }
  "5552": { agencies: { brightside: [RUN, PLAY, LISTEN] } }
`

let pipeline: Pipeline | null = null
afterEach(async () => {
  await pipeline?.close()
  pipeline = null
})

describe('a row in the kinds table is all that a new kind takes', () => {
  it('is unknown without its row', () => {
    const { value, problems } = loadManifest([{ file: 'access.yaml', text: MANIFEST }])
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toContain('unknown_key')
  })

  it('is read, planned, applied and verified, by roles where that is how the API speaks', async () => {
    pipeline = await startPipeline({ world: WORLD, kinds, sandboxKinds })
    const manifest = manifestOf(MANIFEST, kinds)
    const plan = await pipeline.plan(manifest)
    expect(planLines(plan)).toEqual([
      'grant 5551/agencies/2002: nothing -> PLAY, LISTEN (missing_in_live)',
      'regrant 5552/agencies/2002: LISTEN -> RUN, PLAY, LISTEN (tasks_differ)',
      'assign 5551/users/31: nothing -> PLAY, LISTEN (missing_in_live)',
      'revoke 5551/agencies/2003: LISTEN -> nothing (not_in_manifest) needs 5551/agencies/2002',
      'unmanaged 5551/users/21',
    ])
    const { summary } = await pipeline.apply(plan)
    expect(summary).toMatchObject({ done: 4, failed: 0, unknown: 0 })
    expect(pipeline.sandbox.commits.map(callLine)).toEqual([
      'POST /5551/agencies business=2002 permitted_roles=DANCER',
      'POST /5552/agencies business=2002 permitted_roles=KEEPER',
      'POST /5551/assigned_users user=31 tasks=PLAY,LISTEN business=1001',
      'DELETE /5551/agencies business=2003',
    ])
    expect((await pipeline.plan(manifest)).steps).toEqual([])
  })
})
