/** The people of the business through every command, over HTTP: what is sent, said and answered. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { shownCallsOf } from '../../src/model/write.ts'
import { planDigestOf, stepsDigestOf } from '../../src/plan/make-plan.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { type CliCase, folderWith, runCli } from '../support/run-cli.ts'

const ROBOT = '61550000000000001'
const LEE = '61550000000000002'
const IDA = '61550000000000004'
const DANA = '61550000000000005'
const KIM = '61550000000000009'
const OPEN = '77000000000000001'
const NOW = '2026-11-22T09:30:00Z'

const WORLD = `version: 1
token: { business: "1001", user: "${ROBOT}", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
businesses:
  "1001":
    name: Northwind
    users:
      "${LEE}": { name: Lee Ng, email: lee@northwind.example, role: ADMIN }
      "${IDA}": { name: Ida Moe, email: ida@northwind.example, role: ADMIN }
      "${DANA}": { name: Dana Roe, email: dana@northwind.example, role: EMPLOYEE }
      "${KIM}": { name: Kim Poole, email: kim@northwind.example, role: EMPLOYEE }
    system_users: { "${ROBOT}": { name: Automation, role: ADMIN } }
    invited:
      "${OPEN}": { email: New@northwind.example, role: EMPLOYEE, created: 2026-11-10T00:00:00Z, expires: 2026-12-10T00:00:00Z }
ad_accounts:
  act_1111: { name: EU, owner: "1001", users: { "${ROBOT}": [MANAGE, ADVERTISE, ANALYZE], "${LEE}": [MANAGE, ADVERTISE, ANALYZE], "${KIM}": [ADVERTISE, ANALYZE] } }
`

/** Nobody is invited, so nothing waits on anybody. */
const QUIET = WORLD.replace(/ {4}invited:\n.*\n/, '')

const PEOPLE = ['lee', 'ida', 'dana', 'kim', 'ann', 'bea', 'cleo', 'new', 'old']
const HEAD = `version: 1
business: "1001"
people: { ${PEOPLE.map((name) => `${name}: ${name}@northwind.example`).join(', ')} }
`
const AS_THEY_ARE = {
  lee: 'ADMIN',
  ida: 'ADMIN',
  dana: 'EMPLOYEE',
  kim: 'EMPLOYEE',
  new: 'EMPLOYEE',
}

type Roles = Readonly<Record<string, 'ADMIN' | 'EMPLOYEE' | null>>

/** Everybody as they are, with these changes; null leaves somebody out. */
const members = (changes: Roles = {}, more = ''): string => {
  const users = Object.entries({ ...AS_THEY_ARE, ...changes })
    .filter(([, role]) => role !== null)
    .map(([name, role]) => `${name}: ${role}`)
  return `${HEAD}members: { users: { ${users.join(', ')} } }\n${more}`
}

const seat = (id: string): string => `1001/members/${id}`
const mail = (name: string): string => seat(`${name}@northwind.example`)

let sandbox: Sandbox
/** How far the API's clock has gone on, in milliseconds. */
let gone = 0
afterEach(() => sandbox.close())

const start = async (world = WORLD): Promise<void> => {
  gone = 0
  const now = () => new Date(Date.parse(NOW) + gone)
  sandbox = await startSandbox({ world: parseWorld(world), now })
}

const cli = (argv: readonly string[], options: CliCase) =>
  runCli(argv, {
    now: NOW,
    sleep: async () => {},
    ...options,
    env: {
      BIZACCESS_GRAPH_URL: sandbox.url,
      META_ACCESS_TOKEN: sandbox.token,
      ...options.env,
    },
  })

const folder = (manifest: string): string => folderWith({ 'access.yaml': manifest })

const DETAILED = '--detailed-exitcode'

const plan = async (cwd: string, ...flags: readonly string[]) => {
  const { code, json } = await cli(['plan', '--format=json', DETAILED, ...flags], { cwd })
  const made = json() as unknown as Plan
  return { code, made, lines: linesOf(made), codes: codesOf(made), said: saidIn(made) }
}

const apply = async (cwd: string, ...flags: readonly string[]) => {
  const argv = ['apply', '--auto-approve', '--format=json', DETAILED, ...flags]
  const { code, json } = await cli(argv, { cwd })
  const report = json() as unknown as ApplyReport
  const { results = [] } = report
  return {
    code,
    report,
    results: results.map(({ status, action, address, why }) =>
      [status, action, address, ...(why === undefined ? [] : [why])].join(' '),
    ),
    codes: codesOf(report),
    said: saidIn(report),
  }
}

const linesOf = ({ steps = [], waiting = [], manual = [] }: Partial<Plan>): readonly string[] => [
  ...steps.map(({ action, address }) => `${action} ${address}`),
  ...waiting.map(({ state, address }) => `${state} ${address}`),
  ...manual.map(({ reason, address }) => `${reason} ${address}`),
]

type Problems = Pick<Plan, 'problems'>
/** Without a journal, a run warns of what it could repeat. */
const codesOf = ({ problems = [] }: Problems) =>
  problems.map(({ code }) => code).filter((code) => code !== 'no_journal')
const saidIn = ({ problems = [] }: Problems) => problems.map(({ message }) => message).join('\n')

const writes = (): readonly string[] =>
  sandbox.commits.map(({ method, path }) => `${method} ${path}`)

