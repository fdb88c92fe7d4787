import { assetName } from '../../document/asset-groups.ts'
import {
  type Annotated,
  type Document,
  documentOf,
  type Item,
  notesOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { resultsByOutcome } from '../../document/wording/grouped.ts'
import { type Folded, foldedOf, hangingWords, withHanging } from '../../document/wording/hanging.ts'
import { manualRow, type RowOptions, stepRow, waitingRow } from '../../document/wording/rows.ts'
import { SKIPPED } from '../../document/wording/words.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Manual, Step, Waiting } from '../../model/plan.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { isEdgeName } from '../../model/relations.ts'
import type {
  ApplyReport,
  GraphFailure,
  ResultStatus,
  StepResult,
} from '../../model/reports/apply-report.ts'
import { nameOfRail } from '../../plan/order/held-steps.ts'
import { waitedLines } from './waited.ts'

/** How each status is shown, and whether it gets an annotation in a workflow run. */
const STATUSES: Readonly<
  Record<ResultStatus, { readonly colour: Colour; readonly level: Annotated['level'] | null }>
> = {
  done: { colour: 'green', level: null },
  waiting: { colour: 'magenta', level: 'notice' },
  failed: { colour: 'red', level: 'error' },
  skipped: { colour: 'cyan', level: 'warning' },
  unknown: { colour: 'yellow', level: 'error' },
}

const WIDTHS = { mark: 'unknown'.length, name: 0 }

/** What an apply did, in the order it did it, and what to do next. */
export const describeApply = (report: ApplyReport, options: DescribeOptions): Document => {
  const steps = new Map(options.plan?.steps.map((step) => [step.address, step]))
  const folded = foldedOf(report.waiting ?? [], report.results)
  const section = (
    head: Pick<Section, 'id' | 'title' | 'rank'>,
    statuses: readonly ResultStatus[],
  ): Section => {
    const isListed = ({ status }: StepResult): boolean => statuses.includes(status)
    const items = report.results.flatMap((result, order) =>
      isListed(result)
        ? [
            resultItem(
              result,
              {
                order,
                step: steps.get(result.address),
                follows: folded.on.get(result.address) ?? [],
              },
              options,
            ),
          ]
        : [],
    )
    return sectionOf({
      ...head,
      ...{ isSigned: true, isPooled: true },
      blocks: [{ type: 'items', headline: '', items, widths: WIDTHS }],
      short: [notesOf(resultsByOutcome(report.results.filter(isListed)))],
    })
  }
  return documentOf({
    command: 'apply',
    tone: toneOf(report),
    summary: applySummary(report, options.plan),
    problems: newProblems(report, options),
    sections: [
      section({ id: 'not-done', title: 'Not done', rank: 1 }, ['failed', 'unknown', 'skipped']),
      section({ id: 'waits', title: 'Waits on people', rank: 2 }, ['waiting']),
      section({ id: 'done', title: 'Done', rank: 3 }, ['done']),
      leftSection(report.manual ?? [], folded, options),
    ],
    facts: [
      ['plan_digest', report.plan_digest],
      ['steps_digest', report.steps_digest],
    ],
  })
}

/** Last, for it is what somebody still has to do. */
const leftSection = (
  manual: readonly Manual[],
  folded: Folded,
  options: DescribeOptions,
): Section => {
  const rows = rowsOf(options)
  return sectionOf({
    ...{ id: 'left', title: 'Left to people', rank: 4, isSigned: true },
    blocks: [
      {
        type: 'asset_rows',
        rows: [
          ...folded.own.map((each) =>
            withHanging(waitingRow(each, rows), each.address, folded, rows),
          ),
          ...manual.map((each) => manualRow(each, rows)),
        ].map((row, order) => ({ ...row, order })),
      },
    ],
  })
}

const rowsOf = (options: DescribeOptions): RowOptions =>
  rowOptionsOf(options, options.plan?.business.id ?? '', options.plan?.as_of ?? null)

const toneOf = ({ summary, problems }: ApplyReport): Document['tone'] => {
  if (summary.failed + summary.unknown > 0 || hasErrors(problems)) return 'stop'
  return summary.skipped + summary.waiting > 0 ? 'change' : 'calm'
}

const resultItem = (
  result: StepResult,
  {
    order,
    step,
    follows,
  }: {
    readonly order: number
    readonly step: Step | undefined
    /** What hangs on it. */
    readonly follows: readonly Waiting[]
  },
  options: DescribeOptions,
): Item => {
  const { colour, level } = STATUSES[result.status]
  return {
    mark: result.status,
    colour,
    sign: ACTION_TABLE[result.action].sign,
    name: '',
    words: stepWords(result, step, options),
    details: [
      ...detailsOf(result, step, options),
      ...(step === undefined || follows.length === 0
        ? []
        : [`then ${hangingWords(follows, step.asset, rowsOf(options))}`]),
    ],
    source: null,
    order,
    annotation:
      level === null ? null : { level, title: result.status, source: step?.source ?? null },
  }
}

/** `act_1111 "EU Search"  grant agency brightside 2002: ADVERTISE, ANALYZE`. */
const stepWords = (
  { address, action }: StepResult,
  step: Step | undefined,
  options: DescribeOptions,
): string => {
  if (step === undefined) return escapeText(`${action} ${address}`)
  const row = stepRow(step, rowsOf(options))
  const subject = row.subject === '' ? '' : ` ${row.word} ${row.subject}`
  return `${assetName(step.asset)} ${action}${subject}: ${row.what}`
}

/** Method and path, by which some errors are told apart; null where it may have been either of two. */
const callOf = (step: Step | undefined): string | null => {
  const [call, more] = step?.calls ?? []
  return call === undefined || more !== undefined ? null : `${call.method} ${call.path}`
}

const detailsOf = (
  result: StepResult,
  step: Step | undefined,
  { advise, kinds, plan }: DescribeOptions,
): readonly string[] => [
  ...(result.status === 'waiting' ? [ACTION_TABLE[result.action].words.waitsFor] : []),
  ...(result.status === 'done' ? [ACTION_TABLE[result.action].words.next ?? []].flat() : []),
  ...(result.status === 'skipped' && result.why !== undefined ? [skippedWords(result, plan)] : []),
  ...(result.status === 'unknown'
    ? ['what it did is not known: run plan to see what is live']
    : []),
  ...(result.error === undefined
    ? []
    : errorLines(result.error, result.status, (error) => [
        ...[advise?.(error, callOf(step)) ?? []].flat(),
        ...oddityOf(step, error, kinds),
      ])),
]

const skippedWords = ({ address, why }: StepResult, plan: DescribeOptions['plan']): string => {
  const held = plan?.held?.find((each) => each.address === address)
  if (held !== undefined) return `held by ${nameOfRail(held.rail)}: see the problems above`
  return why === undefined ? '' : SKIPPED[why]
}

/** What to do about an error that is odd on this kind of asset. */
const oddityOf = (
  step: Step | undefined,
  { code }: GraphFailure,
  kinds: KindTable,
): readonly string[] => {
  if (step === undefined || code === null) return []
  const { relation, form } = ACTION_TABLE[step.action]
  if (form !== 'put' || !isEdgeName(relation)) return []
  return [kindOf(step.asset.kind, kinds).relations[relation]?.refusals?.[code] ?? []].flat()
}

const errorLines = (
  error: GraphFailure,
  status: ResultStatus,
  advise: (error: GraphFailure) => readonly string[],
): readonly string[] => {
  const code = error.code === null ? '' : `(#${error.code}) `
  // Some messages of the API start with their code, others do not.
  const message = error.message.startsWith(code) ? error.message.slice(code.length) : error.message
  const subcode = error.subcode === null ? '' : `subcode ${error.subcode}: `
  const advice = status === 'failed' ? advise(error) : []
  return [
    `${code}${subcode}${escapeText(message)}`,
    ...advice.map((line) => escapeText(line)),
    ...(error.trace_id === null ? [] : [`trace id ${escapeText(error.trace_id)}`]),
  ]
}

/** Leaves out problems that a result's own lines, or the plan shown before, already mention. */
const newProblems = (
  report: ApplyReport,
  { plan, advise }: DescribeOptions,
): readonly Problem[] => {
  const shown = new Set(plan?.problems.map((problem) => JSON.stringify(problem)))
  const told = advise === undefined ? [] : ['step_failed', 'step_unknown']
  return report.problems.filter(
    (problem) => !shown.has(JSON.stringify(problem)) && !told.includes(problem.code),
  )
}

const applySummary = (report: ApplyReport, plan: DescribeOptions['plan']): readonly string[] => {
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
      ? ['Interrupted. The journal is whole: run the same command again to continue.']
      : []),
    ...(retry_at === null ? [] : [`The same command can continue after ${escapeText(retry_at)}.`]),
    ...nextOf(report, plan),
    ...(report.waited === undefined ? [] : waitedLines(report.waited)),
  ]
}

