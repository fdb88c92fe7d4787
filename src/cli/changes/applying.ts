import { settledForGood, watchedOf } from '../../apply/answers.ts'
import { applyPlan } from '../../apply/apply-plan.ts'
import { openJournal } from '../../apply/journal/journal.ts'
import { authorIn } from '../../apply/journal/journal-author.ts'
import type { Journal } from '../../apply/journal/journal-type.ts'
import { quoteName } from '../../document/escape.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { ApplyReport } from '../../model/reports/apply-report.ts'
import { isBlocked } from '../../plan/order/held-steps.ts'
import { waitedLines } from '../../questions/changes/waited.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { exitOfApply } from '../exit-codes.ts'
import { approves } from '../output/approval.ts'
import { printReport, saveShown, showAside, showReport } from '../output/output.ts'
import { createProgress, type Progress } from '../output/progress.ts'
import { makePrivateFolder } from '../output/written-files.ts'
import { openSession, type Session } from '../session/session.ts'
import { warnOfTokenEnd } from '../session/token-end.ts'
import { advise } from './advise.ts'
import { rolesOf } from './planning.ts'
import { openIn, type Prepared } from './prepared.ts'
import { rehearseFirst } from './rehearsing.ts'
import { withAnswers } from './waiting.ts'

/**
 * Shows a plan, asks, applies it and reports. The journal is locked before anything is read but, where
 * nothing says it, which business it is. Resolves to the exit code.
 */
export const applyPrepared = async (
  business: string | BusinessOf,
  prepareFor: (session: Session, business: string) => Promise<Prepared>,
  context: Context,
): Promise<number> => {
  const progress = createProgress(context)
  const session = await openSession(
    context,
    progress,
    typeof business === 'string' ? business : null,
  )
  try {
    const told = typeof business === 'string' ? business : await business(session)
    const prepare = (again: Session): Promise<Prepared> => prepareFor(again, told)
    const applied = await applyLocked({ business: told, prepare, session, progress, context })
    progress.clear()
    const report = await showAnswered(applied, { prepare, session, progress, context })
    const { prepared } = applied
    const detailed = context.flags.detailedExitcode === true
    return exitOfApply(report, prepared.plan, detailed, settledForGood(prepared))
  } finally {
    progress.clear()
    await session.close()
  }
}

/** Finds out which business it is that is worked in. */
type BusinessOf = (session: Session) => Promise<string>

interface Run {
  readonly prepare: (session: Session) => Promise<Prepared>
  readonly session: Session
  readonly progress: Progress
  readonly context: Context
}

interface Applied {
  readonly prepared: Prepared
  readonly report: ApplyReport
}

/**
 * Holds the journal's lock while anything may be written, and releases it while people are waited
 * for.
 */
const applyLocked = async ({
  business,
  prepare,
  ...run
}: Run & { readonly business: string }): Promise<Applied> => {
  const { session, progress, context } = run
  const { journal, problems } = await lockJournal(business, session, context)
  try {
    const prepared = await prepare(session)
    progress.clear()
    warnOfTokenEnd(prepared.live, context)
    showPlan(prepared, context)
    const report = await decide(prepared, { ...run, journal })
    return { prepared, report: withLeft(withProblems(report, problems), prepared) }
  } finally {
    await journal.close()
  }
}

/** What is left to people, for whoever must be sure that nothing is. */
const withLeft = (report: ApplyReport, { plan, tellsLeft }: Prepared): ApplyReport =>
  tellsLeft === true ? { ...report, waiting: plan.waiting, manual: plan.manual } : report

/** Reports a problem of the journal once, even if it was repaired before the plan read it. */
const withProblems = (report: ApplyReport, problems: readonly Problem[]): ApplyReport => {
  const said = new Set(report.problems.map(({ message }) => message))
  const unsaid = problems.filter(({ message }) => !said.has(message))
  return unsaid.length === 0 ? report : { ...report, problems: [...report.problems, ...unsaid] }
}

/**
 * Shows the report. With `--wait`, text is shown before the wait; any other format once,
 * afterwards.
 */
const showAnswered = async ({ prepared, report }: Applied, run: Run): Promise<ApplyReport> => {
  const { context } = run
  const { flags, io } = context
  const beside = { plan: prepared.plan, advise, ...rolesOf(prepared) }
  const watched = flags.wait === undefined ? [] : watchedOf(report, prepared.plan)
  if (flags.wait === undefined || watched.length === 0) {
    showReport(report, context, beside)
    return report
  }
  const isText = flags.format === 'text'
  if (isText) printReport(report, context, beside)
  const answered = await withAnswers(report, watched, {
    ...{ ...run, waitMs: flags.wait },
    business: prepared.plan.business.id,
  })
  run.progress.clear()
  if (!isText) {
    showReport(answered, context, beside)
    return answered
  }
  if (answered.waited !== undefined)
    io.stdout.write(
      waitedLines(answered.waited)
        .map((line) => `${line}\n`)
        .join(''),
    )
  saveShown(answered, context, beside)
  return answered
}

