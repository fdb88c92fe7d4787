import { afterEach, describe, expect, it } from 'vitest'
import { readMemory } from '../../src/apply/journal/journal-reading.ts'
import { resumePlan } from '../../src/apply/resume.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { manifestOf, NOW, type Pipeline, startPipeline } from '../support/pipeline.ts'

/** Inviting, changing roles, taking invitations back and removing, over real HTTP. */
const ROBOT = '61550000000000001'
const LEE = '61550000000000002'
const IDA = '61550000000000004'
const DANA = '61550000000000005'
const MAX = '61550000000000006'
const KIM = '61550000000000009'
const OPEN = '77000000000000001'
const ENDED = '77000000000000002'

const WORLD = `version: 1
token: { business: "1001", user: "${ROBOT}", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
businesses:
  "1001":
    name: Northwind
    users:
      "${LEE}": { name: Lee, email: lee@northwind.example, role: ADMIN, finance_permission: FINANCE_EDITOR }
      "${IDA}": { name: Ida, email: ida@northwind.example, role: Admin, finance_permission: FINANCE_EDITOR }
      "${DANA}": { name: Dana, email: dana@northwind.example, role: EMPLOYEE }
      "${MAX}": { name: Max, email: max@northwind.example, role: ADMIN }
      "${KIM}": { name: Kim, email: kim@northwind.example, role: EMPLOYEE }
    system_users: { "${ROBOT}": { name: Automation, role: ADMIN } }
    invited:
      "${OPEN}": { email: New@northwind.example, role: EMPLOYEE, created: "2026-11-10T00:00:00+0000", expires: "2026-12-10T00:00:00+0000" }
      "${ENDED}": { email: old@northwind.example, role: EMPLOYEE, created: "2026-10-01T00:00:00+0000", expires: "2026-11-01T00:00:00+0000" }
ad_accounts:
  act_1111:
    name: EU
    owner: "1001"
    users: { "${ROBOT}": [MANAGE, ADVERTISE, ANALYZE], "${KIM}": [MANAGE, ADVERTISE, ANALYZE], "${LEE}": [MANAGE, ADVERTISE, ANALYZE] }
  act_2222: { name: US, owner: "1001", users: { "${ROBOT}": [MANAGE, ADVERTISE, ANALYZE] } }
`

const ROLES = {
  lee: 'ADMIN',
  ida: 'ADMIN',
  dana: 'EMPLOYEE',
  max: 'ADMIN',
  kim: 'EMPLOYEE',
  newcomer: 'EMPLOYEE',
  old: 'EMPLOYEE',
} as const

type Roles = Readonly<Record<string, 'ADMIN' | 'EMPLOYEE' | null>>

/** Everybody as they are, with these changes; null leaves somebody out. */
const wanted = (changes: Roles, more = '') => {
  const lines = Object.entries({ ...ROLES, ...changes }).flatMap(([name, role]) =>
    role === null ? [] : [`    ${name}: ${role}\n`],
  )
  return manifestOf(`version: 1
business: "1001"
people:
  lee: "${LEE}"
  ida: "${IDA}"
  dana: "${DANA}"
  max: "${MAX}"
  kim: "${KIM}"
  newcomer: new@northwind.example
  old: old@northwind.example
  ann: Ann@Northwind.example
  bea: bea@northwind.example
  cleo: cleo@northwind.example
policy: { coverage: closed }
members:
  users:
${lines.join('')}${more}`)
}

let pipeline: Pipeline
afterEach(() => pipeline.close())

const start = async (faults: readonly string[] = [], modes = '{}'): Promise<Pipeline> => {
  const list = faults.map((fault) => `  - ${fault}\n`).join('')
  pipeline = await startPipeline({
    world: `${WORLD}modes: ${modes}\n${list === '' ? '' : `faults:\n${list}`}`,
  })
  return pipeline
}

