import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import type { Action } from '../../src/model/plan.ts'
import { callsOf, isFormedWrite, type WritableStep, type WriteCall } from '../../src/model/write.ts'

const step = (
  action: Action,
  kind: 'ad_account' | 'page',
  facts: Partial<WritableStep> = {},
): WritableStep => ({
  action,
  asset: { kind, id: kind === 'page' ? '3333' : 'act_1111', name: null },
  subject: { type: 'business', id: '2002', name: null, alias: null },
  after: ['ANALYZE'],
  ...facts,
})

const formed = (written: WritableStep): readonly string[] =>
  callsOf(written, '1001', KINDS).map(
    ({ method, path, params, token }) => `${method} ${path} ${JSON.stringify(params)} ${token}`,
  )

describe('callsOf', () => {
  it.each([
    [
      'request',
      'ad_account',
      [
        'POST /1001/client_ad_accounts {"adaccount_id":"act_1111","permitted_tasks":["ANALYZE"]} user',
      ],
    ],
    [
      'request',
      'page',
      ['POST /1001/client_pages {"page_id":"3333","permitted_tasks":["ANALYZE"]} user'],
    ],
    [
      'grant',
      'ad_account',
      ['POST /act_1111/agencies {"business":"2002","permitted_tasks":["ANALYZE"]} user'],
    ],
    [
      'grant',
      'page',
      ['POST /3333/agencies {"business":"2002","permitted_tasks":["ANALYZE"]} asset'],
    ],
    [
      'regrant',
      'ad_account',
      ['POST /act_1111/agencies {"business":"2002","permitted_tasks":["ANALYZE"]} user'],
    ],
    [
      'assign',
      'ad_account',
      ['POST /act_1111/assigned_users {"user":"2002","tasks":["ANALYZE"],"business":"1001"} user'],
    ],
    [
      'reassign',
      'page',
      [
        'POST /3333/assigned_users {"user":"2002","tasks":["ANALYZE"],"business":"1001"} asset_or_user',
      ],
    ],
    ['unassign', 'ad_account', ['DELETE /act_1111/assigned_users {"user":"2002"} user']],
    [
      'unassign',
      'page',
      ['DELETE /3333/assigned_users {"user":"2002","business":"1001"} asset_or_user'],
    ],
    ['revoke', 'page', ['DELETE /3333/agencies {"business":"2002"} asset']],
    ['withdraw', 'ad_account', ['DELETE /1001/ad_accounts {"adaccount_id":"act_1111"} user']],
    ['withdraw', 'page', ['DELETE /1001/pages {"page_id":"3333"} user']],
    ['cancel', 'ad_account', ['DELETE /2002 {} user']],
  ] as const)('%s of %s', (action, kind, expected) => {
    expect(formed(step(action, kind))).toEqual(expected)
  })

  it('replaces with a DELETE and then a POST', () => {
    expect(formed(step('regrant', 'ad_account', { gap: true }))).toEqual([
      'DELETE /act_1111/agencies {"business":"2002"} user',
      'POST /act_1111/agencies {"business":"2002","permitted_tasks":["ANALYZE"]} user',
    ])
  })

  it.each([
    [
      'an asset id that is a path',
      step('revoke', 'page', { asset: { kind: 'page', id: '1/../2', name: null } }),
    ],
    [
      'a subject that is no id',
      step('revoke', 'page', { subject: { type: 'business', id: 'x', name: null, alias: null } }),
    ],
    ['no tasks', step('grant', 'page', { after: [] })],
    ['null tasks', step('assign', 'page', { after: null })],
    [
      'a kind nobody knows',
      step('grant', 'page', { asset: { kind: 'blimp', id: '1', name: null } }),
    ],
  ])('refuses %s', (_, written) => {
    expect(() => callsOf(written, '1001', KINDS)).toThrow()
  })

  it('refuses a business that is no id', () => {
    expect(() => callsOf(step('request', 'page'), '1001/x', KINDS)).toThrow()
  })

  it('knows its own calls from copies of them', () => {
    const [call] = callsOf(step('grant', 'page'), '1001', KINDS)
    expect(isFormedWrite(call as WriteCall)).toBe(true)
    expect(isFormedWrite({ ...(call as WriteCall) })).toBe(false)
  })
})

