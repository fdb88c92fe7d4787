import { canonicalJson } from '../model/digest.ts'
import { isGraphId } from '../model/graph-id.ts'
import { KINDS, type Kind, type KindTable, kindOf } from '../model/kinds.ts'
import { ACTIONS, type Action, type Plan, type Step } from '../model/plan.ts'
import { type Checked, type Problem, problemsOf } from '../model/problem.ts'
import { callsOf } from '../model/write.ts'
import { planDigestOf, stepsDigestOf } from './make-plan.ts'

export const SAVED_PROBLEMS = {
  plan_not_json: {
    severity: 'error',
    words: (a: { reason: string }) => `this is no saved plan: ${a.reason}. Write one with plan -o`,
  },
  plan_format: {
    severity: 'error',
    words: (a: { found: string }) =>
      `this is no plan of format_version 1 (found ${a.found}). Plan again with this version`,
  },
  plan_digest_differs: {
    severity: 'error',
    words: (a: { which: string }) =>
      `the plan was changed after it was saved: its ${a.which} does not match. Plan again`,
  },
  plan_step_malformed: {
    severity: 'error',
    words: (a: { index: number; reason: string }) =>
      `step ${a.index + 1} of the plan is malformed: ${a.reason}. Plan again`,
  },
  plan_calls_differ: {
    severity: 'error',
    words: (a: { address: string }) =>
      `the calls of ${a.address} are not those its action and tasks make. Plan again`,
  },
} as const

const problem = problemsOf(SAVED_PROBLEMS)

/**
 * A saved plan, checked: shape, digests, and that the calls it shows are those its steps make.
 * Errors: the `plan_*` codes above. The digests detect accidents, not attackers: whoever applies a
 * plan checks its steps again on what is read.
 */
export const verifyPlan = (text: string, kinds: KindTable = KINDS): Checked<Plan> => {
  const refused = (...problems: readonly Problem[]): Checked<Plan> => ({ value: null, problems })
  const parsed = parse(text)
  if (typeof parsed === 'string') return refused(problem('plan_not_json', { reason: parsed }))
  if (parsed['format_version'] !== 1 || parsed['kind'] !== 'plan') {
    const found = `kind ${JSON.stringify(parsed['kind'])}, format_version ${JSON.stringify(parsed['format_version'])}`
    return refused(problem('plan_format', { found }))
  }
  const plan = parsed as unknown as Plan
  const missing = LISTS.filter((key) => !Array.isArray(parsed[key]))
  if (missing.length > 0 || !isGraphId(plan.business?.id)) {
    return refused(problem('plan_not_json', { reason: `it lacks ${missing[0] ?? 'a business'}` }))
  }
  const malformed = plan.steps.flatMap((step, index) => {
    const reason = malformationOf(step, kinds)
    return reason === null ? [] : [problem('plan_step_malformed', { index, reason })]
  })
  if (malformed.length > 0) return refused(...malformed)
  const problems = [
    ...(planDigestOf(plan) === plan.plan_digest
      ? []
      : [problem('plan_digest_differs', { which: 'plan_digest' })]),
    ...(stepsDigestOf(plan) === plan.steps_digest
      ? []
      : [problem('plan_digest_differs', { which: 'steps_digest' })]),
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

const malformationOf = (step: Step, kinds: KindTable): string | null => {
  if (typeof step !== 'object' || step === null) return 'it is not an object'
  if (!ACTIONS.includes(step.action)) return `no such action: ${JSON.stringify(step.action)}`
  if (!kinds.some(({ name }) => name === step.asset?.kind)) return 'no such kind of asset'
  if (!isGraphId(step.asset.id)) return 'its asset has no valid id'
  if (!isGraphId(step.subject?.id)) return 'its subject has no valid id'
  if (!isTaskList(step.before) || !isTaskList(step.after)) return 'its tasks are no lists of names'
  if (SENDING.has(step.action) !== (step.after?.length ?? 0) > 0) return 'its tasks do not fit it'
  if (isImpossible(step, kindOf(step.asset.kind, kinds))) return 'the API has no such call'
  return Array.isArray(step.needs) ? null : 'its needs are no list'
}

/** Actions that send a task list; the others take everything away. */
const SENDING: ReadonlySet<Action> = new Set(['request', 'grant', 'regrant', 'assign', 'reassign'])

const isImpossible = ({ action }: Step, kind: Kind): boolean =>
  (action === 'unassign' && kind.users.remove === 'none') ||
  (action === 'revoke' && kind.agencies.remove === 'none')

const isTaskList = (tasks: unknown): boolean =>
  tasks === null || (Array.isArray(tasks) && tasks.every((task) => typeof task === 'string'))

const hasOwnCalls = (step: Step, plan: Plan, kinds: KindTable): boolean => {
  const calls = callsOf(step, plan.business.id, kinds).map(({ method, path, params }) => ({
    method,
    path,
    params,
  }))
  return canonicalJson(calls) === canonicalJson(step.calls)
}
