import { describe, expect, it } from 'vitest'
import { assetKindOf, KINDS, type KindTable } from '../../../src/model/kinds.ts'
import { ACTIONS, type Action, type Step } from '../../../src/model/plan.ts'
import type { EdgeName, RelationName } from '../../../src/model/relations.ts'
import { malformationsOf } from '../../../src/plan/saved/step-shape.ts'
import { KIM, LEE, MANAGES, type StepDraft, stepOf } from '../../support/builders.ts'
import { withEdge, withoutRelations } from '../../support/kinds.ts'

const AGENCY = { type: 'business', id: '2002' } as const
const PERSON = { type: 'business_user', id: KIM } as const
const US = { type: 'business', id: '1001' } as const
const ASKED = { type: 'obo_request', id: '55' } as const

const OF_BUSINESS = { kind: 'business', on: '1001' } as const
const MEMBER = { ...PERSON, ...OF_BUSINESS }
const INVITED = { ...OF_BUSINESS, type: 'business_user', id: 'ann@x.example' } as const

/** A step of each action as this program writes it. */
const SOUND: Readonly<Record<Action, StepDraft>> = {
  request: { ...US, action: 'request', after: ['ANALYZE'] },
  grant: { ...AGENCY, action: 'grant', after: ['ANALYZE'] },
  regrant: { ...AGENCY, action: 'regrant', before: ['ANALYZE'], after: MANAGES },
  assign: { ...PERSON, action: 'assign', after: ['ANALYZE'] },
  reassign: { ...PERSON, action: 'reassign', before: ['ANALYZE'], after: MANAGES },
  unassign: { ...PERSON, action: 'unassign', before: MANAGES },
  revoke: { ...AGENCY, action: 'revoke', before: MANAGES },
  withdraw: { ...US, action: 'withdraw' },
  cancel: { ...ASKED, action: 'cancel' },
  leave_group: {
    ...{ ...PERSON, action: 'leave_group', before: ['adaccount:ANALYZE'] },
    ...{ kind: 'asset_group', on: '8801' },
  },
  invite: { ...INVITED, action: 'invite', after: ['EMPLOYEE'] },
  set_role: { ...MEMBER, action: 'set_role', before: ['ADMIN'], after: ['EMPLOYEE'] },
  uninvite: { ...INVITED, action: 'uninvite', before: ['ADMIN'], invitation: '9901' },
  remove: { ...MEMBER, action: 'remove', before: ['EMPLOYEE'] },
}

const reasons = (steps: readonly unknown[], kinds: KindTable = KINDS): readonly string[] =>
  malformationsOf(steps as readonly Step[], kinds).map(({ reason }) => reason)

const edited = (action: Action, edit: Readonly<Record<string, unknown>>): readonly string[] =>
  reasons([{ ...stepOf(SOUND[action]), ...edit }])

describe('a step as this program writes it', () => {
  it.each(ACTIONS)('%s', (action) => {
    expect(reasons([stepOf(SOUND[action])])).toEqual([])
  })

  it.each<[string, StepDraft]>([
    ['of a system user', { ...SOUND.assign, type: 'system_user' }],
    ['that gives up what was given', { ...SOUND.withdraw, before: ['ANALYZE'] }],
    ['with a gap', { ...SOUND.regrant, gap: true }],
    ['on a Page', { ...SOUND.revoke, kind: 'page', on: '3333' }],
  ])('%s', (_, draft) => {
    expect(reasons([stepOf(draft)])).toEqual([])
  })
})

