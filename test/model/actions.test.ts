import { describe, expect, it } from 'vitest'
import { ACTION_TABLE, ACTIONS, actionRow, isOfPeople, PLACES } from '../../src/model/actions.ts'
import { RELATION_NAMES } from '../../src/model/relations.ts'

const ROWS = ACTIONS.map((action) => [action, ACTION_TABLE[action]] as const)

describe('the table of actions', () => {
  it('has a use for every place in the order', () => {
    const used = new Set(ROWS.flatMap(([, { places }]) => Object.values(places)))
    expect(PLACES.filter((place) => !used.has(place))).toEqual([])
  })

  it('gives before it takes', () => {
    const first = (sign: '+' | '-'): readonly number[] =>
      ROWS.filter(([, row]) => row.sign === sign).flatMap(([, { places }]) =>
        Object.values(places).map((place) => PLACES.indexOf(place)),
      )
    expect(Math.max(...first('+'))).toBeLessThan(Math.min(...first('-')))
  })

  it.each(ROWS)('%s says the same in all its columns', (_, row) => {
    const { sign, before, places, after, mayHaveGap, waits, asks, isResendable } = row
    expect(RELATION_NAMES).toContain(row.relation)
    expect(after.filter((other) => actionRow(other)?.sign !== '+')).toEqual([])
    if (sign === '+')
      expect({ before, places: Object.keys(places) }).toEqual({
        before: 'none',
        places: ['widening'],
      })
    if (sign === '~') expect(Object.keys(places).sort()).toEqual(['mixed', 'narrowing', 'widening'])
    if (sign === '-') expect(Object.keys(places)).toEqual(['narrowing'])
    // Only a change can be made by taking all and giving anew, and only what is given waits.
    if (mayHaveGap) expect(sign).toBe('~')
    if (waits !== null) expect(sign).not.toBe('-')
    // Who is asked twice locks the business as spam.
    if (asks)
      expect({ isResendable, isBatched: row.isBatched }).toEqual({
        isResendable: false,
        isBatched: false,
      })
  })

  it('knows who is a person by the relation', () => {
    expect(ACTIONS.filter(isOfPeople)).toEqual([
      ...['assign', 'reassign', 'unassign'],
      ...['invite', 'set_role', 'uninvite', 'remove', 'leave_group'],
    ])
  })

  it.each(['toString', 'constructor', '', 'expel'])('has no row for %j', (name) => {
    expect(actionRow(name)).toBeNull()
  })
})
