import { describe, expect, it } from 'vitest'
import { type AssetKind, assetKindOf, KINDS } from '../../../src/model/kinds.ts'
import { examine } from '../../../src/questions/doctor/examine.ts'
import { withEdge } from '../../support/kinds.ts'
import {
  ACCOUNTS,
  abilities,
  accounts,
  asset,
  FAILED,
  finding,
  input,
  LISTS,
  pages,
  REACH,
  READ,
  REFUSED,
  reach,
  reportOf,
  token,
} from './facts.ts'

const ALL = [
  'request',
  'grant',
  'regrant',
  'assign',
  'reassign',
  'unassign',
  'revoke',
  'withdraw',
  'cancel',
]
const AGENCIES = ['grant', 'regrant', 'revoke']
const USERS = ['assign', 'reassign', 'unassign']
const BUSINESS = ['request', 'withdraw', 'cancel']

/** The nine, with what these are instead of `yes`. */
const but = (
  kind: 'ad_account' | 'page',
  other: Readonly<Record<string, readonly string[]>> = {},
): string => {
  const usual = kind === 'page' ? { cancel: 'none' } : { request: 'unknown' }
  const given = Object.entries(other).flatMap(([can, actions]) =>
    actions.map((action) => [action, can]),
  )
  const can: Record<string, string> = { ...usual, ...Object.fromEntries(given) }
  if (kind === 'page') can['cancel'] = 'none'
  return ALL.map((action) => `${action} ${can[action] ?? 'yes'}`).join(', ')
}

const scopes = (...given: readonly string[]) => token({ scopes: ['business_management', ...given] })
const employee = (role: string | null, managed: readonly (boolean | null)[]) =>
  reach({
    self: { id: '11', name: 'Robot', role },
    kinds: [
      { ...ACCOUNTS, assets: managed.map((isManaged, at) => asset(`act_${at}`, { isManaged })) },
      ...REACH.kinds.slice(1),
    ],
  })

describe('an action can be done on ad accounts', () => {
  it.each([
    ['by an admin with every permission', {}, but('ad_account')],
    [
      'not to write with ads_read',
      scopes('ads_read'),
      but('ad_account', { no: [...AGENCIES, ...USERS] }),
    ],
    [
      'not without the business',
      token({ scopes: ['ads_management'] }),
      but('ad_account', { no: ALL }),
    ],
    [
      'nobody knows, without permissions',
      { token: null, ...reach({ permissions: null }) },
      but('ad_account', { unknown: ALL }),
    ],
    [
      'by who is no admin, where it manages',
      employee('EMPLOYEE', [true, false]),
      but('ad_account', { some: [...AGENCIES, ...USERS], no: BUSINESS }),
    ],
    [
      'nowhere, where it manages nothing',
      employee('EMPLOYEE', [false, false]),
      but('ad_account', { no: ALL }),
    ],
    [
      'nobody knows where, if that is not told',
      employee('EMPLOYEE', [false, null]),
      but('ad_account', { unknown: [...AGENCIES, ...USERS], no: BUSINESS }),
    ],
    ['nobody knows, without a role', employee(null, [true]), but('ad_account', { unknown: ALL })],
    [
      'not where ours cannot be listed',
      accounts({ lists: { ...LISTS, owned: REFUSED } }),
      but('ad_account', { no: [...AGENCIES, ...USERS, 'request', 'withdraw'] }),
    ],
    [
      'nobody knows, where the list failed',
      accounts({ lists: { ...LISTS, owned: FAILED } }),
      but('ad_account', { unknown: [...AGENCIES, ...USERS, 'withdraw'] }),
    ],
    [
      "not asked for, where clients' are not listed",
      accounts({ lists: { ...LISTS, pendingClient: REFUSED } }),
      but('ad_account', { no: ['request', 'withdraw'] }),
    ],
    [
      'not to agencies, which may not be read',
      accounts({ samples: [{ asset: 'act_1', relation: 'agencies', ...REFUSED }] }),
      but('ad_account', { no: AGENCIES }),
    ],
    [
      'perhaps to people, who have lists of their own',
      accounts({ samples: [{ asset: 'act_1', relation: 'users', ...REFUSED }] }),
      but('ad_account', { unknown: USERS }),
    ],
    [
      'on some, where some may be read',
      accounts({
        samples: [
          { asset: 'act_1', relation: 'agencies', ...REFUSED },
          { asset: 'act_2', relation: 'agencies', ...READ },
        ],
      }),
      but('ad_account', { some: AGENCIES }),
    ],
  ])('%s', (_what, facts, expected) => {
    expect(abilities(reportOf(facts), 'ad_account')).toBe(expected)
  })
})

const none = [
  asset('31', { hasToken: false, isManaged: false }),
  asset('32', { hasToken: false, isManaged: false }),
]
const one = [asset('31', { hasToken: true }), asset('32', { hasToken: false, isManaged: false })]

