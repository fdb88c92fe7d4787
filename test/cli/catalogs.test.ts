import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

/** Catalogs by every command: shared by us alone, and told in roles here and there. */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'
const NOW = '2026-11-22T09:30:00Z'
const SANDBOX = '--sandbox=world.yaml'

const ASSETS = `catalogs:
  "5551":
    name: Shop
    owner: "1001"
    agencies: { "2002": [ADVERTISE] }
    users: { "${ROBOT}": [MANAGE], "${KIM}": [ADVERTISE, MANAGE_AR], "${LEE}": [MANAGE] }
  "5552":
    name: Theirs
    owner: "5005"
    agencies: { "1001": [ADVERTISE] }
    users: { "${ROBOT}": [ADVERTISE], "${LEE}": [ADVERTISE] }
  "5553": { name: Not ours, owner: "5005" }
`
const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`
const MANIFEST = `${HEAD}policy: { keep_managers: 0 }
catalogs:
  "5551":
    agencies: {}
    users: { robot: ADMIN, lee: ADVERTISER }
  "5552":
    users: { robot: ADVERTISER, kim: [ADVERTISE] }
`

const worldWith = (modes = '{}', assets = ASSETS): string => `${WORLD}modes: ${modes}\n${assets}`

interface Asked {
  readonly manifest?: string
  readonly world?: string
}

const asked = (argv: readonly string[], { manifest = MANIFEST, world = worldWith() }: Asked = {}) =>
  runCli([...argv, SANDBOX], {
    files: { 'world.yaml': world, 'access.yaml': manifest },
    now: NOW,
  })

interface Row {
  readonly address: string
  readonly tasks?: readonly string[]
}

describe('a plan', () => {
  it('takes back and off, changes, and puts our people on a client’s', async () => {
    const { code, json } = await asked(['plan', '--format=json'])
    const plan = json() as unknown as {
      steps: readonly (Row & { action: string; calls: readonly object[] })[]
      manual: readonly Row[]
    }
    expect([code, plan.manual]).toEqual([0, []])
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `assign 5552/users/${KIM}`,
      `reassign 5551/users/${LEE}`,
      `unassign 5551/users/${KIM}`,
      `unassign 5552/users/${LEE}`,
      'revoke 5551/agencies/2002',
    ])
    expect(plan.steps[2]?.calls).toEqual([
      {
        method: 'DELETE',
        path: '/5551/assigned_users',
        params: { user: KIM, business: '1001' },
      },
    ])
  })

  it.each([
    ['"5551": { request: [ADVERTISE] }', 'ask its owner to share it'],
    ['"5551": { on_behalf_of: [brightside] }', 'leave it out'],
    ['"5551": { users: { kim: [ANALYZE] } }', 'has no task `ANALYZE`'],
    ['"act_5551": { users: {} }', 'is not the id of a catalog'],
  ])('of %s is an error that says what to do instead', async (keys, advice) => {
    const given = { 'access.yaml': `${HEAD}catalogs: { ${keys} }\n` }
    const { code, stdout, stderr } = await runCli(['validate'], { files: given })
    expect(code).toBe(1)
    expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toContain(advice)
  })

  it('keeps the last manager of a catalog that is ours', async () => {
    const users = `users: { "${ROBOT}": [ADVERTISE], "${LEE}": [MANAGE] }`
    const world = worldWith('{}', `catalogs: { "5551": { name: Shop, owner: "1001", ${users} } }\n`)
    const manifest = `${HEAD}catalogs: { "5551": { users: { kim: [ADVERTISE] } } }\n`
    const { code, stdout } = await asked(['plan'], { manifest, world })
    expect([code, stdout]).toEqual([4, expect.stringContaining('keep_managers')])
  })
})

describe('an apply', () => {
  let cwd: string
  beforeAll(async () => {
    cwd = folderWith({ 'world.yaml': worldWith(), 'access.yaml': MANIFEST })
    const argv = ['apply', SANDBOX, '--auto-approve']
    const { code, stdout } = await runCli(argv, { cwd, now: NOW })
    expect([code, stdout]).toEqual([0, expect.stringContaining('5 done')])
  })

  it('leaves nothing to do, and no drift', async () => {
    const plan = await runCli(['plan', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect(plan.json()).toMatchObject({ steps: [], manual: [], problems: [] })
    const drift = await runCli(['drift', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect([drift.code, drift.json()]).toMatchObject([0, { in_sync: true, differences: [] }])
  })

  it('is refused what the second factor or the role of its user does not allow', async () => {
    const fault = (code: number) =>
      `faults:\n  - { match: { method: DELETE, path: 5551/assigned_users }, do: { code: ${code} } }\n`
    for (const code of [415, 200]) {
      const world = worldWith() + fault(code)
      const run = await asked(['apply', '--auto-approve', '--format=json'], { world })
      const { results } = run.json() as unknown as {
        results: readonly (Row & { status: string })[]
      }
      const failed = results.filter(({ status }) => status === 'failed')
      expect([run.code, failed]).toMatchObject([
        1,
        [{ address: `5551/users/${KIM}`, error: { code } }],
      ])
    }
  })
})

it('drift tells what was done behind its back', async () => {
  const { json } = await asked(['drift', '--format=json'])
  const { differences } = json() as unknown as { differences: readonly (Row & { type: string })[] }
  expect(differences.map(({ address, type }) => `${address} ${type}`).sort()).toEqual([
    '5551/agencies/2002 extra',
    `5551/users/${LEE} differs`,
    `5551/users/${KIM} extra`,
    `5552/users/${LEE} extra`,
    `5552/users/${KIM} missing`,
  ])
})

it('a review shows ours with its partners, and a client’s with our people', async () => {
  const { json, code } = await asked(['review', '--format=json'])
  const { assets } = json() as unknown as {
    assets: readonly { kind: string; id: string; access: readonly Row[] }[]
  }
  expect(code).toBe(0)
  const catalogs = assets.filter(({ kind }) => kind === 'catalog')
  expect(
    catalogs.map(({ id, access }) => [id, access.map(({ address }) => address).sort()]),
  ).toEqual([
    [
      '5551',
      [
        '5551/agencies/2002',
        `5551/users/${ROBOT}`,
        `5551/users/${LEE}`,
        `5551/users/${KIM}`,
      ].sort(),
    ],
    ['5552', [`5552/users/${ROBOT}`, `5552/users/${LEE}`].sort()],
  ])
})

describe('who', () => {
  it.each([
    ['tasks', ['ADVERTISE', 'MANAGE_AR']],
    // The roles of such a row have no word for augmented reality.
    ['roles', ['ADVERTISE']],
  ])('of a person reads their own list, with %s', async (rows, tasks) => {
    const world = worldWith(`{ unpacking: none, person_rows: ${rows} }`)
    const { code, json } = await asked(['who', 'kim', '--format=json'], { world })
    const { access } = json() as unknown as { access: readonly Row[] }
    const own = access.filter(({ address }) => address.startsWith('5551'))
    expect([code, own]).toMatchObject([0, [{ address: `5551/users/${KIM}`, tasks }]])
  })

  it('of a partner finds what we share', async () => {
    const { code, json } = await asked(['who', 'brightside', '--format=json'])
    expect([code, json()]).toMatchObject([0, { access: [{ address: '5551/agencies/2002' }] }])
  })
})

describe('what a partner has not accepted', () => {
  const waiting = ASSETS.replace(
    '"2002": [ADVERTISE]',
    '"2002": { tasks: [ADVERTISE], status: PENDING, waits_for: partner }',
  )
  const world = worldWith('{ agency_status: everywhere }', waiting)

  it('is our own share, among requests', async () => {
    const { json } = await asked(['requests', '--format=json'], { world })
    expect(json()).toMatchObject({
      waiting: [{ address: '5551/agencies/2002', state: 'partner_response', acts: 'others' }],
    })
  })

  it.each(['{}', '{ brightside: [ADVERTISE] }'])(
    'is never shared again: agencies: %s',
    async (agencies) => {
      const manifest = `${HEAD}catalogs: { "5551": { agencies: ${agencies} } }\n`
      const { json } = await asked(['plan', '--format=json'], { manifest, world })
      expect(json()).toMatchObject({
        steps: [],
        waiting: [{ address: '5551/agencies/2002', state: 'partner_response' }],
      })
    },
  )
})

it('offboard takes everything', async () => {
  const { code, stdout } = await asked(['offboard', 'kim', '--auto-approve'])
  expect([code, stdout]).toEqual([0, expect.not.stringContaining('Incomplete')])
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/5551/)
})

it.each(['tasks', 'roles'])('an import plans nothing, where rows tell %s', async (rows) => {
  const world = worldWith(`{ person_rows: ${rows} }`)
  const imported = await runCli(['import', '--business=1001', SANDBOX], {
    files: { 'world.yaml': world },
    now: NOW,
  })
  expect(imported.code).toBe(0)
  expect(imported.stdout).toMatch(/^catalogs:$[\s\S]*"5551":[\s\S]*lee.*: ADMIN/m)
  const { json } = await asked(['plan', '--format=json'], { manifest: imported.stdout, world })
  expect(json()).toMatchObject({ steps: [], manual: [] })
})

describe('doctor', () => {
  it('says which calls there are', async () => {
    const { json } = await asked(['doctor', '--format=json'])
    const { actions } = json() as unknown as {
      actions: readonly { kind: string; action: string; can: string }[]
    }
    const can = (word: string) =>
      actions.flatMap((row) => (row.kind === 'catalog' && row.can === word ? [row.action] : []))
    expect(can('none')).toEqual(['request', 'withdraw', 'cancel'])
    expect(can('yes')).toEqual(['grant', 'regrant', 'assign', 'reassign', 'unassign', 'revoke'])
  })

  it('says which permission is missing to change one, and that it can be read', async () => {
    const world = worldWith().replace(', catalog_management', '')
    const { code, stdout } = await asked(['doctor'], { world })
    expect([code, stdout]).toEqual([1, expect.stringContaining('needs catalog_management')])
    const plan = await asked(['plan', '--format=json'], { world })
    expect([plan.code, plan.json()]).toMatchObject([0, { complete: true, unreadable: [] }])
  })
})