/** What somebody else does in the meantime. */
const meanwhile = async (method: string, path: string, body?: object): Promise<void> => {
  const { url, token } = pipeline.sandbox
  const answer = await fetch(`${url}/v26.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
}

const writes = (): readonly string[] =>
  pipeline.sandbox.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '')}`)

const stepsOf = ({ steps }: Plan): readonly string[] =>
  steps.map(({ action, address }) => `${action} ${address}`)

const statusesOf = ({ results }: ApplyReport): readonly string[] =>
  results.map(({ action, status, why }) => [action, status, why].filter(Boolean).join(' '))

interface Case {
  readonly action: string
  readonly changes: Roles
  readonly call: string
  readonly method: 'POST' | 'DELETE'
  readonly path: string
}

const CASES: readonly Case[] = [
  {
    action: 'invite',
    changes: { ann: 'EMPLOYEE' },
    call: 'POST /1001/business_users',
    ...{ method: 'POST', path: '/1001/business_users$' },
  },
  {
    action: 'set_role',
    changes: { kim: 'ADMIN' },
    call: `POST /${KIM}`,
    ...{ method: 'POST', path: `/${KIM}$` },
  },
  {
    action: 'set_role',
    changes: { max: 'EMPLOYEE' },
    call: `POST /${MAX}`,
    ...{ method: 'POST', path: `/${MAX}$` },
  },
  {
    action: 'uninvite',
    changes: { newcomer: null },
    call: `DELETE /${OPEN}`,
    ...{ method: 'DELETE', path: `/${OPEN}$` },
  },
  {
    action: 'remove',
    changes: { dana: null },
    call: `DELETE /${DANA}`,
    ...{ method: 'DELETE', path: `/${DANA}$` },
  },
]

describe.each(CASES)('$action ($call)', ({ action, changes, call, method, path }) => {
  const carried = async (faults: readonly string[], modes?: string) => {
    await start(faults, modes)
    const plan = await pipeline.plan(wanted(changes))
    expect(plan.steps.map((step) => step.action)).toEqual([action])
    return pipeline.apply(plan)
  }
  const fault = (effect: string): string =>
    `{ match: { method: ${method}, path: "${path}" }, times: 1, do: ${effect} }`

  it('is one call, read back, and the next plan has nothing left', async () => {
    expect(statusesOf(await carried([]))).toEqual([`${action} done`])
    expect(writes()).toEqual([call])
    expect((await pipeline.plan(wanted(changes))).steps).toEqual([])
  })

  it('is done where the answer was lost after it took effect', async () => {
    expect(statusesOf(await carried([fault('{ drop: after }')]))).toEqual([`${action} done`])
    expect(writes()).toEqual([call])
  })

  it('is unknown where the answer was lost before, and never sent again', async () => {
    const report = await carried([fault('{ drop: before }')])
    expect(statusesOf(report)).toEqual([`${action} unknown`])
    expect(writes()).toEqual([call])
    expect(report.problems.map(({ code }) => code)).toContain('step_unknown')
  })

  it('is waited for where lists lag behind', async () => {
    expect(statusesOf(await carried([], '{ people_lag: 2 }'))).toEqual([`${action} done`])
  })

  it('is unknown as long as lists do not show it', async () => {
    expect(statusesOf(await carried([], '{ people_lag: 900 }'))).toEqual([`${action} unknown`])
    expect(writes()).toEqual([call])
  })

  it('fails as the API says', async () => {
    const report = await carried([fault('{ status: 400, code: 200, message: no }')])
    expect(statusesOf(report)).toEqual([`${action} failed`])
    expect(report.results[0]?.error).toMatchObject({ code: 200 })
  })
})

describe('an invitation', () => {
  it('that was never seen to arrive is remembered, not sent by the next run', async () => {
    await start([`{ match: { method: POST, path: "/business_users$" }, do: { drop: before } }`])
    await pipeline.apply(await pipeline.plan(wanted({ ann: 'EMPLOYEE' })))
    const again = await pipeline.plan(wanted({ ann: 'EMPLOYEE' }))
    expect(again.steps).toEqual([])
    expect(again.manual).toMatchObject([
      { address: '1001/members/ann@northwind.example', reason: 'invitation_ended' },
      { address: '1001/members/old@northwind.example', reason: 'invitation_ended' },
    ])
  })

  it('that was refused may be sent by the next run', async () => {
    await start([
      `{ match: { method: POST, path: "/business_users$" }, times: 1, do: { status: 400, code: 200, message: no } }`,
    ])
    await pipeline.apply(await pipeline.plan(wanted({ ann: 'EMPLOYEE' })))
    expect(stepsOf(await pipeline.plan(wanted({ ann: 'EMPLOYEE' })))).toEqual([
      'invite 1001/members/ann@northwind.example',
    ])
  })

  it('of somebody who was invited in the meantime counts as done', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ ann: 'EMPLOYEE' }))
    await meanwhile('POST', '/1001/business_users', {
      email: 'ANN@northwind.example',
      role: 'EMPLOYEE',
    })
    // The API refuses it with 100, and reading back shows why.
    expect(statusesOf(await pipeline.apply(plan))).toEqual(['invite done'])
    expect(writes()).toHaveLength(2)
  })

  it('on an old reading is looked for first', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ ann: 'EMPLOYEE' }))
    const ann = { email: 'ANN@northwind.example', role: 'EMPLOYEE' }
    await meanwhile('POST', '/1001/business_users', ann)
    expect(statusesOf(await pipeline.apply(plan, { readAt: null }))).toEqual(['invite done'])
    expect(writes()).toHaveLength(1)
  })

  it('in another role than is shown then is refused', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ ann: 'ADMIN' }))
    const ann = { email: 'ann@northwind.example', role: 'EMPLOYEE' }
    await meanwhile('POST', '/1001/business_users', ann)
    expect(statusesOf(await pipeline.apply(plan))).toEqual(['invite failed'])
  })

  it('that ended is sent anew when asked for: what is left is taken back first', async () => {
    await start()
    const address = '1001/members/old@northwind.example'
    const plan = await pipeline.plan(wanted({}), { resend: [address] })
    expect(stepsOf(plan)).toEqual([`invite ${address}`])
    expect(statusesOf(await pipeline.apply(plan))).toEqual(['invite done'])
    expect(writes()).toEqual([`DELETE /${ENDED}`, 'POST /1001/business_users'])
    expect((await pipeline.plan(wanted({}))).manual).toEqual([])
  })

  it('says what was taken back where inviting again was refused', async () => {
    await start([
      `{ match: { method: POST, path: "/business_users$" }, times: 1, do: { status: 400, code: 10, subcode: 2859030, message: no } }`,
    ])
    const resend = ['1001/members/old@northwind.example']
    const report = await pipeline.apply(await pipeline.plan(wanted({}), { resend }))
    expect(statusesOf(report)).toEqual(['invite failed'])
    expect(report.problems.at(-1)?.message).toContain(
      '(the old invitation has been taken back; run the same command again to invite them)',
    )
    const again = await pipeline.plan(wanted({}), { resend })
    expect(again.problems).toEqual([])
    expect(statusesOf(await pipeline.apply(again))).toEqual(['invite done'])
  })

  it('is never sent where taking back what is left was refused', async () => {
    await start([
      `{ match: { method: DELETE, path: "/${ENDED}$" }, do: { status: 400, code: 100, message: no } }`,
    ])
    const resend = ['1001/members/old@northwind.example']
    const report = await pipeline.apply(await pipeline.plan(wanted({}), { resend }))
    expect(statusesOf(report)).toEqual(['invite failed'])
    expect(report.problems.at(-1)?.message).not.toContain('taken back')
    expect(writes()).toEqual([`DELETE /${ENDED}`])
  })
})

