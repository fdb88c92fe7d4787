import { type Document, documentOf } from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import { placeOf } from '../../document/problem-words.ts'
import { hasErrors } from '../../model/problem.ts'
import type { OffboardReport } from '../../model/reports/offboard-report.ts'

/** What was written into a manifest, and which lines were taken out. */
export const describeOffboard = (report: OffboardReport): Document =>
  documentOf({
    command: 'offboard',
    tone: hasErrors(report.problems) ? 'stop' : 'calm',
    summary: summaryOf(report),
    problems: report.problems,
  })

const summaryOf = (report: OffboardReport): readonly string[] => {
  const { added, taken, written, problems } = report
  const [file, entry] = [escapeText(report.file), escapeText(report.entry)]
  if (hasErrors(problems)) return [`Nothing was written to ${file}.`]
  if (!written)
    return [`${file}: ${entry} is offboarded already, and no line names it. Nothing to change.`]
  return [
    `${file}: ${entry} ${added ? 'is now' : 'was already'} under offboarded; ${plural(taken.length, 'line')} that named it ${taken.length === 1 ? 'was' : 'were'} taken out.`,
    ...taken.map((line) => `taken out: ${placeOf(line)} ${escapeText(line.path)}`),
    'Nothing was called: the next apply of this manifest takes everything from them.',
  ]
}