/** Somebody acts in the business behind our back. */
const meanwhile = async (method: string, path: string, body: Readonly<Record<string, string>>) => {
  const query = new URLSearchParams({ access_token: sandbox.token })
  const answer = await fetch(`${sandbox.url}/v26.0/${path}?${query}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
}

describe('plan, apply, plan', () => {
  it('invites, changes roles both ways, takes back and removes; then only the invited wait', async () => {
    await start()
    const cwd = folder(
      members({ ann: 'EMPLOYEE', dana: 'ADMIN', ida: 'EMPLOYEE', kim: null, new: null }),
    )
    const first = await plan(cwd)
    const steps = [
      `invite ${mail('ann')}`,
      `set_role ${seat(DANA)}`,
      `set_role ${seat(IDA)}`,
      `uninvite ${mail('new')}`,
      `remove ${seat(KIM)}`,
    ]
    expect([first.code, first.lines]).toEqual([2, steps])
    const { code, results } = await apply(cwd)
    expect([code, results]).toEqual([3, steps.map((step) => `done ${step}`)])
    expect(writes()).toEqual([
      'POST /1001/business_users',
      `POST /${DANA}`,
      `POST /${IDA}`,
      `DELETE /${OPEN}`,
      `DELETE /${KIM}`,
    ])
    const { users, invited } = sandbox.world().businesses.get('1001') ?? {}
    expect([...(users ?? [])].map(([id, { role }]) => [id, role])).toEqual([
      [LEE, 'ADMIN'],
      [IDA, 'EMPLOYEE'],
      [DANA, 'ADMIN'],
    ])
    expect([...(invited?.values() ?? [])].map(({ email, role }) => [email, role])).toEqual([
      ['ann@northwind.example', 'EMPLOYEE'],
    ])
    const second = await plan(cwd)
    expect([second.code, second.lines]).toEqual([3, [`invitation ${mail('ann')}`]])
    sandbox.play('accept', mail('ann'))
    const third = await plan(cwd)
    expect([third.code, third.lines, third.made.summary.unchanged]).toEqual([0, [], 4])
  })
})

const SAVED = ['a saved plan alone', 'with its manifest beside it'] as const
const beside = (how: string): readonly string[] => (how === SAVED[1] ? ['access.yaml'] : [])

/** A folder with a manifest and the plan of it, as it was saved. */
const saved = async (manifest: string, ...flags: readonly string[]) => {
  const cwd = folder(manifest)
  const { code } = await cli(['plan', '-o', 'plan.json', DETAILED, ...flags], { cwd })
  return { cwd, code, file: join(cwd, 'plan.json') }
}

const applySaved = (cwd: string, ...rest: readonly string[]) => apply(cwd, 'plan.json', ...rest)

type Edited = { -readonly [Key in keyof Plan]: Plan[Key] }

/** Changes a saved plan as somebody would who knows how its digests are made. */
const forge = (file: string, edit: (plan: Edited) => Partial<Plan>): void => {
  const before = JSON.parse(readFileSync(file, 'utf8')) as Plan
  const edited = { ...before, ...edit(before) }
  const steps = edited.steps.map((step) => ({
    ...step,
    calls: shownCallsOf(step, edited.business.id, KINDS),
  }))
  const whole = { ...edited, steps }
  const counted = { ...whole, steps_digest: stepsDigestOf(whole) }
  writeFileSync(file, JSON.stringify({ ...counted, plan_digest: planDigestOf(counted) }))
}

const CHANGES = members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null })

describe.each(SAVED)('%s', (how) => {
  it('is made once, and done when it is run again', async () => {
    await start()
    const { cwd, code } = await saved(CHANGES)
    expect(code).toBe(2)
    const first = await applySaved(cwd, ...beside(how))
    const actions = [
      `invite ${mail('ann')}`,
      `set_role ${seat(DANA)}`,
      `uninvite ${mail('new')}`,
      `remove ${seat(KIM)}`,
    ]
    expect([first.code, first.results]).toEqual([3, actions.map((each) => `done ${each}`)])
    expect(writes()).toHaveLength(4)
    const again = await applySaved(cwd, ...beside(how))
    expect([again.code, again.results]).toEqual([3, first.results])
    expect([writes().length, again.report.calls.write]).toEqual([4, 0])
  })

  it('is done where somebody accepted what it invites them to', async () => {
    await start(QUIET)
    const { cwd } = await saved(members({ ann: 'EMPLOYEE', new: null }))
    await applySaved(cwd, ...beside(how))
    sandbox.play('accept', mail('ann'))
    const again = await applySaved(cwd, ...beside(how))
    expect([again.code, again.results]).toEqual([0, [`done invite ${mail('ann')}`]])
    expect(again.report.calls.write).toBe(0)
  })

  it.each([
    [
      'the role of somebody was changed',
      members({ kim: null }),
      () => meanwhile('POST', KIM, { role: 'ADMIN' }),
      `remove ${seat(KIM)} is stale`,
    ],
    [
      'an invitation was replaced',
      members({ new: null }),
      async () => {
        await meanwhile('DELETE', OPEN, {})
        const email = 'new@northwind.example'
        await meanwhile('POST', '1001/business_users', { email, role: 'EMPLOYEE' })
      },
      'is invited again, by another invitation',
    ],
    [
      'somebody was invited in another role',
      members({ ann: 'ADMIN' }),
      () =>
        meanwhile('POST', '1001/business_users', {
          email: 'ann@northwind.example',
          role: 'EMPLOYEE',
        }),
      `invite ${mail('ann')} is stale`,
    ],
  ])('is stale where %s meanwhile, and nothing of it is made', async (_, manifest, act, why) => {
    await start()
    const { cwd } = await saved(manifest.replace('dana: EMPLOYEE', 'dana: ADMIN'))
    await act()
    const made = writes()
    const { code, codes, said, results } = await applySaved(cwd, ...beside(how))
    expect([code, codes, results]).toEqual([1, ['saved_stale'], []])
    expect(said).toContain(why)
    expect(writes()).toEqual(made)
  })

  it('is expected to be the reviewed one', async () => {
    await start(QUIET)
    const { cwd, file } = await saved(members({ dana: 'ADMIN', new: null }))
    const digest = (JSON.parse(readFileSync(file, 'utf8')) as Plan).steps_digest
    const other = `sha256:${'0'.repeat(64)}`
    const wrong = await applySaved(cwd, ...beside(how), `--expect=${other}`)
    expect([wrong.code, wrong.codes, writes()]).toEqual([1, ['steps_digest_differs'], []])
    const right = await applySaved(cwd, ...beside(how), `--expect=${digest}`)
    expect([right.code, writes()]).toEqual([0, [`POST /${DANA}`]])
  })
})

const ASSET = (dana: string): string =>
  `ad_accounts: { act_1111: { users: { dana: ${dana}, lee: ADMIN, kim: [ADVERTISE, ANALYZE] } } }\n`

describe('a saved plan that was edited', () => {
  const edited = async (how: string, manifest: string, edit: (step: Step) => Step) => {
    const { cwd, file } = await saved(manifest)
    forge(file, ({ steps }) => ({
      steps: steps.filter(({ address }) => address.includes('/members/')).map(edit),
      problems: [],
    }))
    return applySaved(cwd, ...beside(how))
  }

  it.each([
    ['of somebody protected', 'policy: { protected: [dana] }', DANA, 'policy.protected'],
    ['of an id that is protected', `policy: { protected: ["${DANA}"] }`, DANA, 'policy.protected'],
    ['of one of the admins that stay', 'policy: { keep_admins: 2 }', IDA, 'policy.keep_admins'],
    ["of the token's own user", '', ROBOT, "the token's own user"],
  ])('into a removal %s is refused', async (_what, more, id, why) => {
    await start()
    const role = id === DANA ? 'EMPLOYEE' : 'ADMIN'
    const manifest = members({ kim: null }, `${more}\n`)
    const into = (step: Step): Step => ({
      ...step,
      address: seat(id),
      before: [role],
      subject: { ...step.subject, id },
    })
    const alone = await edited(SAVED[0], manifest, into)
    expect([alone.code, alone.codes, alone.results]).toEqual([4, ['rail_step'], []])
    expect(alone.said).toContain(why)
    const both = await edited(SAVED[1], manifest, into)
    expect([both.code, both.codes, both.results]).toEqual([1, ['saved_unwanted'], []])
    expect(writes()).toEqual([])
  })

  it.each([
    ['a person', KIM],
    ['an ad account', '1111'],
    ['another invitation', '77000000000000009'],
    ['nothing at all', '4711'],
  ])('to take back as an invitation %s is refused', async (_what, invitation) => {
    await start(
      WORLD.replace(
        `      "${OPEN}"`,
        `      "77000000000000009": { email: old@northwind.example, role: EMPLOYEE }\n      "${OPEN}"`,
      ),
    )
    for (const how of SAVED) {
      const { code, codes, results } = await edited(
        how,
        members({ new: null, old: 'EMPLOYEE' }),
        (step) => ({
          ...step,
          subject: { ...step.subject, invitation },
        }),
      )
      expect([code, codes, results]).toEqual([1, ['saved_stale'], []])
    }
    expect(writes()).toEqual([])
  })

  it.each([
    ['a person', KIM],
    ['an ad account', '1111'],
    ['the invitation of somebody else', OPEN],
  ])('to invite anew, and to take back %s before, is refused', async (_what, invitation) => {
    await start()
    for (const how of SAVED) {
      const { code, results } = await edited(how, members({ ann: 'EMPLOYEE' }), (step) => ({
        ...step,
        subject: { ...step.subject, invitation },
      }))
      expect([code, results]).toEqual([how === SAVED[0] ? 4 : 1, []])
    }
    expect(writes()).toEqual([])
  })

  it('to fit a manifest that declares the removed on an asset is refused', async () => {
    await start()
    const { cwd, file } = await saved(members({ dana: null }))
    const declares = members({ dana: null }, ASSET('[ANALYZE]'))
    const { made } = await plan(folder(declares))
    expect(made.problems.map(({ code }) => code)).toEqual(['rail_member_declared'])
    writeFileSync(join(cwd, 'access.yaml'), declares)
    const differs = await applySaved(cwd, 'access.yaml')
    expect([differs.code, differs.codes]).toEqual([1, ['saved_other_manifest']])
    forge(file, () => ({ manifest_digest: made.manifest_digest }))
    const { code, codes, results } = await applySaved(cwd, 'access.yaml')
    expect([code, codes, results]).toEqual([4, ['rail_member_declared'], []])
    expect(writes()).toEqual([])
  })
})

const TWO_MORE = { ann: 'EMPLOYEE', bea: 'ADMIN' } as const

describe('a number of people that is allowed', () => {
  const INVITES = members(TWO_MORE, 'policy: { max_invitations: 1 }\n')
  const LEAVES = members(
    { kim: null, dana: null },
    'offboarded: [kim, dana]\npolicy: { max_offboarded: 1 }\n',
  )
  const TAKES = members({ kim: null, dana: null }, 'policy: { max_revocations: 1 }\n')
  const CASES = [
    ['invitations', INVITES, ['ann', 'bea'], 2],
    ['offboarded', LEAVES, ['dana', 'kim'], 2],
    ['revocations', TAKES, ['dana', 'kim'], 2],
  ] as const

  it.each(CASES)('of --allow-%s must match', async (what, manifest, people, count) => {
    await start()
    const cwd = folder(manifest)
    const without = await plan(cwd)
    expect([without.code, without.codes]).toEqual([4, [`rail_max_${what}`]])
    for (const name of [...people, `${count}`, `--allow-${what} ${count}`]) {
      expect(without.said).toContain(name)
    }
    expect((await apply(cwd)).code).toBe(4)
    const wrong = await apply(cwd, `--allow-${what}=${count + 1}`)
    expect([wrong.code, wrong.codes, wrong.results]).toEqual([4, [`rail_allow_${what}`], []])
    expect(wrong.said).toContain(`${count + 1}`)
    expect(writes()).toEqual([])
    const right = await apply(cwd, `--allow-${what}=${count}`)
    expect([right.code, right.report.summary.failed]).toEqual([3, 0])
    expect(writes().length).toBeGreaterThanOrEqual(count)
  })

  it.each(CASES)(
    'of --allow-%s is given again with a saved plan',
    async (what, manifest, people, count) => {
      await start()
      const flag = `--allow-${what}=${count}`
      const { cwd, code } = await saved(manifest, flag)
      expect(code).toBe(2)
      for (const how of SAVED) {
        const without = await applySaved(cwd, ...beside(how))
        expect([without.code, without.codes]).toEqual([4, [`rail_max_${what}`]])
        for (const name of people) expect(without.said).toContain(name)
        const wrong = await applySaved(cwd, ...beside(how), `--allow-${what}=${count - 1}`)
        expect([wrong.code, wrong.codes, wrong.results]).toEqual([4, [`rail_allow_${what}`], []])
      }
      expect(writes()).toEqual([])
      const right = await applySaved(cwd, 'access.yaml', flag)
      expect([right.code, right.report.summary.failed]).toEqual([3, 0])
      expect(writes().length).toBeGreaterThanOrEqual(count)
    },
  )

  it('of the offboarded does not lift the other where no manifest names them', async () => {
    await start()
    const { cwd } = await saved(
      LEAVES.replace('max_offboarded: 1', 'max_offboarded: 1, max_revocations: 0'),
      '--allow-offboarded=2',
    )
    const alone = await applySaved(cwd, '--allow-offboarded=2')
    expect([alone.code, alone.codes]).toEqual([4, ['rail_max_revocations']])
    expect(alone.said).toContain('--allow-revocations 3')
    expect(writes()).toEqual([])
    const both = await applySaved(cwd, '--allow-offboarded=2', '--allow-revocations=3')
    expect(both.code).toBe(3)
    expect(writes()).toHaveLength(3)
  })

  it('of the offboarded is enough beside the manifest', async () => {
    await start()
    const { cwd } = await saved(
      LEAVES.replace('max_offboarded: 1', 'max_offboarded: 1, max_revocations: 0'),
      '--allow-offboarded=2',
    )
    expect((await applySaved(cwd, 'access.yaml', '--allow-offboarded=2')).code).toBe(3)
  })
})

const TAKEN = members(
  { dana: 'ADMIN', kim: null, new: null },
  'ad_accounts: { act_1111: { users: { lee: ADMIN } } }\n',
)

describe('a part', () => {
  it.each<[string, readonly string[], readonly string[], number]>([
    [
      'of members alone leaves in the business who still holds something',
      ['--only=members'],
      [`done set_role ${seat(DANA)}`, `done uninvite ${mail('new')}`],
      3,
    ],
    [
      'of the assets leaves the members alone',
      ['--only=act_*'],
      [`done unassign act_1111/users/${KIM}`],
      0,
    ],
    [
      'of one person has only their steps',
      ['--who=kim'],
      [`done unassign act_1111/users/${KIM}`, `done remove ${seat(KIM)}`],
      0,
    ],
    [
      'of an invited person has only their step',
      ['--who=new@northwind.example'],
      [`done uninvite ${mail('new')}`],
      0,
    ],
    [
      'of a reason has only such steps',
      ['--reason=tasks_differ'],
      [`done set_role ${seat(DANA)}`],
      0,
    ],
  ])('%s', async (_what, flags, results, code) => {
    await start()
    const cwd = folder(TAKEN)
    const applied = await apply(cwd, ...flags)
    expect([applied.code, applied.results]).toEqual([code, results])
    expect(writes()).toHaveLength(results.length)
  })

  it('of members alone removes who holds nothing by then', async () => {
    await start()
    const cwd = folder(TAKEN)
    await apply(cwd, '--only=act_*')
    const { results } = await apply(cwd, '--only=members')
    expect(results).toContain(`done remove ${seat(KIM)}`)
    expect((await plan(cwd)).code).toBe(0)
  })

  it('of shards removes nobody, and the whole run does the rest', async () => {
    await start()
    const cwd = folder(TAKEN)
    for (const index of [0, 1]) await apply(cwd, `--shard=${index}/2`)
    expect([...writes()].sort()).toEqual(
      [`DELETE /${OPEN}`, 'DELETE /act_1111/assigned_users', `POST /${DANA}`].sort(),
    )
    const { code, lines } = await plan(cwd)
    expect([code, lines]).toEqual([2, [`remove ${seat(KIM)}`]])
    expect((await apply(cwd)).code).toBe(0)
    expect(writes().at(-1)).toBe(`DELETE /${KIM}`)
  })
})

const ENDED = WORLD.replace(
  /"(\d+)": \{ email: New@.*\}/,
  '"$1": { email: New@northwind.example, role: EMPLOYEE, created: 2026-10-01T00:00:00Z, expires: 2026-10-31T00:00:00Z }',
)

describe('--resend', () => {
  const flag = `--resend=${mail('new')}`

  it('takes what is left of an ended invitation back, and invites again', async () => {
    await start(ENDED)
    const cwd = folder(members())
    const before = await plan(cwd)
    expect([before.code, before.lines]).toEqual([3, [`invitation_ended ${mail('new')}`]])
    expect((await apply(cwd)).results).toEqual([])
    const { code, results } = await apply(cwd, flag)
    expect([code, results]).toEqual([3, [`done invite ${mail('new')}`]])
    expect(writes()).toEqual([`DELETE /${OPEN}`, 'POST /1001/business_users'])
    expect((await plan(cwd)).lines).toEqual([`invitation ${mail('new')}`])
  })

  it('does the same with one to another role', async () => {
    await start()
    const cwd = folder(members({ new: 'ADMIN' }))
    const before = await plan(cwd)
    expect([before.code, before.lines]).toEqual([3, [`invited_in_other_role ${mail('new')}`]])
    const { code, results } = await apply(cwd, flag)
    expect([code, results]).toEqual([3, [`done invite ${mail('new')}`]])
    expect(writes()).toEqual([`DELETE /${OPEN}`, 'POST /1001/business_users'])
    const [invited] = sandbox.world().businesses.get('1001')?.invited.values() ?? []
    expect(invited).toMatchObject({ email: 'new@northwind.example', role: 'ADMIN' })
  })

  it.each([
    ['an invitation that is open', mail('new')],
    ['a member', seat(KIM)],
    ['the e-mail of a member', mail('kim')],
    ['nobody', mail('nobody')],
  ])('is not applicable to %s', async (_what, address) => {
    await start()
    const { code, codes, results } = await apply(folder(members()), `--resend=${address}`)
    expect([code, results]).toEqual([1, []])
    expect(codes).toEqual(['resend_not_applicable'])
    expect(writes()).toEqual([])
  })

  it('is counted as an invitation, not as a revocation', async () => {
    await start(ENDED)
    const policy = 'policy: { max_invitations: 0, max_revocations: 0 }\n'
    const cwd = folder(members({}, policy))
    const held = await apply(cwd, flag)
    expect([held.code, held.codes]).toEqual([4, ['rail_max_invitations']])
    expect((await apply(cwd, flag, '--allow-invitations=1')).code).toBe(3)
  })
})

describe('a rail', () => {
  const blocked = async (manifest: string, ...flags: readonly string[]) => {
    const cwd = folder(manifest)
    const planned = await plan(cwd, ...flags)
    const applied = await apply(cwd, ...flags)
    expect([applied.code, applied.codes, applied.results]).toEqual([
      planned.code,
      planned.codes,
      [],
    ])
    expect(writes()).toEqual([])
    return planned
  }

  it.each([
    ['lowered', { ida: 'EMPLOYEE' }],
    ['removed', { ida: null }],
  ] as const)('keeps two admins where one is %s', async (_what, changes) => {
    await start()
    const { code, codes, said } = await blocked(members(changes, 'policy: { keep_admins: 2 }\n'))
    expect([code, codes]).toEqual([4, ['rail_keep_admins']])
    expect(said).toContain('Losing ADMIN: ida.')
  })

  /** Ida's removal is under way: somebody else took her out of the business. */
  const LEAVING = WORLD.replace(
    'ida@northwind.example,',
    'ida@northwind.example, marked_for_removal: true,',
  )

  it.each([
    ['review', ['on no asset; marked for removal']],
    ['who', ['member as ADMIN; marked for removal']],
    ['requests', ['marked for removal, and still listed']],
    ['drift', ['marked for removal, and still listed', 'No drift']],
  ] as const)('%s says who is on the way out', async (command, words) => {
    await start(LEAVING)
    const about = command === 'who' ? [IDA] : []
    const cwd = folder(members(command === 'review' || command === 'who' ? {} : { ida: null }))
    const { stdout } = await cli([command, ...about], { cwd })
    for (const word of words) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(word)
  })

  it.each<[string, Roles]>([
    ['the last one else', { lee: 'EMPLOYEE' }],
    ['who would go with the last one else', { lee: 'EMPLOYEE', ida: null }],
  ])('counts no admin who is on the way out: %s', async (_what, changes) => {
    await start(LEAVING)
    const { code, codes, said } = await blocked(members(changes))
    const isStaying = !('ida' in changes)
    expect(code).toBe(4)
    expect(codes).toEqual([...(isStaying ? ['person_leaving'] : []), 'rail_keep_admins'])
    expect(said).toContain('would be left with 0 admins')
    expect(said).toContain('Losing ADMIN: lee. Marked for removal, and not counted: ida. Make')
  })

  it('counts no manager of an asset who is on the way out', async () => {
    const line = 'ad_accounts: { act_1111: { users: { ida: ADMIN, kim: [ADVERTISE, ANALYZE] } } }\n'
    const both = (world: string): string =>
      world.replace(`"${LEE}": [MANAGE`, `"${IDA}": [MANAGE], "${LEE}": [MANAGE`)
    await start(both(WORLD))
    expect((await plan(folder(members({}, line)))).codes).toEqual([])
    await sandbox.close()
    await start(both(LEAVING))
    const { code, codes, said } = await blocked(members({}, line))
    expect([code, codes]).toEqual([4, ['person_leaving', 'rail_keep_managers']])
    expect(said).toContain('Losing MANAGE: lee. Marked for removal, and not counted: ida. Give')
    const review = await cli(['review'], { cwd: folder(members({}, line)) })
    expect(review.stdout.replaceAll(/\s+/g, ' ')).toContain('only lee manages it')
    await sandbox.close()
    await start(both(LEAVING).replace(`, "${LEE}": [MANAGE, ADVERTISE, ANALYZE]`, ''))
    const alone = await cli(['review'], { cwd: folder(members()) })
    expect(alone.stdout.replaceAll(/\s+/g, ' ')).toContain(
      "nobody manages it but the token's own user and ida, who is marked for removal",
    )
  })

  it('waits for whoever is on the way out, and makes nobody of them who stays', async () => {
    await start(LEAVING)
    const gone = await plan(folder(members({ ida: null }, 'policy: { keep_admins: 2 }\n')))
    expect([gone.codes, gone.lines[0]]).toEqual([[], `removal ${seat(IDA)}`])
    await sandbox.close()
    await start(
      LEAVING.replace(
        'marked_for_removal: true, role: ADMIN',
        'marked_for_removal: true, role: EMPLOYEE',
      ),
    )
    const { code, codes } = await blocked(members({ ida: 'ADMIN', lee: 'EMPLOYEE' }))
    expect([code, codes]).toEqual([4, ['person_leaving', 'rail_keep_admins']])
  })

  it('keeps two admins until somebody else is one', async () => {
    await start()
    const cwd = folder(members({ ida: 'EMPLOYEE', dana: 'ADMIN' }, 'policy: { keep_admins: 2 }\n'))
    expect((await apply(cwd)).results).toEqual([
      `done set_role ${seat(DANA)}`,
      `done set_role ${seat(IDA)}`,
    ])
  })

  it("leaves the token's own user as it is, and refuses less for it", async () => {
    await start(WORLD.replace(`user: "${ROBOT}", scopes`, `user: "${LEE}", scopes`))
    const quiet = await plan(folder(members({ lee: null })))
    expect([quiet.code, quiet.lines]).toEqual([3, [`invitation ${mail('new')}`]])
    const { code, codes } = await blocked(members({ lee: 'EMPLOYEE' }))
    expect([code, codes]).toEqual([4, ['rail_own_user']])
  })

  it.each(['new', 'kim'])('protects %s by an alias that means an e-mail', async (name) => {
    await start()
    const more = `policy: { protected: [${name}] }\n`
    const { code, codes } = await blocked(members({ [name]: null }, more))
    expect([code, codes]).toEqual([4, ['rail_protected']])
  })

  it('is tightened by a policy file, and not loosened', async () => {
    await start()
    const cwd = folder(members({ ida: null, ...TWO_MORE }))
    writeFileSync(join(cwd, 'rails.yaml'), 'policy: { keep_admins: 2, max_invitations: 1 }\n')
    expect((await plan(cwd)).code).toBe(2)
    const { code, codes } = await plan(cwd, '--policy=rails.yaml')
    expect([code, codes]).toEqual([4, ['rail_max_invitations', 'rail_keep_admins']])
    expect((await apply(cwd, '--policy=rails.yaml')).code).toBe(4)
    const looser = 'policy: { keep_admins: 0, max_invitations: 5 }\n'
    writeFileSync(join(cwd, 'access.yaml'), members({ ida: null, ...TWO_MORE }, looser))
    const loosened = await apply(cwd, '--policy=rails.yaml')
    expect([loosened.code, loosened.codes]).toEqual([1, ['policy_loosened', 'policy_loosened']])
    for (const key of ['keep_admins', 'max_invitations']) expect(loosened.said).toContain(key)
    expect(writes()).toEqual([])
  })
})

const withModes = (world: string, modes: string): string => `${world}modes: { ${modes} }\n`

describe('a list that comes short', () => {
  it('removes nobody, and says whom it is about', async () => {
    await start(withModes(QUIET, `unlisted: ["${KIM}"]`))
    const cwd = folder(members({ dana: null, kim: null, new: null }))
    const { code, lines, made } = await plan(cwd)
    expect([code, lines]).toEqual([3, [`people_unknown ${seat(DANA)}`]])
    expect(made.waiting[0]?.where).toContain('the API lists fewer people than are on the assets')
    expect((await apply(cwd)).code).toBe(3)
    expect(writes()).toEqual([])
  })

  it('invites nobody who may be the one it leaves out', async () => {
    await start(withModes(QUIET, `unlisted: ["${KIM}"]`))
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    const { code, lines, made } = await plan(cwd)
    const held = ['ann', 'kim'].map((name) => `may_be_member ${mail(name)}`)
    expect([code, lines]).toEqual([3, held])
    expect(made.manual[0]?.what).toContain(`of Kim Poole ${KIM} no list shows one`)
    expect((await apply(cwd)).code).toBe(3)
    expect(writes()).toEqual([])
  })

  it('is no hindrance where the manifest names by id whom it leaves out', async () => {
    await start(withModes(QUIET, `unlisted: ["${KIM}"]`))
    const byId = members({ ann: 'EMPLOYEE', new: null }).replace(
      'kim@northwind.example',
      `"${KIM}"`,
    )
    const { results } = await apply(folder(byId))
    expect(results).toEqual([`done invite ${mail('ann')}`])
  })

  it('that leaves out whom no asset shows ends in the refusal of the API', async () => {
    await start(withModes(QUIET, `unlisted: ["${DANA}"]`))
    const { code, results, said } = await apply(folder(members({ new: null })))
    expect([code, results]).toEqual([1, [`failed invite ${mail('dana')}`]])
    expect(said).toContain('they belong to the business or are invited already')
    expect(writes()).toEqual([])
  })

  it('that could not be read at all changes nothing', async () => {
    await start(withFaults('{ match: { path: "/pending_users$" }, do: { status: 500, code: 2 } }'))
    const cwd = folder(members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null }))
    const { code, lines, made } = await plan(cwd)
    expect([code, made.complete, lines]).toEqual([1, false, []])
    expect((await apply(cwd)).code).toBe(1)
    expect(writes()).toEqual([])
  })
})

describe('an address that is not sure', () => {
  it('of a business user without an e-mail: nobody is invited, and they stay', async () => {
    await start(WORLD.replace(', email: dana@northwind.example', ''))
    const cwd = folder(members({ ann: 'EMPLOYEE', dana: null, kim: null }))
    const { code, results } = await apply(cwd)
    expect([code, results]).toEqual([3, [`done remove ${seat(KIM)}`]])
    const { made, lines } = await plan(cwd)
    expect(lines).toEqual([
      `invitation ${mail('new')}`,
      `may_be_declared ${seat(DANA)}`,
      `may_be_member ${mail('ann')}`,
    ])
    const [declared, member] = made.manual
    expect(declared?.what).toMatch(/Dana Roe.*ann@northwind\.example, new@northwind\.example/)
    expect(member?.what).toContain(`Dana Roe ${DANA}`)
    const named = members({ ann: 'EMPLOYEE', kim: null }).replace(
      'dana@northwind.example',
      `"${DANA}"`,
    )
    expect((await apply(folder(named))).results).toEqual([`done invite ${mail('ann')}`])
  })

  const SHARED = QUIET.replace('email: dana@northwind.example', 'email: KIM@northwind.example')

  it.each([
    ['is declared', members({ dana: null, kim: 'ADMIN', new: null, ann: 'EMPLOYEE' })],
    [
      'is offboarded',
      members({ dana: null, kim: null, new: null, ann: 'EMPLOYEE' }, 'offboarded: [kim]\n'),
    ],
  ])(
    'of two people is nobody: where it %s, an error names both, and neither is touched',
    async (_what, manifest) => {
      await start(SHARED)
      const { code, codes, said, results } = await apply(folder(manifest))
      expect([code, codes, results]).toEqual([
        1,
        ['person_ambiguous'],
        [`done invite ${mail('ann')}`],
      ])
      for (const id of [DANA, KIM]) expect(said).toContain(id)
      expect(writes()).toEqual(['POST /1001/business_users'])
    },
  )

  it('of two people protects both', async () => {
    await start(SHARED)
    const more = 'policy: { protected: [kim] }\n'
    const { code, codes, results, said } = await apply(
      folder(members({ dana: null, kim: null, new: null }, more)),
    )
    const rails = ['rail_protected_doubtful', 'rail_protected_doubtful']
    expect([code, codes, results]).toEqual([1, ['person_ambiguous', ...rails], []])
    for (const id of [DANA, KIM]) expect(said).toContain(seat(id))
    expect(writes()).toEqual([])
  })
})

const withFaults = (...faults: readonly string[]): string =>
  `${QUIET}faults: [${faults.join(', ')}]\n`
const INVITING = 'match: { method: POST, path: "/business_users$" }'

describe('the API', () => {
  it.each([
    [
      'a second factor',
      'code: 415, subcode: 2859009, error_user_title: Turn it on, error_user_msg: In your settings',
      ['#415/2859009 no (Turn it on: In your settings)', 'two-factor'],
    ],
    [
      'what it does not let the app do',
      'code: 10, subcode: 2859030',
      ['#10/2859030', 'a person has to do it under business.facebook.com/settings'],
    ],
  ])('refuses to invite for %s, and the rest is made', async (_what, error, words) => {
    await start(withFaults(`{ ${INVITING}, do: { status: 400, message: no, ${error} } }`))
    const cwd = folder(members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null }))
    const { code, results, said } = await apply(cwd)
    expect([code, results]).toEqual([
      1,
      [`failed invite ${mail('ann')}`, `done set_role ${seat(DANA)}`, `done remove ${seat(KIM)}`],
    ])
    for (const each of words) expect(said).toContain(each)
    expect(writes()).toEqual([`POST /${DANA}`, `DELETE /${KIM}`])
    sandbox.setFaults([])
    expect((await apply(cwd)).results).toEqual([`done invite ${mail('ann')}`])
  })

  it('keeps the last admin in its own words, and others go', async () => {
    await start(
      withFaults(`{ match: { path: "/${KIM}$" }, do: { status: 400, code: 3914, message: no } }`),
    )
    const cwd = folder(members({ dana: null, kim: null, new: null }))
    const { code, results, said } = await apply(cwd)
    expect([code, results]).toEqual([
      1,
      [`done remove ${seat(DANA)}`, `failed remove ${seat(KIM)}`],
    ])
    expect(said).toContain('#3914 no')
    expect(said).toContain('make somebody else an admin first')
  })

  it('ends inviting for a day at its cap, and says when to go on', async () => {
    await start(withModes(QUIET, 'invitations_a_day: 1'))
    const manifest = members({
      ann: 'EMPLOYEE',
      bea: 'EMPLOYEE',
      cleo: 'ADMIN',
      dana: 'ADMIN',
      kim: null,
      new: null,
    })
    const cwd = folder(manifest)
    const { code, results, report } = await apply(cwd)
    expect([code, results]).toEqual([
      1,
      [
        `done invite ${mail('ann')}`,
        `skipped invite ${mail('bea')} limit`,
        `skipped invite ${mail('cleo')} limit`,
        `done set_role ${seat(DANA)}`,
        `done remove ${seat(KIM)}`,
      ],
    ])
    expect(report.retry_at).toBe('2026-11-23T09:30:00.000Z')
    expect(writes()).toHaveLength(3)
    expect((await plan(cwd)).lines.slice(0, 2)).toEqual(
      ['bea', 'cleo'].map((name) => `invite ${mail(name)}`),
    )
  })

  it('keeps somebody on an asset, and so in the business', async () => {
    const refusal =
      '{ match: { method: DELETE, path: "assigned_users" }, do: { status: 400, code: 100, message: no } }'
    await start(withFaults(refusal))
    const cwd = folder(TAKEN)
    const { code, results } = await apply(cwd)
    expect(code).toBe(1)
    expect(results).toContain(`skipped remove ${seat(KIM)} needs`)
    sandbox.setFaults([])
    expect((await apply(cwd)).results).toEqual(
      [`unassign act_1111/users/${KIM}`, `remove ${seat(KIM)}`].map((each) => `done ${each}`),
    )
  })

  it('still shows whom it lets go, marked: it waits, and is not sent twice', async () => {
    await start(withModes(QUIET, 'removal: marked'))
    const cwd = folder(members({ kim: null, new: null }))
    const { code, results } = await apply(cwd)
    expect([code, results]).toEqual([3, [`waiting remove ${seat(KIM)}`]])
    const again = await plan(cwd)
    expect([again.code, again.lines]).toEqual([3, [`removal ${seat(KIM)}`]])
    expect((await apply(cwd)).results).toEqual([])
    expect(writes()).toEqual([`DELETE /${KIM}`])
  })

  it('shows changes of people late', async () => {
    await start(withModes(QUIET, 'people_lag: 2'))
    const cwd = folder(members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null }))
    const { code, report } = await apply(cwd)
    expect([code, report.summary.done, writes().length]).toEqual([3, 3, 3])
  })

  it('loses the answer of an invite that it shows: done, and sent once', async () => {
    await start(withFaults(`{ ${INVITING}, do: { drop: after } }`))
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    const { code, results } = await apply(cwd)
    expect([code, results]).toEqual([3, [`done invite ${mail('ann')}`]])
    expect((await apply(cwd)).results).toEqual([])
    expect(writes()).toEqual(['POST /1001/business_users'])
  })

  it.each([
    ['that it does not show yet', 'after', 'people_lag: 40'],
    ['that never came', 'before', 'people_lag: 0'],
  ])('loses the answer of an invite %s: unknown, and not sent twice', async (_what, drop, lag) => {
    await start(withModes(withFaults(`{ ${INVITING}, times: 1, do: { drop: ${drop} } }`), lag))
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    const { code, results, codes } = await apply(cwd)
    expect([code, results, codes]).toEqual([1, [`unknown invite ${mail('ann')}`], ['step_unknown']])
    const sent = writes()
    const { lines } = await plan(cwd)
    expect(lines).toEqual([`invitation_ended ${mail('ann')}`])
    expect((await apply(cwd)).results).toEqual([])
    expect(writes()).toEqual(sent)
  })

  it('invites again by --resend whom no answer told of', async () => {
    await start(withFaults(`{ ${INVITING}, times: 1, do: { drop: before } }`))
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    await apply(cwd)
    const again = await apply(cwd, `--resend=${mail('ann')}`)
    expect([again.code, again.results]).toEqual([3, [`done invite ${mail('ann')}`]])
    expect(writes()).toEqual(['POST /1001/business_users'])
  })
})

describe('what people see', () => {
  const ALL = members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null })
  const TAKEN_AWAY = [
    'new@northwind.example',
    'takes the invitation back',
    KIM,
    'leaves the business',
  ]
  const EVERYBODY = [...TAKEN_AWAY, 'ann@northwind.example', 'invites them', DANA, 'ADMIN']
  const SUM = '1 to invite, 1 role to change, 1 invitation to take back, 1 to remove'

  it.each([
    ['text', [...EVERYBODY, SUM]],
    ['markdown', [...EVERYBODY, SUM]],
    ['html', [...EVERYBODY, SUM]],
    ['diff', [...EVERYBODY, SUM]],
    ['github', [...TAKEN_AWAY, SUM]],
  ])('names the members of a plan in %s', async (format, words) => {
    await start()
    const { code, stdout } = await cli(['plan', `--format=${format}`], { cwd: folder(ALL) })
    expect(code).toBe(0)
    for (const word of words) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(word)
  })

  it.each([
    ['text', ['ann@northwind.example', KIM]],
    ['markdown', ['ann@northwind.example', KIM]],
    ['html', ['ann@northwind.example', KIM]],
    ['github', []],
    ['json', [mail('ann'), seat(KIM)]],
  ])('names the members of an apply in %s', async (format, words) => {
    await start()
    const argv = ['apply', '--auto-approve', `--format=${format}`]
    const { code, stdout } = await cli(argv, { cwd: folder(ALL) })
    expect(code).toBe(0)
    for (const word of words) expect(stdout).toContain(word)
    if (format !== 'json') expect(stdout).toContain('1 person was invited')
    expect(writes()).toHaveLength(4)
  })

  it('is shown of a saved plan too', async () => {
    await start()
    const { cwd } = await saved(ALL)
    const { code, stdout } = await cli(['show', 'plan.json'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('ann@northwind.example')
  })
})

describe('an apply', () => {
  const ALL = members({ ann: 'EMPLOYEE', dana: 'ADMIN', kim: null, new: null })

  it.each([
    ['read-only', ['--auto-approve'], { env: { BIZACCESS_READ_ONLY: '1' } }],
    ['without a terminal', [], {}],
    ['answered with no', [], { answer: 'y' }],
  ] as const)('%s refuses, and nothing is sent', async (_what, flags, options) => {
    await start()
    const cwd = folder(ALL)
    const { code, stdout } = await cli(['apply', '--format=json', ...flags], { cwd, ...options })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
    })
    expect(writes()).toEqual([])
  })

  it('asks once, and is made with yes', async () => {
    await start()
    const { code, questions } = await cli(['apply'], { cwd: folder(ALL), answer: 'yes' })
    expect([code, questions.length]).toEqual([0, 1])
    expect(writes()).toHaveLength(4)
  })

  it('is in the journal, whose chain holds', async () => {
    await start()
    const cwd = folder(ALL)
    await apply(cwd)
    const { stdout, json } = await cli(['log', '--format=json'], { cwd })
    for (const each of [mail('ann'), seat(DANA), mail('new'), seat(KIM)]) {
      expect(stdout).toContain(each)
    }
    expect(json()).toMatchObject({ kind: 'log' })
    expect((await cli(['log'], { cwd })).stdout).toContain('ann@northwind.example')
    expect((await cli(['log', '--verify'], { cwd })).code).toBe(0)
    const file = join(cwd, '.bizaccess', '1001', 'journal.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replace('ann@northwind', 'bob@northwind'))
    expect((await cli(['log', '--verify'], { cwd })).code).toBe(1)
  })
})

describe('apply --wait', () => {
  const waiting = async (act: 'accept' | 'decline', ...more: readonly string[]) => {
    await start(QUIET)
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    if (more.length > 0) await cli(['plan', '-o', 'plan.json'], { cwd })
    let pauses = 0
    const argv = ['apply', ...more, '--auto-approve', '--wait=10m', '--format=json', DETAILED]
    const { code, json } = await cli(argv, {
      cwd,
      sleep: async () => {
        pauses += 1
        if (pauses === 2) sandbox.play(act, mail('ann'))
      },
    })
    return { code, pauses, waited: (json() as unknown as ApplyReport).waited }
  }

  it.each([
    ['a manifest', []],
    ['a saved plan', ['plan.json']],
    ['a saved plan beside its manifest', ['plan.json', 'access.yaml']],
  ])('of %s sees somebody accept', async (_what, more) => {
    const { code, pauses, waited } = await waiting('accept', ...more)
    expect([code, pauses]).toEqual([0, 2])
    const answer = { address: mail('ann'), state: 'invitation', outcome: 'granted' }
    expect(waited).toMatchObject({ answers: [answer], ready: 0 })
  })

  it.each([
    ['a manifest', []],
    ['a saved plan', ['plan.json']],
  ])('of %s sees somebody decline', async (_what, more) => {
    const { code, pauses, waited } = await waiting('decline', ...more)
    expect([code, pauses]).toEqual([3, 2])
    expect(waited?.answers).toMatchObject([{ address: mail('ann'), outcome: 'gone' }])
  })
})

describe('while somebody thinks about the question', () => {
  const asked = async (
    manifest: string,
    onQuestion: () => Promise<void>,
    ...more: readonly string[]
  ) => {
    await start()
    const cwd = folder(manifest)
    if (more.length > 0) await cli(['plan', '-o', 'plan.json'], { cwd })
    const argv = ['apply', ...more, '--format=json']
    const { code, json } = await cli(argv, { cwd, answer: 'yes', onQuestion })
    const { results } = json() as unknown as ApplyReport
    const said = results.map(({ status, address, why = '' }) =>
      `${status} ${address} ${why}`.trim(),
    )
    return { code, said }
  }
  const HOW = [
    ['a manifest', []],
    ['a saved plan', ['plan.json']],
  ] as const

  it.each(HOW)('of %s, the other admin goes: the last one stays', async (_what, more) => {
    const act = () => meanwhile('POST', LEE, { role: 'EMPLOYEE' })
    const { code, said } = await asked(members({ ida: null }), act, ...more)
    expect([code, said]).toEqual([1, [`skipped ${seat(IDA)} rail`]])
    expect(writes()).toEqual([`POST /${LEE}`])
  })

  it.each(HOW)('of %s, a colleague invites them: done, and nobody twice', async (_what, more) => {
    const email = 'Ann@northwind.example'
    const act = () => meanwhile('POST', '1001/business_users', { email, role: 'EMPLOYEE' })
    const { code, said } = await asked(members({ ann: 'EMPLOYEE' }), act, ...more)
    expect([code, said]).toEqual([0, [`done ${mail('ann')}`]])
    expect(writes()).toEqual(['POST /1001/business_users'])
  })

  it.each(HOW)('of %s, an invitation is replaced: the new one stays', async (_what, more) => {
    const { code, said } = await asked(
      members({ new: null }),
      async () => {
        await meanwhile('DELETE', OPEN, {})
        const email = 'new@northwind.example'
        await meanwhile('POST', '1001/business_users', { email, role: 'EMPLOYEE' })
      },
      ...more,
    )
    expect([code, said]).toEqual([1, [`skipped ${mail('new')} rail`]])
    expect(writes()).toEqual([`DELETE /${OPEN}`, 'POST /1001/business_users'])
  })

  it.each(HOW)('of %s, who was invited joins: nobody is taken off unseen', async (_what, more) => {
    const { code, said } = await asked(
      members({ new: null }),
      async () => sandbox.play('accept', mail('new')),
      ...more,
    )
    expect([code, said]).toEqual([1, [`skipped ${mail('new')} rail`]])
    expect(writes()).toEqual([])
  })
})

describe('somebody who was invited', () => {
  const joined = async (how: string, act: 'accept' | 'decline') => {
    await start(withModes(QUIET, how))
    const cwd = folder(members({ ann: 'EMPLOYEE', new: null }))
    await apply(cwd)
    sandbox.play(act, mail('ann'))
    const made = writes().length
    const { code, lines } = await plan(cwd)
    await apply(cwd)
    return { cwd, code, lines, sent: writes().slice(made) }
  }

  it.each(['other', 'none'])(
    'and joins with the address of %s is neither removed nor invited again',
    async (address) => {
      const { code, lines, sent } = await joined(`joins_with: ${address}`, 'accept')
      const ids = [...(sandbox.world().businesses.get('1001')?.users.keys() ?? [])]
      const newcomer = seat(ids.at(-1) ?? '')
      expect([code, lines]).toEqual([
        3,
        [`may_be_declared ${newcomer}`, `invitation_ended ${mail('ann')}`],
      ])
      expect([ids.length, sent]).toEqual([5, []])
    },
  )

  it.each(['gone', 'listed'])(
    'and declines (%s) is invited again by --resend alone',
    async (mode) => {
      const { cwd, code, lines, sent } = await joined(`declined_invitations: ${mode}`, 'decline')
      expect([code, lines, sent]).toEqual([3, [`invitation_ended ${mail('ann')}`], []])
      gone = 60_000
      const again = await apply(cwd, `--resend=${mail('ann')}`)
      expect([again.code, again.results]).toEqual([3, [`done invite ${mail('ann')}`]])
    },
  )

  it('twice is taken back twice', async () => {
    await start(
      WORLD.replace(
        `      "${OPEN}"`,
        `      "77000000000000009": { email: new@northwind.example, role: ADMIN, created: 2026-11-12T00:00:00Z }\n      "${OPEN}"`,
      ),
    )
    const cwd = folder(members({ new: null }))
    const first = await apply(cwd)
    const second = await apply(cwd)
    const done = [0, [`done uninvite ${mail('new')}`]]
    expect([first.code, first.results]).toEqual(done)
    expect([second.code, second.results]).toEqual(done)
    expect([...writes()].sort()).toEqual([`DELETE /${OPEN}`, 'DELETE /77000000000000009'])
    expect((await plan(cwd)).lines).toEqual([])
  })

  it('and is protected is not lowered either', async () => {
    await start()
    const more = 'policy: { protected: [ida] }\n'
    const { code, codes } = await apply(folder(members({ ida: 'EMPLOYEE' }, more)))
    expect([code, codes]).toEqual([4, ['rail_protected']])
  })
})
