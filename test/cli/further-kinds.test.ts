import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

/**
 * Two kinds that do not look like an ad account, by every command: nobody can be taken off a pixel
 * and it has no manager; a WhatsApp account has no agencies; neither can be asked for.
 */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'

const ASSETS = `pixels:
  "4441":
    name: Shop
    owner: "1001"
    agencies: { "2002": [ANALYZE] }
    users: { "${KIM}": [EDIT, UPLOAD], "${LEE}": [ADVERTISE, ANALYZE] }
  "4442": { name: Theirs, owner: "5005", agencies: { "1001": [ANALYZE] } }
whatsapp_accounts:
  "7771":
    name: Support
    owner: "1001"
    users: { "${ROBOT}": [MANAGE], "${KIM}": [MESSAGING] }
`
const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`
const MANIFEST = `${HEAD}pixels:
  "4441":
    agencies: {}
    users: { lee: [ANALYZE] }
whatsapp_accounts:
  "7771":
    users: { robot: [MANAGE], lee: [MESSAGING, VIEW_COST] }
`

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'
const files = (manifest: string) => ({ 'world.yaml': WORLD + ASSETS, 'access.yaml': manifest })

const asked = async (argv: readonly string[], manifest = MANIFEST) => {
  const result = await runCli([...argv, SANDBOX], { files: files(manifest), now: NOW })
  return { ...result, report: () => result.json() as Record<string, never> }
}

interface Row {
  readonly address: string
}

describe('a plan', () => {
  it('shares, takes back, puts on and takes off, and says what only hands can do', async () => {
    const { code, json } = await asked(['plan', '--format=json'])
    const plan = json() as unknown as {
      steps: readonly (Row & { action: string })[]
      manual: readonly (Row & { reason: string; what: string })[]
    }
    expect([code, plan.steps.map(({ action, address }) => `${action} ${address}`)]).toEqual([
      0,
      [
        `assign 7771/users/${LEE}`,
        `reassign 4441/users/${LEE}`,
        `unassign 7771/users/${KIM}`,
        'revoke 4441/agencies/2002',
      ],
    ])
    expect(plan.manual).toMatchObject([
      {
        address: `4441/users/${KIM}`,
        reason: 'no_removal_in_api',
        what: expect.stringContaining('business.facebook.com/settings'),
      },
    ])
  })

  it.each([
    ['pixels: { "4442": { request: [ANALYZE] } }', 'ask its owner to share it'],
    ['whatsapp_accounts: { "7771": { agencies: {} } }', 'add partners in Business settings'],
    ['whatsapp_accounts: { "7771": { request: [] } }', 'ask its owner to share it'],
    ['pixels: { "4441": { on_behalf_of: [brightside] } }', 'leave it out'],
    ['pixels: { "4441": { users: { kim: [MANAGE] } } }', 'has no task'],
    ['pixels: { "4441": { agencies: { brightside: [AA_ANALYZE] } } }', 'has no task'],
    [
      'profiles: { house: { request: [ANALYZE] } }\npixels: { "4441": { use: [house] } }',
      'use a profile without it there',
    ],
  ])('of %s is an error that says what to do instead', async (keys, advice) => {
    const given = { 'access.yaml': `${HEAD}${keys}\n` }
    const { code, stdout, stderr } = await runCli(['validate'], { files: given })
    expect(code).toBe(1)
    expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toContain(advice)
  })
})

describe('an apply', () => {
  let cwd: string
  beforeAll(async () => {
    cwd = folderWith(files(MANIFEST))
    const argv = ['apply', SANDBOX, '--auto-approve']
    const { code, stdout } = await runCli(argv, { cwd, now: NOW })
    expect([code, stdout]).toEqual([0, expect.stringContaining('4 done')])
  })

  it('leaves nothing to do but by hand', async () => {
    const { json } = await runCli(['plan', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect(json()).toMatchObject({ steps: [], manual: [{ reason: 'no_removal_in_api' }] })
  })

  it('leaves no drift but what only hands can mend', async () => {
    const { code, json } = await runCli(['drift', SANDBOX, '--format=json'], { cwd, now: NOW })
    const { differences } = json() as unknown as { differences: readonly Row[] }
    expect([code, differences.map(({ address }) => address)]).toEqual([2, [`4441/users/${KIM}`]])
  })
})

it('drift tells what was done behind its back', async () => {
  const { json } = await asked(['drift', '--format=json'])
  const { differences } = json() as unknown as {
    differences: readonly (Row & { type: string })[]
  }
  expect(differences.map(({ address, type }) => `${address} ${type}`)).toEqual([
    '4441/agencies/2002 extra',
    `4441/users/${LEE} differs`,
    `4441/users/${KIM} extra`,
    `7771/users/${LEE} missing`,
    `7771/users/${KIM} extra`,
  ])
})

it('a review shows who holds what, and finds no manager missing where there can be none', async () => {
  const { json, code } = await asked(['review', '--format=json'])
  const { assets, findings } = json() as unknown as {
    assets: readonly { kind: string; id: string; access: readonly Row[] }[]
    findings: readonly { code: string; assets: readonly { id: string }[] }[]
  }
  expect(code).toBe(0)
  const further = assets.filter(({ kind }) => kind === 'pixel' || kind === 'whatsapp_account')
  expect(further.map(({ id }) => id)).toEqual(['4441', '4442', '7771'])
  expect(further[0]?.access.map(({ address }) => address).sort()).toEqual(
    ['4441/agencies/2002', `4441/users/${LEE}`, `4441/users/${KIM}`].sort(),
  )
  const named = (code: string) =>
    findings.flatMap((found) => (found.code === code ? found.assets.map(({ id }) => id) : []))
  expect([...named('no_manager'), ...named('one_manager')].sort()).toEqual([
    ...['7771', 'act_1111', 'act_2222'],
  ])
})

it.each([
  [KIM, [`4441/users/${KIM}`, `7771/users/${KIM}`]],
  ['brightside', ['4441/agencies/2002']],
])('who %s finds them', async (name, expected) => {
  const { code, json } = await asked(['who', name, '--format=json'])
  const { access } = json() as unknown as { access: readonly Row[] }
  const addresses = access.map(({ address }) => address)
  expect([code, addresses.filter((address) => !address.startsWith('act_')).sort()]).toEqual([
    0,
    expected,
  ])
})

it('who of a partner finds them where our own list of agencies names other assets', async () => {
  const shared = WORLD.replace(
    'name: EU Search',
    'name: EU Search\n    agencies: { "2002": [ANALYZE] }',
  )
  const { json } = await runCli(['who', 'brightside', SANDBOX, '--format=json'], {
    files: { 'world.yaml': shared + ASSETS, 'access.yaml': MANIFEST },
    now: NOW,
  })
  expect(json()).toMatchObject({
    looked_in: 'agencies',
    access: [{ address: 'act_1111/agencies/2002' }, { address: '4441/agencies/2002' }],
  })
})

it('requests tells what a partner has not accepted yet, declared or not', async () => {
  const waiting = ASSETS.replace(
    '"2002": [ANALYZE]',
    '"2002": { tasks: [ANALYZE], status: PENDING, waits_for: partner }',
  )
  const files = { 'world.yaml': `${WORLD}modes: { agency_status: everywhere }\n${waiting}` }
  const argv = ['requests', '--business=1001', SANDBOX, '--format=json']
  const { json } = await runCli(argv, { files, now: NOW })
  expect(json()).toMatchObject({
    waiting: [{ address: '4441/agencies/2002', state: 'partner_response', acts: 'others' }],
  })
})

it('offboard takes off what the API can, and the rest goes with the seat', async () => {
  const { code, stdout } = await asked(['offboard', 'kim', '--auto-approve'])
  expect([code, stdout]).toEqual([0, expect.not.stringContaining('Incomplete')])
  expect(stdout).toContain('7771')
  expect(stdout).not.toContain('the API cannot take kim off')
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/done - 1001 "[^"]*" remove member kim/)
})

it('an import is a manifest that plans nothing', async () => {
  const imported = await runCli(['import', '--business=1001', SANDBOX], {
    files: { 'world.yaml': WORLD + ASSETS },
    now: NOW,
  })
  expect(imported.code).toBe(0)
  expect(imported.stdout).toMatch(/^pixels:$[\s\S]*"4441":[\s\S]*^whatsapp_accounts:$/m)
  const manifest = imported.stdout.replace(
    /^# mode: additive[\s\S]*?^ad_accounts:$/m,
    'ad_accounts:',
  )
  const { json } = await asked(['plan', '--format=json'], manifest)
  expect(json()).toMatchObject({ steps: [], manual: [], problems: [] })
})

it('doctor says which calls there are, and which permission a kind wants', async () => {
  const { json } = await asked(['doctor', '--format=json'])
  const { actions } = json() as unknown as {
    actions: readonly { kind: string; action: string; can: string }[]
  }
  const none = (name: string) =>
    actions.flatMap(({ kind, action, can }) => (kind === name && can === 'none' ? [action] : []))
  expect(none('pixel')).toEqual(['request', 'unassign', 'withdraw', 'cancel'])
  expect(none('whatsapp_account')).toEqual([
    ...['request', 'grant', 'regrant', 'revoke', 'withdraw', 'cancel'],
  ])
  const bare = WORLD.replace(', whatsapp_business_management', '') + ASSETS
  const without = await runCli(['doctor', SANDBOX], {
    files: { 'world.yaml': bare, 'access.yaml': MANIFEST },
    now: NOW,
  })
  expect([without.code, without.stdout]).toEqual([
    1,
    expect.stringContaining('needs whatsapp_business_management'),
  ])
})
