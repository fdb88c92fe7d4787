import { escapeCsv } from '../document/escape.ts'

/** Without it, Excel reads UTF-8 in the machine's code page and garbles every name. */
const BYTE_ORDER_MARK = '\uFEFF'

/** Rows under headings as CSV (RFC 4180, CRLF, UTF-8). A cell that a row lacks is empty. */
export const csvTable = <Heading extends string>(
  headings: readonly Heading[],
  rows: readonly Partial<Readonly<Record<Heading, string>>>[],
): string => {
  const cells = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))]
  return `${BYTE_ORDER_MARK}${cells.map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('')}`
}
