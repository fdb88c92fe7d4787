import { describe, expect, it } from 'vitest'
import { KINDS, kindOf } from '../../src/model/kinds.ts'
import { nextExpiryOf, wishesOf } from '../../src/plan/desired.ts'
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
  return { users: desired.users, kind: kindOf(desired.kind, KINDS) }
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