describe("the day's cap on invitations", () => {
  const MORE = { ann: 'EMPLOYEE', bea: 'EMPLOYEE', cleo: 'EMPLOYEE', kim: 'ADMIN' } as const

  it('ends inviting for a day, and nothing else', async () => {
    await start([], '{ invitations_a_day: 1 }')
    const slept: number[] = []
    const report = await pipeline.apply(await pipeline.plan(wanted(MORE)), {
      sleep: async (ms) => {
        slept.push(ms)
      },
    })
    expect(statusesOf(report)).toEqual([
      'invite done',
      'invite skipped limit',
      'invite skipped limit',
      'set_role done',
    ])
    expect(report.retry_at).toBe(new Date(NOW.getTime() + 86_400_000).toISOString())
    expect(slept).toEqual([])
    expect(writes()).toHaveLength(3)
    expect(report.problems.map(({ message }) => message).join()).toContain(
      'a limit of the API holds every other invite',
    )
  })

  it('does not hide that an old invitation was taken back', async () => {
    await start([], '{ invitations_a_day: 1 }')
    await meanwhile('POST', '/1001/business_users', { email: 'x@y.example', role: 'EMPLOYEE' })
    const resend = ['1001/members/old@northwind.example']
    const plan = await pipeline.plan(wanted({}), { resend })
    const invite = plan.steps.filter(({ action }) => action === 'invite')
    const report = await pipeline.apply({ ...plan, steps: invite })
    expect(statusesOf(report)).toEqual(['invite failed'])
    expect(report.retry_at).not.toBeNull()
  })
})

