import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/graph/json.ts'
import type { Fetched } from '../../../src/graph/want.ts'
import { groupRowIn, sectionsOf } from '../../../src/live/groups/group-rows.ts'
import { KINDS } from '../../../src/model/kinds.ts'

/** Rows of groups were never recorded: whatever comes is read as far as it tells, and no further. */
const complete = (rows: readonly Json[]): Fetched => ({ status: 'complete', rows, error: null })

const groupWith = (people: readonly Json[], contained: Readonly<Record<string, Json[]>> = {}) =>
  sectionsOf(
    { id: '8801', name: 'EMEA' },
    new Map([
      [
        '8801',
        new Map([
          ['assigned_users', complete(people)],
          ...Object.entries(contained).map(([edge, rows]) => [edge, complete(rows)] as const),
        ]),
      ],
    ]),
    { business: '1001', kinds: KINDS },
  )

const tasksOf = (row: Readonly<Record<string, Json>>) => {
  const { people, members } = groupWith([{ id: '77', name: 'Kim', ...row }])
  return [people.status, people.rows[0]?.tasks, Object.fromEntries(members[0]?.tasks ?? [])]
}

describe('a person in a group', () => {
  it.each<[string, Readonly<Record<string, Json>>, readonly string[], object]>([
    ['as the spec has it', { page_tasks: ['ANALYZE'] }, ['page:ANALYZE'], { page: ['ANALYZE'] }],
    ['as the guide has it', { page_roles: ['ANALYZE'] }, ['page:ANALYZE'], { page: ['ANALYZE'] }],
    [
      'in both forms',
      { page_roles: ['ANALYZE'], page_tasks: ['ADVERTISE', 'ANALYZE'] },
      ['page:ADVERTISE', 'page:ANALYZE'],
      { page: ['ADVERTISE', 'ANALYZE'] },
    ],
    ['with an empty list', { pixel_tasks: [] }, [], { pixel: [] }],
    [
      'with tasks on what is no kind of ours',
      { offline_conversion_data_set_tasks: ['UPLOAD'] },
      ['offline_conversion_data_set:UPLOAD'],
      {},
    ],
    ['without either', {}, [], {}],
    ['with null', { page_tasks: null }, [], {}],
    ['with a text in place of a list', { page_tasks: 'ANALYZE' }, [], {}],
    ['with a number in the list', { page_tasks: ['ANALYZE', 7] }, [], {}],
    ['with what may be assigned', { permitted_tasks: ['ANALYZE'], tasks: ['X'] }, [], {}],
  ])('%s', (_, row, flat, byKind) => {
    expect(tasksOf(row)).toEqual(['complete', flat, byKind])
  })

  it('is there once, and without an id makes the list unknown', () => {
    const twice = groupWith([{ id: '77' }, { id: '77' }])
    expect([twice.people.rows.length, twice.members.length]).toEqual([1, 1])
    expect(groupWith([{ name: 'Kim' }]).people.status).toBe('unknown')
  })
})

describe('what is in a group', () => {
  it('is told by its id at least', () => {
    const { assets } = groupWith([], {
      contained_adaccounts: [{ id: '1111' }, { id: 'act_2222', name: 'EU', business: 7 }],
      contained_pages: [{ name: 'News' }],
    })
    const of = (kind: string) => [...assets].find(([{ name }]) => name === kind)?.[1]
    expect(of('ad_account')?.rows).toEqual([
      { kind: 'ad_account', id: 'act_1111', name: null, ownership: 'unknown' },
      { kind: 'ad_account', id: 'act_2222', name: 'EU', ownership: 'unknown' },
    ])
    expect(of('page')?.status).toBe('unknown')
    // An edge that did not come is not empty.
    expect(of('pixel')?.status).toBe('unknown')
    expect(of('whatsapp_account')).toBeUndefined()
  })

  it('makes no group of a row without an id', () => {
    expect(groupRowIn({ name: 'EMEA' })).toEqual({ bad: 'an asset group without a valid id' })
  })
})