describe('what is no step', () => {
  it.each([null, undefined, 'unassign', 7, true])('%j', (value) => {
    expect(reasons([value])).toEqual(['it is not an object'])
  })

  it.each([
    [{ action: 'own' }, 'no such action: "own"'],
    [{ action: undefined }, 'no such action: undefined'],
    [{ asset: undefined }, 'no such kind of asset'],
    [{ asset: null }, 'no such kind of asset'],
    [{ asset: { kind: 'zeppelin', id: 'act_1' } }, 'no such kind of asset'],
    [{ asset: { kind: 'ad_account', id: '../1' } }, 'its asset has no valid id'],
    [{ asset: { kind: 'ad_account', id: 7 } }, 'its asset has no valid id'],
    [{ asset: { kind: 'ad_account', id: '3333' } }, 'its asset has no valid id'],
    [{ asset: { kind: 'page', id: 'act_1' } }, 'its asset has no valid id'],
    [{ subject: undefined }, 'its subject has no valid id'],
    [{ subject: null }, 'its subject has no valid id'],
    [{ subject: { ...PERSON, id: `${KIM}/x` } }, 'its subject has no valid id'],
    [{ before: 'MANAGE' }, 'its tasks are not lists of names'],
    [{ before: undefined }, 'its tasks are not lists of names'],
    [{ before: ['MANAGE', 7] }, 'its tasks are not lists of names'],
    [{ after: { length: 1 } }, 'its tasks are not lists of names'],
    [{ after: [7, 'MANAGE'] }, 'its tasks are not lists of names'],
    [{ needs: 'act_1/users/1' }, 'its needs are not a list'],
    [{ needs: undefined }, 'its needs are not a list'],
    [{ gap: true }, 'it cannot have a gap'],
    [{ gap: false }, 'it cannot have a gap'],
    [{ gap: undefined }, 'it cannot have a gap'],
    [{ address: `act_1/users/${LEE}` }, 'its address does not match it'],
  ])('%j: %s', (edit, reason) => {
    expect(edited('assign', edit)).toEqual([reason])
  })

  it.each([false, 1, null, undefined])('a replacement with a gap of %j', (gap) => {
    expect(edited('regrant', { gap })).toEqual(['it cannot have a gap'])
  })

  it.each(['request', 'grant', 'regrant', 'assign', 'reassign'] as const)(
    '%s without tasks',
    (action) => {
      expect(edited(action, { after: [] })).toEqual(['its tasks do not fit it'])
      expect(edited(action, { after: null })).toEqual(['its tasks do not fit it'])
    },
  )

  it.each(['unassign', 'revoke', 'withdraw', 'cancel', 'uninvite', 'remove'] as const)(
    '%s with tasks',
    (action) => {
      expect(edited(action, { after: ['ANALYZE'] })).toEqual(['its tasks do not fit it'])
    },
  )

  it.each<[Action, Step['before']]>([
    ['request', ['ANALYZE']],
    ['grant', ['ANALYZE']],
    ['grant', []],
    ['assign', ['ANALYZE']],
    ['cancel', ['ANALYZE']],
    ['regrant', null],
    ['reassign', null],
    ['unassign', null],
    ['revoke', null],
    ['invite', ['EMPLOYEE']],
    ['set_role', null],
    ['uninvite', null],
    ['remove', null],
  ])('%s after %j', (action, before) => {
    expect(edited(action, { before })).toEqual(['the tasks before it do not fit it'])
  })

  it.each<[Action, Step['after']]>([
    ['invite', ['ADMIN', 'EMPLOYEE']],
    ['invite', ['ANALYZE']],
    ['set_role', ['EMPLOYEE', 'ADMIN']],
    ['set_role', ['DEVELOPER']],
  ])('%s to %j', (action, after) => {
    expect(edited(action, { after })).toEqual(['it does not have one role'])
  })

  it.each<[Action, Partial<Step['subject']>]>([
    ['invite', { id: KIM }],
    ['invite', { id: 'Ann@x.example' }],
    ['invite', { id: 'a/b@x.example' }],
    ['invite', { invitation: '9/1' }],
    ['uninvite', { id: KIM }],
    ['uninvite', { invitation: 'x' }],
    ['set_role', { id: 'ann@x.example' }],
    ['set_role', { invitation: '9901' }],
    ['remove', { id: 'ann@x.example' }],
    ['remove', { invitation: '9901' }],
    ['unassign', { invitation: '9901' }],
  ])('%s of %j', (action, facts) => {
    const { subject } = stepOf(SOUND[action])
    expect(edited(action, { subject: { ...subject, ...facts } })).toEqual([
      'its subject has no valid id',
    ])
  })

  it.each<[Action, string]>([
    ['assign', 'business'],
    ['leave_group', 'business'],
    ['invite', 'asset_group'],
    ['remove', 'asset_group'],
  ])('%s on a %s', (action, kind) => {
    expect(edited(action, { asset: { kind, id: '1001', name: null } })).toEqual([
      'the API has no such call',
    ])
  })

  it.each<[Action, StepDraft['type']]>([
    ['invite', 'business'],
    ['remove', 'obo_request'],
    ['request', 'business_user'],
    ['withdraw', 'obo_request'],
    ['grant', 'business_user'],
    ['regrant', 'system_user'],
    ['revoke', 'obo_request'],
    ['assign', 'business'],
    ['reassign', 'business'],
    ['unassign', 'obo_request'],
    ['cancel', 'business'],
    ['cancel', 'system_user'],
  ])('%s of a %s', (action, type) => {
    const { subject } = stepOf(SOUND[action])
    expect(edited(action, { subject: { ...subject, type } })).toEqual([
      'its subject does not fit it',
    ])
  })

  it.each<[Action, string]>([
    ['request', 'act_2/request'],
    ['withdraw', 'act_1/users/1001'],
    ['grant', 'act_1/agencies/2003'],
    ['revoke', 'act_1/users/2002'],
    ['unassign', `act_2/users/${KIM}`],
    ['cancel', 'act_1/agencies/55'],
    ['invite', '1001/users/ann@x.example'],
    ['remove', '1001/members/999'],
  ])('%s at %s', (action, address) => {
    expect(edited(action, { address })).toEqual(['its address does not match it'])
  })
})