/** Who was invited has nothing yet: what the manifest gives them needs another apply. */
const invitedWords = (
  { results }: ApplyReport,
  plan: DescribeOptions['plan'],
): readonly string[] => {
  const invited = new Set(
    results.flatMap(({ address, action, status }) =>
      status === 'done' && ACTION_TABLE[action].invites ? [address] : [],
    ),
  )
  if (invited.size === 0) return []
  const isHanging = plan?.waiting.some(({ needs = [] }) => needs.some((need) => invited.has(need)))
  const again = isHanging === true ? ': then run apply again, for what waits for them' : ''
  return [
    `${invited.size === 1 ? '1 person was' : `${invited.size} people were`} invited, and joins by accepting (requests lists who has not)${again}.`,
  ]
}

const nextOf = (report: ApplyReport, plan: DescribeOptions['plan']): readonly string[] => [
  ...invitedWords(report, plan),
  ...waitingWords(report),
  ...heldWords(report),
  ...leftWords(report, plan),
]

const waitingWords = ({ summary }: ApplyReport): readonly string[] =>
  summary.waiting === 0
    ? []
    : [
        'What waits needs a person (requests lists who, and since when). Nothing is sent again meanwhile.',
      ]

const heldWords = ({ summary, problems }: ApplyReport): readonly string[] =>
  summary.skipped === 0
    ? []
    : problems.flatMap(({ code, message }) =>
        code === 'rail_held' ? [`${escapeText(message)} (exit code 4).`] : [],
      )

const leftWords = ({ summary }: ApplyReport, plan: DescribeOptions['plan']): readonly string[] =>
  summary.failed + summary.skipped - (plan?.held?.length ?? 0) + summary.unknown > 0
    ? ['Not all done: run plan to see what is left (exit code 1).']
    : []