describe('an action can be done on Pages', () => {
  it.each([
    ['by an admin with every permission', {}, but('page')],
    [
      'not to people without pages_manage_metadata',
      scopes('ads_management'),
      but('page', { no: [...USERS, 'request'] }),
    ],
    [
      'not asked for without pages_show_list',
      scopes('pages_manage_metadata'),
      but('page', { no: ['request'] }),
    ],
    [
      'not to agencies without a token; an admin may put people on it',
      pages({ assets: none, samples: [] }),
      but('page', { no: AGENCIES }),
    ],
    [
      'to agencies of some, with some tokens',
      pages({ assets: one }),
      but('page', { some: AGENCIES }),
    ],
    [
      'nobody knows to agencies, without a Page',
      pages({ assets: [], samples: [] }),
      but('page', { unknown: AGENCIES }),
    ],
    [
      'to people of some, by who is no admin',
      reach({
        self: { id: '11', name: null, role: 'EMPLOYEE' },
        kinds: [ACCOUNTS, { ...(REACH.kinds[1] as typeof ACCOUNTS), assets: one }],
      }),
      but('page', { some: [...AGENCIES, ...USERS], no: ['request', 'withdraw'] }),
    ],
  ])('%s', (_what, facts, expected) => {
    expect(abilities(reportOf(facts), 'page')).toBe(expected)
  })
})

it('an action the API does not have is none, whatever the token', () => {
  const account = assetKindOf('ad_account', KINDS)
  const pixel: AssetKind = withEdge(account, 'users', { remove: 'none' })
  const report = examine(input(token({ scopes: [] }), { kinds: [pixel] }))
  expect(report.actions.find(({ action }) => action === 'unassign')).toMatchObject({
    can: 'none',
    why: 'the API has no such call for ad accounts',
  })
})

it('an action on what cannot be read for want of a permission is none of ours', () => {
  const account = assetKindOf('ad_account', KINDS)
  const scopes = { read: [['peek'], ['business_management']], write: [] }
  const kind: AssetKind = withEdge(account, 'agencies', { scopes })
  const report = examine(input({}, { kinds: [kind] }))
  expect(report.actions.find(({ action }) => action === 'grant')).toMatchObject({
    can: 'no',
    why: 'needs peek',
  })
})

it('only what is ours counts for agencies, and for people what clients gave too', () => {
  const theirs = asset('39', { isOwned: false, hasToken: false, isManaged: false })
  const robot = { id: '11', name: null, role: 'EMPLOYEE' }
  const [, page] = REACH.kinds
  const assets = [asset('31', { hasToken: true }), theirs]
  const kinds = [ACCOUNTS, { ...(page as typeof ACCOUNTS), assets }]
  expect(abilities(reportOf(pages({ assets })), 'page')).toBe(but('page'))
  expect(finding(reportOf(reach({ self: robot, kinds })), 'actions', 'page').found).toContain(
    'manages 1 of 1 Page; assign, reassign, unassign: not an admin of the business, and manages 1 of 2',
  )
})

it('what was not looked at may be managed', () => {
  const self = { id: '11', name: null, role: 'EMPLOYEE' }
  const unmanaged = { ...ACCOUNTS, assets: [asset('act_1', { isManaged: false })], hasMore: true }
  const report = reportOf(reach({ self, kinds: [unmanaged, ...REACH.kinds.slice(1)] }))
  expect(abilities(report, 'ad_account')).toBe(
    but('ad_account', { unknown: [...AGENCIES, ...USERS], no: BUSINESS }),
  )
})

describe('what can be done at all is a finding', () => {
  it('of each kind, with what would help', () => {
    const report = reportOf(scopes('ads_management'))
    expect(finding(report, 'actions', 'page')).toMatchObject({
      status: 'warning',
      found: 'request, assign, reassign, unassign: needs pages_manage_metadata',
      advice: 'create the token again with pages_manage_metadata',
    })
    expect(report.ready).toBe(true)
  })

  it('and an error where nothing can', () => {
    const facts = reach({
      self: { id: '11', name: null, role: 'EMPLOYEE' },
      kinds: REACH.kinds.map((kind) => ({
        ...kind,
        assets: kind.assets.map((each) => ({ ...each, isManaged: false })),
      })),
    })
    const report = reportOf(facts)
    expect(report.checks.filter(({ status }) => status === 'error').map(({ id }) => id)).toEqual([
      'actions',
      'actions',
    ])
    expect(report.ready).toBe(false)
  })
})

describe('members can be invited, changed and removed', () => {
  const all = (can: string): string =>
    ['invite', 'set_role', 'uninvite', 'remove'].map((action) => `${action} ${can}`).join(', ')

  it.each([
    ['by an admin who sees all lists of people', {}, all('yes')],
    ['not by who is no admin', employee('EMPLOYEE', [true]), all('no')],
    ['nobody knows, without a role', employee(null, [true]), all('unknown')],
    [
      'not where invitations cannot be listed',
      reach({ people: { ...REACH.people, pending_users: REFUSED } }),
      all('no'),
    ],
    [
      'nobody knows, where a list failed',
      reach({ people: { ...REACH.people, business_users: FAILED } }),
      all('unknown'),
    ],
  ])('%s', (_what, facts, expected) => {
    expect(abilities(reportOf(facts), 'business')).toBe(expected)
  })
})
