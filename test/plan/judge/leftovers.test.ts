import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { offboardManifest } from '../../../src/plan/offboard.ts'
import { render } from '../../../src/report/render.ts'
import {
  asset,
  codesOf,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  stepsOf,
} from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const ASSETS = ['act_1', 'act_2', 'act_3'].map((id) => asset(id))
const live = liveOf(ASSETS, [
  row('act_1', 'users', KIM, ['ANALYZE']),
  row('act_2', 'users', KIM, ['ANALYZE']),
  row('act_3', 'users', KIM, ['ANALYZE']),
  row('act_1', 'agencies', '2002', ['ANALYZE']),
  row('act_3', 'agencies', '2002', ['ANALYZE']),
])

const base = manifestOf(`${HEAD}ad_accounts:
  act_1: { mode: additive, ignore: [kim, brightside], users: { lee: [ANALYZE] } }
  act_2: { users: { kim: [ANALYZE] }, agencies: {} }
`)

const offboard = (name: string, at: LiveState = live, from: Manifest | null = base): Plan => {
  const { value } = offboardManifest(from, '1001', name)
  if (value === null) throw new Error(`nobody is called ${name}`)
  return planOf('', at, { manifest: value })
}

const manualsOf = (plan: Plan): readonly string[] =>
  plan.manual.map(({ address, reason }) => `${address} ${reason}`)

const UNASSIGNS = ['act_1', 'act_2', 'act_3'].map((id) => `unassign ${id}/users/${KIM}`)

describe('offboard', () => {
  it.each([['kim'], [KIM], ['Kim@X.example']])(
    '%s reaches declared, undeclared, additive and ignored assets, and lists what stays',
    (name) => {
      const plan = offboard(name)
      expect(stepsOf(plan)).toEqual(UNASSIGNS)
      expect(manualsOf(plan)).toEqual([
        `1001/elsewhere/${KIM} not_visible`,
        `1001/people/${KIM} business_role`,
      ])
    },
  )

  it('of a partner lists its relation to the business', () => {
    const plan = offboard('brightside')
    expect(stepsOf(plan)).toEqual(['revoke act_1/agencies/2002', 'revoke act_3/agencies/2002'])
    expect(manualsOf(plan)).toEqual(['1001/partners/2002 business_relation'])
    expect(manualsOf(offboard('2002', live, null))).toEqual([
      '1001/partners/2002 business_relation',
    ])
  })

  it('of somebody invited lists the invitation', () => {
    const invitations = [{ id: '77', email: 'New@x.example', since: null }]
    const plan = offboard('new@x.example', { ...live, invitations })
    expect(manualsOf(plan)).toEqual(['1001/invitations/77 open_invitation'])
  })

  it('of an e-mail nobody has says so, from complete lists alone', () => {
    expect(codesOf(offboard('gone@x.example'))).toEqual(['offboard_nobody'])
    const directory = { ...live.directory, business_users: 'unknown' } as const
    expect(codesOf(offboard('gone@x.example', { ...live, directory }))).toEqual([])
  })

  it('of an e-mail nobody has is not concluded without the system users either', () => {
    const directory = { ...live.directory, system_users: 'unreadable' } as const
    expect(codesOf(offboard('gone@x.example', { ...live, directory }))).toEqual([])
  })

  it('of a declared person who is gone is not taken for a partner', () => {
    const people = live.people.filter(({ id }) => id !== KIM)
    const gone = liveOf(ASSETS, [], { people })
    expect(manualsOf(offboard('kim', gone))).toEqual([])
    expect(codesOf(offboard('kim', gone))).toEqual(['offboard_nobody'])
    expect(codesOf(offboard(KIM, gone))).toEqual(['offboard_nobody'])
    // What was not read to its end may hold the partner whose id it is.
    const unread = { ...gone, directory: { ...gone.directory, business_users: 'unknown' as const } }
    expect(manualsOf(offboard(KIM, unread))).toEqual([`1001/partners/${KIM} business_relation`])
  })

  it.each([
    ['kim', 'kim'],
    ['ann', 'ann'],
    ['Gone@x.example', 'Gone@x.example'],
  ])('of %s who is gone says the name that was given', (name, said) => {
    const head = HEAD.replace('people: {', 'people: { ann: ann@x.example,')
    const people = live.people.filter(({ id }) => id !== KIM)
    const plan = offboard(name, liveOf(ASSETS, [], { people }), manifestOf(head))
    expect(plan.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(`^${said} is neither a person of this business`),
    ])
  })

  it('of the token’s own user lists no role, and what cannot be seen', () => {
    expect(manualsOf(offboard('own'))).toEqual([`1001/elsewhere/${OWN} not_visible`])
  })

  it('finds no e-mail in people and invitations that have none', () => {
    const people = live.people.map((person) => ({ ...person, email: null }))
    const invitations = [{ id: '77', email: 'new@x.example', since: null }]
    const seen = { ...live, people, invitations }
    expect(codesOf(offboard('777', seen))).toEqual(['offboard_nobody'])
    expect(manualsOf(offboard('2002', seen))).toEqual(['1001/partners/2002 business_relation'])
    expect(codesOf(offboard('kim@x.example', { ...live, people }))).toEqual(['offboard_nobody'])
  })

  it('says of each who it is, where, and what to do', () => {
    const subjects = (name: string, at: LiveState = live) =>
      offboard(name, at).manual.map(({ subject, before, after }) => ({ subject, before, after }))
    const kim = { type: 'business_user', id: KIM, name: 'Kim', alias: 'kim' }
    const nothing = { before: null, after: null }
    expect(subjects('kim')).toEqual([
      { subject: kim, ...nothing },
      { subject: kim, ...nothing },
    ])
    expect(subjects('brightside')).toEqual([
      { subject: { type: 'business', id: '2002', name: null, alias: 'brightside' }, ...nothing },
    ])
    const invitations = [{ id: '77', email: 'New@x.example', since: null }]
    expect(subjects('new@x.example', { ...live, invitations })).toEqual([
      {
        subject: { type: 'business_user', id: '77', name: 'New@x.example', alias: null },
        ...nothing,
      },
    ])
    expect(offboard('kim').manual[0]).toMatchObject({
      asset: { kind: 'business', id: '1001', name: 'Northwind' },
      what: expect.stringContaining('personal roles of kim (kim@x.example)'),
    })
  })

  it('is not blocked by contradictions of the manifest that lends its names', () => {
    const wrong = manifestOf(
      `${HEAD}ad_accounts: { act_7: { agencies: { brightside: [ANALYZE] } } }`,
    )
    const foreign = liveOf([...ASSETS, asset('act_7', { ownership: 'client' })], live.relations)
    expect(stepsOf(offboard('kim', foreign, wrong))).toEqual(UNASSIGNS)
  })

  it('goes on where something else cannot be read, and says that it is not all', () => {
    const scopes = live.scopes.map((scope) =>
      scope.asset === 'act_2' ? { ...scope, status: 'unknown' as const, what: 'cut short' } : scope,
    )
    const plan = offboard('kim', { ...live, scopes })
    expect(plan.complete).toBe(false)
    expect(stepsOf(plan)).toEqual([UNASSIGNS[0], UNASSIGNS[2]])
  })

  it('is shown as text', () => {
    const text = render(offboard('kim'), { format: 'text', width: 160, color: false, kinds: KINDS })
    expect(text).toContain('business 1001 "Northwind"')
    expect(text).toContain('still belongs to the business')
  })
})

