import { afterEach, describe, expect, it } from 'vitest'
import { loadManifest } from '../src/manifest/load.ts'
import { PERMITTED_TASKS, TASKS } from '../src/model/codec.ts'
import { type AssetKind, KINDS } from '../src/model/kinds.ts'
import { PLAIN } from '../src/sandbox/kinds/sandbox-kind.ts'
import { SANDBOX_KINDS, type SandboxKind } from '../src/sandbox/kinds/sandbox-kinds.ts'
import { callLine, planLines } from './plan/lines.ts'
import { manifestOf, type Pipeline, startPipeline } from './support/pipeline.ts'

/**
 * A kind nobody has heard of: a row in each of the two tables, and the whole program speaks it.
 * Nobody can be taken off a jukebox, as nobody can be taken off a pixel.
 */
const JUKEBOX: AssetKind = {
  name: 'jukebox',
  section: 'jukeboxes',
  label: 'jukebox',
  id: { prefix: '', example: '5555' },
  nameField: 'name',
  listing: { owned: 'owned_jukeboxes', client: 'client_jukeboxes', expandable: true },
  ownerField: 'owner_business',
  mirror: 'jukebox_permissions',
  relations: {
    request: {
      edge: 'client_jukeboxes',
      param: 'jukebox_id',
      codec: PERMITTED_TASKS,
      scopes: [],
      isRestricted: false,
      pending: { edge: 'pending_client_jukeboxes', asset: 'jukebox' },
      withdraw: { edge: 'jukeboxes', param: 'jukebox_id', scopes: [], isRestricted: false },
    },
    agencies: {
      edge: 'agencies',
      subject: 'business',
      codec: PERMITTED_TASKS,
      remove: 'delete',
      sendsBusiness: false,
      removesWithBusiness: false,
      token: { read: 'user', write: 'user' },
      scopes: { read: [], write: [] },
    },
    users: {
      edge: 'assigned_users',
      subject: 'user',
      codec: TASKS,
      remove: 'none',
      sendsBusiness: false,
      removesWithBusiness: false,
      token: { read: 'user', write: 'user' },
      scopes: { read: [], write: [] },
      inverse: 'assigned_jukeboxes',
    },
  },
  tasks: ['RUN', 'PLAY', 'LISTEN'],
  meanings: { RUN: 'Change it.', PLAY: 'Choose a song.', LISTEN: 'Hear it.' },
  twins: {},
  managers: ['RUN'],
  implies: { PLAY: ['LISTEN'] },
  tolerated: ['HUM'],
  roles: { KEEPER: ['RUN', 'PLAY', 'LISTEN'], DANCER: ['PLAY', 'LISTEN'], GUEST: ['LISTEN'] },
}

const SANDBOX_JUKEBOX: SandboxKind = {
  ...PLAIN,
  kind: 'jukebox',
  section: 'jukeboxes',
  node: 'Jukebox',
  lists: {
    owned: 'owned_jukeboxes',
    client: 'client_jukeboxes',
    pendingClient: 'pending_client_jukeboxes',
  },
  requestField: 'jukebox',
  requestParam: 'jukebox_id',
  leave: { edge: 'jukeboxes', param: 'jukebox_id', givesOwnedUp: false },
  permissionsField: 'jukebox_permissions',
  inverse: 'assigned_jukeboxes',
  userMethods: ['GET', 'POST'],
  tasks: ['RUN', 'PLAY', 'LISTEN', 'HUM'],
  extras: ['HUM'],
  implies: { RUN: ['PLAY', 'LISTEN', 'HUM'], PLAY: ['LISTEN', 'HUM'], LISTEN: ['HUM'] },
  managing: ['RUN'],
  limit: { error: 'limit_ads', type: 'ads_management', object: 'jukebox' },
}

const kinds = [...KINDS, JUKEBOX]
const sandboxKinds = [...SANDBOX_KINDS, SANDBOX_JUKEBOX]

const WORLD = `
version: 1
modes: { unpacking: observed, agency_update: replace }
token: { business: "1001", user: "21", scopes: [business_management] }
businesses:
  "1001":
    name: Northwind
    users:
      "31": { name: Dana, email: dana@northwind.example }
      "32": { name: Lee, email: lee@northwind.example }
      "33": { name: Kim, email: kim@northwind.example }
    system_users: { "21": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "2003": { name: Oldmill }
  "3001": { name: Client }
jukeboxes:
  "5551":
    name: Foyer
    owner: "1001"
    agencies: { "2003": [LISTEN] }
    users: { "21": [RUN], "32": [LISTEN], "33": [PLAY, LISTEN] }
  "5552": { name: Bar, owner: "3001" }
  "5553": { name: Pier, owner: "3001", agencies: { "1001": [PLAY, LISTEN] } }
`