describe('a change of role', () => {
  it('that takes a finer role along has failed, and says which', async () => {
    await start([], '{ finer_roles: lost }')
    const report = await pipeline.apply(await pipeline.plan(wanted({ lee: 'EMPLOYEE' })))
    expect(statusesOf(report)).toEqual(['set_role failed'])
    const message = 'the role was changed, and finance_permission: FINANCE_EDITOR went with it'
    expect(report.results[0]?.error).toEqual({
      ...{ code: null, subcode: null, trace_id: null },
      message,
    })
    expect(report.problems.at(-1)?.message).toContain(message)
    expect((await pipeline.plan(wanted({ lee: 'EMPLOYEE' }))).steps).toEqual([])
  })

  it('leaves finer roles as they are otherwise', async () => {
    await start()
    const report = await pipeline.apply(await pipeline.plan(wanted({ lee: 'EMPLOYEE' })))
    expect(statusesOf(report)).toEqual(['set_role done'])
  })

  it('that failed for that still counts against keep_admins', async () => {
    await start([], '{ finer_roles: lost }')
    const plan = await pipeline.plan(wanted({ lee: 'EMPLOYEE', ida: 'EMPLOYEE' }))
    await meanwhile('POST', `/${MAX}`, { role: 'EMPLOYEE' })
    const report = await pipeline.apply(plan, { readAt: null })
    expect(statusesOf(report)).toEqual(['set_role failed', 'set_role skipped rail'])
    expect(report.problems.at(-1)?.message).toContain('policy.keep_admins')
    expect(writes()).toEqual([`POST /${MAX}`, `POST /${LEE}`])
  })
})

describe('a removal on an old reading', () => {
  const gone = { kim: null }

  it('is not sent where somebody else has left an asset that they manage', async () => {
    await start()
    const plan = await pipeline.plan(wanted(gone))
    await meanwhile('DELETE', `/act_1111/assigned_users?user=${LEE}&business=1001`)
    const report = await pipeline.apply(plan, { readAt: null })
    expect(statusesOf(report)).toEqual(['remove skipped rail'])
    expect(report.problems.at(-1)?.message).toContain('policy.keep_managers on act_1111')
    expect(writes()).toHaveLength(1)
  })

  it('reads the people of those assets alone', async () => {
    await start()
    const plan = await pipeline.plan(wanted(gone))
    const before = pipeline.sandbox.requests.length
    expect(statusesOf(await pipeline.apply(plan, { readAt: null }))).toEqual(['remove done'])
    const paths = pipeline.sandbox.requests.slice(before).map(({ path }) => path)
    expect(paths.slice(0, paths.indexOf(`/${KIM}`)).sort()).toEqual([
      '/1001/business_users',
      '/1001/owned_ad_accounts',
      '/1001/pending_users',
      '/1001/system_users',
    ])
  })

  it('is not sent where those people cannot be read', async () => {
    await start()
    const plan = await pipeline.plan(wanted(gone))
    pipeline.sandbox.setFaults([
      { match: { path: 'owned_ad_accounts|act_1111|assigned_' }, do: { status: 403, code: 200 } },
    ])
    const report = await pipeline.apply(plan, { readAt: null })
    expect(statusesOf(report)).toEqual(['remove skipped rail'])
    expect(writes()).toEqual([])
  })
})

describe('whoever is removed and still listed, marked for removal', () => {
  const gone = { dana: null }
  const MARKED = '{ removal: marked }'

  it('waits, and is not sent again, by this plan or the next', async () => {
    await start([], MARKED)
    const plan = await pipeline.plan(wanted(gone))
    const report = await pipeline.apply(plan)
    expect([statusesOf(report), report.problems]).toEqual([['remove waiting'], []])
    const next = await pipeline.plan(wanted(gone))
    expect(next.steps).toEqual([])
    expect(next.waiting.find(({ state }) => state === 'removal')?.address).toBe(
      `1001/members/${DANA}`,
    )
    expect((await pipeline.apply(next)).results).toEqual([])
    expect(writes()).toEqual([`DELETE /${DANA}`])
  })

  it('waits too where the answer was lost', async () => {
    await start([`{ match: { method: DELETE }, do: { drop: after } }`], MARKED)
    expect(statusesOf(await pipeline.apply(await pipeline.plan(wanted(gone))))).toEqual([
      'remove waiting',
    ])
  })

  it('is done where the mark is only there for a while', async () => {
    await start([], '{ people_lag: 2 }')
    const plan = await pipeline.plan(wanted(gone))
    const report = await pipeline.apply(plan, { client: marking })
    expect(statusesOf(report)).toEqual(['remove done'])
  })

  it('waits in a saved plan, and blocks nothing of it', async () => {
    await start([], MARKED)
    const plan = await pipeline.plan(wanted(gone))
    await meanwhile('DELETE', `/${DANA}`)
    await pipeline.plan(wanted(gone))
    const { live, memory } = pipeline.last()
    const resumed = resumePlan(plan, live, memory, { manifest: wanted(gone), interactive: true })
    expect([...resumed.settled.values()].map(({ status }) => status)).toEqual(['waiting'])
    expect([resumed.plan.steps, resumed.problems]).toMatchObject([[{ action: 'remove' }], []])
  })

  /** Shows whoever is still listed as marked, as an API does that takes its time. */
  const marking = (client: GraphClient): GraphClient => ({
    ...client,
    fetchAll: async (wants) =>
      new Map(
        [...(await client.fetchAll(wants))].map(([want, fetched]) => [
          want,
          want.path.endsWith('/business_users') && 'rows' in fetched
            ? {
                ...fetched,
                rows: fetched.rows.map((row) => ({ ...(row as object), marked_for_removal: true })),
              }
            : fetched,
        ]),
      ),
  })
})

