import { describe, expect, it } from 'vitest'
import { expiringOf } from '../../../src/questions/changes/expiring.ts'
import { HEAD } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const expiring = (users: string, filter = {}) =>
  expiringOf(
    manifestOf(`${HEAD}teams: { t: [lee, kim] }
profiles: { p: { users: { t: { tasks: [ANALYZE], expires: 2026-12-01 } } } }
ad_accounts: { act_1: { use: [p], users: { ${users} } } }`),
    '2026-11-22',
    { filter },
  ).map(({ expires, subject, tasks }) => `${expires} ${subject?.alias} ${tasks.join()}`)

describe('what ends soon', () => {
  it.each<[string, string, readonly string[]]>([
    ['is there once per path', '', ['2026-12-01 lee ANALYZE', '2026-12-01 kim ANALYZE']],
    ['is not what another path keeps', 'lee: [ADVERTISE, ANALYZE]', ['2026-12-01 kim ANALYZE']],
    [
      'is what another path does not keep',
      'lee: { tasks: [MANAGE, ADVERTISE, ANALYZE], expires: 2026-11-22 }, kim: none',
      ['2026-11-22 lee MANAGE,ADVERTISE', '2026-12-01 lee ANALYZE'],
    ],
    [
      'is not what is over, or what ends later',
      'own: { tasks: [ANALYZE], expires: 2026-11-21 }, kim: { tasks: [MANAGE], expires: 2026-12-07 }, lee: none',
      [],
    ],
    [
      'is there on the fourteenth day',
      'own: { tasks: [ANALYZE], expires: 2026-12-06 }, t: none',
      ['2026-12-06 own ANALYZE'],
    ],
  ])('%s', (_what, users, expected) => {
    expect(expiring(users)).toEqual(expected)
  })

  const seats = (users: string, filter = {}) =>
    expiringOf(
      manifestOf(`${HEAD}teams: { t: [lee, kim] }
members: { users: { t: { role: EMPLOYEE, expires: 2026-12-01, reason: audit }, ${users} } }`),
      '2026-11-22',
      { filter },
    ).map(({ asset, expires, subject, tasks, note }) =>
      [asset.kind, expires, subject?.alias, ...tasks, note].join(' '),
    )

  it.each<[string, string, readonly string[]]>([
    [
      'with its line’s own role',
      'kim: { role: ADMIN, expires: 2026-12-02 }',
      ['business 2026-12-01 lee EMPLOYEE audit', 'business 2026-12-02 kim ADMIN '],
    ],
    ['unless another path keeps it', 'kim: ADMIN', ['business 2026-12-01 lee EMPLOYEE audit']],
    ['unless it beats the path', 'kim: none, lee: EMPLOYEE', []],
  ])('is a seat too, %s', (_what, users, expected) => {
    expect(seats(users)).toEqual(expected)
  })

  it('takes the filters of the plan', () => {
    expect(seats('', { only: ['members'], who: ['lee'] })).toHaveLength(1)
    expect(seats('', { only: ['*'] })).toEqual([])
    expect(expiring('', { who: ['lee'] })).toEqual(['2026-12-01 lee ANALYZE'])
    expect(expiring('', { only: ['act_2*'] })).toEqual([])
  })
})
