import { describe, expect, it } from 'vitest'
import type { LiveRelation } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { PlanInput } from '../../../src/plan/make-plan.ts'
import * as builders from '../../support/builders.ts'
import { codesOf, HEAD, KIM, LEE, OWN } from '../../support/builders.ts'
import { invitedRow, SEATS, type Seat, withMembers } from '../../support/members.ts'
import { manifestOf } from '../../support/pipeline.ts'
import { planLines } from '../lines.ts'

const ZOE = 'zoe@x.example'
const NAMES = HEAD.replace('people: {', `people: { zoe: Zoe@X.example, zlee: lee@x.example,`)

interface Scene {
  readonly mode?: 'additive'
  readonly seats?: readonly Seat[]
  readonly invited?: readonly LiveRelation[]
  readonly more?: string
  readonly ignore?: string
  readonly input?: Partial<PlanInput>
}

const planned = (users: string, scene: Scene = {}): Plan => {
  const { mode = 'authoritative', seats = SEATS, invited = [], more = '', ignore = '' } = scene
  const members = `members: { mode: ${mode}, ignore: [${ignore}], users: { ${users} } }\n`
  const manifest = manifestOf(`${NAMES}${more}${members}`)
  return builders.planOf('', withMembers(seats, { invited }), { manifest, ...scene.input })
}

const ofMembers = (users: string, scene: Scene = {}): readonly string[] =>
  planLines(planned(users, scene))
    .filter((line) => line.includes('1001/members/'))
    .map((line) => line.replaceAll('1001/members/', ''))

const BASE = 'lee: ADMIN, kim: EMPLOYEE'
const remembered = {
  memory: {
    ...NO_MEMORY,
    present: true,
    invitations: new Map([[`1001/members/${ZOE}`, { at: '2026-11-01T00:00:00Z', tasks: [] }]]),
  },
}
const ENDED = invitedRow(ZOE, 'EMPLOYEE', { expires: '2026-11-21T09:00:00Z' })

