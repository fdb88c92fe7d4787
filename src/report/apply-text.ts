import type { ApplyReport, GraphFailure, ResultStatus, StepResult } from '../model/apply.ts'
import type { Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { escapeText } from './escape.ts'
import { assetName } from './groups.ts'
import { type Colour, painterOf, SIGN_COLOURS } from './paint.ts'
import { plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { type Row, stepRow } from './rows.ts'
import { waitedLines } from './waited-text.ts'
import { padTo, wrapTo } from './width.ts'
import { SIGNS, SKIPPED, WAITS_FOR } from './words.ts'

const STATUS_COLOURS: Readonly<Record<ResultStatus, Colour>> = {
  done: 'green',
  waiting: 'magenta',
  failed: 'red',
  skipped: 'cyan',
  unknown: 'yellow',
}

const STATUS_WIDTH = 7

/** What an apply did, in the order it did it, and what is to do next. */
export const applyText = (report: ApplyReport, options: RenderOptions): readonly string[] => {
  const paint = painterOf(options.color)
  const steps = new Map(options.plan?.steps.map((step) => [step.address, step]))
  const blocks = [
    report.results.flatMap((result) => resultLines(result, steps.get(result.address), options)),
    problemsText(newProblems(report, options), options.width, paint),
    applySummary(report).flatMap((line) => wrapTo(line, options.width)),
  ]
  return blocks
    .flatMap((lines, at) => (lines.length === 0 ? [] : at === 0 ? lines : ['', ...lines]))
    .filter((line, at) => at > 0 || line !== '')
}

const resultLines = (
  result: StepResult,
  step: Step | undefined,
  options: RenderOptions,
): readonly string[] => {
  const paint = painterOf(options.color)
  const sign = SIGNS[result.action]
  const status = paint(padTo(result.status, STATUS_WIDTH), STATUS_COLOURS[result.status])
  const indent = STATUS_WIDTH + 4
  const [first = '', ...others] = wrapTo(stepWords(result, step, options), options.width - indent)
  const details = detailsOf(result, options).flatMap((line) =>
    wrapTo(line, options.width - indent - 2),
  )
  return [
    `${status}  ${paint(sign, SIGN_COLOURS[sign])} ${first}`,
    ...others.map((line) => ' '.repeat(indent) + line),
    ...details.map((line) => ' '.repeat(indent + 2) + line),
  ]
}

/** `act_1111 "EU Search"  grant agency brightside 2002: ADVERTISE, ANALYZE`. */
export const stepWords = (
  { address, action }: StepResult,
  step: Step | undefined,
  { kinds, width, plan, verbose }: RenderOptions,
): string => {
  if (step === undefined) return escapeText(`${action} ${address}`)
  const business = plan?.business.id ?? ''
  const row: Row = stepRow(step, { kinds, width, business, verbose: verbose === true })
  const subject = row.subject === '' ? '' : ` ${row.word} ${row.subject}`
  return `${assetName(step.asset)} ${action}${subject}: ${row.what}`
}

export const detailsOf = (result: StepResult, { advise }: RenderOptions): readonly string[] => [
  ...(result.status === 'waiting' ? [WAITS_FOR[result.action]] : []),
  ...(result.status === 'skipped' && result.why !== undefined ? [SKIPPED[result.why]] : []),
  ...(result.status === 'unknown'
    ? ['what it did is not known: run plan to see what is live']
    : []),
  ...(result.error === undefined ? [] : errorLines(result.error, result.status, advise)),
]

const errorLines = (
  error: GraphFailure,
  status: ResultStatus,
  advise: RenderOptions['advise'],
): readonly string[] => {
  const code = error.code === null ? '' : `(#${error.code}) `
  // Some messages of the API start with their code, others do not.
  const message = error.message.startsWith(code) ? error.message.slice(code.length) : error.message
  const subcode = error.subcode === null ? '' : `subcode ${error.subcode}: `
  const advice = status === 'failed' ? advise?.(error) : undefined
  return [
    `${code}${subcode}${escapeText(message)}`,
    ...(advice === undefined ? [] : [escapeText(advice)]),
    ...(error.trace_id === null ? [] : [`trace id ${escapeText(error.trace_id)}`]),
  ]
}

/** Problems that a result's own lines, or the plan shown before, say already. */
export const newProblems = (
  report: ApplyReport,
  { plan, advise }: RenderOptions,
): readonly Problem[] => {
  const shown = new Set(plan?.problems.map((problem) => JSON.stringify(problem)))
  const told = advise === undefined ? [] : ['step_failed', 'step_unknown']
  return report.problems.filter(
    (problem) => !shown.has(JSON.stringify(problem)) && !told.includes(problem.code),
  )
}

export const applySummary = (report: ApplyReport): readonly string[] => {
  const { summary, calls, retry_at, interrupted, results } = report
  const counts = (['done', 'waiting', 'failed', 'skipped', 'unknown'] as const)
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${status}`)
  const made = `${plural(calls.write, 'write')} and ${plural(calls.read, 'read')} in ${plural(calls.http, 'HTTP request')}`
  return [
    results.length === 0
      ? `Apply: nothing done (${made}).`
      : `Apply: ${counts.join(', ')} (${made}).`,
    ...(interrupted === true
      ? ['Interrupted. The journal is whole: run the same command again to go on.']
      : []),
    ...(retry_at === null ? [] : [`The same command goes on after ${escapeText(retry_at)}.`]),
    ...nextOf(report),
    ...(report.waited === undefined ? [] : waitedLines(report.waited)),
  ]
}

const nextOf = ({ summary }: ApplyReport): readonly string[] => [
  ...(summary.waiting > 0
    ? [
        'What waits needs a person (requests lists who, and since when). Nothing is sent again meanwhile.',
      ]
    : []),
  ...(summary.failed + summary.skipped + summary.unknown > 0
    ? ['Not all done: run plan to see what is left (exit code 1).']
    : []),
]
