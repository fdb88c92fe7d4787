import { CsvError, parse } from 'csv-parse/sync'
import type { Problem } from '../../../model/problem.ts'
import { nearestOf } from '../../../model/text/nearest.ts'
import { CSV_HEADINGS, type CsvColumn } from '../table/csv-columns.ts'
import { decisionProblem } from './decision-problems.ts'

/** What a reviewer decided about one row. */
export type Decision =
  | { readonly type: 'keep' }
  | { readonly type: 'revoke' }
  | { readonly type: 'tasks'; readonly tasks: readonly string[] }

/** A row of the reviewed CSV. */
export interface ReviewedRow {
  /** Counted from 1, without the header. */
  readonly row: number
  readonly cells: Readonly<Record<CsvColumn, string>>
  /** Null where nothing was decided. */
  readonly decision: Decision | null
}

/** Columns that tell what a row is about; what only describes it may be missing. */
const NEEDED: readonly CsvColumn[] = [
  ...(['business_id', 'read_at', 'asset_kind', 'asset_id', 'subject_id'] as const),
  ...(['tasks', 'role', 'path', 'decision'] as const),
]

interface Read {
  readonly rows: readonly ReviewedRow[]
  readonly problems: readonly Problem[]
}

/** The rows of a reviewed CSV, separated by commas or semicolons. Problems: the `decisions_*` codes. */
export const readDecisions = (text: string, file: string): Read => {
  const refused = (...problems: readonly Problem[]): Read => ({ rows: [], problems })
  const lines = linesIn(text)
  if (typeof lines === 'string')
    return refused(decisionProblem('decisions_not_csv', { file, reason: lines }))
  const [head = [], ...rest] = lines
  const columns = head.map((cell) => cell.trim())
  const faults = headFaults(columns, file)
  if (faults.length > 0) return refused(...faults)
  const read = rest.flatMap((line, place) =>
    line.some((cell) => cell.trim() !== '') ? [rowOf(line, columns, place + 1)] : [],
  )
  const problems = read.flatMap((row) => faultsOf(row, file))
  return { rows: read, problems }
}

const SEPARATORS = [',', ';'] as const

/** The one of which the header has more. */
const separatorIn = (text: string): string => {
  const [head = ''] = text.split(/\r?\n/, 1)
  const count = (separator: string): number => head.split(separator).length
  return [...SEPARATORS].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** The cells of each line; in words what is wrong with a text that has none. */
const linesIn = (text: string): readonly (readonly string[])[] | string => {
  try {
    const lines: string[][] = parse(text, {
      bom: true,
      delimiter: separatorIn(text),
      relax_column_count_less: true,
      skip_empty_lines: true,
    })
    return lines.length === 0 ? 'it is empty' : lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return `${error.message.replace(/\.$/, '')}`
  }
}

const headFaults = (columns: readonly string[], file: string): readonly Problem[] => {
  const isKnown = (column: string): boolean => (CSV_HEADINGS as readonly string[]).includes(column)
  if (!columns.some(isKnown)) {
    const reason = 'its first line has none of the columns'
    return [decisionProblem('decisions_not_csv', { file, reason })]
  }
  const unknown = columns.filter(
    (column, place) => !isKnown(column) || columns.indexOf(column) !== place,
  )
  const missing = NEEDED.filter((column) => !columns.includes(column))
  return [
    ...unknown.map((column) =>
      decisionProblem('decisions_unknown_column', {
        ...{ file, column: column.slice(0, 80) },
        near: isKnown(column) ? null : (nearestOf(column, CSV_HEADINGS) ?? null),
      }),
    ),
    ...(missing.length === 0
      ? []
      : [decisionProblem('decisions_missing_column', { file, columns: missing })]),
  ]
}

const rowOf = (line: readonly string[], columns: readonly string[], row: number): ReviewedRow => {
  const at = (heading: CsvColumn): string => line[columns.indexOf(heading)] ?? ''
  const cells = Object.fromEntries(
    CSV_HEADINGS.map((heading) => [
      heading,
      at(heading)
        .trim()
        .replace(/^'(?=[=+\-@])/, ''),
    ]),
  ) as Record<CsvColumn, string>
  return { row, cells, decision: decisionIn(cells.decision) }
}

const decisionIn = (cell: string): Decision | null => {
  const word = cell.toLowerCase()
  if (word === 'keep' || word === 'revoke') return { type: word }
  const [, tasks] = /^tasks\s*:(.+)$/i.exec(cell) ?? []
  return tasks === undefined
    ? null
    : { type: 'tasks', tasks: tasks.split('+').map((task) => task.trim().toUpperCase()) }
}

const WORDS = ['keep', 'revoke', 'tasks:']

const faultsOf = ({ row, cells, decision }: ReviewedRow, file: string): readonly Problem[] => {
  if (cells.decision === '') return []
  if (decision === null || (decision.type === 'tasks' && decision.tasks.includes(''))) {
    const near = nearestOf(cells.decision.toLowerCase(), WORDS) ?? null
    const at = { file, row, decision: cells.decision.slice(0, 80), near, tasks: [] }
    return [decisionProblem('decisions_unknown_decision', at)]
  }
  return /^\d{4}-\d{2}-\d{2}T/.test(cells.read_at) && !Number.isNaN(Date.parse(cells.read_at))
    ? []
    : [decisionProblem('decisions_bad_time', { file, row, value: cells.read_at.slice(0, 40) })]
}

/** As a reviewer writes it. */
export const wordOf = (decision: Decision): string =>
  decision.type === 'tasks' ? `tasks:${decision.tasks.join('+')}` : decision.type
