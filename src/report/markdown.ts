import type { ApplyReport, ResultStatus } from '../model/apply.ts'
import type { DriftReport } from '../model/drift.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { applySummary, detailsOf, newProblems, stepWords } from './apply-text.ts'
import { blocksOf, headerOf, type TextOptions, textOptionsOf } from './blocks.ts'
import { driftRow, driftSummary } from './drift-text.ts'
import { escapeMarkdown } from './escape.ts'
import { expiringLines } from './expiring-text.ts'
import { commentOf, type Section } from './fences.ts'
import {
  differencesBySubject,
  entriesBy,
  problemsByCode,
  resultsByOutcome,
  stepsBySubject,
  waitingByState,
} from './grouped.ts'
import { painterOf } from './paint.ts'
import { planSummary } from './plan-summary.ts'
import { isOffboarding, offboardedBlocks } from './plan-text.ts'
import { countsOf, problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import type { Report } from './report.ts'
import { reviewMarkdown } from './review-markdown.ts'
import { manualRow, type Row, stepRow, unreadableRow, waitingRow } from './rows.ts'
import { takesAway } from './taking.ts'
import { renderText, verdictOf } from './text.ts'
import { whoMarkdown } from './who-markdown.ts'
import { SIGNS } from './words.ts'

/** Wide enough that nothing is wrapped: a fence scrolls. */
const WIDE = 1_000_000

/**
 * A report as a comment on a pull request. Whatever strangers named stands in fences; the prose
 * around them is ours.
 */
export const renderMarkdown = (report: Report, options: RenderOptions): string => {
  const wide: RenderOptions = { ...options, width: WIDE, color: false }
  switch (report.kind) {
    case 'plan':
      return planMarkdown(report, wide)
    case 'apply':
      return applyMarkdown(report, wide)
    case 'drift':
      return driftMarkdown(report, wide)
    case 'validate':
      return commentOf(
        proseOf('validate', [verdictOf(report)]),
        [problemSection(report.problems)],
        wide,
      )
    case 'error':
      return commentOf(
        proseOf('error', [countsOf(report.problems)]),
        [problemSection(report.problems)],
        wide,
      )
    case 'who':
      return whoMarkdown(report, wide)
    case 'review':
      return reviewMarkdown(report, wide)
    case 'requests':
    case 'doctor':
    case 'init':
    case 'import':
    case 'log':
      return commentOf(
        [`### bizaccess: ${report.kind}`],
        [
          {
            title: 'Report',
            fence: 'text',
            lines: renderText(report, wide).trimEnd().split('\n'),
            rank: 0,
          },
        ],
        wide,
      )
  }
}

const proseOf = (title: string, lines: readonly string[]): readonly string[] => {
  const [first = '', ...others] = lines.map(escapeMarkdown)
  return [
    `### bizaccess ${title}`,
    `**${first}**`,
    ...(others.length === 0 ? [] : [others.join('  \n')]),
  ]
}

const problemSection = (problems: readonly Problem[]): Section => ({
  title: 'Problems',
  fence: 'text',
  lines: problemsText(problems, WIDE, painterOf(false), true),
  grouped: problemsByCode(problems),
  rank: 0,
})

const planMarkdown = (plan: Plan, render: RenderOptions): string => {
  const options = textOptionsOf(render, plan.business.id)
  const steps = plan.steps.filter((step) => !isOffboarding(step))
  const taking = steps.filter((step) => takesAway(step, render.kinds))
  const giving = steps.filter((step) => !taking.includes(step))
  const prose = proseOf('plan', planSummary(plan, { filters: render.filters ?? [] }))
  const sections: readonly Section[] = [
    { title: 'Business', fence: 'text', lines: [headerOf(plan)], rank: 0 },
    problemSection(plan.problems),
    {
      title: 'Takes away',
      fence: 'diff',
      lines: [
        ...offboardedBlocks(plan, options).flatMap(([headline = '', ...assets]) => [
          `- ${headline}`,
          // The sign of each line, first, so that it is coloured.
          ...assets.map((line) => `-   ${line.slice(4)}`),
        ]),
        ...diffLines(rowsOf(taking, options), options),
      ],
      grouped: stepsBySubject([...plan.steps.filter(isOffboarding), ...taking], '-', options),
      rank: 2,
    },
    waitingSection(plan, options),
    {
      title: 'Ends soon',
      fence: 'text',
      lines: expiringLines(render.expiring ?? [], options).slice(1),
      rank: 3,
    },
    {
      title: 'To do by hand',
      fence: 'diff',
      lines: diffLines(
        plan.manual.map((row) => manualRow(row, options)),
        options,
      ),
      grouped: entriesBy(plan.manual, {
        sign: '!',
        keyOf: ({ reason }) => reason,
        wordsOf: ({ address, what }) => `${address}: ${what}`,
      }),
      rank: 3,
    },
    {
      title: 'Gives or changes',
      fence: 'diff',
      lines: diffLines(rowsOf(giving, options), options),
      grouped: stepsBySubject(giving, '+', options),
      rank: 4,
    },
    unreadableSection(plan, options),
  ]
  return commentOf(prose, sections, render)
}

/** A change is two lines, before and after, so that both are coloured. */
const rowsOf = (steps: readonly Step[], options: TextOptions): readonly Row[] =>
  steps.flatMap((step) =>
    step.before === null || step.after === null
      ? [stepRow(step, options)]
      : [
          {
            ...stepRow({ ...step, after: null, needs: [], via: [] }, options),
            sign: '-',
            sources: [],
          },
          { ...stepRow({ ...step, before: null }, options), sign: '+' },
        ],
  )

const waitingSection = (report: Plan | DriftReport, options: TextOptions): Section => ({
  title: 'Waits on people',
  fence: 'diff',
  lines: diffLines(
    report.waiting.map((row) => waitingRow(row, options)),
    options,
  ),
  grouped: waitingByState(report.waiting),
  rank: 1,
})

const unreadableSection = (report: Plan | DriftReport, options: TextOptions): Section => ({
  title: 'Not readable',
  fence: 'text',
  lines: textLines(
    report.unreadable.map((row) => unreadableRow(row, options)),
    options,
  ),
  grouped: entriesBy(report.unreadable, {
    sign: '?',
    keyOf: ({ what }) => what,
    wordsOf: ({ address, what }) => `${address}: ${what}`,
  }),
  rank: 5,
})

const textLines = (rows: readonly Row[], options: TextOptions): readonly string[] =>
  blocksOf(rows, options).flat()

/** Signs stand in the first column, where they are coloured; headlines as hunks of a diff. */
const diffLines = (rows: readonly Row[], options: TextOptions): readonly string[] =>
  blocksOf(
    rows.map((row) => ({ ...row, sign: row.sign === '~' ? '!' : row.sign })),
    options,
  ).flatMap(([headline = '', ...lines]) => [
    `@@ ${headline} @@`,
    ...lines.map((line) => line.slice(2)),
  ])

const driftMarkdown = (report: DriftReport, render: RenderOptions): string => {
  const options = textOptionsOf(render, report.business.id)
  const rows = report.differences.map((difference) => driftRow(difference, options))
  const prose = proseOf('drift', driftSummary(report, render.filters ?? []))
  const sections: readonly Section[] = [
    { title: 'Business', fence: 'text', lines: [headerOf(report)], rank: 0 },
    problemSection(report.problems),
    {
      title: 'Live against the manifest',
      fence: 'diff',
      lines: diffLines(rows, options),
      grouped: differencesBySubject(report.differences, options),
      rank: 2,
    },
    waitingSection(report, options),
    unreadableSection(report, options),
  ]
  return commentOf(prose, sections, render)
}

const applyMarkdown = (report: ApplyReport, render: RenderOptions): string => {
  const steps = new Map(render.plan?.steps.map((step) => [step.address, step]))
  const section = (title: string, rank: number, statuses: readonly ResultStatus[]): Section => {
    const results = report.results.filter(({ status }) => statuses.includes(status))
    const lines = results.flatMap((result) => [
      `${signOf(SIGNS[result.action])} ${result.status}  ${stepWords(result, steps.get(result.address), render)}`,
      ...detailsOf(result, render).map((line) => `    ${line}`),
    ])
    return { title, fence: 'diff', lines, grouped: resultsByOutcome(results), rank }
  }
  const sections: readonly Section[] = [
    problemSection(newProblems(report, render)),
    section('Not done', 1, ['failed', 'unknown', 'skipped']),
    section('Waits on people', 2, ['waiting']),
    section('Done', 3, ['done']),
  ]
  return commentOf(proseOf('apply', applySummary(report)), sections, render)
}

const signOf = (sign: Row['sign']): string => (sign === '~' ? '!' : sign)
