import type { ApplyReport } from '../model/apply.ts'
import type { Difference, DriftReport } from '../model/drift.ts'
import type { Plan } from '../model/plan.ts'
import type { Position, Problem, Severity } from '../model/problem.ts'
import { applySummary, detailsOf, newProblems, stepWords } from './apply-text.ts'
import { textOptionsOf } from './blocks.ts'
import { driftRow, driftSummary } from './drift-text.ts'
import { escapeCommand, escapeCommandProperty, escapeText } from './escape.ts'
import { assetName } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { planSummary } from './plan-summary.ts'
import type { RenderOptions } from './render.ts'
import type { Report } from './report.ts'
import { type Row, stepRow, waitingRow } from './rows.ts'
import { renderText } from './text.ts'
import { BY_WEIGHT } from './words.ts'

/** One annotation of a workflow run, beside the manifest line it is about. */
interface Annotation {
  readonly level: Severity | 'notice'
  readonly title: string
  readonly message: string
  readonly source: Position | null
}

/** Of each level a step shows ten; the tenth says how many there were. */
const SHOWN = 10

/** A report as workflow commands for what matters, and a summary for the log. */
export const renderGithub = (report: Report, options: RenderOptions): string => {
  const wide: RenderOptions = { ...options, width: Number.MAX_SAFE_INTEGER, color: false }
  switch (report.kind) {
    case 'plan':
      return linesOf(ofPlan(report, wide), planSummary(report, { filters: wide.filters ?? [] }))
    case 'apply':
      return linesOf(ofApply(report, wide), applySummary(report))
    case 'drift':
      return linesOf(ofDrift(report, wide), driftSummary(report, wide.filters ?? []))
    case 'validate':
    case 'error':
      return linesOf(report.problems.map(ofProblem), [])
    case 'requests':
    case 'review':
    case 'who':
    case 'doctor':
    case 'init':
    case 'import':
    case 'log':
      return renderText(report, wide)
  }
}

const linesOf = (annotations: readonly Annotation[], summary: readonly string[]): string =>
  [
    ...groupsBy(annotations, ({ level }) => level).flatMap(([, alike]) =>
      atMost(alike).map(commandOf),
    ),
    ...summary.map(escapeText),
  ]
    .map((line) => `${line}\n`)
    .join('')

const atMost = (alike: readonly Annotation[]): readonly Annotation[] => {
  const [first] = alike
  if (first === undefined || alike.length <= SHOWN) return alike
  const hidden = alike.length - SHOWN + 1
  const more = {
    level: first.level,
    title: 'bizaccess',
    message: `and ${hidden} more: see the output as text or JSON`,
    source: null,
  }
  return [...alike.slice(0, SHOWN - 1), more]
}

const commandOf = ({ level, title, message, source }: Annotation): string => {
  const place =
    source === null
      ? []
      : [
          `file=${escapeCommandProperty(escapeText(source.file))}`,
          `line=${source.line}`,
          `col=${source.column}`,
        ]
  const properties = [...place, `title=${escapeCommandProperty(escapeText(title))}`]
  return `::${level} ${properties.join(',')}::${escapeCommand(message)}`
}

const ofProblem = ({ severity, code, message, source }: Problem): Annotation => ({
  level: severity,
  title: code,
  message: message.split('\n').map(escapeText).join('\n'),
  source,
})

const ofRow = (level: Annotation['level'], title: string, row: Row): Annotation => ({
  level,
  title,
  message: `${assetName(row.asset)}: ${[row.word, row.subject].filter((word) => word !== '').join(' ')}: ${row.what}`,
  source: row.sources[0] ?? null,
})

/** Problems, what is taken away, and what waits. */
const ofPlan = (plan: Plan, render: RenderOptions): readonly Annotation[] => {
  const options = textOptionsOf(render, plan.business.id)
  return [
    ...plan.problems.map(ofProblem),
    ...plan.steps
      .filter(({ after }) => after === null)
      .map((step) => ofRow('warning', `plan: ${step.action}`, stepRow(step, options))),
    ...plan.waiting
      .filter(({ needs = [] }) => needs.length === 0)
      .map((row) => ofRow('notice', 'plan: waits on a person', waitingRow(row, options))),
  ]
}

const ofDrift = (report: DriftReport, render: RenderOptions): readonly Annotation[] => {
  const options = textOptionsOf(render, report.business.id)
  return [
    ...report.problems.map(ofProblem),
    ...[...report.differences]
      .sort(byWeight)
      .map((difference) =>
        ofRow('warning', `drift: ${difference.type}`, driftRow(difference, options)),
      ),
  ]
}

const byWeight = (one: Difference, other: Difference): number =>
  BY_WEIGHT.indexOf(one.type) - BY_WEIGHT.indexOf(other.type)

const LEVELS = {
  done: null,
  waiting: 'notice',
  failed: 'error',
  skipped: 'warning',
  unknown: 'error',
} as const

const ofApply = (report: ApplyReport, render: RenderOptions): readonly Annotation[] => {
  const steps = new Map(render.plan?.steps.map((step) => [step.address, step]))
  return [
    ...newProblems(report, render).map(ofProblem),
    ...report.results.flatMap((result) => {
      const level = LEVELS[result.status]
      const step = steps.get(result.address)
      const words = [stepWords(result, step, render), ...detailsOf(result, render)]
      return level === null
        ? []
        : [
            {
              level,
              title: `apply: ${result.status}`,
              message: words.join('\n'),
              source: step?.source ?? null,
            },
          ]
    }),
  ]
}