describe('what members comes to', () => {
  it.each<[what: string, users: string, scene: Scene, lines: readonly string[]]>([
    ['is in sync', BASE, {}, []],
    [
      'invites an e-mail that nobody has, in lower case',
      `${BASE}, zoe: ADMIN`,
      {},
      [`invite ${ZOE}: nothing -> ADMIN (missing_in_live)`],
    ],
    [
      'invites in additive mode too',
      `${BASE}, zoe: EMPLOYEE`,
      { mode: 'additive' },
      [`invite ${ZOE}: nothing -> EMPLOYEE (missing_in_live)`],
    ],
    [
      'waits for whoever is invited',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow(ZOE)] },
      [`waiting ${ZOE}: invitation`],
    ],
    [
      'waits for an invitation that does not say its role',
      `${BASE}, zoe: ADMIN`,
      { invited: [invitedRow(ZOE, null)] },
      [`waiting ${ZOE}: invitation`],
    ],
    [
      'does not change an invitation to another role',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow(ZOE, 'ADMIN')] },
      [`manual ${ZOE}: invited_in_other_role`],
    ],
    [
      'has nothing against a higher role in additive mode',
      `${BASE}, zoe: EMPLOYEE`,
      { mode: 'additive', invited: [invitedRow(ZOE, 'ADMIN')] },
      [`waiting ${ZOE}: invitation`],
    ],
    [
      'invites to another role once more where asked to',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow(ZOE, 'ADMIN')], input: { resend: [`1001/members/${ZOE}`] } },
      [`invite ${ZOE}: nothing -> EMPLOYEE (missing_in_live)`],
    ],
    [
      'leaves what ended to a person',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [ENDED] },
      [`manual ${ZOE}: invitation_ended`],
    ],
    [
      'leaves what was declined to a person',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow(ZOE, 'EMPLOYEE', { status: 'DECLINED' })] },
      [`manual ${ZOE}: invitation_ended`],
    ],
    [
      'leaves what is gone to a person, if the journal knows of it',
      `${BASE}, zoe: EMPLOYEE`,
      { input: remembered },
      [`manual ${ZOE}: invitation_ended`],
    ],
    [
      'takes back what is not named',
      BASE,
      { invited: [invitedRow(ZOE)] },
      [`uninvite ${ZOE}: EMPLOYEE -> nothing (not_in_manifest)`],
    ],
    ['takes nothing back that is over anyhow', BASE, { invited: [ENDED] }, []],
    [
      'takes nothing back in additive mode',
      BASE,
      { mode: 'additive', invited: [invitedRow(ZOE)] },
      [`unmanaged ${ZOE}`],
    ],
    [
      'leaves a remnant of somebody who is there',
      BASE,
      { invited: [invitedRow('kim@x.example')] },
      ['unmanaged kim@x.example'],
    ],
    [
      'takes a remnant of somebody who leaves, and first',
      'lee: ADMIN',
      { invited: [invitedRow('kim@x.example')] },
      [
        'uninvite kim@x.example: EMPLOYEE -> nothing (not_in_manifest)',
        `remove ${KIM}: EMPLOYEE -> nothing (not_in_manifest) needs kim@x.example`,
      ],
    ],
    [
      'removes who is not named',
      'lee: ADMIN',
      {},
      [`remove ${KIM}: EMPLOYEE -> nothing (not_in_manifest)`],
    ],
    ['removes nobody in additive mode', 'lee: ADMIN', { mode: 'additive' }, [`unmanaged ${KIM}`]],
    [
      'removes whose time is over',
      'lee: ADMIN, kim: { role: EMPLOYEE, expires: 2026-11-21 }',
      {},
      [`remove ${KIM}: EMPLOYEE -> nothing (expired)`],
    ],
    [
      'keeps them on the last day',
      'lee: ADMIN, kim: { role: EMPLOYEE, expires: 2026-11-22 }',
      {},
      [],
    ],
    [
      'removes who is to be nothing',
      'lee: ADMIN, kim: none',
      {},
      [`remove ${KIM}: EMPLOYEE -> nothing (not_in_manifest)`],
    ],
    [
      'removes no such in additive mode',
      'lee: ADMIN, kim: none',
      { mode: 'additive' },
      [`unmanaged ${KIM}`],
    ],
    ['raises', 'lee: ADMIN, kim: ADMIN', {}, [`set_role ${KIM}: EMPLOYEE -> ADMIN (tasks_differ)`]],
    [
      'raises in additive mode',
      'kim: ADMIN',
      { mode: 'additive' },
      [`set_role ${KIM}: EMPLOYEE -> ADMIN (tasks_differ)`, `unmanaged ${LEE}`],
    ],
    [
      'lowers',
      'lee: EMPLOYEE, kim: ADMIN',
      {},
      [
        `set_role ${KIM}: EMPLOYEE -> ADMIN (tasks_differ)`,
        `set_role ${LEE}: ADMIN -> EMPLOYEE (tasks_differ) needs ${KIM}`,
      ],
    ],
    ['lowers nobody in additive mode', 'lee: EMPLOYEE, kim: EMPLOYEE', { mode: 'additive' }, []],
    [
      'leaves whom it ignores, by alias, by id, and by e-mail',
      '',
      { ignore: `lee, "${KIM}", zoe`, invited: [invitedRow(ZOE)] },
      [`unmanaged ${LEE}`, `unmanaged ${KIM}`, `unmanaged ${ZOE}`],
    ],
    [
      'leaves an invitation of whom it ignores',
      'lee: ADMIN',
      { ignore: 'kim', invited: [invitedRow('kim@x.example')] },
      [`unmanaged ${KIM}`, 'unmanaged kim@x.example'],
    ],
    [
      'waits for an id that no list shows',
      'lee: ADMIN, kim: EMPLOYEE',
      { seats: SEATS.filter(({ id }) => id !== KIM) },
      [`waiting ${KIM}: not_in_business`],
    ],
    [
      'looks at a role nobody knows',
      'lee: ADMIN, kim: EMPLOYEE',
      { seats: [...SEATS.slice(0, 2), { id: KIM, role: 'DEVELOPER' }] },
      [`manual ${KIM}: unrecognised_status`],
    ],
    [
      'removes nobody whose role nobody knows',
      'lee: ADMIN',
      { seats: [...SEATS.slice(0, 2), { id: KIM, role: null }] },
      [`manual ${KIM}: unrecognised_status`],
    ],
    [
      'but the offboarded',
      'lee: ADMIN',
      {
        seats: [...SEATS.slice(0, 2), { id: KIM, role: 'DEVELOPER' }],
        more: 'offboarded: [kim]\n',
      },
      [`remove ${KIM}: DEVELOPER -> nothing (offboarded)`],
    ],
    [
      'has whoever has two names in the higher role',
      'lee: EMPLOYEE, zlee: ADMIN, kim: EMPLOYEE',
      {},
      [],
    ],
    [
      'and as nothing where one of them says none',
      'lee: ADMIN, zlee: none, kim: ADMIN',
      {},
      [
        `set_role ${KIM}: EMPLOYEE -> ADMIN (tasks_differ)`,
        `remove ${LEE}: ADMIN -> nothing (not_in_manifest) needs ${KIM}`,
      ],
    ],
    ['compares a system user', `${BASE}, own: ADMIN`, {}, []],
    [
      'removes none, whatever their role',
      BASE,
      {
        seats: [...SEATS, { id: '31', type: 'system_user', role: 'STRANGE' }],
        more: 'offboarded: ["31"]\n',
      },
      [],
    ],
  ])('%s', (_what, users, scene, lines) => {
    expect(ofMembers(users, scene)).toEqual(lines)
  })

  it.each<[string, string, readonly string[]]>([
    ['that differs', 'bot: ADMIN', ['manual 31: system_user_role']],
    ['that is to be nothing', 'bot: none', ['manual 31: system_user_role']],
    [
      'whose time is over',
      'bot: { role: EMPLOYEE, expires: 2026-11-21 }',
      ['manual 31: system_user_role'],
    ],
    ['that is as it should be', 'bot: EMPLOYEE', []],
  ])('changes no system user %s', (_what, users, lines) => {
    const seats: readonly Seat[] = [...SEATS, { id: '31', type: 'system_user' }]
    const text = `${HEAD.replace('people: {', 'people: { bot: { system_user: "31" },')}members: { users: { ${BASE}, ${users} } }\n`
    const plan = builders.planOf('', withMembers(seats), { manifest: manifestOf(text) })
    expect(planLines(plan).map((line) => line.replace('1001/members/', ''))).toEqual(lines)
  })

  it('is nothing where the key is absent, but for the offboarded', () => {
    const live = withMembers(SEATS, { invited: [invitedRow(ZOE), invitedRow('kim@x.example')] })
    expect(planLines(builders.planOf('', live))).toEqual([])
    expect(planLines(builders.planOf('offboarded: [kim]\n', live))).toEqual([
      'uninvite 1001/members/kim@x.example: EMPLOYEE -> nothing (offboarded)',
      `remove 1001/members/${KIM}: EMPLOYEE -> nothing (offboarded) needs 1001/members/kim@x.example`,
    ])
  })

  it('is unknown while a list of people is, even for the offboarded', () => {
    const live = withMembers(SEATS)
    const scopes = live.scopes.map((scope) => ({ ...scope, status: 'unknown' as const }))
    const plan = builders.planOf('offboarded: [kim]\nmembers: { users: {} }\n', { ...live, scopes })
    expect(plan.complete).toBe(false)
    expect(planLines(plan)).toEqual([`manual 1001/people/${KIM}: business_role`, 'incomplete'])
  })

  it('leaves the seat of the offboarded to people where the policy says so', () => {
    const live = withMembers(SEATS, { invited: [invitedRow('kim@x.example')] })
    const text =
      'policy: { offboarded_members: report }\noffboarded: [kim]\nmembers: { users: { lee: ADMIN } }\n'
    expect(planLines(builders.planOf(text, live))).toEqual([
      'uninvite 1001/members/kim@x.example: EMPLOYEE -> nothing (offboarded)',
      `manual 1001/people/${KIM}: business_role`,
    ])
  })

  it('says nothing by hand of whoever is marked for removal: it is under way', () => {
    const seats = SEATS.map((each) =>
      each.id === KIM ? { ...each, leaving: true as const } : each,
    )
    const linesOf = (report: string, users = 'lee: ADMIN'): readonly string[] => {
      const text = `${report}offboarded: [kim]\nmembers: { users: { ${users} } }\n`
      return planLines(builders.planOf(text, withMembers(seats)))
    }
    const lines = [`waiting 1001/members/${KIM}: removal`]
    expect(linesOf('')).toEqual(lines)
    expect(linesOf('policy: { offboarded_members: report }\n')).toEqual(lines)
    // Whoever is offboarded is to go, whatever still declares them.
    expect(linesOf('', 'lee: ADMIN, kim: EMPLOYEE')).toEqual(lines)
  })

  it("is a broken rail of the token's own user, a person too", () => {
    const seats = SEATS.filter(({ id }) => id !== OWN)
    const facts = { self: { id: LEE, person: LEE } }
    const plans = ['lee: EMPLOYEE, kim: EMPLOYEE', 'kim: EMPLOYEE'].map((users) =>
      builders.planOf(`members: { users: { ${users} } }\n`, withMembers(seats, { facts })),
    )
    expect(plans.map(codesOf)).toEqual([['rail_own_user'], []])
    expect(plans.flatMap(({ steps }) => steps)).toEqual([])
    expect(plans[1]?.unmanaged.map(({ address }) => address)).toEqual([`1001/members/${LEE}`])
  })

  it('is said of a member by name, e-mail and what is left of an invitation', () => {
    const { steps } = planned(`${BASE}, zoe: EMPLOYEE`, {
      invited: [ENDED],
      input: { resend: [`1001/members/${ZOE}`] },
    })
    expect(steps[0]?.subject).toEqual({
      ...{ type: 'business_user', id: ZOE, name: null, alias: 'zoe' },
      ...{ email: ZOE, invitation: '7701' },
    })
    expect(steps[0]?.calls).toEqual([
      { method: 'DELETE', path: '/7701', params: {} },
      { method: 'POST', path: '/1001/business_users', params: { email: ZOE, role: 'EMPLOYEE' } },
    ])
  })
})

describe('--resend of somebody invited', () => {
  it.each<[string, Scene, readonly string[]]>([
    ['is a mistake where nobody was', {}, ['resend_not_applicable']],
    [
      'is a mistake while they can accept',
      { invited: [invitedRow(ZOE)] },
      ['resend_not_applicable'],
    ],
    ['is used of what ended', { invited: [ENDED] }, []],
    ['is used of what the journal remembers', { input: remembered }, []],
  ])('%s', (_what, scene, codes) => {
    const input = { ...scene.input, resend: [`1001/members/${ZOE}`] }
    const found = codesOf(planned(`${BASE}, zoe: EMPLOYEE`, { ...scene, input }))
    expect(found.filter((code) => code.startsWith('resend'))).toEqual(codes)
  })
})
