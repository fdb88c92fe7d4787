import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../src/model/live.ts'
import { asset, codesOf, liveOf, MANAGES, OWN, planOf, row, stepsOf } from '../support/builders.ts'

/** What was not seen, or is of a form nobody knows, is never taken for "not there". */

const directory = (facts: Partial<LiveState['directory']>): LiveState['directory'] => ({
  business_users: 'complete',
  system_users: 'complete',
  pending_users: 'complete',
  ...facts,
})

const ACCOUNT = asset('act_1')
const withPeople = (facts: Partial<LiveState['directory']>): LiveState =>
  liveOf([ACCOUNT], [row('act_1', 'users', OWN, MANAGES)], {
    directory: directory(facts),
    people: [],
  })

describe('somebody who is in no list that was read', () => {
  const BY_EMAIL = 'ad_accounts: { act_1: { users: { ann: [ANALYZE] } } }\n'
  const HEAD = 'teams: {}\n'

  it.each<[string, Partial<LiveState['directory']>, string, string]>([
    ['by id, both lists read', {}, 'lee', 'waiting'],
    ['by id, people may not be listed', { business_users: 'unreadable' }, 'lee', 'unreadable'],
    ['by id, system users failed', { system_users: 'unknown' }, 'lee', 'unknown'],
    ['by id, invitations do not matter', { pending_users: 'unknown' }, 'lee', 'waiting'],
    ['a system user, people do not matter', { business_users: 'unknown' }, 'own', 'waiting'],
    ['a system user, not listed', { system_users: 'unreadable' }, 'own', 'unreadable'],
  ])('%s', (_, facts, name, expected) => {
    const manifest = HEAD + BY_EMAIL.replace('ann', name)
    const plan = planOf(manifest, { ...withPeople(facts), relations: [] })
    expect(stepsOf(plan)).toEqual([])
    const found = {
      waiting: plan.waiting.length > 0,
      unreadable: plan.unreadable.length > 0,
      unknown: !plan.complete,
    }
    const only = { waiting: false, unreadable: false, unknown: false, [expected]: true }
    expect(found).toEqual(only)
  })
})

describe('an on-behalf-of relation', () => {
  const LISTS = 'ad_accounts: { act_1: { on_behalf_of: [brightside] } }\n'
  const relation = (facts: Parameters<typeof row>[4]) =>
    row('act_1', 'on_behalf_of', '5501', [], {
      status: 'pending',
      direction: 'sent',
      counterpart: { id: '2003', name: null },
      ...facts,
    })
  const scopes: LiveState['scopes'] = [
    {
      kind: 'ad_account',
      asset: 'act_1',
      relation: 'on_behalf_of',
      status: 'complete',
      what: null,
    },
  ]
  const planWith = (facts: Parameters<typeof row>[4], live: Partial<LiveState> = {}) =>
    planOf(LISTS, liveOf([ACCOUNT], [relation(facts)], { scopes, ...live }))

  it('of a status nobody knows is never cancelled', () => {
    const plan = planWith({ status: 'unrecognised', apiStatus: 'PARKED' })
    expect(stepsOf(plan)).toEqual([])
    expect(plan.manual.map(({ reason }) => reason)).toContain('unrecognised_status')
    expect(plan.manual.map(({ what }) => what).join()).toContain('PARKED')
  })

  it('between two others is left alone', () => {
    expect(stepsOf(planWith({ direction: 'others' }))).toEqual([])
    expect(stepsOf(planWith({ direction: 'sent' }))).toEqual(['cancel act_1/on_behalf_of/5501'])
  })

  it('with ourselves is left alone', () => {
    expect(stepsOf(planWith({ counterpart: { id: '1001', name: null } }))).toEqual([])
  })

  it('of an account that may be anybody’s is unknown', () => {
    const unsure = liveOf([asset('act_1', { ownership: 'unknown' })], [], { scopes })
    const plan = planOf(LISTS, unsure)
    expect(plan.complete).toBe(false)
    expect(stepsOf(plan)).toEqual([])
    expect(codesOf(plan)).not.toContain('asset_not_found')
  })
})
