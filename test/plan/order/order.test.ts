import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { Action, Step } from '../../../src/model/plan.ts'
import { directionOf } from '../../../src/plan/judge/change.ts'
import { gainsManager, losesManager, orderSteps } from '../../../src/plan/order/order.ts'

const [KIND] = KINDS as readonly [(typeof KINDS)[number]]
const WIDE = ['ADVERTISE', 'ANALYZE']

interface Sides {
  readonly before?: readonly string[] | null
  readonly after?: readonly string[] | null
  readonly reason?: Step['reason']
  readonly gap?: true
}

const draft = (action: Action, place: number, sides: Sides = {}) => ({
  address: `act_${place}`,
  action,
  asset: { kind: KIND.name, id: `act_${place}`, name: null },
  subject: { type: 'business_user' as const, id: '1', name: null, alias: null },
  before: null,
  after: ['ANALYZE'],
  reason: 'tasks_differ' as const,
  via: [],
  source: null,
  ...sides,
})

const ordered = (drafts: readonly ReturnType<typeof draft>[]): readonly string[] =>
  orderSteps(drafts, KINDS).map(({ address }) => address)

const takes = (action: Action, place: number, sides: Sides = {}) =>
  draft(action, place, { before: ['ANALYZE'], after: null, ...sides })

describe('the order of steps', () => {
  it('gives before it takes, class by class', () => {
    const classes = [
      draft('request', 99),
      draft('grant', 98),
      draft('regrant', 97, { before: ['ANALYZE'], after: WIDE }),
      draft('assign', 96),
      draft('reassign', 95, { before: ['ANALYZE', 'NEW'], after: ['MANAGE'] }),
      draft('reassign', 90, { before: ['ADVERTISE'], after: ['ANALYZE'] }),
      draft('reassign', 89, { before: WIDE, after: ['ANALYZE'] }),
      takes('unassign', 88),
      draft('regrant', 87, { before: WIDE, after: ['ANALYZE'] }),
      takes('revoke', 86),
      takes('withdraw', 85),
      takes('cancel', 84),
    ]
    // Assigns and widening reassigns are one class: by address.
    const expected = classes.map(({ address }) => address)
    expected.splice(3, 2, 'act_95', 'act_96')
    expect(ordered([...classes].reverse())).toEqual(expected)
    expect(ordered(classes)).toEqual(expected)
  })

  it('takes a replacement, and a regrant that adds and removes, for narrowing ones', () => {
    const sides = { before: ['ANALYZE'], after: WIDE }
    expect(
      ordered([
        draft('regrant', 3, { before: WIDE, after: ['ANALYZE'] }),
        draft('regrant', 2, { before: ['ADVERTISE'], after: ['ANALYZE'] }),
        draft('regrant', 1, { ...sides, gap: true }),
        takes('unassign', 8),
        draft('regrant', 9, sides),
      ]),
    ).toEqual(['act_9', 'act_8', 'act_1', 'act_2', 'act_3'])
  })

  it('takes the offboarded off first, within their class', () => {
    expect(
      ordered([
        takes('unassign', 1),
        takes('unassign', 2, { reason: 'offboarded' }),
        takes('revoke', 0, { reason: 'offboarded' }),
      ]),
    ).toEqual(['act_2', 'act_1', 'act_0'])
  })

  it('has no place for a grant that takes something away', () => {
    expect(() => ordered([takes('grant', 1), draft('grant', 2)])).toThrow(
      'no place in the order for a narrowing grant',
    )
  })
})

describe('MANAGE', () => {
  it.each([
    [null, ['MANAGE'], true, false],
    [['ANALYZE'], ['MANAGE'], true, false],
    [['MANAGE'], ['MANAGE'], false, false],
    [['MANAGE'], ['ANALYZE'], false, true],
    [['MANAGE'], null, false, true],
    [null, ['ANALYZE'], false, false],
    [['ANALYZE'], null, false, false],
  ])('from %j to %j: gained %j, lost %j', (before, after, gains, loses) => {
    expect(gainsManager({ before, after }, KIND)).toBe(gains)
    expect(losesManager({ before, after }, KIND)).toBe(loses)
  })

  it('brings every task of its kind, so that nobody gains it and loses something', () => {
    for (const kind of KINDS) {
      for (const manager of kind.managers) {
        expect(directionOf(kind, kind.tasks, [manager])).toBe('widening')
      }
    }
  })
})
