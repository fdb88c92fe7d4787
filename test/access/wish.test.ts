import { describe, expect, it } from 'vitest'
import { nextExpiryOf, wishesOf } from '../../src/access/wish.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { DesiredPath } from '../../src/model/manifest.ts'
import { manifestOf } from '../support/pipeline.ts'

const PEOPLE = `version: 1
business: "1001"
people: { dana: dana@northwind.example, lee: "61550000000000002" }
teams: { buyers: [dana, lee] }
profiles:
  house: { users: { dana: [ANALYZE] } }
`

const usersOf = (asset: string) => {
  const [desired] = manifestOf(`${PEOPLE}ad_accounts:\n  act_1111: ${asset}\n`).assets
  if (desired?.users == null) throw new Error('no users')
  return { users: desired.users, kind: assetKindOf(desired.kind, KINDS) }
}

const wishOf = (asset: string, person: string, asOf = '2026-11-22') => {
  const { users, kind } = usersOf(asset)
  return wishesOf(users, asOf, kind).find(({ subject }) => subject === person)
}

describe('what all paths of one person come to', () => {
  it('is told by the direct line, though a profile stands before it', () => {
    const wish = wishOf('{ use: [house], users: { dana: [ADVERTISE, ANALYZE] } }', 'dana')
    expect(wish).toMatchObject({
      tasks: ['ADVERTISE', 'ANALYZE'],
      via: ['direct', 'profile house'],
      source: { line: 8 },
    })
  })

  it('is told by the first line where none is direct', () => {
    const wish = wishOf('{ use: [house], users: { buyers: [ADVERTISE, ANALYZE] } }', 'dana')
    expect(wish).toMatchObject({ via: ['profile house', 'team buyers'], source: { line: 6 } })
  })

  it.each([
    { asOf: '2026-11-21', tasks: ['ANALYZE'], expired: [] },
    { asOf: '2026-11-22', tasks: ['ANALYZE'], expired: [] },
    { asOf: '2026-11-23', tasks: [], expired: ['ANALYZE'] },
  ])('on $asOf an access until 2026-11-22 is $tasks', ({ asOf, tasks, expired }) => {
    const asset = '{ users: { lee: { tasks: [ANALYZE], expires: 2026-11-22 } } }'
    expect(wishOf(asset, 'lee', asOf)).toMatchObject({ tasks, expired })
  })

  it('ends next on the earliest day that has not passed', () => {
    const { users } = usersOf(
      '{ users: { lee: { tasks: [ANALYZE], expires: 2026-11-22 }, dana: { tasks: [ANALYZE], expires: 2027-01-31 } } }',
    )
    const days = ['2026-11-22', '2026-11-23', '2027-02-01'].map((day) => nextExpiryOf(users, day))
    expect(days).toEqual(['2026-11-22', '2027-01-31', null])
  })
})

const path = (subject: string, facts: Partial<DesiredPath> = {}): DesiredPath => ({
  subject,
  tasks: ['ANALYZE'],
  none: false,
  via: 'direct',
  note: null,
  expires: null,
  source: { file: 'a.yaml', line: 1, column: 1 },
  ...facts,
})

const wishes = (paths: readonly DesiredPath[]) =>
  wishesOf(
    { ...usersOf('{ users: {} }').users, paths },
    '2026-11-22',
    assetKindOf('ad_account', KINDS),
  )

const at = (line: number, column = 1, file = 'a.yaml') => ({ source: { file, line, column } })

describe('the wishes of a relation', () => {
  it('are one a subject, sorted, whatever stands between its paths', () => {
    const found = wishes([
      path('lee', { tasks: ['ANALYZE'], via: 'team b' }),
      path('dana'),
      path('zoe'),
      path('lee', { tasks: ['ADVERTISE', 'ANALYZE'], via: 'team a' }),
      path('lee', { tasks: ['ANALYZE'], via: 'team a' }),
    ])
    expect(found.map(({ subject, tasks, via }) => [subject, tasks, via])).toEqual([
      ['dana', ['ANALYZE'], ['direct']],
      ['lee', ['ADVERTISE', 'ANALYZE'], ['team a', 'team b']],
      ['zoe', ['ANALYZE'], ['direct']],
    ])
    expect(wishes([])).toEqual([])
  })

  it.each([
    ['the direct path', [{ via: 'team a', ...at(1) }, at(9)], at(9)],
    ['the direct path, wherever it stands', [at(9), { via: 'team a', ...at(1) }], at(9)],
    ['the first file', [at(1, 1, 'b.yaml'), at(9, 9, 'a.yaml')], at(9, 9)],
    ['the first line', [at(3), at(2), at(4)], at(2)],
    ['the first column', [at(3, 7), at(3, 5), at(3, 6)], at(3, 5)],
  ])('are told by %s', (_, facts, told) => {
    expect(wishes(facts.map((each) => path('lee', each)))).toMatchObject([told])
  })

  it('hold what has not expired, and remember what has', () => {
    const over = { expires: '2026-11-21', tasks: ['ADVERTISE'], via: 'team old', ...at(1) }
    expect(wishes([path('lee', over), path('lee', at(5))])).toMatchObject([
      { tasks: ['ANALYZE'], expired: ['ADVERTISE'], none: false, via: ['direct'], ...at(5) },
    ])
    expect(wishes([path('lee', over)])).toMatchObject([
      { tasks: [], expired: ['ADVERTISE'], none: false, via: ['team old'], ...at(1) },
    ])
  })

  it('are nothing where one path says none, and told by that path', () => {
    const none = { none: true, tasks: [], via: 'profile p', ...at(7) }
    const nothing = { tasks: [], expired: [], none: true, via: ['profile p'], ...at(7) }
    expect(wishes([path('lee', at(1)), path('lee', none)])).toMatchObject([nothing])
    expect(wishes([path('lee', none)])).toMatchObject([nothing])
    const paths = [path('lee', at(1)), path('lee', { ...none, expires: '2026-11-21' })]
    const alive = { subject: 'lee', tasks: ['ANALYZE'], expired: [], none: false, via: ['direct'] }
    expect(wishes(paths)).toEqual([{ ...alive, paths, ...at(1) }])
  })
})

describe('the next expiry', () => {
  it('leaves out what never ends, and what is over', () => {
    const days = ['2027-01-31', null, '2026-11-21', '2026-12-24'].map((expires) =>
      path('lee', { expires }),
    )
    const { users } = usersOf('{ users: {} }')
    expect(nextExpiryOf({ ...users, paths: days }, '2026-11-22')).toBe('2026-12-24')
    expect(nextExpiryOf({ ...users, paths: [path('lee')] }, '2026-11-22')).toBeNull()
  })
})
