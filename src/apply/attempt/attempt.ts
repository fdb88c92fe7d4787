import { type GraphError, toFailure } from '../../graph/errors/graph-error.ts'
import { adviceOf, ruleOf } from '../../graph/errors/matched-rule.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import type { LiveRelation } from '../../model/live.ts'
import type { Step } from '../../model/plan.ts'
import { foldedOf } from '../../model/text/text.ts'
import { applyProblem } from '../apply-problems.ts'
import { cleanName, namedAsset } from '../journal/journal-author.ts'
import type { JournalEvent } from '../journal/journal-entry.ts'
import { finishStep, type Run, writeDown } from '../run-state.ts'
import { type Judgement, judgeAnswer, judgeEffect, refusalWords } from './judgement.ts'
import type { Limit } from './limits.ts'
import { type Refusal, type Sent, sendSteps } from './send.ts'
import { observationOf } from './settle.ts'
import { verifyDue } from './verify.ts'

/**
 * One attempt at some steps: intents, calls, judging the answers, a first read-back, and the outcomes
 * that it shows.
 */
export const attempt = async (run: Run, steps: readonly Step[]): Promise<void> => {
  const { client, plan } = run.input
  announce(run, steps)
  if (!(await writeDown(run, ...steps.map(intentOf)))) return
  const sender = { client, business: plan.business.id, kinds: run.kinds }
  const sent = await sendSteps(sender, steps)
  run.ramp.note(steps.length, [...sent.values()].every(isClean))
  const answered = judgeAnswers(run, sent)
  await record(run, answered)
  run.looks.begin(new Map([...sent].filter(([step]) => !answered.has(step))))
  await lookBack(run)
}

const announce = ({ input, results, looks }: Run, steps: readonly Step[]): void => {
  const total = input.plan.steps.length
  const before = results.size + looks.open().length
  for (const [place, step] of steps.entries()) {
    input.onEvent?.({ type: 'sending', step, index: before + place, total })
  }
}

const intentOf = ({ address, action, before, after, asset, subject }: Step): JournalEvent => ({
  type: 'intent',
  address,
  action,
  before,
  after,
  asset: namedAsset(asset),
  subject: {
    type: subject.type,
    id: subject.id,
    name: cleanName(subject.name),
    alias: subject.alias,
  },
})

/** Whether nothing argues against sending more steps at a time. */
const isClean = (sent: Sent): boolean =>
  sent.type === 'accepted' || (sent.type === 'refused' && !CAUTIOUS.has(sent.family))

const CAUTIOUS: ReadonlySet<Refusal['family']> = new Set([
  'limit',
  'permission',
  'token',
  'blocked',
  'server',
])

const judgeAnswers = (run: Run, sent: ReadonlyMap<Step, Sent>): ReadonlyMap<Step, Judgement> => {
  const judged = new Map<Step, Judgement>()
  for (const [step, answer] of sent) {
    if (answer.type !== 'accepted') noteStop(run, answer)
    const willBeWaitedOut = answer.type === 'refused' && noteLimit(run, step, answer)
    const judgement = judgeAnswer(step, answer, { willBeWaitedOut })
    if (judgement !== null) judged.set(step, judgement)
  }
  return judged
}

/** Notes an error after which nothing else can succeed, or may be tried. */
const noteStop = (run: Run, sent: Exclude<Sent, { readonly type: 'accepted' }>): void => {
  if (sent.type === 'refused' && (sent.family === 'limit' || sent.isOpenAlone)) return
  if (sent.stop === 'run') stopRun(run, refusalWords(sent), sent.advice)
}

const stopRun = (run: Run, why: string, advice: string | null): void => {
  if (!run.stopped) run.problems.push(applyProblem('run_stopped', { why, advice }))
  run.stopped = true
}

/** Whether the refusal is a limit that will be waited out. */
const noteLimit = (run: Run, step: Step, refusal: Refusal): boolean => {
  if (refusal.family !== 'limit') return false
  const limit: Limit = {
    asset: refusal.stop === 'asset' ? step.asset.id : null,
    ...(refusal.stop === 'action' ? { action: step.action } : {}),
    waitMs: refusal.retryAfterMs,
    reason: refusalWords(refusal),
  }
  if (limit.action !== undefined) {
    run.limits.exceed(limit)
    return false
  }
  if (!ACTION_TABLE[step.action].isResendable) run.limits.goOnAfter(limit)
  return run.limits.note(limit)
}

/**
 * Reads back what is due of the writes that were sent, and records what became of those that are
 * settled; the others are looked at again later.
 */
export const lookBack = async (run: Run): Promise<void> => {
  const { client, plan } = run.input
  const verifier = { client, business: plan.business.id, kinds: run.kinds, looks: run.looks }
  const { verdicts, failure } = await verifyDue(verifier)
  await record(
    run,
    new Map(
      [...verdicts].map(([{ step, sent }, verdict]) => {
        const seen = {
          verdict,
          kinds: run.kinds,
          isFirst: !run.resent.has(step),
          wasPending: () => rowBefore(run, step)?.status === 'pending',
          finerBefore: () => rowBefore(run, step)?.member?.finer ?? [],
        }
        return [step, judgeEffect(step, sent, seen)]
      }),
    ),
  )
  if (failure !== null) noteReadFailure(run, failure)
}

const rowBefore = ({ input }: Run, step: Step): LiveRelation | null =>
  observationOf(step, input.live).row

/** An error that ends all reading also ends all writing, as nothing could be verified any more. */
export const noteReadFailure = (run: Run, error: GraphError): void => {
  const words = refusalWords({ error: toFailure(error) })
  if (ruleOf(error).family !== 'limit') stopRun(run, words, adviceOf(error))
  else run.limits.exceed({ asset: null, waitMs: error.retryAfterMs, reason: words })
}

/**
 * Writes all these outcomes to the journal together. A step that will be sent once more stays
 * pending.
 */
export const record = async (run: Run, judgements: ReadonlyMap<Step, Judgement>): Promise<void> => {
  if (judgements.size === 0) return
  const outcomes = [...judgements].map(([step, judgement]) => outcomeOf(step, judgement))
  await writeDown(run, ...outcomes)
  for (const [step, judgement] of judgements) {
    if (judgement.again === undefined) {
      finishStep(run, step, judgement.result, judgement)
    } else {
      run.earlier.set(step, judgement)
      run.readings.expire(run.guard.reliesOn(step))
      if (judgement.again === 'resend') run.resent.add(step)
    }
  }
}

/** Lets the journal forget whom it remembers as invited. */
const emailOf = ({ action, subject }: Step): { readonly email?: string } =>
  ACTION_TABLE[action].endsAll && subject.email != null ? { email: foldedOf(subject.email) } : {}

const outcomeOf = (step: Step, { result, approval, found, begun }: Judgement): JournalEvent => ({
  type: 'outcome',
  address: step.address,
  action: step.action,
  after: step.after,
  status: result.status,
  ...(approval === undefined ? {} : { approval }),
  ...(found === undefined ? {} : { found }),
  ...(begun === true && ACTION_TABLE[step.action].invites ? { begun } : {}),
  ...emailOf(step),
  ...(result.error === undefined ? {} : { error: result.error }),
})
