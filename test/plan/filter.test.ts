import { describe, expect, it } from 'vitest'
import { matchesGlob } from '../../src/plan/filter.ts'
import {
  asset,
  codesOf,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  planOf,
  row,
  stepsOf,
} from '../support/builders.ts'

const live = liveOf(
  [asset('act_11'), asset('act_22')],
  [
    row('act_11', 'users', KIM, MANAGES),
    row('act_22', 'users', KIM, ['ANALYZE']),
    row('act_22', 'agencies', '2002', ['ANALYZE']),
  ],
)
const MANIFEST = `ad_accounts:
  act_11: { users: { lee: ADMIN } }
  act_22: { users: { kim: { tasks: [ANALYZE], expires: 2026-01-31 } }, agencies: {} }
`
const filtered = (filter: Parameters<typeof planOf>[2] extends infer I ? NonNullable<I> : never) =>
  planOf(MANIFEST, live, filter)

describe('filters', () => {
  it('--only keeps the assets it matches', () => {
    expect(stepsOf(filtered({ filter: { only: ['act_2*'] } }))).toEqual([
      `unassign act_22/users/${KIM}`,
      'revoke act_22/agencies/2002',
    ])
  })

  it('--reason keeps the steps it names', () => {
    expect(stepsOf(filtered({ filter: { reasons: ['expired'] } }))).toEqual([
      `unassign act_22/users/${KIM}`,
    ])
  })

  it('--who keeps the subjects it names, by alias, id or name', () => {
    for (const name of ['lee', LEE, 'Lee']) {
      expect(stepsOf(filtered({ filter: { who: [name] } }))).toEqual([`assign act_11/users/${LEE}`])
    }
  })

  it('--who keeps whom any of its names means', () => {
    expect(stepsOf(filtered({ filter: { who: ['lee', 'nobody', '2002'] } }))).toEqual([
      `assign act_11/users/${LEE}`,
      'revoke act_22/agencies/2002',
    ])
  })

  it('--who leaves out what is of nobody', () => {
    const beside = { ...live, assets: [...live.assets, asset('act_33')] }
    const unmanaged = (filter: object) =>
      planOf(MANIFEST, beside, { filter }).unmanaged.map(({ address }) => address)
    expect(unmanaged({})).toEqual(['act_33'])
    expect(unmanaged({ who: ['lee'] })).toEqual([])
  })

  it('leaves out a step whose needs were left out, and says so', () => {
    const plan = filtered({ filter: { who: ['kim'], only: ['act_11'] } })
    expect(stepsOf(plan)).toEqual([])
    expect(codesOf(plan)).toContain('filtered_needs')
  })
})

describe('a filter that can match nothing', () => {
  it.each([
    [{ only: ['act_9*'] }, ['only_matches_nothing']],
    [{ only: ['act_1'] }, ['only_matches_nothing']],
    [{ only: ['act_11', 'act_9*', 'EV *'] }, ['only_matches_nothing', 'only_matches_nothing']],
    [{ only: ['act_11', 'act_1?'] }, []],
    [{ who: ['nobody'] }, ['who_matches_nobody']],
    [{ who: ['kim', 'knut'] }, ['who_matches_nobody']],
    [{ who: ['oldmill'] }, []],
    [{ only: ['act_11'], who: ['brightside'] }, []],
    [{ reasons: ['offboarded' as const] }, []],
  ])('%j', (filter, expected) => {
    const codes = codesOf(filtered({ filter })).filter((code) => code.includes('_matches_'))
    expect(codes).toEqual(expected)
  })
})

describe('a filter by name', () => {
  const seen = liveOf(
    [asset('act_11')],
    [row('act_11', 'users', '71', ['ANALYZE'], { subjectName: 'Ann' })],
    {
      people: [
        { type: 'business_user', id: '72', name: 'Bob', email: null, facebookId: null },
        { type: 'business_user', id: '73', name: null, email: null, facebookId: null },
      ],
    },
  )

  it.each(['71', 'Ann', '72', 'Bob', '73', '1001', 'Northwind', 'lee', LEE, '2003'])(
    'knows %s, who was seen or is declared',
    (name) => {
      expect(codesOf(planOf('', seen, { filter: { who: [name] } }))).toEqual([])
    },
  )

  it.each([
    [{ only: ['act_12'] }, 'act_11'],
    [{ only: ['11'] }, 'act_11'],
    [{ only: ['member'] }, 'members'],
    [{ only: ['act_9*'] }, null],
    [{ who: ['ann'] }, 'Ann'],
    [{ who: ['lea'] }, 'lee'],
    [{ who: ['somebody else'] }, null],
  ])('offers for %j what is near: %s', (filter, near) => {
    const [{ message } = { message: '' }] = planOf('', seen, { filter }).problems
    expect(/Did you mean (.*)\?/.exec(message)?.[1] ?? null).toBe(near)
  })

  it('says the name or the pattern that matches nothing', () => {
    const { problems } = planOf('', seen, { filter: { who: ['Ann', 'ann'], only: ['act_9?'] } })
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('--only act_9? matches no asset'),
      expect.stringContaining('--who ann: nobody has that name on what --only or --shard'),
    ])
  })
})

describe('matchesGlob', () => {
  it.each([
    ['act_11*', 'act_1100', true],
    ['act_11*', 'act_2211', false],
    ['*', 'act_1', true],
    ['act_1', 'act_11', false],
    ['act_1?', 'act_11', true],
    ['a.t_1', 'act_1', false],
    ['a.t_1', 'a.t_1', true],
    ['a.t_1', 'at_1', false],
    ['act_1+', 'act_11', false],
    ['(act_1', '(act_1', true],
    ['[act]*', '[act]_1', true],
    ['[act]*', 'act_1', false],
    ['act_?', 'act_', false],
    ['act_1', 'xact_1', false],
    ['a*b*c', 'a__b__b__c', true],
    ['a*b*c', 'a__c__b', false],
    ['*11*', 'act_1102', true],
    ['**', '', true],
    ['', '', true],
    ['', 'act_1', false],
    ['a*a', 'a', false],
    ['*?1', '1', false],
    ['*?1', '21', true],
  ])('%s on %s: %s', (glob, text, expected) => {
    expect(matchesGlob(glob, text)).toBe(expected)
  })

  it('is done at once, however many stars there are', () => {
    const text = 'a'.repeat(200)
    const start = performance.now()
    expect(matchesGlob(`${'a*'.repeat(60)}b`, text)).toBe(false)
    expect(matchesGlob(`${'*a'.repeat(60)}*`, text)).toBe(true)
    // A regular expression would take longer than the sun has left.
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})
