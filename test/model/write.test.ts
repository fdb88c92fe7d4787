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
