import { describe, expect, it } from 'vitest'
import type { Wish } from '../../../src/access/wish.ts'
import { assetKindOf, KINDS } from '../../../src/model/kinds.ts'
import { changeReason } from '../../../src/plan/judge/change.ts'
import { asset, KIM, liveOf, planOf, row } from '../../support/builders.ts'

const KIND = assetKindOf('ad_account', KINDS)
const WIDE = ['ADVERTISE', 'ANALYZE']

const wish = (tasks: readonly string[], expired: readonly string[]): Wish => ({
  ...{ subject: 'kim', tasks, expired, none: false, via: ['direct'], paths: [] },
  source: { file: 'access.yaml', line: 1, column: 1 },
})

describe('why tasks change', () => {
  it.each([
    ['all that goes stood on a path that is over', ['ANALYZE'], ['ADVERTISE'], WIDE, 'expired'],
    ['a path is over and nothing goes', WIDE, ['ADVERTISE'], WIDE, 'tasks_differ'],
    ['nothing is over', ['ANALYZE'], [], WIDE, 'tasks_differ'],
    ['something is missing too', ['DRAFT'], ['ADVERTISE'], ['ADVERTISE'], 'tasks_differ'],
    [
      'some of it stood on no path',
      ['DRAFT'],
      ['ANALYZE'],
      ['DRAFT', 'ANALYZE', 'ADVERTISE'],
      'tasks_differ',
    ],
  ])('%s', (_, tasks, expired, held, reason) => {
    expect(changeReason(KIND, wish(tasks, expired), held)).toBe(reason)
  })
})

describe('why somebody is taken off', () => {
  const reasonFor = (users: string): readonly string[] =>
    planOf(
      `ad_accounts: { act_1: { users: ${users} } }`,
      liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])]),
    ).steps.map(({ reason }) => reason)

  it.each([
    ['expired', '{ kim: { tasks: [ANALYZE], expires: 2026-11-21 } }'],
    ['not_in_manifest', '{}'],
    ['not_in_manifest', '{ kim: none }'],
  ])('%s: %s', (reason, users) => {
    expect(reasonFor(users)).toEqual([reason])
  })
})