const MANIFEST = `
version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
people:
  dana: dana@northwind.example
  lee: lee@northwind.example
  kim: kim@northwind.example
roles:
  guest: { jukebox: [LISTEN], page: [ANALYZE] }
policy: { agency_task_change: try }
jukeboxes:
  "5551":
    agencies: { brightside: DANCER }
    users: { dana: guest, lee: { role: KEEPER, expires: 2027-01-31 } }
  "5552": { request: [PLAY, LISTEN], users: { dana: DANCER } }
  "5553": { request: [] }
`

const load = (text: string) => loadManifest([{ file: 'access.yaml', text }], { kinds })

let pipeline: Pipeline | null = null
afterEach(async () => {
  await pipeline?.close()
  pipeline = null
})

describe('a row in the kinds table is all that a new kind takes', () => {
  it('is validated like any other kind', () => {
    expect(load(MANIFEST).problems).toEqual([])
    const wrong = MANIFEST.replace('"5552": {', 'act_5552: {').replace('DANCER }', '[ADVERTISE] }')
    expect(load(wrong).problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'unknown_task: A jukebox has no task `ADVERTISE`. Known: RUN, PLAY, LISTEN.',
      'bad_asset_id: `act_5552` is not the id of a jukebox, which looks like `5555`. It looks like one of `ad_accounts`: move it there.',
    ])
  })

  it('is unknown without its row', () => {
    const { value, problems } = loadManifest([{ file: 'access.yaml', text: MANIFEST }])
    expect(value).toBeNull()
    expect(problems.map(({ code }) => code)).toContain('unknown_key')
  })

  it('is read, planned, applied and verified', async () => {
    pipeline = await startPipeline({ world: WORLD, kinds, sandboxKinds })
    const manifest = manifestOf(MANIFEST, kinds)
    const plan = await pipeline.plan(manifest)
    expect(planLines(plan)).toEqual([
      'request 5552/request: nothing -> PLAY, LISTEN (missing_in_live)',
      'grant 5551/agencies/2002: nothing -> PLAY, LISTEN (missing_in_live)',
      'assign 5551/users/31: nothing -> LISTEN (missing_in_live)',
      'reassign 5551/users/32: LISTEN, HUM -> RUN, PLAY, LISTEN (tasks_differ)',
      'revoke 5551/agencies/2003: LISTEN, HUM -> nothing (not_in_manifest) needs 5551/agencies/2002',
      'withdraw 5553/request: PLAY, LISTEN, HUM -> nothing (given_up)',
      'waiting 5552/users/31: client_response needs 5552/request',
      'manual 5551/users/33: no_removal_in_api',
      'unmanaged 5551/users/21',
    ])

    const { results } = await pipeline.apply(plan)
    expect(results.map(({ action, status }) => `${action} ${status}`)).toEqual([
      'request waiting',
      'grant done',
      'assign done',
      'reassign done',
      'revoke done',
      'withdraw done',
    ])
    expect(pipeline.sandbox.commits.map(callLine)).toEqual([
      'POST /1001/client_jukeboxes jukebox_id=5552 permitted_tasks=PLAY,LISTEN',
      'POST /5551/agencies business=2002 permitted_tasks=PLAY,LISTEN',
      'POST /5551/assigned_users user=31 tasks=LISTEN',
      'POST /5551/assigned_users user=32 tasks=RUN,PLAY,LISTEN',
      'DELETE /5551/agencies business=2003',
      'DELETE /1001/jukeboxes jukebox_id=5553',
    ])

    expect(planLines(await pipeline.plan(manifest))).toEqual([
      'waiting 5552/request: client_response',
      'waiting 5552/users/31: client_response needs 5552/request',
      'manual 5551/users/33: no_removal_in_api',
      'unmanaged 5551/users/21',
    ])
  })

  it('changes an agency, and puts people on a client’s once the client has accepted', async () => {
    pipeline = await startPipeline({ world: WORLD, kinds, sandboxKinds })
    const manifest = manifestOf(MANIFEST, kinds)
    await pipeline.apply(await pipeline.plan(manifest))
    pipeline.sandbox.play('accept', '5552/request')
    const widened = manifestOf(MANIFEST.replace('brightside: DANCER', 'brightside: KEEPER'), kinds)
    const plan = await pipeline.plan(widened)
    expect(planLines(plan).slice(0, 2)).toEqual([
      'regrant 5551/agencies/2002: PLAY, LISTEN, HUM -> RUN, PLAY, LISTEN (tasks_differ)',
      'assign 5552/users/31: nothing -> PLAY, LISTEN (missing_in_live)',
    ])
    const { summary } = await pipeline.apply(plan)
    expect(summary).toMatchObject({ done: 2, failed: 0, unknown: 0 })
    expect((await pipeline.plan(widened)).steps).toEqual([])
  })
})
