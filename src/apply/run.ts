import type { GraphClient } from '../graph/client.ts'
import type { ApplyReport, ResultStatus, StepResult } from '../model/apply.ts'
import { KINDS, type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Action, Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { sortTasks } from '../model/tasks.ts'
import { BLOCKING, isRail } from '../plan/diagnostics.ts'
import { applyProblem } from './diagnostics.ts'
import { createGuard, type Guard } from './guard.ts'
import type { Journal } from './journal.ts'
import { type Sent, sendStep } from './send.ts'
import { type Verdict, verifyStep } from './verify.ts'

/** What happens while a plan is applied, for whoever shows progress. */
export type ApplyEvent =
  | {
      readonly type: 'sending'
      readonly step: Step
      readonly index: number
      readonly total: number
    }
  | {
      readonly type: 'step'
      readonly step: Step
      readonly result: StepResult
      readonly index: number
      readonly total: number
    }

export interface ApplyInput {
  readonly plan: Plan
  readonly client: GraphClient
  readonly journal: Journal
  /** The live state the plan was made from, or read again for a saved plan. */
  readonly live: LiveState
  readonly kinds?: KindTable
  /** Addresses of steps of a saved plan that live already satisfies or that wait; not sent. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** Waits `ms` milliseconds. */
  readonly sleep?: (ms: number) => Promise<void>
  readonly now?: () => Date
  /** The longest wait for a limit of a whole run, in ms. */
  readonly maxWaitMs?: number
  readonly onEvent?: (event: ApplyEvent) => void
  readonly signal?: AbortSignal
}

/**
 * Makes the calls of a plan, in its order and nothing else, and reads back what each touched. A
 * plan with a broken rail, a blocking problem or a preview makes none: then `results` is empty and
 * `problems` says why. Throws on bugs of ours and on file system errors of the journal; whatever
 * the API answers is a result.
 */
export const applyPlan = async (input: ApplyInput): Promise<ApplyReport> => {
  const { plan } = input
  const refusal = refusalOf(plan)
  if (refusal !== null) return reportOf(input, [], [...plan.problems, ...refusal], null)
  const run = startRun(input)
  if (plan.steps.length > 0) {
    const { tool_version, plan_digest, steps_digest } = plan
    await input.journal.append({ type: 'run', tool_version, plan_digest, steps_digest })
  }
  for (const [index, step] of plan.steps.entries()) {
    const total = plan.steps.length
    const settled = input.settled?.get(step.address)
    const result = settled ?? (await carryOut(run, step, { index, total }))
    run.results.set(step.address, result)
    run.guard.settle(step, result.status)
    input.onEvent?.({ type: 'step', step, result, index, total })
  }
  const results = plan.steps.map((step) => run.results.get(step.address) as StepResult)
  return reportOf(input, results, [...plan.problems, ...run.problems], run.retryAt)
}

/** Rails and contradictions refuse the whole plan; null when it may be applied. */
const refusalOf = (plan: Plan): readonly Problem[] | null => {
  if (plan.preview) return [applyProblem('apply_preview', { asOf: plan.as_of })]
  return plan.problems.some(({ code }) => isRail(code) || BLOCKING.has(code)) ? [] : null
}

/** What a run knows so far. */
interface Run {
  readonly input: ApplyInput
  readonly kinds: KindTable
  readonly guard: Guard
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => Date
  readonly results: Map<string, StepResult>
  readonly problems: Problem[]
  /** Assets a limit holds; `*` for all of them. */
  readonly limited: Set<string>
  stopped: boolean
  retryAt: string | null
  waitLeftMs: number
}

const startRun = (input: ApplyInput): Run => {
  const kinds = input.kinds ?? KINDS
  return {
    input,
    kinds,
    guard: createGuard(input.plan, input.live, kinds),
    sleep: input.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    now: input.now ?? (() => new Date()),
    results: new Map(),
    problems: [],
    limited: new Set(),
    stopped: false,
    retryAt: null,
    waitLeftMs: input.maxWaitMs ?? 300_000,
  }
}

type Place = { readonly index: number; readonly total: number }

const carryOut = async (run: Run, step: Step, place: Place): Promise<StepResult> => {
  const held = holdOf(run, step)
  if (held !== null) return held
  run.input.onEvent?.({ type: 'sending', step, ...place })
  return attempt(run, step, { resends: RESENDABLE.has(step.action) ? 1 : 0 })
}

/** Lost writes of these may be sent once more, when two reads show that nothing changed. */
const RESENDABLE: ReadonlySet<Action> = new Set([
  'grant',
  'assign',
  'reassign',
  'unassign',
  'revoke',
])

/** Why a step is not sent at all; null when it is. */
const holdOf = (run: Run, step: Step): StepResult | null => {
  const { address, action } = step
  const skipped = (why: NonNullable<StepResult['why']>): StepResult => ({
    address,
    action,
    status: 'skipped',
    why,
  })
  if (run.stopped || run.input.signal?.aborted === true) return skipped('stopped')
  if (run.limited.has('*') || run.limited.has(step.asset.id)) return skipped('limit')
  const needs = step.needs.map((need) => run.results.get(need)?.status ?? 'skipped')
  if (needs.some((status) => status !== 'done' && status !== 'waiting')) return skipped('needs')
  if (needs.includes('waiting')) return { address, action, status: 'waiting' }
  const against = run.guard.admit(step)
  if (against === null) return null
  run.problems.push(applyProblem('step_held', { address, action, why: against }, step.source))
  return skipped('rail')
}

/** Intent, calls, read-back, outcome. */
const attempt = async (
  run: Run,
  step: Step,
  left: { readonly resends: number },
): Promise<StepResult> => {
  const { journal, client, plan } = run.input
  const { address, action, before, after } = step
  await journal.append({ type: 'intent', address, action, before, after })
  const sent = await sendStep(client, step, plan.business.id, run.kinds)
  const verifier = { client, business: plan.business.id, kinds: run.kinds, sleep: run.sleep }
  if (sent.type === 'accepted' && sent.needsApproval) {
    return record(run, step, { address, action, status: 'waiting' }, { approval: true })
  }
  if (sent.type === 'refused') {
    const verdict = await verifyStep(verifier, step, 1)
    if (verdict.effect === 'effected') return record(run, step, done(step))
    return refused(run, step, { ...sent, verdict }, left)
  }
  const verdict = await verifyStep(verifier, step)
  if (verdict.effect === 'effected') return record(run, step, done(step))
  if (verdict.effect === 'waits') return record(run, step, { address, action, status: 'waiting' })
  if (sent.type === 'accepted') return unseen(run, step, verdict)
  if (verdict.isUntouchedTwice && left.resends > 0) {
    await record(run, step, { address, action, status: 'unknown', error: sent.error })
    return attempt(run, step, { resends: left.resends - 1 })
  }
  const why = `the answer was lost (${sent.error.message}), and live does not show what it did`
  return unknown(run, step, { why, error: sent.error })
}

const done = ({ address, action }: Step): StepResult => ({ address, action, status: 'done' })

/** Accepted, but not what live shows: a grant waits on somebody, anything else is unknown. */
const unseen = async (run: Run, step: Step, verdict: Verdict): Promise<StepResult> => {
  const { address, action } = step
  const { seen, effect } = verdict
  if (action === 'grant' && effect === 'untouched') {
    return record(run, step, { address, action, status: 'waiting' }, { approval: true })
  }
  if (seen.status !== 'complete') {
    return unknown(run, step, { why: 'it was accepted, and could not be read back' })
  }
  const kind = kindOf(step.asset.kind, run.kinds)
  const found = sortTasks(kind, seen.row?.tasks ?? [])
  const shows = found.length === 0 ? 'nothing' : found.join(', ')
  const why = `it was accepted, and live shows ${shows} instead of ${step.after?.join(', ') ?? 'nothing'}`
  return unknown(run, step, { why, found })
}

const unknown = (
  run: Run,
  step: Step,
  facts: {
    readonly why: string
    readonly found?: readonly string[]
    readonly error?: StepResult['error']
  },
): Promise<StepResult> => {
  const { address, action } = step
  run.problems.push(applyProblem('step_unknown', { address, action, why: facts.why }, step.source))
  const error = facts.error ?? { code: null, subcode: null, message: facts.why, trace_id: null }
  const result: StepResult = { address, action, status: 'unknown', error }
  return record(run, step, result, facts.found === undefined ? {} : { found: facts.found })
}

type Refused = Extract<Sent, { type: 'refused' }> & { readonly verdict: Verdict }

const refused = async (
  run: Run,
  step: Step,
  sent: Refused,
  left: { readonly resends: number },
): Promise<StepResult> => {
  const { address, action } = step
  if (sent.family === 'limit') return limited(run, step, sent, left)
  const { advice } = sent
  const result: StepResult = { address, action, status: 'failed', error: sent.error }
  const args = { address, action, message: inWords(sent), advice }
  run.problems.push(applyProblem('step_failed', args, step.source))
  if (sent.stop === 'run' || sent.stop === 'business') {
    run.stopped = true
    run.problems.push(applyProblem('run_stopped', { why: inWords(sent), advice }))
  }
  return record(run, step, result, keptBy(run, step, sent))
}

/** A new task list for an agency that already is one: refused once, it is not tried again. */
const keptBy = (
  run: Run,
  step: Step,
  { family, verdict }: Refused,
): { readonly found?: readonly string[] } => {
  const { effect, seen } = verdict
  if (step.action !== 'regrant' || family !== 'state' || effect !== 'untouched') return {}
  return { found: sortTasks(kindOf(step.asset.kind, run.kinds), seen.row?.tasks ?? []) }
}

const inWords = ({ error }: Refused): string => {
  const code =
    error.code === null ? '' : `#${error.code}${error.subcode === null ? '' : `/${error.subcode}`} `
  const trace = error.trace_id === null ? '' : ` (trace ${error.trace_id})`
  return `${code}${error.message}${trace}`
}

/**
 * A limit refused the write, so it did not happen: it is waited out and sent again where the run
 * may still wait that long; else what the limit holds is skipped at once.
 */
const limited = async (
  run: Run,
  step: Step,
  sent: Refused,
  left: { readonly resends: number },
): Promise<StepResult> => {
  const { address, action } = step
  const waitMs = sent.retryAfterMs ?? UNTOLD_LIMIT_MS
  const result: StepResult = { address, action, status: 'skipped', why: 'limit', error: sent.error }
  await record(run, step, result)
  if (waitMs <= run.waitLeftMs) {
    run.waitLeftMs -= waitMs
    await run.sleep(waitMs)
    return attempt(run, step, left)
  }
  const until = new Date(run.now().getTime() + waitMs).toISOString()
  const isWholeRun = sent.stop !== 'asset'
  run.limited.add(isWholeRun ? '*' : step.asset.id)
  run.retryAt = run.retryAt === null || run.retryAt < until ? until : run.retryAt
  const what = isWholeRun ? 'the whole run' : step.asset.id
  run.problems.push(applyProblem('run_limited', { what, until }))
  return result
}

/** Live limits without a usage header lasted 45 to 60 minutes [observed]. */
const UNTOLD_LIMIT_MS = 3_600_000

const record = async (
  run: Run,
  step: Step,
  result: StepResult,
  facts: { readonly approval?: true; readonly found?: readonly string[] } = {},
): Promise<StepResult> => {
  const { address, action, after } = step
  const { status, error } = result
  await run.input.journal.append({
    type: 'outcome',
    address,
    action,
    after,
    status,
    ...facts,
    ...(error === undefined ? {} : { error }),
  })
  return result
}

const STATUSES: readonly ResultStatus[] = ['done', 'waiting', 'failed', 'skipped', 'unknown']

const reportOf = (
  input: ApplyInput,
  results: readonly StepResult[],
  problems: readonly Problem[],
  retryAt: string | null,
): ApplyReport => {
  const count = (status: ResultStatus): number =>
    results.filter((result) => result.status === status).length
  const summary = Object.fromEntries(STATUSES.map((status) => [status, count(status)]))
  return {
    format_version: 1,
    kind: 'apply',
    plan_digest: input.plan.plan_digest,
    steps_digest: input.plan.steps_digest,
    summary: summary as ApplyReport['summary'],
    retry_at: retryAt,
    results,
    calls: input.client.counts(),
    problems,
    ...(input.signal?.aborted === true ? { interrupted: true as const } : {}),
  }
}
