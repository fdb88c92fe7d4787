import { textOf } from '../document/engine/plain-text.ts'
import { CSV_HEADINGS, cellsOf } from '../questions/review/table/csv-columns.ts'
import { linesOf } from '../questions/review/table/csv-lines.ts'
import { csvTable } from './csv-table.ts'
import { describe } from './describe.ts'
import { logCsv } from './log-csv.ts'
import { lineOptionsOf, type RenderOptions } from './render-options.ts'
import type { Report } from './report.ts'

/**
 * A review as CSV (RFC 4180, CRLF, UTF-8), with one line for each grant, seat and open invitation. No
 * cell can be read as a formula; ids are bare, so that they are found and read back.
 */
export const renderCsv = (report: Report, render: RenderOptions): string => {
  if (report.kind === 'log') return logCsv(report)
  if (report.kind !== 'review') return textOf(describe(report, render), lineOptionsOf(render))
  return csvTable(
    CSV_HEADINGS,
    linesOf(report).map((line) => cellsOf(line, report)),
  )
}