describe('a refusal says what a person has to do', () => {
  it.each([
    [
      'POST',
      '/business_users$',
      { ann: 'EMPLOYEE' },
      10,
      2859030,
      'a person has to do it under business.facebook.com/settings',
    ],
    ['POST', '/business_users$', { ann: 'EMPLOYEE' }, 370, null, 'check the address'],
    ['POST', '/business_users$', { ann: 'EMPLOYEE' }, 457, null, 'token of an admin system user'],
    ['POST', `/${MAX}$`, { max: 'EMPLOYEE' }, 3914, null, 'make somebody else an admin first'],
    ['DELETE', `/${DANA}$`, { dana: null }, 3914, null, 'make somebody else an admin first'],
    ['DELETE', `/${DANA}$`, { dana: null }, 110, null, 'a person has to do it'],
    ['POST', `/${KIM}$`, { kim: 'ADMIN' }, 104001, null, 'Apps'],
    ['POST', `/${KIM}$`, { kim: 'ADMIN' }, 3949, null, 'a person has to do it'],
    ['POST', `/${KIM}$`, { kim: 'ADMIN' }, 3965, null, 'a person has to do it'],
  ] as const)('%s %s: %o, code %i', async (method, path, changes, code, subcode, advice) => {
    const sub = subcode === null ? '' : `, subcode: ${subcode}`
    await start([
      `{ match: { method: ${method}, path: "${path}" }, do: { status: 400, code: ${code}${sub}, message: no } }`,
    ])
    const report = await pipeline.apply(await pipeline.plan(wanted(changes)))
    expect(report.results).toMatchObject([{ status: 'failed', error: { code, subcode } }])
    expect(report.problems.at(-1)?.message).toContain(advice)
    expect(pipeline.client.counts().write).toBe(1)
  })

  it('shows what the API says of a second factor, in its own words', async () => {
    await start([
      `{ match: { method: POST, path: "/business_users$" }, do: { status: 400, code: 415, subcode: 2859009, message: no, error_user_title: Turn it on, error_user_msg: In your settings } }`,
    ])
    const report = await pipeline.apply(await pipeline.plan(wanted({ ann: 'EMPLOYEE' })))
    expect(report.problems.at(-1)?.message).toContain(
      '#415/2859009 no (Turn it on: In your settings)',
    )
  })

  it('a call limit on inviting is skipped, with the time to go on', async () => {
    await start([
      `{ match: { method: POST, path: "/business_users$" }, do: { status: 400, code: 613, message: no } }`,
    ])
    const report = await pipeline.apply(await pipeline.plan(wanted({ ann: 'EMPLOYEE' })))
    expect(statusesOf(report)).toEqual(['invite skipped limit'])
    expect([report.retry_at === null, pipeline.client.counts().write]).toEqual([false, 1])
  })
})

describe('the journal', () => {
  const remembered = async (): Promise<readonly string[]> => {
    const of = { dir: pipeline.dir, business: '1001', now: () => NOW }
    return [...((await readMemory(of)).memory.invitations?.keys() ?? [])]
  }

  it('forgets an invitation that we took back', async () => {
    await start()
    const ann = { ann: 'EMPLOYEE' } as const
    await pipeline.apply(await pipeline.plan(wanted(ann)))
    expect(await remembered()).toEqual(['1001/members/ann@northwind.example'])
    await pipeline.apply(await pipeline.plan(wanted({})))
    expect(await remembered()).toEqual([])
    expect(stepsOf(await pipeline.plan(wanted(ann)))).toEqual([
      'invite 1001/members/ann@northwind.example',
    ])
  })
})

