import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import {
  closureOf,
  differenceOf,
  isManager,
  isSatisfied,
  sortTasks,
  unionToSend,
} from '../../src/model/tasks.ts'

const account = assetKindOf('ad_account', KINDS)
const page = assetKindOf('page', KINDS)

describe('isSatisfied', () => {
  it.each([
    ['the same', account, ['ANALYZE'], ['ANALYZE'], true],
    ['what a task implies', account, ['ADVERTISE'], ['ADVERTISE', 'ANALYZE', 'DRAFT'], true],
    ['a tolerated extra', account, ['ANALYZE'], ['ANALYZE', 'AA_ANALYZE', 'CREATIVE'], true],
    [
      'MANAGE unpacked to all',
      account,
      ['MANAGE'],
      ['DRAFT', 'ANALYZE', 'ADVERTISE', 'MANAGE', 'AA_ANALYZE'],
      true,
    ],
    [
      'MANAGE that lists nothing else',
      account,
      ['MANAGE', 'ADVERTISE', 'ANALYZE'],
      ['MANAGE'],
      true,
    ],
    ['less', account, ['ADVERTISE', 'ANALYZE'], ['ANALYZE'], false],
    ['more', account, ['ANALYZE'], ['ADVERTISE', 'ANALYZE'], false],
    ['MANAGE where it is not wanted', account, ['ADVERTISE', 'ANALYZE'], ['MANAGE'], false],
    ['nothing', account, ['ANALYZE'], [], false],
    ['a task nobody knows', account, ['ANALYZE'], ['ANALYZE', 'FUTURE'], true],
    [
      'a twin',
      page,
      ['ADVERTISE', 'ANALYZE'],
      ['PROFILE_PLUS_ADVERTISE', 'PROFILE_PLUS_ANALYZE'],
      true,
    ],
    ['a wanted twin', page, ['PROFILE_PLUS_ANALYZE'], ['ANALYZE'], true],
    ['both names', page, ['ANALYZE'], ['ANALYZE', 'PROFILE_PLUS_ANALYZE'], true],
    [
      'the Page chain',
      page,
      ['CREATE_CONTENT'],
      ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
      true,
    ],
    [
      'a Page task beside the chain',
      page,
      ['ADVERTISE', 'ANALYZE'],
      ['ADVERTISE', 'ANALYZE', 'MESSAGING'],
      false,
    ],
    ['full control', page, ['MANAGE'], ['PROFILE_PLUS_FULL_CONTROL', 'PROFILE_PLUS_MANAGE'], true],
    ['DRAFT on a Page', page, ['ANALYZE'], ['ANALYZE', 'DRAFT'], true],
  ] as const)('%s', (_, kind, wanted, held, expected) => {
    expect(isSatisfied(kind, wanted, held)).toBe(expected)
  })

  const subsets = fc.subarray([...account.tasks, ...account.tolerated, 'FUTURE'])

  it('does not depend on order or repetition', () => {
    fc.assert(
      fc.property(subsets, subsets, (wanted, held) => {
        const expected = isSatisfied(account, wanted, held)
        expect(isSatisfied(account, [...wanted].reverse(), [...held, ...held].reverse())).toBe(
          expected,
        )
      }),
    )
  })

  it('holds for any closed set, so that no unpacked read ever differs', () => {
    fc.assert(
      fc.property(fc.constantFrom(account, page), fc.nat(), (kind, seed) => {
        const wanted = kind.tasks.filter((_, index) => (seed >> (index % 30)) & 1)
        expect(isSatisfied(kind, wanted, [...closureOf(kind, wanted)])).toBe(true)
      }),
    )
  })
})

describe('differenceOf', () => {
  it('names what is missing, extra and unknown', () => {
    expect(
      differenceOf(page, ['ADVERTISE', 'ANALYZE'], ['MESSAGING', 'ANALYZE', 'NEW', 'DRAFT']),
    ).toEqual({
      missing: ['ADVERTISE'],
      extra: ['MESSAGING'],
      unknown: ['NEW'],
    })
  })

  it('does not call a wanted task unknown', () => {
    expect(differenceOf(account, ['NEW'], ['NEW']).unknown).toEqual([])
  })
})

describe('unionToSend', () => {
  it.each([
    [
      'adds what is held',
      page,
      ['ADVERTISE', 'ANALYZE'],
      ['MESSAGING', 'ANALYZE'],
      ['MESSAGING', 'ADVERTISE', 'ANALYZE'],
    ],
    [
      'sends what another seems to bring along, which is lost if it does not',
      page,
      ['CREATE_CONTENT'],
      ['ANALYZE', 'MODERATE'],
      ['CREATE_CONTENT', 'MODERATE', 'ANALYZE'],
    ],
    ['leaves out what cannot be set', account, ['ANALYZE'], ['CREATIVE', 'DRAFT'], ['ANALYZE']],
    [
      'says twins by their classic name',
      page,
      ['ANALYZE'],
      ['PROFILE_PLUS_MESSAGING'],
      ['MESSAGING', 'ANALYZE'],
    ],
    [
      'keeps MANAGE',
      account,
      ['ADVERTISE', 'ANALYZE'],
      ['MANAGE'],
      ['MANAGE', 'ADVERTISE', 'ANALYZE'],
    ],
  ] as const)('%s', (_, kind, wanted, held, expected) => {
    expect(unionToSend(kind, wanted, held)).toEqual(expected)
  })

  it('never asks for less than was held', () => {
    fc.assert(
      fc.property(fc.subarray([...page.tasks]), fc.subarray([...page.tasks]), (wanted, held) => {
        const given = closureOf(page, unionToSend(page, wanted, held))
        const kept = closureOf(
          page,
          held.filter((task) => !page.tolerated.includes(task)),
        )
        expect([...kept].filter((task) => !given.has(task))).toEqual([])
      }),
    )
  })
})

describe('sortTasks', () => {
  it('follows the table, then the alphabet, without repetition', () => {
    expect(sortTasks(account, ['ZULU', 'ANALYZE', 'MANAGE', 'ALPHA', 'ANALYZE'])).toEqual([
      'MANAGE',
      'ANALYZE',
      'ALPHA',
      'ZULU',
    ])
  })
})

describe('isManager', () => {
  it.each([
    [account, ['MANAGE'], true],
    [account, ['ADVERTISE', 'ANALYZE'], false],
    [page, ['PROFILE_PLUS_MANAGE'], true],
    [page, ['PROFILE_PLUS_FULL_CONTROL'], true],
    [page, ['MANAGE_LEADS'], false],
  ] as const)('%#', (kind, tasks, expected) => {
    expect(isManager(kind, tasks)).toBe(expected)
  })
})
