import { describe, expect, it } from 'vitest'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { isLossOf, managersOf, needsOfLoss } from '../../../src/plan/order/managers.ts'
import type { Draft } from '../../../src/plan/outcome.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const BOT = '61550000000000003'

const viewed = (ownership: 'owned' | 'client' = 'owned') => {
  const ground = planGroundOf({
    manifest: manifestOf(HEAD),
    live: liveOf(
      [asset('act_1', { ownership })],
      [
        row('act_1', 'users', OWN, MANAGES),
        row('act_1', 'users', LEE, MANAGES),
        row('act_1', 'users', KIM, ['ANALYZE']),
        row('act_1', 'agencies', '2002', MANAGES),
      ],
    ),
    memory: NO_MEMORY,
    asOf: AS_OF,
    kinds: KINDS,
  })
  const [view] = viewsOf(ground)
  if (view === undefined) throw new Error('no asset')
  return { ground, view }
}

const change = (
  id: string,
  [before, after]: readonly [readonly string[] | null, readonly string[] | null],
  facts: { readonly type?: Draft['subject']['type']; readonly asset?: string } = {},
): Draft => ({
  address: `${facts.asset ?? 'act_1'}/users/${id}`,
  action: 'reassign',
  asset: { kind: 'ad_account', id: facts.asset ?? 'act_1', name: null },
  subject: { type: facts.type ?? 'business_user', id, name: null, alias: null },
  before,
  after,
  reason: 'tasks_differ',
  via: [],
  source: null,
})

const GAIN = [['ANALYZE'], MANAGES] as const
const LOSS = [MANAGES, ['ANALYZE']] as const

describe('the managers of an asset', () => {
  it("are its people and system users with MANAGE, without the token's own user", () => {
    const { ground, view } = viewed()
    const drafts = [
      change(KIM, GAIN),
      change(BOT, GAIN, { type: 'system_user' }),
      change(LEE, LOSS),
      change(OWN, LOSS, { type: 'system_user' }),
      change('2002', LOSS, { type: 'business' }),
      change('2003', GAIN, { type: 'business' }),
      change(KIM, GAIN, { asset: 'act_2' }),
      change(LEE, LOSS, { asset: 'act_2' }),
      change('5', [null, ['ANALYZE']]),
    ]
    const count = managersOf(ground.directory, view, drafts)
    expect(count?.now).toBe(1)
    expect(count?.gaining.map(({ address }) => address)).toEqual([
      `act_1/users/${KIM}`,
      `act_1/users/${BOT}`,
    ])
    expect(count?.losing.map(({ address }) => address)).toEqual([`act_1/users/${LEE}`])
  })

  it('of what is not ours are not counted', () => {
    const { ground, view } = viewed('client')
    expect(managersOf(ground.directory, view, [])).toBeNull()
  })

  it('are lost by people and system users alone', () => {
    const { view } = viewed()
    const isLoss = (draft: Draft): boolean => isLossOf(draft, view.kind)
    expect(isLoss(change(LEE, LOSS))).toBe(true)
    expect(isLoss(change(BOT, LOSS, { type: 'system_user' }))).toBe(true)
    expect(isLoss(change('2002', LOSS, { type: 'business' }))).toBe(false)
    expect(isLoss(change(LEE, GAIN))).toBe(false)
  })
})

describe('what a loss waits for', () => {
  it.each([
    { keep: 1, now: 1, losing: 1, expected: ['a'] },
    { keep: 2, now: 2, losing: 2, expected: ['a', 'b'] },
    { keep: 2, now: 2, losing: 1, expected: ['a'] },
    { keep: 1, now: 2, losing: 1, expected: [] },
    { keep: 1, now: 3, losing: 1, expected: [] },
    { keep: 0, now: 1, losing: 1, expected: [] },
    { keep: 9, now: 1, losing: 1, expected: ['a', 'b', 'c'] },
  ])('of $now, $losing go and $keep are to stay: $expected', ({ keep, now, losing, expected }) => {
    const count = {
      now,
      gaining: ['a', 'b', 'c'].map((address) => ({ ...change('1', GAIN), address })),
      losing: Array.from({ length: losing }, () => change('2', LOSS)),
    }
    expect(needsOfLoss(count, keep)).toEqual(expected)
  })
})
