import { KINDS, type KindTable } from '../../model/kinds.ts'
import { DEFAULT_POLICY, type Policy } from '../../model/manifest.ts'
import type { Plan, Step } from '../../model/plan.ts'
import { type Checked, type Problem, problemsOf } from '../../model/problem.ts'
import { canonicalJson } from '../../model/text/digest.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { shownCallsOf } from '../../model/write.ts'
import { planDigestOf, stepsDigestOf } from '../make-plan.ts'
import { orderSteps } from '../order/order.ts'
import { malformationsOf } from './step-shape.ts'

export const SAVED_PROBLEMS = {
  plan_not_json: {
    severity: 'error',
    words: (a: { reason: string }) =>
      `this is not a saved plan: ${a.reason}. Write one with plan -o`,
  },
  plan_format: {
    severity: 'error',
    words: (a: { found: string }) =>
      `this is not a plan of format_version 1 (found ${a.found}). Plan again with this version`,
  },
  plan_of_many: {
    severity: 'error',
    words: (_: undefined) =>
      'this has the plans of many businesses, which no run applies as saved: run apply --all, which plans and asks once, or save and apply the plan of one business',
  },
  plan_digest_differs: {
    severity: 'error',
    words: (a: { which: string }) =>
      `the plan was changed after it was saved: its ${a.which} does not match. Plan again`,
  },
  plan_step_malformed: {
    severity: 'error',
    words: (a: { step: number; reason: string }) =>
      `step ${a.step} of the plan is malformed: ${a.reason}. Plan again`,
  },
  plan_order_differs: {
    severity: 'error',
    words: (_: object) =>
      'the steps of the plan are not in the order in which they are made. Plan again',
  },
  plan_calls_differ: {
    severity: 'error',
    words: (a: { address: string }) =>
      `the calls of ${a.address} are not those its action and tasks make. Plan again`,
  },
} as const

const problem = problemsOf(SAVED_PROBLEMS)

/**
 * Reads and checks a saved plan: its shape, its digests, and that the calls it shows are those its
 * steps make. Problems: the `plan_*` codes above. The digests detect accidents, not attackers: an
 * apply checks the steps again against what it reads.
 */
export const verifyPlan = (text: string, kinds: KindTable = KINDS): Checked<Plan> => {
  const refused = (...problems: readonly Problem[]): Checked<Plan> => ({ value: null, problems })
  const parsed = parse(text)
  if (typeof parsed === 'string') return refused(problem('plan_not_json', { reason: parsed }))
  if (parsed['kind'] === 'fleet') return refused(problem('plan_of_many', undefined))
  if (parsed['format_version'] !== 1 || parsed['kind'] !== 'plan') {
    const found = `kind ${JSON.stringify(parsed['kind'])}, format_version ${JSON.stringify(parsed['format_version'])}`
    return refused(problem('plan_format', { found }))
  }
  const plan = parsed as unknown as Plan
  const missing = LISTS.filter((key) => !Array.isArray(parsed[key]))
  if (missing.length > 0 || !isGraphId(plan.business?.id)) {
    return refused(problem('plan_not_json', { reason: `it lacks ${missing[0] ?? 'a business'}` }))
  }
  if (!isPolicy(plan.policy))
    return refused(problem('plan_not_json', { reason: 'it lacks a policy' }))
  const malformed = malformationsOf(plan.steps, kinds)
  if (malformed.length > 0) {
    return refused(
      ...malformed.map(({ index, reason }) =>
        problem('plan_step_malformed', { step: index + 1, reason }),
      ),
    )
  }
  const problems = [
    ...(planDigestOf(plan) === plan.plan_digest
      ? []
      : [problem('plan_digest_differs', { which: 'plan_digest' })]),
    ...(stepsDigestOf(plan) === plan.steps_digest
      ? []
      : [problem('plan_digest_differs', { which: 'steps_digest' })]),
    ...(isOrdered(plan.steps, kinds) ? [] : [problem('plan_order_differs', {})]),
    ...plan.steps
      .filter((step) => !hasOwnCalls(step, plan, kinds))
      .map(({ address }) => problem('plan_calls_differ', { address })),
  ]
  return problems.length > 0 ? refused(...problems) : { value: plan, problems: [] }
}

const LISTS = ['steps', 'waiting', 'manual', 'unmanaged', 'unreadable', 'problems']

const parse = (text: string): Record<string, unknown> | string => {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : 'it is not a JSON object'
  } catch {
    return 'it is not JSON'
  }
}

/** Whether a policy has every key with a value of its type, and counts are whole numbers. */
const isPolicy = (policy: Policy | undefined): boolean =>
  typeof policy === 'object' &&
  policy !== null &&
  Object.entries(DEFAULT_POLICY).every(([key, usual]) => isLike(policy[key as keyof Policy], usual))

const isLike = (value: unknown, usual: Policy[keyof Policy]): boolean => {
  if (typeof usual === 'number') return Number.isInteger(value) && (value as number) >= 0
  if (typeof usual === 'string') return typeof value === 'string'
  return Array.isArray(value) && value.every((word) => typeof word === 'string')
}

/**
 * Whether the steps are in order. Make before break matters: we never write a plan in another
 * order.
 */
const isOrdered = (steps: readonly Step[], kinds: KindTable): boolean => {
  const ordered = orderSteps(steps, kinds)
  return steps.every((step, index) => ordered[index] === step)
}

const hasOwnCalls = (step: Step, plan: Plan, kinds: KindTable): boolean => {
  const calls = shownCallsOf(step, plan.business.id, kinds)
  return canonicalJson(calls) === canonicalJson(step.calls)
}