describe('offboarded in a manifest', () => {
  const plan = (manifest: string, at: LiveState = live): Plan => planOf(manifest, at)

  it('lists the role in the business for as long as it is there, and nothing else', () => {
    const there = plan('offboarded: [kim, brightside]')
    expect(manualsOf(there)).toEqual([`1001/people/${KIM} business_role`])
    const people = live.people.filter(({ id }) => id !== KIM)
    const gone = plan('offboarded: [kim, brightside]', liveOf(ASSETS, [], { people }))
    expect([...stepsOf(gone), ...manualsOf(gone), ...codesOf(gone)]).toEqual([])
  })

  it('lists what stays once, however often somebody is named', () => {
    const twice = manifestOf(
      `${HEAD.replace('people: {', 'people: { same: kim@x.example,')}offboarded: [kim, same]\n`,
    )
    expect(manualsOf(planOf('', live, { manifest: twice }))).toEqual([
      `1001/people/${KIM} business_role`,
    ])
  })

  it('stops with everything else where the manifest contradicts what is live', () => {
    const wrong = plan('offboarded: [kim]\nad_accounts: { act_8: { agencies: {} } }')
    expect(stepsOf(wrong)).toEqual(UNASSIGNS)
    const foreign = liveOf([...ASSETS, asset('act_8', { ownership: 'client' })], live.relations)
    const blocked = plan('offboarded: [kim]\nad_accounts: { act_8: { agencies: {} } }', foreign)
    expect(stepsOf(blocked)).toEqual([])
    expect(codesOf(blocked)).toEqual(['agencies_not_owner'])
  })

  it('goes on where a list elsewhere is broken', () => {
    const problem = {
      code: 'listing_unknown',
      severity: 'error',
      message: 'cut',
      source: null,
    } as const
    const cut = plan('offboarded: [kim]', { ...live, problems: [problem] })
    expect(cut.complete).toBe(false)
    expect(stepsOf(cut)).toEqual(UNASSIGNS)
  })

  it('keeps the managers of every owned asset it touches, declared or not', () => {
    const managed = liveOf(ASSETS, [
      row('act_1', 'users', KIM, MANAGES),
      row('act_1', 'users', LEE, MANAGES),
      row('act_3', 'users', KIM, MANAGES),
    ])
    const broken = plan('offboarded: [kim]', managed).problems
    expect(broken.map(({ code }) => code)).toEqual(['rail_keep_managers'])
    expect(broken[0]?.message).toContain('act_3')
  })
})
