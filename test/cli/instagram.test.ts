import { beforeAll, describe, expect, it } from 'vitest'
import { ruleOf } from '../../src/graph/errors/matched-rule.ts'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

/**
 * Instagram accounts by every command: they have no name, no owner field and no request, their people
 * have a manager of another name, and the API gives more than it is asked for.
 */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'
const NORTH = '104000000000001'
const SHOP = '104000000000002'
const HARBOR = '104000000000009'
const FOREIGN = '104000000000008'
const USER_ID = '17841400000000001'
const FIVE = ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE']

const ASSETS = `instagram_accounts:
  "${NORTH}":
    name: northwind
    ig_user_id: "${USER_ID}"
    owner: "1001"
    agencies: { "2002": [ANALYZE] }
    users:
      "${ROBOT}": [FULL_CONTROL]
      "${LEE}": [${FIVE.join(', ')}]
      "${KIM}": [ADVERTISE, ANALYZE]
  "${SHOP}": { name: shop, owner: "1001", users: { "${LEE}": [FULL_CONTROL], "${ROBOT}": [CONTENT] } }
  "${HARBOR}": { name: harbor, owner: "5005", agencies: { "1001": [ADVERTISE, ANALYZE] } }
  "${FOREIGN}": { name: foreign, owner: "5005" }
`
const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`
const MANIFEST = `${HEAD}instagram_accounts:
  "${NORTH}":
    agencies: {}
    users: { robot: [FULL_CONTROL], lee: [ADVERTISE, ANALYZE], kim: [ANALYZE] }
  "${SHOP}":
    agencies: { brightside: [CONTENT, ANALYZE] }
    users: { lee: [FULL_CONTROL], robot: [CONTENT], kim: [ADVERTISE] }
  "${HARBOR}":
    users: { lee: [ANALYZE] }