describe('what the API cannot do on a kind of asset', () => {
  const FULL = assetKindOf('ad_account', KINDS)
  const all: KindTable = KINDS.map((kind) => ({
    ...kind,
    relations: {
      ...FULL.relations,
      ...kind.relations,
      on_behalf_of: { edge: 'onbehalf_requests' },
    },
  }))
  const fixed = (edge: EdgeName): KindTable =>
    all.map((kind) => withEdge(kind, edge, { remove: 'none' }))
  const without = (...relations: readonly RelationName[]): KindTable =>
    all.map((kind) => withoutRelations(kind, ...relations))
  const impossible = (kinds: KindTable): readonly Action[] =>
    ACTIONS.filter((action) =>
      reasons([stepOf(SOUND[action])], kinds).includes('the API has no such call'),
    )

  it.each<[string, KindTable, readonly Action[]]>([
    ['all is possible', all, []],
    ['no person can be taken off', fixed('users'), ['unassign']],
    ['no agency can be taken off', fixed('agencies'), ['revoke']],
    ['there are no agencies', without('agencies'), ['grant', 'regrant', 'revoke']],
    ['nothing can be asked for', without('request'), ['request', 'withdraw']],
    ['there are no people', without('users'), ['assign', 'reassign', 'unassign']],
    ['there are no on-behalf-of requests', without('on_behalf_of'), ['cancel']],
  ])('where %s', (_, kinds, expected) => {
    expect(impossible(kinds)).toEqual(expected)
  })
})

describe('a step beside those before it', () => {
  const [kim, lee] = [stepOf(SOUND.assign), stepOf({ ...SOUND.assign, id: LEE })]

  it('has an address of its own', () => {
    expect(malformationsOf([kim, lee, kim], KINDS)).toEqual([
      { index: 2, reason: 'another step has the same address' },
    ])
  })

  it('needs only what is before it', () => {
    const needing = { ...lee, needs: [kim.address] }
    expect(malformationsOf([kim, needing], KINDS)).toEqual([])
    expect(malformationsOf([needing, kim], KINDS)).toEqual([
      { index: 0, reason: 'it needs a step that does not come before it' },
    ])
    const half = { ...lee, needs: [kim.address, 'act_1/users/1'] }
    expect(reasons([kim, half])).toEqual(['it needs a step that does not come before it'])
    expect(reasons([{ ...kim, needs: [kim.address] }])).toEqual([
      'it needs a step that does not come before it',
    ])
  })

  it('cannot count on one that is malformed', () => {
    const needing = { ...lee, needs: [kim.address] }
    expect(malformationsOf([{ ...kim, after: [] }, needing], KINDS)).toEqual([
      { index: 0, reason: 'its tasks do not fit it' },
      { index: 1, reason: 'it needs a step that does not come before it' },
    ])
  })
})
