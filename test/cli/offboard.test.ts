import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

const KIM = '61550000000000009'
const LEE = '61550000000000002'
const PROFILE = '100000000000009'
const ALL = '[MANAGE, ADVERTISE, ANALYZE]'

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002", client: "5005" }
people: { kim: kim@northwind.example, lee: lee@northwind.example }
`

/** Kim is on two accounts; on `act_2222` nobody else has MANAGE. Lee is the admin. */
const HELD = WORLD.replace(
  'email: kim@northwind.example,',
  `email: kim@northwind.example, user: "${PROFILE}",`,
)
  .replace(
    'email: lee@northwind.example, role: EMPLOYEE',
    'email: lee@northwind.example, role: ADMIN',
  )
  .replace(
    `approval: true, users: { "61550000000000001": ${ALL} }`,
    `users: { "61550000000000001": ${ALL}, "${KIM}": ${ALL} }`,
  )

interface Report {
  readonly results: readonly { address: string; status: string; why?: string }[]
  readonly problems: readonly { code: string; message: string }[]
  readonly waiting: readonly { address: string; state: string }[]
  readonly manual: readonly { address: string; reason: string; what: string }[]
}

interface Asked {
  readonly world?: string
  readonly manifest?: string | null
  readonly more?: readonly string[]
  readonly cwd?: string
}

const offboard = async (
  name: string,
  { world = HELD, manifest = HEAD, more = [], ...given }: Asked = {},
) => {
  const files = { 'world.yaml': world, ...(manifest === null ? {} : { 'access.yaml': manifest }) }
  const cwd = given.cwd ?? folderWith(files)
  const bare = manifest === null ? ['--business', '1001'] : []
  const argv = ['offboard', name, '--sandbox', 'world.yaml', '--auto-approve', '--format=json']
  const { code, json } = await runCli([...argv, ...bare, ...more], { cwd })
  const report = json() as unknown as Report
  const { results = [], problems = [], manual = [], waiting = [] } = report
  return {
    code,
    cwd,
    results: results.map(({ address, status, why = '' }) => `${status} ${address} ${why}`.trim()),
    codes: problems.map((problem) => problem.code),
    problems,
    manual: manual.map(({ address, reason }) => `${address} ${reason}`),
    waiting: waiting.map(({ address, state }) => `${address} ${state}`),
  }
}

const HELD_RESULTS = [
  `done act_1111/users/${KIM}`,
  `skipped act_2222/users/${KIM} rail`,
  `skipped 1001/members/${KIM} rail`,
]

describe('a rail of one asset', () => {
  it('holds that asset and the seat, and nothing else', async () => {
    const { code, results, problems } = await offboard('kim')
    expect([code, results]).toEqual([4, HELD_RESULTS])
    const held = problems.find(({ code: each }) => each === 'rail_held')
    expect(held?.message).toContain('unassign kim from "House" act_2222 (keep_managers')
    expect(held?.message).toContain('bizaccess offboard kim')
  })

  it('does the rest once somebody else has the task', async () => {
    const give = folderWith({
      'world.yaml': HELD.replace(`"${KIM}": ${ALL}`, `"${KIM}": ${ALL}, "${LEE}": ${ALL}`),
      'access.yaml': HEAD,
    })
    const { code, results } = await offboard('kim', { cwd: give })
    expect([code, results]).toEqual([
      0,
      [`done act_1111/users/${KIM}`, `done act_2222/users/${KIM}`, `done 1001/members/${KIM}`],
    ])
  })

  it('blocks everything where the manifest offboards them', async () => {
    const files = { 'world.yaml': HELD, 'access.yaml': `${HEAD}offboarded: [kim]\n` }
    const argv = ['apply', '--sandbox', 'world.yaml', '--auto-approve', '--format=json']
    const { code, json } = await runCli(argv, { files })
    const { results, problems } = json() as unknown as Report
    expect([code, results]).toEqual([4, []])
    expect(problems.map((problem) => problem.code)).toEqual(['rail_keep_managers'])
  })

  it('is said before the question, and in the end', async () => {
    const files = { 'world.yaml': HELD, 'access.yaml': HEAD }
    const argv = ['offboard', 'kim', '--sandbox', 'world.yaml']
    const { code, stdout, questions } = await runCli(argv, { files, answer: 'yes' })
    expect(code).toBe(4)
    expect(questions).toEqual([
      `Apply this change to "Northwind" (1001), and leave 2 that a rail holds? Only 'yes' is accepted: `,
    ])
    expect(stdout).toContain('loses 1 ad account')
    expect(stdout).toContain('unassign is held by keep_managers')
    expect(stdout).toContain('2 of 3 steps held by a rail: the other 1 will be made.')
    expect(stdout.slice(stdout.indexOf('Apply: '))).toMatch(/2 steps\s+are\s+held/)
    expect(stdout).not.toContain('exit code 1')
  })
})

describe('a rail of the person', () => {
  it.each([
    ['who is protected', 'policy: { protected: [kim] }', HELD, 'rail_protected'],
    [
      'where nobody may be offboarded',
      'policy: { max_offboarded: 0 }',
      HELD,
      'rail_max_offboarded',
    ],
  ])('holds everything of somebody %s', async (_, policy, world, rail) => {
    const { results, codes, code } = await offboard('kim', {
      manifest: `${HEAD}${policy}\n`,
      world,
    })
    expect(codes).toContain(rail)
    expect(results.filter((line) => !line.endsWith('rail'))).toEqual([])
    expect([code, results.length]).toEqual([4, 3])
  })

  it('keeps the last admin in the business, and takes every asset', async () => {
    const world = WORLD.replace(
      'email: kim@northwind.example, role: EMPLOYEE',
      'email: kim@northwind.example, role: ADMIN',
    )
    const { code, results, problems } = await offboard('kim', { world })
    expect([code, results]).toEqual([
      4,
      [`done act_1111/users/${KIM}`, `skipped 1001/members/${KIM} rail`],
    ])
    expect(problems.find((each) => each.code === 'rail_keep_admins')?.message).toContain(
      'left with 0 admins',
    )
  })
})

describe('a name', () => {
  it.each([
    ['the id of a Facebook profile', PROFILE],
    ['the id in the business', KIM],
    ['an e-mail in other letters', 'KIM@northwind.Example'],
    ['a name as the API shows it', 'Kim Poole'],
    ['an alias', 'kim'],
  ])('may be %s', async (_, name) => {
    for (const manifest of [HEAD, null]) {
      if (manifest === null && name === 'kim') continue
      expect((await offboard(name, { manifest })).results).toEqual(HELD_RESULTS)
    }
  })

  it('may be an open invitation, by e-mail or by its id', async () => {
    const world = WORLD.replace(
      '    system_users:',
      '    invited: { "7700": { email: new@northwind.example, role: EMPLOYEE } }\n    system_users:',
    )
    for (const name of ['New@northwind.example', '7700']) {
      const { code, results } = await offboard(name, { world })
      expect([code, results]).toEqual([0, ['done 1001/members/new@northwind.example']])
    }
  })

  it.each(['4711', 'nobody@northwind.example', 'Nobody At All'])(
    'is an error where it is nobody: %s',
    async (name) => {
      const { code, results } = await offboard(name)
      expect([code, results]).toEqual([1, []])
    },
  )

  it('is held by the policy by whatever it is given', async () => {
    const manifest = `${HEAD}policy: { protected: [kim] }\n`
    const { code, results } = await offboard(PROFILE, { manifest })
    expect(code).toBe(4)
    expect(results.every((line) => line.endsWith('rail'))).toBe(true)
  })

  it('warns of lines that name them in another way', async () => {
    const manifest = `${HEAD}ad_accounts: { act_1111: { users: { kim: [ANALYZE] } } }\n`
    for (const name of [KIM, PROFILE, 'Kim Poole', 'kim']) {
      expect((await offboard(name, { manifest })).codes).toContain('offboard_gives_back')
    }
  })
})

it('names the system users that they set up, whose tokens live on', async () => {
  const by = (id: string) =>
    WORLD.replace(
      '{ name: Automation, role: ADMIN }',
      `{ name: Automation, role: ADMIN, created_by: "${id}" }`,
    )
  const address = '1001/system-users/61550000000000001 system_user_set_up'
  expect((await offboard('kim', { world: by(KIM) })).manual).toContain(address)
  expect((await offboard('brightside', { world: by('2002') })).manual).toContain(address)
  expect((await offboard('kim', { world: by(LEE) })).manual).not.toContain(address)
})

describe('a partner', () => {
  const PARTNERS = WORLD.replace(
    '    owner: "1001"\n',
    '    owner: "1001"\n    agencies: { "2002": [ANALYZE] }\n',
  )
    .replace(
      'act_9999: { name: Client Account, owner: "5005" }',
      'act_9999: { name: Client Account, owner: "5005", agencies: { "1001": { tasks: [ANALYZE], status: CLIENT_RESPONSE_PENDING, waits_for: owner } } }',
    )
    .replace(
      'name: House, owner: "1001", approval: true,',
      'name: House, owner: "1001", agencies: { "2002": { tasks: [ANALYZE], status: CLIENT_RESPONSE_PENDING, waits_for: owner } },',
    )

  it('loses every asset, and what it asks us for is listed', async () => {
    const { code, results, manual } = await offboard('brightside', { world: PARTNERS })
    expect([code, results]).toEqual([0, ['done act_1111/agencies/2002']])
    expect(manual).toEqual([
      '1001/partners/2002 business_relation',
      'act_2222/agencies/2002 asked_by_offboarded',
    ])
  })

  it('is not asked any more for what we asked it for', async () => {
    const { code, results } = await offboard('client', { world: PARTNERS })
    expect([code, results]).toEqual([0, ['done act_9999/request']])
    expect((await offboard('brightside', { world: PARTNERS })).results).not.toContain(
      'done act_9999/request',
    )
  })

  it('is not given up where it is protected', async () => {
    const manifest = `${HEAD}policy: { protected: [client] }\n`
    const { code, results } = await offboard('client', { world: PARTNERS, manifest })
    expect([code, results]).toEqual([4, ['skipped act_9999/request rail']])
  })
})

describe('--into', () => {
  const MANIFEST = `${HEAD}ad_accounts:
  act_1111: # search
    users:
      kim: [ANALYZE] # until June
      lee: [ANALYZE]
