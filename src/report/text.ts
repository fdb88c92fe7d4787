import { applyText } from './apply-text.ts'
import { doctorText } from './doctor-text.ts'
import { driftText } from './drift-text.ts'
import { escapeText } from './escape.ts'
import { importText } from './import-text.ts'
import { logText } from './log-text.ts'
import { painterOf } from './paint.ts'
import { planText } from './plan-text.ts'
import { plural } from './plural.ts'
import { countsOf, problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import type { InitReport, Report, ValidateReport } from './report.ts'
import { requestsText } from './requests-text.ts'
import { reviewText } from './review-text.ts'
import { whoText } from './who-text.ts'
import { wrapTo } from './width.ts'

/** A report for a terminal. */
export const renderText = (report: Report, options: RenderOptions): string =>
  `${linesOf(report, options).join('\n')}\n`

const linesOf = (report: Report, options: RenderOptions): readonly string[] => {
  const paint = painterOf(options.color)
  switch (report.kind) {
    case 'plan':
      return planText(report, options)
    case 'apply':
      return applyText(report, options)
    case 'drift':
      return driftText(report, options)
    case 'requests':
      return requestsText(report, options)
    case 'who':
      return whoText(report, options)
    case 'review':
      return reviewText(report, options)
    case 'doctor':
      return doctorText(report, options)
    case 'import':
      return importText(report, options)
    case 'log':
      return logText(report, options)
    case 'validate':
      return [...spaced(problemsText(report.problems, options.width, paint)), verdictOf(report)]
    case 'init':
      return initLines(report, options.width)
    case 'error':
      return problemsText(report.problems, options.width, paint)
  }
}

const PLACED: Readonly<Record<InitReport['files'][number]['status'], string>> = {
  written: 'wrote   ',
  extended: 'extended',
  kept: 'kept    ',
}

const initLines = ({ files, next }: InitReport, width: number): readonly string[] => [
  ...files.map(({ path, status }) => {
    const note = status === 'kept' ? ' (it is there already, and was left as it is)' : ''
    return `${PLACED[status]}  ${escapeText(path)}${note}`
  }),
  '',
  ...next.flatMap((line) => wrapTo(line, width)),
]

/** Whether a manifest is valid, and what was read. */
export const verdictOf = (report: ValidateReport): string => {
  const { files, businesses, assets } = report.summary
  const read = `${plural(files, 'file')}, ${plural(assets, 'asset')}`
  const of = businesses > 1 ? ` of ${businesses} businesses` : ''
  const found = report.problems.length === 0 ? '' : `; ${countsOf(report.problems)}`
  return `${report.ok ? 'Valid' : 'Not valid'}: ${read}${of}${found}.`
}

const spaced = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? lines : [...lines, '']
