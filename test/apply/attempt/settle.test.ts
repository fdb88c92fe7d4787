import { describe, expect, it } from 'vitest'
import { effectOf, observationOf } from '../../../src/apply/attempt/settle.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveRelation, Scope } from '../../../src/model/live.ts'
import type { Action, Step } from '../../../src/model/plan.ts'

const step = (
  action: Action,
  before: readonly string[] | null,
  after: readonly string[] | null,
): Step => ({
  address: 'act_1111/agencies/2002',
  action,
  asset: { kind: 'ad_account', id: 'act_1111', name: null },
  subject: { type: 'business', id: '2002', name: null, alias: null },
  before,
  after,
  reason: 'tasks_differ',
  via: [],
  source: null,
  needs: [],
  calls: [],
})

const row = (
  tasks: readonly string[],
  status: LiveRelation['status'] = 'active',
): LiveRelation => ({
  kind: 'ad_account',
  asset: 'act_1111',
  relation: 'agencies',
  subject: '2002',
  subjectName: null,
  tasks,
  status,
  apiStatus: null,
  since: null,
  counterpart: null,
})

const BUYER = ['ADVERTISE', 'ANALYZE']

describe('how far live is from what a step wants', () => {
  it.each([
    { name: 'given', step: step('grant', null, BUYER), seen: row(BUYER), effect: 'effected' },
    { name: 'not there', step: step('grant', null, BUYER), seen: null, effect: 'untouched' },
    {
      name: 'under review',
      step: step('grant', null, BUYER),
      seen: row(BUYER, 'pending'),
      effect: 'untouched',
    },
    {
      name: 'asked for',
      step: step('request', null, BUYER),
      seen: row(BUYER, 'pending'),
      effect: 'waits',
    },
    {
      name: 'of a status nobody knows',
      step: step('grant', null, BUYER),
      seen: row(BUYER, 'unrecognised'),
      effect: 'other',
    },
    {
      name: 'given otherwise',
      step: step('grant', null, BUYER),
      seen: row(['ANALYZE']),
      effect: 'other',
    },
    {
      name: 'changed',
      step: step('regrant', ['ANALYZE'], BUYER),
      seen: row(BUYER),
      effect: 'effected',
    },
    {
      name: 'as before',
      step: step('regrant', ['ANALYZE'], BUYER),
      seen: row(['ANALYZE']),
      effect: 'untouched',
    },
    {
      name: 'gone instead of changed',
      step: step('regrant', ['ANALYZE'], BUYER),
      seen: null,
      effect: 'other',
    },
    { name: 'gone', step: step('revoke', BUYER, null), seen: null, effect: 'effected' },
    {
      name: 'still there',
      step: step('revoke', BUYER, null),
      seen: row(BUYER),
      effect: 'untouched',
    },
    {
      name: 'still there with less',
      step: step('revoke', BUYER, null),
      seen: row(['ANALYZE']),
      effect: 'other',
    },
    {
      name: 'still there with one task for another',
      step: step('revoke', ['MANAGE', 'ANALYZE'], null),
      seen: row(['ADVERTISE', 'ANALYZE']),
      effect: 'other',
    },
    {
      name: 'as before in another order',
      step: step('revoke', ['ANALYZE', 'ADVERTISE'], null),
      seen: row(['ANALYZE', 'ADVERTISE', 'ANALYZE']),
      effect: 'untouched',
    },
    {
      name: 'still there though nobody knew',
      step: step('withdraw', null, null),
      seen: row(BUYER),
      effect: 'other',
    },
    {
      name: 'still open',
      step: step('cancel', null, null),
      seen: row([], 'pending'),
      effect: 'untouched',
    },
    {
      name: 'accepted meanwhile',
      step: step('cancel', null, null),
      seen: row([], 'active'),
      effect: 'other',
    },
    {
      name: 'of a status nobody knows',
      step: step('cancel', null, null),
      seen: row([], 'unrecognised'),
      effect: 'other',
    },
    { name: 'gone', step: step('cancel', null, null), seen: null, effect: 'effected' },
  ])('$step.action, $name: $effect', ({ step: made, seen, effect }) => {
    expect(effectOf(made, { status: 'complete', row: seen }, KINDS)).toBe(effect)
  })

  it.each(['unknown', 'unreadable'] as const)('tells nothing from a read that is %s', (status) => {
    expect(effectOf(step('revoke', BUYER, null), { status, row: null }, KINDS)).toBe('unseen')
  })
})