const lockJournal = async (
  business: string,
  { journals, before }: Session,
  { io }: Context,
): Promise<{ readonly journal: Journal; readonly problems: readonly Problem[] }> => {
  makePrivateFolder(journals)
  const by = authorIn(io.env, io.osUser?.() ?? null)
  const { value, problems } = await openJournal({
    dir: journals,
    before,
    business,
    by,
    now: io.now,
  })
  return { journal: value ?? stop(...problems), problems }
}

/** On stdout as text. If stdout carries another document, on stderr for the person who is asked. */
const showPlan = (prepared: Prepared, context: Context): void => {
  const { flags, io } = context
  const { plan } = prepared
  const named = rolesOf(prepared)
  if (flags.format === 'text') {
    printReport(plan, context, named)
    io.stdout.write('\n')
  } else if (io.ask !== null && flags.autoApprove !== true) showAside(plan, context, named)
}

interface Applying {
  readonly session: Session
  readonly journal: Journal
  readonly progress: Progress
  readonly context: Context
}

/** Applies what was approved. If nothing was done, the report says why. */
const decide = async (prepared: Prepared, applying: Applying): Promise<ApplyReport> => {
  const { session, journal, progress, context } = applying
  const { io } = context
  const { sleep } = io
  const { plan, live, readAt, settled, refusals = [] } = prepared
  const refused = refusals.length === 0 ? await refusalsOf(prepared, applying) : refusals
  if (refused.length > 0 || io.signal.aborted) {
    return nothingDone(plan, session, io.signal.aborted ? null : refused)
  }
  return applyPlan({
    plan,
    live,
    journal,
    client: session.client,
    // A person took time to answer, and others may have changed something meanwhile.
    readAt: isAsked(prepared, context) ? null : readAt,
    now: io.now,
    signal: io.signal,
    onEvent: progress.onApply,
    ...(sleep === undefined ? {} : { sleep: (ms) => sleep(ms, io.signal) }),
    ...(settled === undefined ? {} : { settled }),
  })
}

/**
 * Why the plan may not be applied: it is not the reviewed one, does not converge on a twin, or was not
 * approved. Empty if it may, and if the run was interrupted.
 */
const refusalsOf = async (
  prepared: Prepared,
  { progress, context }: Pick<Applying, 'progress' | 'context'>,
): Promise<readonly Problem[]> => {
  const { flags, io } = context
  const { steps_digest: found } = prepared.plan
  if (flags.expect !== undefined && flags.expect !== found) {
    return [cliProblem('steps_digest_differs', { expected: flags.expect, found })]
  }
  const asks = isAsked(prepared, context)
  if (asks && io.ask === null) return [cliProblem('not_interactive', undefined)]
  const rehearses = flags.rehearse === true && isToBeSent(prepared)
  const failed = rehearses ? await rehearseFirst(prepared, context, progress) : []
  if (failed.length > 0 || io.signal.aborted || !asks) return failed
  const { business, held = [] } = prepared.plan
  const asked = { changes: openIn(prepared), to: businessWords(business), held: held.length }
  return (await approves(asked, io.ask)) ? [] : [cliProblem('not_approved', undefined)]
}

/** Whether there is anything to ask about, and a person has to agree to it. */
const isAsked = (
  prepared: Pick<Prepared, 'plan' | 'settled'>,
  { flags }: Pick<Context, 'flags'>,
): boolean => isToBeSent(prepared) && flags.autoApprove !== true

const isToBeSent = (prepared: Pick<Prepared, 'plan' | 'settled'>): boolean =>
  openIn(prepared) > 0 && !isBlocked(prepared.plan) && !prepared.plan.preview

/** `"Northwind" (1001)`. */
const businessWords = ({ id, name }: Plan['business']): string =>
  `${name === null ? '' : `${quoteName(name)} `}(${id})`

/**
 * The report of an apply that did nothing, either for these reasons or because it was
 * interrupted.
 */
const nothingDone = (
  plan: Plan,
  session: Session,
  reasons: readonly Problem[] | null,
): ApplyReport => ({
  format_version: 1,
  kind: 'apply',
  plan_digest: plan.plan_digest,
  steps_digest: plan.steps_digest,
  summary: { done: 0, waiting: 0, failed: 0, skipped: 0, unknown: 0 },
  retry_at: null,
  results: [],
  calls: session.client.counts(),
  problems: [...plan.problems, ...(reasons ?? [])],
  ...(reasons === null ? { interrupted: true as const } : {}),
})
