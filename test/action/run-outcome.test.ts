import { describe, expect, it } from 'vitest'
import {
  driftState,
  isSettled,
  outputsOf,
  type Ran,
  stepCode,
} from '../../src/action/run-outcome.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Report } from '../../src/report/report.ts'
import { applied, drift, plan, step } from '../report/plans.ts'

const options = { format: 'text', color: false, width: 80, kinds: KINDS } as const
const ranOf = (code: number, ...reports: readonly Report[]): Ran => ({
  code,
  told: reports.map((report) => ({ report, options })),
})

const differs: Report = {
  ...applied,
  results: [],
  problems: [{ code: 'steps_digest_differs', severity: 'error', message: '', source: null }],
}

describe('an apply at another digest', () => {
  const settled = (over: Partial<Plan>): boolean => isSettled(ranOf(1, plan(over), differs))

  it('has nothing left to do only where everything was read and nothing is wrong', () => {
    const error = { code: 'x', severity: 'error', message: '', source: null } as const
    expect(settled({})).toBe(true)
    expect(settled({ steps: [step()] })).toBe(false)
    expect(settled({ complete: false })).toBe(false)
    expect(settled({ problems: [error] })).toBe(false)
    expect(isSettled(ranOf(1, plan({}), { ...differs, problems: [error] }))).toBe(false)
    expect(isSettled(ranOf(1, differs))).toBe(false)
  })
})

describe('what is not known', () => {
  const changes = (ran: Ran): string | undefined => outputsOf(ran)['has_changes']

  it('is not told as in sync', () => {
    expect(changes(ranOf(0, plan({})))).toBe('false')
    expect(changes(ranOf(1, plan({})))).toBe('')
    expect(changes(ranOf(0, plan({ complete: false })))).toBe('')
    expect(changes(ranOf(1))).toBe('')
    const none = { ...drift, differences: [], complete: true, in_sync: true }
    expect(driftState(ranOf(0, none))).toBe('in_sync')
    expect(driftState(ranOf(3, none))).toBe('in_sync')
    expect(driftState(ranOf(1, none))).toBe('unknown')
    expect(driftState(ranOf(0, { ...none, complete: false }))).toBe('unknown')
    expect(driftState(ranOf(1))).toBe('unknown')
    expect(driftState(ranOf(1, drift))).toBe('drifted')
  })
})

it.each([
  ['plan', 2, 0],
  ['plan', 3, 0],
  ['apply', 3, 0],
  ['drift', 2, 2],
  ['drift', 3, 0],
  ...[0, 1, 4, 130].map((code): [string, number, number] => ['apply', code, code]),
])('%s that comes to %i ends the step with %i', (command, code, expected) => {
  expect(stepCode(command, code, false)).toBe(expected)
  expect(stepCode(command, code, true)).toBe(code)
})