`

  const into = async (name: string, cwd: string, more: readonly string[] = []) =>
    runCli(['offboard', name, '--into', 'access.yaml', ...more], { cwd })

  it('writes the manifest, calls nothing and needs no token', async () => {
    const cwd = folderWith({ 'access.yaml': MANIFEST })
    const { code, stdout } = await into('kim', cwd)
    expect(code).toBe(0)
    expect(stdout).toContain('taken out: access.yaml:8 ad_accounts.act_1111.users')
    expect(readFileSync(join(cwd, 'access.yaml'), 'utf8')).toBe(
      MANIFEST.replace('      kim: [ANALYZE] # until June\n', '').replace(
        '\nad_accounts:',
        '\noffboarded: [kim]\nad_accounts:',
      ),
    )
    expect((await runCli(['validate'], { cwd })).code).toBe(0)
    const again = await into('kim', cwd, ['--format=json'])
    expect(again.json()).toMatchObject({
      kind: 'offboard',
      written: false,
      taken: [],
      added: false,
    })
  })

  it('is followed by a plan that offboards them', async () => {
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
    await into('kim', cwd)
    const { json } = await runCli(['plan', '--sandbox=world.yaml', '--format=json'], { cwd })
    const { steps } = json() as unknown as { steps: readonly { address: string; reason: string }[] }
    expect(
      steps.filter(({ reason }) => reason === 'offboarded').map(({ address }) => address),
    ).toEqual([`act_1111/users/${KIM}`, `1001/members/${KIM}`])
  })

  it.each([
    ['nobody of the manifest', 'Kim Poole', [], 'into_unknown_name'],
    ['a flag about calls', 'kim', ['--only', 'act_1*'], 'flags_contradict'],
    ['a file that is not there', 'kim', ['--into', 'none.yaml'], 'path_missing'],
  ])('refuses %s', async (_, name, more, problem) => {
    const cwd = folderWith({ 'access.yaml': MANIFEST })
    const { code, json } = await into(name, cwd, ['--format=json', ...more])
    expect([code, json()]).toMatchObject([1, { kind: 'error', problems: [{ code: problem }] }])
    expect(readFileSync(join(cwd, 'access.yaml'), 'utf8')).toBe(MANIFEST)
  })
})