`

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'
const world = (modes = ''): string => `${WORLD}${modes === '' ? '' : `modes: ${modes}\n`}${ASSETS}`
const files = (manifest: string, modes = '') => ({
  'world.yaml': world(modes),
  'access.yaml': manifest,
})
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

const asked = async (argv: readonly string[], manifest = MANIFEST, modes = '') => {
  const result = await runCli([...argv, SANDBOX], { files: files(manifest, modes), now: NOW })
  return { ...result, words: flat(result.stdout + result.stderr) }
}

interface Row {
  readonly address: string
}

describe('a plan', () => {
  it('finds who was given more, and leaves alone what the API gives by itself', async () => {
    const { code, json } = await asked(['plan', '--format=json'])
    const plan = json() as unknown as {
      steps: readonly (Row & { action: string; after: readonly string[] | null })[]
      manual: readonly Row[]
    }
    const steps = plan.steps.map(
      ({ action, address, after }) => `${action} ${address} ${after?.join() ?? ''}`,
    )
    expect([code, steps, plan.manual]).toEqual([
      0,
      [
        `grant ${SHOP}/agencies/2002 CONTENT,ANALYZE`,
        `assign ${SHOP}/users/${KIM} ADVERTISE`,
        `assign ${HARBOR}/users/${LEE} ANALYZE`,
        `reassign ${NORTH}/users/${KIM} ANALYZE`,
        `revoke ${NORTH}/agencies/2002 `,
      ],
      [],
    ])
  })

  it('says what may be read back unasked', async () => {
    const { words } = await asked(['plan'])
    expect(words).toContain(
      'ADVERTISE (the API may give CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ANALYZE with it)',
    )
    expect(words.match(/the API may give/g)).toHaveLength(1)
  })

  it('finds full control that nobody declared', async () => {
    const keys = `instagram_accounts: { "${SHOP}": { users: { lee: [${FIVE.join(', ')}], robot: [CONTENT] } } }`
    const { words } = await asked(['plan'], `${HEAD}policy: { keep_managers: 0 }\n${keys}\n`)
    expect(words).toContain('1 to reassign')
    expect(words).toMatch(/FULL_CONTROL.* -> CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ADVERTISE/)
  })

  it('takes the last manager off nobody, and names their task', async () => {
    const keys = `instagram_accounts: { "${SHOP}": { users: { lee: [CONTENT], robot: [CONTENT] } } }`
    const { code, words } = await asked(['apply', '--auto-approve'], `${HEAD}${keys}\n`)
    expect([code, words]).toEqual([4, expect.stringContaining('Losing FULL_CONTROL: lee')])
  })

  it('of an account that nobody shared with us is an error of that account', async () => {
    const keys = `instagram_accounts: { "${FOREIGN}": { users: { lee: [ANALYZE] } }, "${SHOP}": { users: { lee: [FULL_CONTROL], robot: [CONTENT], kim: [ANALYZE] } } }`
    const { code, json } = await asked(['plan', '--format=json'], `${HEAD}${keys}\n`)
    expect([code, json()]).toMatchObject([
      1,
      {
        steps: [{ address: `${SHOP}/users/${KIM}` }],
        problems: [
          {
            code: 'asset_not_found',
            message: expect.stringContaining(`no Instagram account ${FOREIGN} in this business`),
          },
        ],
      },
    ])
  })
})

describe('validate', () => {
  const validated = async (keys: string) => {
    const given = { 'access.yaml': `${HEAD}${keys}\n` }
    const { code, stdout, stderr } = await runCli(['validate'], { files: given })
    return { code, words: flat(stdout + stderr) }
  }

  it('tells the id of an Instagram user from the asset’s, with the place', async () => {
    const { code, words } = await validated(
      `instagram_accounts:\n  "${USER_ID}": { users: { lee: [ANALYZE] } }`,
    )
    expect(code).toBe(1)
    expect(words).toContain('error access.yaml:6:3 [bad_asset_id]')
    expect(words).toContain(
      'That is the id of the Instagram user. Write the id of the asset: Business settings show it (Accounts > Instagram accounts), and so do `bizaccess import` and `bizaccess review`.',
    )
  })

  it.each([
    [`"178414000000000012": { users: { lee: [ANALYZE] } }`, 0],
    [`"1784140000000001": { users: { lee: [ANALYZE] } }`, 0],
    [`"${NORTH}": { users: { lee: [FULL_CONTROL, CREATIVE_MANAGEMENT, IG_APP] } }`, 0],
  ])('takes %s', async (asset, expected) => {
    expect((await validated(`instagram_accounts: { ${asset} }`)).code).toBe(expected)
  })

  it.each([
    [`"${NORTH}": { request: [ANALYZE] }`, 'ask its owner to share it'],
    [`"${NORTH}": { on_behalf_of: [brightside] }`, 'leave it out'],
    [`"${NORTH}": { users: { kim: [MANAGE] } }`, 'has no task'],
    [`"${NORTH}": { agencies: { brightside: [FULL_CONTROL] } }`, 'has no task'],
    [`"@northwind": { users: {} }`, 'is not the id of an Instagram account'],
  ])('of %s says what to do instead', async (asset, advice) => {
    const { code, words } = await validated(`instagram_accounts: { ${asset} }`)
    expect([code, words]).toEqual([1, expect.stringContaining(advice)])
  })
})

/** What the API does by itself, and what it shows of it. */
const MANNERS = ['{ widening: always }', '{ widening: never }', '{ unpacking: none }'] as const

describe.each(MANNERS)('an apply, the API in mode %s', (modes) => {
  let cwd: string
  beforeAll(async () => {
    cwd = folderWith(files(MANIFEST, modes))
    const argv = ['apply', SANDBOX, '--auto-approve']
    const { code, stdout } = await runCli(argv, { cwd, now: NOW })
    expect([code, stdout]).toEqual([0, expect.stringContaining('5 done')])
  })

  it('leaves nothing to do', async () => {
    const { json } = await runCli(['plan', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect(json()).toMatchObject({ steps: [], manual: [], waiting: [], problems: [] })
  })

  it('leaves no drift', async () => {
    const { code, json } = await runCli(['drift', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect([code, json()]).toMatchObject([0, { differences: [] }])
  })
})

it('an apply repairs what was given by hand, and is done then, whatever the API adds', async () => {
  const keys = `instagram_accounts: { "${NORTH}": { users: { robot: [FULL_CONTROL], lee: [ADVERTISE], kim: [CONTENT] } } }`
  const given = files(`${HEAD}${keys}\n`)
  given['world.yaml'] = given['world.yaml'].replace(
    `"${LEE}": [${FIVE.join(', ')}]`,
    `"${LEE}": [${FIVE.join(', ')}, CREATIVE_MANAGEMENT]`,
  )
  const cwd = folderWith(given)
  const applied = await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, now: NOW })
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('2 done')])
  const who = await runCli(['who', 'lee', SANDBOX, '--format=json'], { cwd, now: NOW })
  const { access } = who.json() as unknown as {
    access: readonly (Row & { tasks: readonly string[]; standing: string })[]
  }
  expect(access.find(({ address }) => address === `${NORTH}/users/${LEE}`)).toMatchObject({
    tasks: FIVE,
    declared: ['ADVERTISE'],
    standing: 'declared',
  })
})

describe('a refused write', () => {
  it('that names the business says who has to do it, and the others are made', async () => {
    const { code, words } = await asked(
      ['apply', '--auto-approve'],
      MANIFEST,
      '{ assign_business: owner }',
    )
    expect([code, words]).toEqual([1, expect.stringContaining('4 done, 1 failed')])
    expect(words).toMatch(
      new RegExp(`failed \\+ ${HARBOR} "harbor" .*ask an admin of that business to put the person`),
    )
  })

  it('of a task that is none names those there are', async () => {
    const keys = `allow_unknown_tasks: true\ninstagram_accounts: { "${NORTH}": { users: { robot: [FULL_CONTROL], lee: [ADVERTISE], kim: [NEW_TASK] } } }`
    const { code, words } = await asked(['apply', '--auto-approve'], `${HEAD}${keys}\n`)
    expect([code, words]).toEqual([
      1,
      expect.stringContaining('send one of these: FULL_CONTROL, CONTENT, MESSAGES,'),
    ])
  })

  it('at the limit of an account holds that account alone, and is named as one', async () => {
    const fault = `faults: [{ match: { method: POST, path: ${NORTH}/assigned_users }, do: { code: 80002, status: 400 } }]`
    const given = files(MANIFEST)
    given['world.yaml'] += `${fault}\n`
    const argv = ['apply', SANDBOX, '--auto-approve', '--max-wait=1s']
    const { code, stdout } = await runCli(argv, { files: given, now: NOW })
    const words = flat(stdout)
    expect([code, words]).toEqual([1, expect.stringContaining('3 done, 2 skipped')])
    expect(words).toContain(`a limit of the API holds ${NORTH}`)
    const explained = ruleOf({ code: 80002, subcode: null, message: '', type: '' })
    expect(explained.meaning).toBe('the call limit of the Instagram account is reached')
  })
})

it('drift tells what was done behind its back, and nothing that the API did', async () => {
  const { code, json } = await asked(['drift', '--format=json'])
  const { differences } = json() as unknown as { differences: readonly (Row & { type: string })[] }
  expect([code, differences.map(({ address, type }) => `${address} ${type}`)]).toEqual([
    2,
    [
      `${NORTH}/agencies/2002 extra`,
      `${NORTH}/users/${KIM} differs`,
      `${SHOP}/agencies/2002 missing`,
      `${SHOP}/users/${KIM} missing`,
      `${HARBOR}/users/${LEE} missing`,
    ],
  ])
})

it('a review names accounts by their user name, and managers by their own task', async () => {
  const { code, json } = await asked(['review', '--format=json'])
  const { assets, findings } = json() as unknown as {
    assets: readonly { kind: string; id: string; name: string; access: readonly Row[] }[]
    findings: readonly { code: string; what_to_do: string; assets: readonly { id: string }[] }[]
  }
  expect(code).toBe(0)
  const ours = assets.filter(({ kind }) => kind === 'instagram_account')
  expect(ours.map(({ id, name }) => [id, name])).toEqual([
    [NORTH, 'northwind'],
    [SHOP, 'shop'],
    [HARBOR, 'harbor'],
  ])
  expect(ours[1]?.access.map(({ address }) => address).sort()).toEqual(
    [ROBOT, LEE].map((id) => `${SHOP}/users/${id}`),
  )
  const todo = findings.flatMap(({ code, what_to_do: words, assets: [asset] }) =>
    code.endsWith('_manager') && asset?.id.startsWith('104') ? [`${asset.id} ${words}`] : [],
  )
  expect(todo).toEqual([
    `${NORTH} Assign somebody of ours with FULL_CONTROL`,
    `${SHOP} Give a second person of ours FULL_CONTROL, so that one leaving locks nobody out`,
  ])
})

it('a review says what to do about each kind', async () => {
  const { words } = await asked(['review'])
  expect(words).toContain('Assign somebody of ours with MANAGE or FULL_CONTROL.')
  expect(words).toContain('Give a second person of ours FULL_CONTROL, so that')
})

it.each([
  ['kim', [`${NORTH}/users/${KIM}`, `${SHOP}/users/${KIM}`]],
  ['brightside', [`${NORTH}/agencies/2002`, `${SHOP}/agencies/2002`]],
])('who %s finds them', async (name, expected) => {
  const { code, json } = await asked(['who', name, '--format=json'])
  const { access } = json() as unknown as { access: readonly Row[] }
  const addresses = access.map(({ address }) => address)
  expect([code, addresses.filter((address) => address.startsWith('104')).sort()]).toEqual([
    0,
    expected,
  ])
})

it('requests tells what a partner has not accepted yet', async () => {
  const waiting = world('{ agency_status: everywhere }').replace(
    '"2002": [ANALYZE]',
    '"2002": { tasks: [ANALYZE], status: PENDING, waits_for: partner }',
  )
  const argv = ['requests', '--business=1001', SANDBOX, '--format=json']
  const { json } = await runCli(argv, { files: { 'world.yaml': waiting }, now: NOW })
  expect(json()).toMatchObject({
    waiting: [{ address: `${NORTH}/agencies/2002`, state: 'partner_response', acts: 'others' }],
  })
})

it('offboard takes everything off, whatever it came by', async () => {
  const { code, stdout } = await asked(['offboard', 'kim', '--auto-approve'])
  expect([code, stdout]).toEqual([0, expect.not.stringContaining('Incomplete')])
  expect(flat(stdout)).toMatch(new RegExp(`done - ${NORTH} "northwind" unassign user kim.*3 done`))
  const partner = await asked(['offboard', 'brightside', '--auto-approve'])
  expect([partner.code, flat(partner.stdout)]).toEqual([
    0,
    expect.stringMatching(new RegExp(`done - ${NORTH} "northwind" revoke`)),
  ])
})

it('an import is a manifest that plans nothing, and writes every task that is held', async () => {
  const imported = await runCli(['import', '--business=1001', SANDBOX], {
    files: { 'world.yaml': world() },
    now: NOW,
  })
  expect(imported.code).toBe(0)
  expect(imported.stdout).toContain(`lee-ng: [${FIVE.join(', ')}]`)
  expect(imported.stdout).toContain('kim-poole: [ADVERTISE, ANALYZE]')
  expect(imported.stdout).toContain('automation: [FULL_CONTROL]')
  const manifest = imported.stdout.replace(
    /^# mode: additive[\s\S]*?^ad_accounts:$/m,
    'ad_accounts:',
  )
  const { json } = await asked(['plan', '--format=json'], manifest)
  expect(json()).toMatchObject({ steps: [], manual: [], problems: [] })
})

it('doctor says which calls there are, and misses no permission of Instagram’s own', async () => {
  const { code, json } = await asked(['doctor', '--format=json'])
  const { actions } = json() as unknown as {
    actions: readonly { kind: string; action: string; can: string }[]
  }
  const can = (word: string) =>
    actions.flatMap(({ kind, action, can: is }) =>
      kind === 'instagram_account' && is === word ? [action] : [],
    )
  expect([code, can('none'), can('yes')]).toEqual([
    0,
    ['request', 'withdraw', 'cancel'],
    ['grant', 'regrant', 'assign', 'reassign', 'unassign', 'revoke'],
  ])
  const bare = world().replace(/scopes: \[[^\]]*\]/, 'scopes: [business_management]')
  const without = await runCli(['doctor', SANDBOX], {
    files: { 'world.yaml': bare, 'access.yaml': MANIFEST },
    now: NOW,
  })
  expect(flat(without.stdout)).toMatch(
    /Instagram accounts ok lists 2 Instagram accounts of ours, 1 of clients/,
  )
})
