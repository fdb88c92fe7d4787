import {
  type Document,
  documentOf,
  groupOf,
  headlineOf,
  type Row,
  rowOf,
  sectionOf,
} from '../../../document/document.ts'
import { escapeText } from '../../../document/escape.ts'
import type { Colour } from '../../../document/paint.ts'
import { listOf } from '../../../document/plural.ts'
import type { DescribeOptions } from '../../../document/wording/describe-options.ts'
import { planSentences, planVerdict } from '../../../document/wording/plan-summary.ts'
import { hasErrors } from '../../../model/problem.ts'
import {
  DECISION_STATUSES,
  type DecisionResult,
  type DecisionStatus,
  type DecisionsReport,
} from '../../../model/reports/decisions-report.ts'
import { describePlan } from '../../changes/describe-plan.ts'

const STATUSES: Readonly<
  Record<
    DecisionStatus,
    { readonly words: string; readonly title: string; readonly colour: Colour }
  >
> = {
  written: { words: 'written', title: 'Written into the manifest', colour: 'green' },
  already_so: { words: 'already so', title: 'Already so', colour: 'cyan' },
  stale: { words: 'stale', title: 'Live has changed since: nothing was written', colour: 'yellow' },
  cannot: { words: 'cannot', title: 'Cannot be written', colour: 'red' },
}

/** What became of each decision, and the plan that follows. */
export const describeDecisions = (report: DecisionsReport, options: DescribeOptions): Document => {
  const { results, summary, problems } = report
  const isWhole = summary.stale + summary.cannot === 0
  const plan = options.plan === undefined ? null : describePlan(options.plan, options)
  return documentOf({
    command: 'review',
    header: [`Decisions of ${escapeText(report.decisions)} on business ${report.business.id}`],
    tone: hasErrors(problems) ? 'stop' : isWhole ? 'calm' : 'change',
    summary: [
      summaryOf(report),
      ...(options.plan === undefined
        ? []
        : [...planSentences(options.plan, options), ...planVerdict(options.plan)]),
    ],
    problems,
    sections: [
      sectionOf({
        ...{ id: 'decisions', title: 'Decisions', rank: 1 },
        // What somebody has to look at comes first.
        blocks: [...DECISION_STATUSES].reverse().flatMap((status) => {
          const same = results.filter((result) => result.status === status)
          const { title, words, colour } = STATUSES[status]
          return same.length === 0
            ? []
            : [
                groupOf({
                  headline: headlineOf(title, { mark: words, colour }),
                  rows: same.map(resultRow),
                }),
              ]
        }),
      }),
      ...(plan?.sections ?? []),
    ],
  })
}

const resultRow = ({
  row,
  address,
  decision,
  status,
  why,
  reviewer,
  comment,
}: DecisionResult): Row =>
  rowOf({
    sign: ' ',
    word: `row ${row}`,
    subject: escapeText(address ?? 'no grant'),
    what: [
      `${escapeText(decision)}: ${escapeText(why)}`,
      comment === '' ? '' : `"${escapeText(comment)}"`,
      reviewer === '' ? '' : `by ${escapeText(reviewer)}`,
    ]
      .filter((part) => part !== '')
      .join('; '),
    change: STATUSES[status].words,
    isAlarm: status === 'stale' || status === 'cannot',
  })

const summaryOf = ({ results, summary, files, problems }: DecisionsReport): string => {
  if (hasErrors(problems) && results.length === 0) return 'Nothing was written.'
  if (results.length === 0) return 'No row decides anything: nothing was written.'
  const counted = DECISION_STATUSES.filter((status) => summary[status] > 0).map(
    (status) => `${summary[status]} ${STATUSES[status].words}`,
  )
  const where =
    files.length === 0
      ? 'No file was changed'
      : `Changed: ${listOf(files.map((file) => escapeText(file)))}`
  return `Decisions: ${counted.join(', ')}. ${where}; nothing was called.`
}