describe('callsOf members', () => {
  const EMAIL = 'zoe@x.example'
  const member = (action: Action, facts: Partial<WritableStep> = {}): WritableStep => ({
    action,
    asset: { kind: 'business', id: '1001', name: null },
    subject: { type: 'business_user', id: '21', name: null, alias: null },
    after: ['EMPLOYEE'],
    ...facts,
  })
  const invited = (invitation?: string, id = EMAIL): WritableStep['subject'] => ({
    ...{ type: 'business_user', id, name: null, alias: null },
    ...(invitation === undefined ? {} : { invitation }),
  })

  it.each<[what: string, written: WritableStep, calls: readonly string[]]>([
    [
      'invites',
      member('invite', { subject: invited() }),
      ['POST /1001/business_users {"email":"zoe@x.example","role":"EMPLOYEE"} user'],
    ],
    [
      'takes back what is left before it invites again',
      member('invite', { subject: invited('71'), after: ['ADMIN'] }),
      [
        'DELETE /71 {} user',
        'POST /1001/business_users {"email":"zoe@x.example","role":"ADMIN"} user',
      ],
    ],
    ['sets a role', member('set_role'), ['POST /21 {"role":"EMPLOYEE"} user']],
    [
      'takes an invitation back by its own id',
      member('uninvite', { subject: invited('71'), after: null }),
      ['DELETE /71 {} user'],
    ],
    ['removes', member('remove', { after: null }), ['DELETE /21 {} user']],
  ])('%s', (_what, written, calls) => {
    expect(formed(written)).toEqual(calls)
  })

  it.each<[what: string, written: WritableStep]>([
    ['an invitation of an id', member('invite')],
    ['an invitation of a path', member('invite', { subject: invited(undefined, 'a/b@x') })],
    ['an invitation to no role', member('invite', { subject: invited(), after: null })],
    [
      'an invitation to two',
      member('invite', { subject: invited(), after: ['ADMIN', 'EMPLOYEE'] }),
    ],
    ['taking back what has no id', member('uninvite', { subject: invited(), after: null })],
    ['taking back a path', member('uninvite', { subject: invited('7/1'), after: null })],
    ['a role of an e-mail', member('set_role', { subject: invited() })],
    ['two roles', member('set_role', { after: ['ADMIN', 'EMPLOYEE'] })],
    ['no role', member('set_role', { after: [] })],
    ['the removal of an e-mail', member('remove', { subject: invited(), after: null })],
    [
      'inviting to an asset',
      member('invite', {
        subject: invited(),
        asset: { kind: 'ad_account', id: 'act_1', name: null },
      }),
    ],
    ['a role on an asset', member('set_role', { asset: { kind: 'page', id: '3333', name: null } })],
  ])('refuses %s', (_what, written) => {
    expect(() => callsOf(written, '1001', KINDS)).toThrow()
  })
})

describe('a call that a kind does not have', () => {
  const on = (kind: string, action: Action): WritableStep => ({
    ...step(action, 'page'),
    asset: { kind, id: '4444', name: null },
  })

  it.each([
    ['whatsapp_account', 'grant', 'whatsapp_account has no edge for a grant'],
    ['pixel', 'request', 'pixel has no edge for a request'],
    ['pixel', 'withdraw', 'pixel has no edge for a withdraw'],
    ['pixel', 'unassign', 'pixel has no removal on users'],
  ] as const)('of %s, %s, is never formed', (kind, action, words) => {
    expect(() => formed(on(kind, action))).toThrow(words)
  })
})
