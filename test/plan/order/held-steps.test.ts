import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { offboardManifest } from '../../../src/plan/offboard.ts'
import { heldSteps, isBlocked } from '../../../src/plan/order/held-steps.ts'
import { planProblem } from '../../../src/plan/plan-problems.ts'
import { formAgain } from '../../../src/plan/saved/again.ts'
import {
  asset,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  planOf,
  row,
  stepOf,
  stepsOf,
} from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const AGAIN = 'bizaccess offboard kim'

/** Kim manages two accounts, one of them alone. */
const LIVE = liveOf(
  [asset('act_1'), asset('act_2', { name: 'House' })],
  [
    row('act_1', 'users', KIM, MANAGES),
    row('act_1', 'users', LEE, MANAGES),
    row('act_2', 'users', KIM, MANAGES),
  ],
)

const offboarding = (policy: string, live: LiveState = LIVE, holding = true): Plan => {
  const base = manifestOf(`${HEAD}${policy}\nad_accounts: {}\n`)
  const { value: manifest } = offboardManifest(base, '1001', 'kim')
  if (manifest === null) throw new Error('nobody is called kim')
  return planOf('', live, { manifest, ...(holding ? { holding: { again: AGAIN } } : {}) })
}

const heldOf = ({ held = [] }: Plan): readonly string[] =>
  held.map(({ address, rail }) => `${address} ${rail}`)

const UNASSIGNS = ['act_1', 'act_2'].map((id) => `unassign ${id}/users/${KIM}`)

describe('an offboarding by the command', () => {
  it.each([
    ['of what one asset needs', '', LIVE, [`act_2/users/${KIM} rail_keep_managers`]],
    ['of nobody in the way', 'policy: { keep_managers: 0 }', LIVE, []],
    [
      'of somebody protected',
      'policy: { protected: [kim] }',
      LIVE,
      [`act_1/users/${KIM} rail_protected`, `act_2/users/${KIM} rail_protected`],
    ],
    [
      'by a token of which nobody knows whose it is',
      '',
      { ...LIVE, self: { id: '1', person: null } },
      [`act_1/users/${KIM} rail_own_user_unknown`, `act_2/users/${KIM} rail_keep_managers`],
    ],
    [
      'beyond the number of those who may be',
      'policy: { max_offboarded: 0 }',
      LIVE,
      [`act_1/users/${KIM} rail_max_offboarded`, `act_2/users/${KIM} rail_max_offboarded`],
    ],
  ])('%s holds what its rails hold', (_, policy, live, expected) => {
    const plan = offboarding(policy, live)
    expect(stepsOf(plan)).toEqual(UNASSIGNS)
    expect(heldOf(plan)).toEqual(expected)
    expect(isBlocked(plan)).toBe(false)
    const codes = plan.problems.map(({ code }) => code)
    expect(codes.includes('rail_held')).toBe(expected.length > 0)
  })

  it('names what is held by its asset, and the command', () => {
    const held = offboarding('').problems.find(({ code }) => code === 'rail_held')
    expect(held?.message).toBe(
      `1 step is held, and all others are made: unassign kim from "House" act_2 (keep_managers: first give the manager task to somebody else there, under users). Then this does the rest: ${AGAIN}`,
    )
  })

  it('of the token’s own user holds everything', () => {
    const plan = offboarding('', { ...LIVE, self: { id: '1', person: KIM } })
    expect(stepsOf(plan)).toEqual([])
    expect(plan.problems.map(({ code }) => code)).toContain('rail_own_user')
  })
})

it('a plan that does not hold steps is blocked by any rail, and says nothing of what is held', () => {
  const plan = offboarding('', LIVE, false)
  expect([plan.held, isBlocked(plan)]).toEqual([undefined, true])
  expect(isBlocked(offboarding('policy: { keep_managers: 0 }', LIVE, false))).toBe(false)
})

it('is not believed of a saved plan', () => {
  const plan = offboarding('', LIVE, false)
  const { plan: again } = formAgain({
    ...{ plan: { ...plan, held: [] }, live: LIVE, memory: NO_MEMORY, manifest: null, kinds: KINDS },
    ...{ asOf: plan.as_of, apiDay: null, done: new Set(), waiting: new Set() },
  })
  expect([again.held, isBlocked(again)]).toEqual([undefined, true])
})

describe('heldSteps', () => {
  const problem = planProblem('rail_allow_requests', { given: null, asked: 1 })
  const steps = ['act_1', 'act_2', 'act_3'].map((id, place, all) => ({
    ...stepOf({ action: 'unassign', type: 'business_user', id: KIM, before: ['ANALYZE'] }),
    address: id,
    needs: place === 0 ? [] : [all[place - 1] ?? ''],
  }))

  it('holds what needs a held step, and what needs that', () => {
    const held = heldSteps([{ problem, steps: ['act_2'] }], steps)
    expect(held.map(({ address }) => address)).toEqual(['act_2', 'act_3'])
    expect(heldSteps([{ problem, steps: null }], steps)).toHaveLength(3)
    expect(heldSteps([], steps)).toEqual([])
  })
})
