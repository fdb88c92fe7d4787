import { describe, expect, it } from 'vitest'
import { exitOfApply, exitOfPlan, exitOfRequests } from '../../src/cli/exit-codes.ts'
import type { Problem, Severity } from '../../src/model/problem.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import type { RequestsReport } from '../../src/model/reports/requests-report.ts'
import { manual, plan, step, waiting } from '../report/plans.ts'

const problem = (code: string, severity: Severity = 'error'): Problem => ({
  code,
  severity,
  message: code,
  source: null,
})
const RAIL = problem('rail_max_revocations')
const ERROR = problem('asset_not_found')
const WARNING = problem('no_journal', 'warning')

describe('the exit code of a plan', () => {
  it.each([
    ['in sync', plan(), 0, 0],
    ['steps', plan({ steps: [step()] }), 0, 2],
    ['a warning', plan({ problems: [WARNING] }), 0, 0],
    ['what waits', plan({ waiting: [waiting()] }), 0, 3],
    ['what is manual', plan({ manual: [manual()] }), 0, 3],
    ['steps and what waits', plan({ steps: [step()], waiting: [waiting()] }), 0, 2],
    ['a rail', plan({ steps: [step()], problems: [RAIL] }), 4, 4],
    ['an error and a rail', plan({ problems: [RAIL, ERROR] }), 1, 1],
    ['an incomplete read', plan({ steps: [step()], complete: false }), 1, 1],
  ])('%s', (_what, given, plain, detailed) => {
    expect([exitOfPlan(given, false), exitOfPlan(given, true)]).toEqual([plain, detailed])
  })
})

const INVITED = { address: '1001/members/a@x.example', action: 'invite', status: 'done' } as const

const report = (over: Partial<ApplyReport['summary']>, rest: Partial<ApplyReport> = {}) =>
  ({
    summary: { done: 0, waiting: 0, failed: 0, skipped: 0, unknown: 0, ...over },
    results: [],
    problems: [],
    ...rest,
  }) as unknown as ApplyReport

describe('the exit code of an apply', () => {
  it.each([
    ['all done', report({ done: 2 }), plan({ steps: [step()] }), 0, 0],
    ['a step that waits', report({ done: 1, waiting: 1 }), plan(), 0, 3],
    ['an invitation that is out', report({ done: 1 }, { results: [INVITED] }), plan(), 0, 3],
    ['what waits beside it', report({ done: 1 }), plan({ waiting: [waiting()] }), 0, 3],
    ['a failed step', report({ failed: 1, waiting: 1 }), plan(), 1, 1],
    ['a skipped step', report({ skipped: 1 }), plan(), 1, 1],
    ['an unknown step', report({ unknown: 1 }), plan(), 1, 1],
    ['a rail', report({}), plan({ problems: [RAIL] }), 4, 4],
    ['an incomplete read', report({ done: 1 }), plan({ complete: false }), 1, 1],
    ['an interruption', report({ skipped: 1 }, { interrupted: true }), plan(), 130, 130],
  ])('%s', (_what, given, of, plain, detailed) => {
    expect([exitOfApply(given, of, false), exitOfApply(given, of, true)]).toEqual([plain, detailed])
  })
})

describe('the exit code of requests', () => {
  const of = (count: number | null, rest: Partial<RequestsReport> = {}) =>
    exitOfRequests({
      ...({ complete: true, problems: [], waiting: [] } as unknown as RequestsReport),
      ...(count === null ? {} : { older_than: { ms: 1, count } }),
      ...rest,
    })

  it.each([
    ['without --older-than', of(null), 0],
    ['where nothing is older', of(0), 0],
    ['where something is', of(2), 2],
    ['where something is, and a read was cut short', of(2, { complete: false }), 1],
    ['where something is, and something failed', of(2, { problems: [ERROR] }), 1],
  ])('%s', (_, code, expected) => {
    expect(code).toBe(expected)
  })
})