describe('what a read shows of a step', () => {
  const scope = (facts: Partial<Scope> = {}): Scope => ({
    kind: 'ad_account',
    asset: 'act_1111',
    relation: 'agencies',
    status: 'complete',
    what: null,
    ...facts,
  })
  const grant = step('grant', null, BUYER)
  const others = [{ asset: 'act_2222' }, { relation: 'users' }] as const

  it.each(others)('is nothing where only %j was read', (facts) => {
    const read = { scopes: [scope(facts)], relations: [{ ...row(BUYER), ...facts }] }
    expect(observationOf(grant, read)).toEqual({ status: 'unknown', row: null })
  })

  it('is its own row and scope among others', () => {
    const own = row(BUYER)
    const read = {
      scopes: [...others.map(scope), scope({ status: 'unreadable' })],
      relations: [...[...others, { subject: '2003' }].map((facts) => ({ ...own, ...facts })), own],
    }
    const seen = observationOf(grant, read)
    expect(seen.status).toBe('unreadable')
    expect(seen.row).toBe(own)
  })

  it('is no row where the list has only those of others', () => {
    const read = { scopes: [scope()], relations: [{ ...row(BUYER), subject: '2003' }] }
    expect(observationOf(grant, read)).toEqual({ status: 'complete', row: null })
  })
})

describe('members', () => {
  const ANN = 'ann@x.example'
  const member = (facts: Partial<LiveRelation>, tasks: readonly string[] = ['EMPLOYEE']) => ({
    ...row(tasks),
    ...{ kind: 'business', asset: '1001', relation: 'members' as const, subject: '5' },
    member: { type: 'business_user' as const, email: 'ANN@x.example' },
    ...facts,
  })
  const invited = (id: string, tasks: readonly string[] = ['EMPLOYEE']) =>
    member(
      {
        ...{ subject: ANN, status: 'pending' },
        member: {
          ...{ type: 'business_user', email: ANN },
          invitation: { id, expires: null, status: 'PENDING' },
        },
      },
      tasks,
    )
  const of = (action: Action, invitation?: string): Step => ({
    ...step(
      action,
      action === 'invite' ? null : ['EMPLOYEE'],
      action === 'invite' ? ['EMPLOYEE'] : null,
    ),
    asset: { kind: 'business', id: '1001', name: null },
    subject: {
      ...{ type: 'business_user', id: ANN, name: null, alias: null },
      ...(invitation === undefined ? {} : { invitation }),
    },
  })
  const scope: Scope = {
    ...{ kind: 'business', asset: '1001', relation: 'members', status: 'complete', what: null },
  }
  const joined = member({})
  const leaving = member({
    member: { type: 'business_user', email: 'ANN@x.example', leaving: true },
  })
  const removal: Step = {
    ...of('remove'),
    subject: { type: 'business_user', id: '5', name: null, alias: null },
  }

  it.each<[string, Step, readonly LiveRelation[], string]>([
    ['invited', of('invite'), [invited('7')], 'effected'],
    ['joined, in whatever case', of('invite'), [joined], 'effected'],
    [
      'joined, with the invitation still listed',
      of('invite'),
      [invited('7', ['ADMIN']), joined],
      'effected',
    ],
    ['not invited', of('invite'), [], 'untouched'],
    ['invited in another role', of('invite'), [invited('7', ['ADMIN'])], 'other'],
    ['invited in a role that is not told', of('invite'), [invited('7', [])], 'effected'],
    [
      'somebody else invited',
      of('invite'),
      [{ ...invited('7'), subject: 'bea@x.example' }],
      'untouched',
    ],
    ['only invited as before', of('invite', '7'), [invited('7')], 'untouched'],
    ['invited anew', of('invite', '7'), [invited('8')], 'effected'],
    ['taken back', of('uninvite', '7'), [], 'effected'],
    ['not taken back', of('uninvite', '7'), [invited('7')], 'untouched'],
    ['taken back, and another sent', of('uninvite', '7'), [invited('8')], 'effected'],
    ['accepted before it was taken back', of('uninvite', '7'), [joined], 'other'],
    ['gone', removal, [], 'effected'],
    ['still there', removal, [joined], 'untouched'],
    ['still there, and marked for removal', removal, [leaving], 'under_way'],
    ['still there in another role, and marked', removal, [{ ...leaving, tasks: [] }], 'under_way'],
  ])('%s', (_, step, relations, effect) => {
    const seen = observationOf(step, { scopes: [scope], relations })
    expect(effectOf(step, seen, KINDS)).toBe(effect)
  })
})
