import { beforeAll, describe, expect, it } from 'vitest'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

/** Asset groups are a path of access: what every command makes of them, over HTTP. */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'

const GROUPS = `pixels:
  "4441": { name: Shop, owner: "1001", users: { "${KIM}": [ANALYZE] } }
pages:
  "3331": { name: News, owner: "1001", users: { "${ROBOT}": [MANAGE] } }
asset_groups:
  "8801":
    name: EMEA
    owner: "1001"
    assets: [act_1111, "4441", "3331"]
    users:
      "${KIM}": { ad_account: [ADVERTISE, ANALYZE], pixel: [ANALYZE] }
      "${LEE}": { page: [ANALYZE] }
  "8802": { name: Empty, owner: "1001", assets: [act_2222] }
`
const MODES = (rows: string): string => `modes: { group_rows: ${rows} }\n`
const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`
/** Kim loses an ad account and, by hand, a pixel. */
const TAKEN = `${HEAD}ad_accounts: { act_1111: { users: { robot: ADMIN } } }
pixels: { "4441": { users: {} } }
`
const GONE = `${HEAD}offboarded: [kim]\n`
const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'

/** Refused to everybody, for as long as the world stands. */
const refused = (path: string, code = 200): string =>
  `faults: [{ match: { method: GET, path: "${path}" }, do: { status: 400, code: ${code}, message: no } }]\n`

const asked = (argv: readonly string[], manifest: string, more = '') =>
  runCli([...argv, SANDBOX], {
    files: { 'world.yaml': WORLD + GROUPS + more, 'access.yaml': manifest },
    now: NOW,
  })

interface Row {
  readonly address: string
  readonly reason: string
  readonly what: string
}

interface PlanJson {
  readonly complete: boolean
  readonly steps: readonly {
    readonly action: string
    readonly address: string
    readonly before: readonly string[]
    readonly calls: readonly object[]
  }[]
  readonly manual: readonly Row[]
  readonly unreadable: readonly Row[]
  readonly summary: { readonly revocations: number; readonly leave_group: number }
}

const planned = async (manifest: string, more = '', flags: readonly string[] = []) => {
  const { code, json } = await asked(['plan', '--format=json', ...flags], manifest, more)
  return { code, plan: json() as unknown as PlanJson }
}

const linesOf = ({ manual }: PlanJson): readonly string[] =>
  manual.map(({ address, reason }) => `${reason} ${address}`)

describe('whoever loses an asset', () => {
  it('gets a line by hand beside what takes it, for each asset still reached', async () => {
    const { plan } = await planned(TAKEN)
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `unassign act_1111/users/${KIM}`,
    ])
    expect(linesOf(plan)).toEqual([
      `no_removal_in_api 4441/users/${KIM}`,
      `group_access 4441/users/${KIM}`,
      `group_access act_1111/users/${KIM}`,
    ])
    expect(plan.manual[2]?.what).toContain('EMEA 8801')
    expect(plan.summary).toMatchObject({ revocations: 1, leave_group: 0 })
  })

  it.each([
    ['the guide’s fields', MODES('roles')],
    ['no field of tasks at all', MODES('bare')],
  ])('is found in rows with %s', async (_form, modes) => {
    const { plan } = await planned(TAKEN, modes)
    expect(linesOf(plan)).toContain(`group_access act_1111/users/${KIM}`)
  })

  it('reaches nothing of a kind for which the row lists no task', async () => {
    const lee = `${HEAD}pages: { "3331": { users: { robot: [MANAGE] } } }\n`
    const given = GROUPS.replace(
      `{ "${ROBOT}": [MANAGE] } }`,
      `{ "${ROBOT}": [MANAGE], "${KIM}": [ANALYZE] } }`,
    )
    const files = { 'world.yaml': WORLD + given, 'access.yaml': lee }
    const { json } = await runCli(['plan', '--format=json', SANDBOX], { files, now: NOW })
    const plan = json() as unknown as PlanJson
    expect(plan.steps.map(({ address }) => address)).toEqual([`3331/users/${KIM}`])
    expect(linesOf(plan)).toEqual([])
  })

  it('is said in what an apply shows', async () => {
    const { code, stdout } = await asked(['apply', '--auto-approve'], TAKEN)
    expect(code).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'still reaches this asset through the asset group EMEA 8801',
    )
  })

  it('costs a call, with more for what does not come along; who takes nobody off none', async () => {
    const read = async (argv: readonly string[], manifest: string, world: string) => {
      const files = { 'world.yaml': world, 'access.yaml': manifest }
      const { stdout } = await runCli([...argv, SANDBOX, '--verbose'], { files, now: NOW })
      return (/Read with (\d+) billed calls in (\d+) HTTP/.exec(stdout) ?? []).slice(1).map(Number)
    }
    const kept = `${HEAD}ad_accounts: { act_1111: { users: { robot: ADMIN, kim: [ADVERTISE, ANALYZE] } } }\n`
    const taken = `${HEAD}ad_accounts: { act_1111: { users: { robot: ADMIN } } }\n`
    const quiet = await read(['plan'], kept, WORLD)
    expect(await read(['plan'], kept, WORLD + GROUPS)).toEqual(quiet)
    const [billed = 0, http = 0] = quiet
    expect(await read(['plan'], taken, WORLD)).toEqual([billed + 1, http + 1])
  })

  it('is not known to be gone where groups may not be read, and that is said', async () => {
    const { code, plan } = await planned(TAKEN, refused('/business_asset_groups$'))
    expect([code, plan.complete]).toEqual([0, true])
    expect(plan.unreadable.map(({ address }) => address)).toEqual(['1001/asset_groups'])
    const lacking = await planned(TAKEN, refused('/business_asset_groups$', 100))
    expect(lacking.plan.unreadable.map(({ address }) => address)).toEqual(['1001/asset_groups'])
    const strict = `${TAKEN}policy: { unreadable: fail }\n`
    expect((await planned(strict, refused('/business_asset_groups$'))).code).toBe(1)
  })

  it('leaves the plan incomplete where reading them fails', async () => {
    const { code, plan } = await planned(TAKEN, refused('/business_asset_groups$', 2))
    expect([code, plan.complete]).toEqual([1, false])
    expect(plan.steps.map(({ address }) => address)).toEqual([`act_1111/users/${KIM}`])
  })
})

describe('the offboarded', () => {
  it('are taken out of their groups before they leave, and it is no revocation', async () => {
    const { code, plan } = await planned(`${GONE}policy: { max_revocations: 0 }\n`)
    expect(code).toBe(0)
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `unassign act_1111/users/${KIM}`,
      `leave_group 8801/users/${KIM}`,
      `remove 1001/members/${KIM}`,
    ])
    expect(plan.steps[1]).toMatchObject({
      asset: { kind: 'asset_group', id: '8801', name: 'EMEA' },
      before: ['adaccount:ADVERTISE', 'adaccount:ANALYZE', 'pixel:ANALYZE'],
      after: null,
      reason: 'offboarded',
      calls: [
        { method: 'DELETE', path: '/8801/assigned_users', params: { user: KIM, business: '1001' } },
      ],
    })
    expect(plan.summary).toMatchObject({ revocations: 0, leave_group: 1 })
    // The same plan takes them out: nothing of it is left for hands.
    expect(linesOf(plan).filter((line) => line.startsWith('group_access'))).toEqual([])
  })

  it('are shown with their group in every format for people', async () => {
    for (const format of ['text', 'markdown', 'html']) {
      const { stdout } = await asked(['plan', `--format=${format}`], GONE)
      const [lists = ''] = stdout.split('<section id="matrix"')
      const text = lists.replaceAll(/<[^>]*>/g, '').replaceAll('&#34;', '"')
      const named = format === 'html' ? /EMEA\s+asset group\s+8801/ : /asset group 8801 "EMEA"/
      expect(text, format).toMatch(named)
    }
  })

  it('are taken out whatever the rows tell', async () => {
    const { plan } = await planned(GONE, MODES('bare'))
    expect(plan.steps[1]).toMatchObject({ action: 'leave_group', before: [] })
  })

  it.each(['--only=act_1*', '--only=nothing*'])(
    'stay in them on part of a view (%s), and that is said',
    async (flag) => {
      const { plan } = await planned(GONE, '', [flag])
      expect(plan.steps.map(({ action }) => action)).not.toContain('leave_group')
      expect(linesOf(plan)).toContain(`needs_whole_run 8801/users/${KIM}`)
    },
  )

  it('are named by one shard of all', async () => {
    const shards = await Promise.all(
      ['0/2', '1/2'].map((shard) => planned(GONE, '', [`--shard=${shard}`])),
    )
    const lines = shards.flatMap(({ plan }) => linesOf(plan))
    expect(lines.filter((line) => line.startsWith('needs_whole_run')).sort()).toEqual([
      `needs_whole_run 1001/members/${KIM}`,
      `needs_whole_run 8801/users/${KIM}`,
    ])
    expect(shards.flatMap(({ plan }) => plan.steps.map(({ action }) => action))).toEqual([
      'unassign',
    ])
  })

  it('reach an asset still where part of a view takes it', async () => {
    const { plan } = await planned(GONE, '', ['--only=act_1*'])
    expect(linesOf(plan)).toContain(`group_access act_1111/users/${KIM}`)
  })

  it('are a difference while they are in a group', async () => {
    const { code, json } = await asked(['drift', '--format=json'], GONE)
    const { differences } = json() as unknown as { differences: readonly Row[] }
    expect([code, differences.map(({ address }) => address)]).toEqual([
      2,
      [`1001/members/${KIM}`, `4441/users/${KIM}`, `8801/users/${KIM}`, `act_1111/users/${KIM}`],
    ])
  })

  it('are not called gone where groups may not be read', async () => {
    const world = refused('/business_asset_groups$')
    const { plan } = await planned(GONE, world)
    expect(plan.unreadable.map(({ address }) => address)).toEqual(['1001/asset_groups'])
    const { code, stdout, stderr } = await asked(['offboard', 'kim', '--auto-approve'], HEAD, world)
    expect([code, (stdout + stderr).replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining('What kim holds there is not known, and was not taken'),
    ])
  })

  it('are not called gone where the people of one group may not be read', async () => {
    const { plan } = await planned(
      GONE,
      refused('/8801/assigned_users|^/1001/business_asset_groups'),
    )
    expect(plan.unreadable.length + Number(!plan.complete)).toBeGreaterThan(0)
  })

  it('are protected by the policy, and the token’s own user by being it', async () => {
    const guarded = await planned(`${GONE}policy: { protected: [kim] }\n`)
    expect(guarded.code).toBe(4)
    const self = GROUPS.replace(`"${LEE}": { page`, `"${ROBOT}": { page`)
    const files = { 'world.yaml': WORLD + self, 'access.yaml': `${HEAD}offboarded: [robot]\n` }
    const { code, json } = await runCli(['plan', '--format=json', SANDBOX], { files, now: NOW })
    const { steps } = json() as unknown as PlanJson
    expect([code, steps.map(({ action }) => action)]).toEqual([
      4,
      expect.not.arrayContaining(['leave_group']),
    ])
  })
})

describe('an offboarding', () => {
  let cwd: string
  beforeAll(async () => {
    cwd = folderWith({ 'world.yaml': WORLD + GROUPS, 'access.yaml': HEAD })
    const argv = ['offboard', 'kim', SANDBOX, '--auto-approve']
    const { code, stdout } = await runCli(argv, { cwd, now: NOW })
    expect([code, stdout]).toEqual([0, expect.stringContaining('3 done')])
    expect(stdout).toContain('asset group 8801 "EMEA"')
  })

  it('leaves nobody in a group, nor anywhere', async () => {
    const { json } = await runCli(['who', KIM, SANDBOX, '--format=json'], { cwd, now: NOW })
    expect(json()).toMatchObject({ problems: [{ code: 'who_unknown' }] })
  })

  it('is in the journal by its address', async () => {
    const { json } = await runCli(['log', SANDBOX, '--format=json'], { cwd, now: NOW })
    expect(JSON.stringify(json())).toContain(`8801/users/${KIM}`)
    const { code } = await runCli(['log', SANDBOX, '--verify'], { cwd, now: NOW })
    expect(code).toBe(0)
  })
})

describe('a saved plan', () => {
  const saved = async (manifest: string) => {
    const cwd = folderWith({ 'world.yaml': WORLD + GROUPS, 'access.yaml': manifest })
    await runCli(['plan', SANDBOX, '-o', 'plan.json'], { cwd, now: NOW })
    return cwd
  }

  it('takes them out, and run again finds it done', async () => {
    const cwd = await saved(GONE)
    const argv = ['apply', 'plan.json', 'access.yaml', SANDBOX, '--auto-approve', '--format=json']
    const first = await runCli(argv, { cwd, now: NOW })
    expect([first.code, first.json()]).toEqual([
      0,
      expect.objectContaining({ summary: expect.objectContaining({ done: 3, failed: 0 }) }),
    ])
    const again = await runCli(argv, { cwd, now: NOW })
    expect(again.json()).toMatchObject({ calls: { write: 0 }, summary: { done: 3 } })
  })

  it('is believed of nobody who is not known to be offboarded: then it counts', async () => {
    const cwd = await saved(`${GONE}policy: { max_revocations: 1 }\n`)
    const { code, json } = await runCli(
      ['apply', 'plan.json', SANDBOX, '--auto-approve', '--format=json'],
      { cwd, now: NOW },
    )
    expect([code, json()]).toEqual([4, expect.objectContaining({ results: [] })])
  })
})

describe('a write whose answer is lost', () => {
  it('is read back', async () => {
    const fault =
      'faults: [{ match: { method: DELETE, path: "/8801/assigned_users" }, times: 1, do: { drop: after } }]'
    const run = await asked(
      ['offboard', 'kim', '--auto-approve', '--format=json'],
      HEAD,
      `${fault}\n`,
    )
    const { results } = run.json() as unknown as { results: readonly { action: string }[] }
    expect([run.code, results.find(({ action }) => action === 'leave_group')]).toEqual([
      0,
      expect.objectContaining({ status: 'done' }),
    ])
  })

  it('fails alone where it is refused', async () => {
    const no = `faults: [{ match: { method: DELETE, path: "/8801/assigned_users" }, do: { status: 400, code: 10, message: no } }]\n`
    const run = await asked(['offboard', 'kim', '--auto-approve', '--format=json'], HEAD, no)
    expect([run.code, run.json()]).toEqual([
      1,
      expect.objectContaining({ summary: expect.objectContaining({ done: 1, failed: 1 }) }),
    ])
  })
})

describe('who and review', () => {
  it('show what comes through a group, with its name', async () => {
    const { json, code } = await asked(['who', 'kim', '--format=json'], HEAD)
    const { access } = json() as unknown as { access: readonly object[] }
    expect(code).toBe(0)
    expect(access.filter((row) => 'group' in row)).toEqual([
      expect.objectContaining({
        address: `8801/users/${KIM}`,
        asset: { kind: 'ad_account', id: 'act_1111', name: 'EU Search' },
        path: 'group',
        group: { id: '8801', name: 'EMEA' },
        tasks: ['ADVERTISE', 'ANALYZE'],
      }),
      expect.objectContaining({ asset: expect.objectContaining({ id: '4441' }), path: 'group' }),
    ])
  })

  it.each(['text', 'markdown', 'html', 'csv'])('in %s too', async (format) => {
    const { stdout } = await asked(['review', `--format=${format}`], GONE)
    expect(stdout).toContain(format === 'csv' ? '"group 8801"' : 'via group EMEA')
    if (format === 'csv') return
    const { stdout: own } = await asked(['who', 'kim', `--format=${format}`], GONE)
    expect(own).toContain('via group EMEA')
  })

  it('say that tasks are unknown where the rows do not tell', async () => {
    const { stdout } = await asked(['who', 'lee'], HEAD, MODES('bare'))
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('unknown tasks; via group EMEA')
  })

  it('count the offboarded in a group as still there', async () => {
    const { json } = await asked(['review', '--format=json'], GONE)
    const { findings, not_visible } = json() as unknown as {
      findings: readonly {
        code: string
        addresses: readonly string[]
        assets: readonly { id: string }[]
        message: string
      }[]
      not_visible: readonly { code: string }[]
    }
    const found = findings.find(({ code }) => code === 'offboarded_still_holding')
    expect(found?.addresses).toContain(`8801/users/${KIM}`)
    expect(found?.message).toContain('still on 2 assets')
    // Kim is on both, and reaches both through the group as well.
    expect(found?.assets.map(({ id }) => id)).toEqual(['act_1111', '4441'])
    expect(not_visible.map(({ code }) => code)).not.toContain('asset_groups')
  })

  it('say that groups were not read', async () => {
    const world = refused('/business_asset_groups$')
    const { json } = await asked(['review', '--format=json'], HEAD, world)
    expect(json()).toMatchObject({
      unread: [{ asset: { kind: 'business', id: '1001' }, status: 'unreadable' }],
      not_visible: expect.arrayContaining([expect.objectContaining({ code: 'asset_groups' })]),
    })
    const own = await asked(['who', 'kim', '--format=json'], HEAD, world)
    expect(own.json()).toMatchObject({ unread: [{ asset: { kind: 'business' } }] })
  })
})

it('doctor says whether this token may take people out of groups', async () => {
  const { json } = await asked(['doctor', '--format=json'], GONE)
  const { actions } = json() as unknown as { actions: readonly object[] }
  expect(actions).toContainEqual(
    expect.objectContaining({ kind: 'asset_group', action: 'leave_group', can: 'yes' }),
  )
})
