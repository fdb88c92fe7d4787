import { describe, expect, it } from 'vitest'
import type { Guard } from '../../src/apply/guard.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { PlanInput } from '../../src/plan/make-plan.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { FRAMES, type Frame, HOSTILE } from './bounds.ts'
import { Counterexample, ENGINE, type Engine } from './check.ts'
import { enumerate, enumerateHostile } from './enumeration.ts'

/** Every fault that is planted is found: an enumeration that finds nothing proves nothing otherwise. */

const planning = (change: (plan: Plan, input: PlanInput) => Plan): Engine => ({
  ...ENGINE,
  make: (input) => change(makePlan(input), input),
})

const seeing = (change: (input: PlanInput) => PlanInput): Engine => ({
  ...ENGINE,
  make: (input) => makePlan(change(input)),
})

const withoutRail = (code: string): Engine =>
  planning((plan) => ({ ...plan, problems: plan.problems.filter((each) => each.code !== code) }))

const withSteps = (change: (steps: readonly Step[]) => readonly Step[]): Engine =>
  planning((plan) => ({ ...plan, steps: change(plan.steps) }))

const letting = (words: RegExp): Engine => ({
  ...ENGINE,
  guarded: (guard: Guard) => ({
    ...guard,
    admit: (step) => {
      const why = guard.admit(step)
      return why !== null && words.test(why) ? null : why
    },
  }),
})

/** The parts of frames in which it is not known whose the token is. */
const UNKNOWN_SELF = FRAMES.map((frame) => ({
  ...frame,
  name: `a token of nobody known: ${frame.name}`,
  facts: frame.facts.filter(({ isSelfKnown }) => !isSelfKnown),
})).filter(({ facts }) => facts.length > 0)

const frameOf = (words: string, frames: readonly Frame[] = [...FRAMES, ...UNKNOWN_SELF]): Frame => {
  const frame = frames.find(({ name }) => name.includes(words))
  if (frame === undefined) throw new Error(`no frame of ${words}`)
  return frame
}

const storyOf = (look: () => unknown): string => {
  try {
    look()
  } catch (error) {
    if (error instanceof Counterexample) return error.message
    throw error
  }
  return 'nothing is found'
}

const LEAST_HOSTILE = 500

const withoutFirst = (steps: readonly Step[], test: (step: Step) => boolean): readonly Step[] => {
  const place = steps.findIndex(test)
  return steps.filter((_, at) => at !== place)
}

describe('a planner with a fault is found out', () => {
  it.each([
    ['keep_managers is no rail', withoutRail('rail_keep_managers'), 'asset of ours', 'refused'],
    ['keep_admins is no rail', withoutRail('rail_keep_admins'), 'in a group', 'refused'],
    ['max_revocations is no rail', withoutRail('rail_max_revocations'), 'policy', 'refused'],
    ['max_offboarded is no rail', withoutRail('rail_max_offboarded'), 'policy', 'refused'],
    ['max_invitations is no rail', withoutRail('rail_max_invitations'), 'policy', 'refused'],
    ['protected is no rail', withoutRail('rail_protected'), 'asset of ours', 'refused'],
    ["the token's own user is no rail", withoutRail('rail_own_user'), 'own user', 'refused'],
    [
      'an unknown own user is no rail',
      withoutRail('rail_own_user_unknown'),
      'nobody known',
      'refused',
    ],
    ['whoever is declared may leave', withoutRail('rail_member_declared'), 'in a group', 'refused'],
    [
      'nothing needs anything',
      withSteps((steps) => steps.map((step) => ({ ...step, needs: [] }))),
      'with and without',
      'before what comes first',
    ],
    [
      'what is needed is no step',
      withSteps((steps) => steps.map((step) => ({ ...step, needs: [...step.needs, 'nobody'] }))),
      'asset of ours',
      'in no plan',
    ],
    [
      'backwards',
      withSteps((steps) => [...steps].reverse()),
      'asset of ours',
      'before something is given',
    ],
    ['twice', withSteps((steps) => [...steps, ...steps]), 'asset of ours', 'of one address'],
    [
      'an agency stays inside',
      withSteps((steps) => withoutFirst(steps, ({ action }) => action === 'revoke')),
      'with and without',
      'not what was wanted',
    ],
    [
      'somebody stays on an asset',
      withSteps((steps) => withoutFirst(steps, ({ action }) => action === 'unassign')),
      'asset of ours',
      'not what was wanted',
    ],
    [
      'what is over is not',
      seeing((input) => ({ ...input, asOf: '2026-11-21' })),
      'asset of ours',
      'not what was wanted',
    ],
    [
      'what was not read is empty',
      seeing((input) => ({
        ...input,
        live: {
          ...input.live,
          scopes: input.live.scopes.map((scope) => ({ ...scope, status: 'complete' })),
        },
      })),
      'not read',
      'the third plan has steps',
    ],
    [
      'what was asked for is forgotten',
      seeing((input) => ({ ...input, memory: { ...input.memory, requests: new Map() } })),
      'we ask for',
      'not what was wanted',
    ],
  ] as const)('%s', (_, engine, frame, found) => {
    expect(storyOf(() => enumerate(frameOf(frame), 'ad_account', engine))).toContain(found)
  })
})

describe('a guard', () => {
  it.each(HOSTILE)('keeps every rail, whatever it is asked in: $name', (frame) => {
    expect(enumerateHostile(frame, 'ad_account')).toBeGreaterThan(LEAST_HOSTILE)
  })

  it.each([
    ['keep_managers', /^policy\.keep_managers/, 'policy'],
    ['keep_admins', /^policy\.keep_admins/, 'policy'],
    ['own user', /own user/, 'own user'],
    ['protected', /^policy\.protected/, 'policy'],
    ['owner', /^the owner business/, 'own user'],
    ['reach', /was (not )?read( as|$)/, 'another business'],
    ['stranger', /belongs to business/, 'another business'],
    ['unread', /was not read as a person of our business/, 'not read'],
    ['holdings', /^it is not known who is on/, 'not read'],
    ['own user', /was not read as an on-behalf-of/, 'policy'],
  ] as const)('with a fault is found out: %s, %s', (rail, words, frame) => {
    const story = storyOf(() =>
      enumerateHostile(frameOf(frame, HOSTILE), 'ad_account', letting(words)),
    )
    expect(story).toContain('the guard let a rail break')
    expect(story).toContain(`${rail}: `)
  })

  it('with a fault is found out: what fails counts as done', () => {
    const engine: Engine = {
      ...ENGINE,
      guarded: (guard) => ({ ...guard, settle: (step) => guard.settle(step, 'failed') }),
    }
    const story = storyOf(() => enumerateHostile(frameOf('policy', HOSTILE), 'ad_account', engine))
    expect(story).toContain('let a rail break')
  })
})
