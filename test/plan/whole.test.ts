import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  ACTIONS,
  MANUAL_REASONS,
  type Manual,
  type ManualReason,
  type Plan,
  REASONS,
  WAITING_STATES,
} from '../../src/model/plan.ts'
import { wholeFile } from './case-files.ts'

/** The few plans kept to the byte together show everything that a plan can say. */
const FOLDER = wholeFile('')
const PLANS = readdirSync(FOLDER).map(
  (file): Plan => parse(readFileSync(join(FOLDER, file), 'utf8')),
)

/** What no plan of a manifest says, and what proves it. */
const ELSEWHERE: Partial<Readonly<Record<ManualReason, string>>> = {
  not_visible: 'plan/judge/leftovers.test.ts',
  business_relation: 'plan/judge/leftovers.test.ts',
  needs_whole_run: 'cli/groups.test.ts',
  asked_by_offboarded: 'cli/offboard.test.ts',
  shared_with_offboarded: 'plan/judge/judge-asked.test.ts',
  approval_of_offboarded: 'plan/judge/judge-asked.test.ts',
  request_of_unknown: 'plan/judge/judge-asked.test.ts',
  system_user_set_up: 'cli/offboard.test.ts',
}

/** Whether it is anything at all: neither null, nor empty. */
const isTold = (value: unknown): boolean =>
  value !== null && (!Array.isArray(value) || value.length > 0)

/** What is told somewhere, and what is left out or empty somewhere, by its path in the document. */
const pathsOf = (value: unknown, path = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [
    ...(isTold(each) ? [`${path}${key}`] : []),
    ...pathsOf(each, `${path}${key}.`),
  ])
}

const told = new Set(PLANS.flatMap((plan) => pathsOf(plan)))

describe('the whole plans', () => {
  it('are few', () => {
    expect(PLANS.length).toBeLessThanOrEqual(17)
  })

  it('show every action and every reason of a step', () => {
    const steps = PLANS.flatMap((plan) => plan.steps)
    expect([...ACTIONS].filter((each) => !steps.some(({ action }) => action === each))).toEqual([])
    expect([...REASONS].filter((each) => !steps.some(({ reason }) => reason === each))).toEqual([])
  })

  it('show every state of what waits', () => {
    const states = new Set(PLANS.flatMap(({ waiting }) => waiting.map(({ state }) => state)))
    expect([...states].sort()).toEqual([...WAITING_STATES].sort())
  })

  it('show every reason of what is done by hand that a plan of a manifest can have', () => {
    const reasons = PLANS.flatMap(({ manual }) => manual.map(({ reason }: Manual) => reason))
    const all = new Set([...reasons, ...Object.keys(ELSEWHERE)])
    expect([...all].sort()).toEqual([...MANUAL_REASONS].sort())
    expect(reasons.filter((reason) => reason in ELSEWHERE)).toEqual([])
  })

  it.each(Object.entries(ELSEWHERE))('leave %s to %s', (reason, file) => {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    expect(text).toContain(reason)
  })

  it('have something in every section, and every kind of subject', () => {
    const sections = ['steps', 'waiting', 'manual', 'unmanaged', 'unreadable', 'problems'] as const
    for (const section of sections) expect(told, section).toContain(section)
    const types = PLANS.flatMap(({ steps, manual, waiting, unmanaged }) =>
      [...steps, ...manual, ...waiting, ...unmanaged].map(({ subject }) => subject?.type),
    )
    for (const type of ['business', 'business_user', 'system_user', 'obo_request'])
      expect(types).toContain(type)
  })

  it('say each of what is said only sometimes', () => {
    const sometimes = [
      ...['expires_next', 'steps.needs', 'steps.gap', 'steps.source', 'steps.subject.business'],
      ...['steps.subject.email', 'steps.subject.invitation'],
      ...['waiting.needs', 'waiting.since', 'problems.source', 'steps.before', 'steps.after'],
      ...['manual.before', 'manual.after', 'unmanaged.tasks'],
    ]
    expect(sometimes.filter((path) => !told.has(path))).toEqual([])
    expect(new Set(PLANS.map(({ complete }) => complete))).toEqual(new Set([true, false]))
    expect(new Set(PLANS.flatMap(({ problems }) => problems.map((each) => each.severity)))).toEqual(
      new Set(['error', 'warning']),
    )
  })

  it('have digests, each plan its own', () => {
    for (const digest of ['manifest_digest', 'plan_digest', 'steps_digest'] as const)
      for (const plan of PLANS) expect(plan[digest]).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(new Set(PLANS.map((plan) => plan.plan_digest)).size).toBe(PLANS.length)
    const withSteps = PLANS.filter(({ steps }) => steps.length > 0)
    const ofSteps = new Set(withSteps.map((plan) => plan.steps_digest))
    expect(ofSteps.size).toBe(withSteps.length)
  })
})
