import { textOf } from '../document/engine/plain-text.ts'
import { escapeCsv } from '../document/escape.ts'
import { CSV_HEADINGS, cellsOf } from '../questions/review/table/csv-columns.ts'
import { linesOf } from '../questions/review/table/lines.ts'
import { describe } from './describe.ts'
import { lineOptionsOf, type RenderOptions } from './render-options.ts'
import type { Report } from './report.ts'

/** Without it, Excel reads UTF-8 in the machine's code page and garbles every name. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A review as CSV (RFC 4180, CRLF, UTF-8), with one line for each grant, seat and open invitation. No
 * cell can be read as a formula; ids are bare, so that they are found and read back.
 */
export const renderCsv = (report: Report, render: RenderOptions): string => {
  if (report.kind !== 'review') return textOf(describe(report, render), lineOptionsOf(render))
  const lines = linesOf(report).map((line) => {
    const cells = cellsOf(line, report)
    return CSV_HEADINGS.map((heading) => cells[heading])
  })
  const rows = [[...CSV_HEADINGS], ...lines]
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('')}`
}
