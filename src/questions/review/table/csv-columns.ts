import type { ReviewReport } from '../../../model/reports/review-report.ts'
import type { Line } from './csv-lines.ts'

/** What one cell of a line says. */
type Cell = (line: Line, report: ReviewReport) => string | null

/** What is several in one cell: tasks, and codes. */
const joined = (words: readonly string[] | null | undefined): string => (words ?? []).join('+')

/**
 * THE table of the columns of a review as CSV, in their order, which never changes. One thing a
 * column: a person's name, e-mail, alias and id are four. The last three are the reviewer's.
 */
export const CSV_COLUMNS = {
  business_id: (_, { business }) => business.id,
  business_name: (_, { business }) => business.name,
  read_at: (_, report) => report.read_at,
  manifest_digest: (_, report) => report.manifest_digest,
  asset_kind: ({ asset }) => asset?.kind ?? null,
  asset_id: ({ asset }) => asset?.id ?? null,
  asset_name: ({ asset }) => asset?.name ?? null,
  subject_type: ({ subject }) => subject?.type ?? null,
  subject_id: ({ subject }) => subject?.id ?? null,
  subject_name: ({ subject }) => subject?.name ?? null,
  subject_email: ({ subject }) => subject?.email ?? null,
  alias: ({ subject }) => subject?.alias ?? null,
  tasks: ({ tasks }) => joined(tasks),
  role: ({ role }) => role ?? null,
  path: ({ path }) => path,
  declared: ({ declared }) => joined(declared),
  standing: ({ standing }) => standing ?? null,
  since: ({ since }) => since ?? null,
  findings: ({ findings }) => joined(findings),
  source: ({ source }) =>
    source === undefined || source === null ? null : `${source.file}:${source.line}`,
  decision: () => null,
  reviewer: () => null,
  comment: () => null,
} as const satisfies Readonly<Record<string, Cell>>

export type CsvColumn = keyof typeof CSV_COLUMNS

export const CSV_HEADINGS = Object.keys(CSV_COLUMNS) as readonly CsvColumn[]

/** The cells of one line, by column. Not escaped. */
export const cellsOf = (line: Line, report: ReviewReport): Readonly<Record<CsvColumn, string>> =>
  Object.fromEntries(
    CSV_HEADINGS.map((heading) => [heading, CSV_COLUMNS[heading](line, report) ?? '']),
  ) as Record<CsvColumn, string>