describe('a saved plan', () => {
  const resumed = async (plan: Plan, changes: Roles | null = null) => {
    const { live } = pipeline.last()
    const of = { dir: pipeline.dir, business: '1001', now: () => NOW }
    const { memory } = await readMemory(of)
    const manifest = changes === null ? null : wanted(changes)
    return resumePlan(plan, live, memory, { manifest, interactive: true })
  }
  const whyOf = ({ problems }: { readonly problems: readonly { readonly message: string }[] }) =>
    problems.map(({ message }) => message).join()
  const ANN = { ann: 'EMPLOYEE' } as const

  it('invites nobody again who is invited by now', async () => {
    await start()
    const plan = await pipeline.plan(wanted(ANN))
    await pipeline.apply(plan)
    await pipeline.plan(wanted(ANN))
    const { settled, problems } = await resumed(plan)
    expect([[...settled.values()].map(({ status }) => status), problems]).toEqual([['done'], []])
  })

  it('is stale where its invitation was sent and is neither open nor accepted', async () => {
    await start([`{ match: { method: POST, path: "/business_users$" }, do: { drop: before } }`])
    const plan = await pipeline.plan(wanted(ANN))
    await pipeline.apply(plan)
    await pipeline.plan(wanted(ANN))
    expect(whyOf(await resumed(plan))).toContain('they were invited before')
  })

  it('is stale where an invitation of the same address has ended', async () => {
    await start()
    const plan = await pipeline.plan(wanted(ANN))
    const steps = plan.steps.map((step) => ({
      ...step,
      address: '1001/members/old@northwind.example',
      subject: { ...step.subject, id: 'old@northwind.example', email: 'old@northwind.example' },
    }))
    expect(whyOf(await resumed({ ...plan, steps }))).toContain('the invitation has ended')
  })

  it('is stale where the invitation it takes back was replaced by another', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ newcomer: null }))
    await meanwhile('DELETE', `/${OPEN}`)
    const again = { email: 'new@northwind.example', role: 'EMPLOYEE' }
    await meanwhile('POST', '/1001/business_users', again)
    await pipeline.plan(wanted({ newcomer: null }))
    expect(whyOf(await resumed(plan))).toContain('by another invitation')
  })

  it('is done where the invitation it takes back is gone', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ newcomer: null }))
    await meanwhile('DELETE', `/${OPEN}`)
    await pipeline.plan(wanted({ newcomer: null }))
    expect([...(await resumed(plan)).settled.values()].map(({ status }) => status)).toEqual([
      'done',
    ])
  })

  it('removes nobody whom the manifest beside it declares on an asset', async () => {
    await start()
    const line = `ad_accounts: { act_1111: { users: { kim: ADMIN, lee: ADMIN } } }\n`
    const plan = await pipeline.plan(wanted({ kim: null }))
    const { live } = pipeline.last()
    const { memory } = pipeline.last()
    const manifest = wanted({ kim: null }, line)
    const { plan: checked } = resumePlan(plan, live, memory, { manifest, interactive: true })
    expect(checked.problems.map(({ code }) => code)).toContain('rail_member_declared')
    const ready = resumePlan(plan, live, memory, { manifest: null, interactive: true })
    expect(ready.problems).toEqual([])
  })

  it('counts no manager who is marked for removal by now', async () => {
    await start()
    const line = `ad_accounts: { act_1111: { users: { kim: ADMIN, dana: ADMIN } } }\n`
    const plan = await pipeline.plan(wanted({}, line))
    const { live, memory } = pipeline.last()
    const needsIn = (people: typeof live.people) =>
      resumePlan(plan, { ...live, people }, memory, {
        manifest: null,
        interactive: true,
      }).plan.steps.find(({ action }) => action === 'unassign')?.needs
    expect(needsIn(live.people)).toEqual([])
    const marked = live.people.map((each) =>
      each.id === KIM ? { ...each, leaving: true as const } : each,
    )
    expect(needsIn(marked)).toEqual([`act_1111/users/${DANA}`])
  })

  it('removes nobody as long as not every asset was read', async () => {
    await start()
    const plan = await pipeline.plan(wanted({ dana: null }))
    const { everything: _, ...part } = pipeline.last().live
    expect(whyOf(resumePlan(plan, part, pipeline.last().memory))).toContain(
      'not all of our assets were read',
    )
  })
})
