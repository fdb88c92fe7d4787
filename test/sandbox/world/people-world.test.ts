import { describe, expect, it } from 'vitest'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { INVITED, STAFF } from '../support/staff.ts'

/** Whatever people, invitations and modes about them can say of themselves. */
const FULL = STAFF.replace(
  'name: Northwind\n',
  `name: Northwind
    two_factor_type: admin_required
    invitations_sent: { 2026-11-21T09:00:00Z: 2, 2026-11-21T10:00:00Z: 1 }
`,
)
  .replace('name: Dana,', 'name: Dana, marked_for_removal: true,')
  .replace(
    `"${INVITED}": {`,
    `"${INVITED}": { finance_role: FINANCE_ANALYST, status: DECLINED, expires: 2026-12-01T09:00:00Z, created_by: "61550000000000001",`,
  )
  .concat(`modes:
  invitations: refused
  repeat_invitation: another
  ended_invitations: gone
  declined_invitations: listed
  joins_with: none
  finer_roles: lost
  removal: marked
  second_factor: everybody
  people_lag: 3
  invitations_a_day: 5
`)

describe('people in a world file', () => {
  it('come back equal from the print, in the same bytes', () => {
    const world = parseWorld(FULL)
    const text = printWorld(world)
    expect(parseWorld(text)).toEqual(world)
    expect(printWorld(parseWorld(text))).toBe(text)
    for (const line of FULL.slice(FULL.indexOf('modes:')).trim().split('\n')) {
      expect(text).toContain(line)
    }
    const words = ['marked_for_removal: true', 'status: DECLINED', 'finance_role: FINANCE_ANALYST']
    for (const word of [...words, 'two_factor_type: admin_required', 'created_by: "6155']) {
      expect(text).toContain(word)
    }
    expect(world.businesses.get('1001')?.sent?.get('2026-11-21T09:00:00Z')).toBe(2)
  })

  it('leave nothing behind of what a world does not say', () => {
    const text = printWorld(parseWorld(STAFF))
    for (const word of ['two_factor_type', 'invitations_sent', 'marked_for_removal']) {
      expect(text).not.toContain(`${word}:`)
    }
    expect(text).not.toContain('modes:')
  })

  it.each([
    ['two_factor_type: admin_required', 'two_factor_type: some', 'expected one of none, admin_'],
    ['2026-11-21T09:00:00Z: 2', 'soon: 2', 'soon is no time'],
    ['2026-11-21T09:00:00Z: 2', '2026-11-21T09:00:00Z: many', 'expected a whole number'],
    ['expires: 2026-12-01T09:00:00Z', 'expires: soon', 'expected a time'],
    ['marked_for_removal: true', 'marked_for_removal: soon', 'expected true or false'],
    ['removal: marked', 'removal: soon', 'modes.removal: expected one of at_once, marked'],
    ['people_lag: 3', 'people_lag: long', 'modes.people_lag: expected a whole number'],
    ['created_by: "61550000000000001",', 'invite_link: x,', 'unknown key invite_link'],
  ])('are refused with %s as %s', (right, wrong, words) => {
    expect(FULL).toContain(right)
    expect(() => parseWorld(FULL.replace(right, wrong))).toThrow(words)
  })
})
