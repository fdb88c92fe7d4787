import { everybodyIn } from '../../../model/everybody.ts'
import type { LiveState } from '../../../model/live.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Problem } from '../../../model/problem.ts'
import type { ReviewReport } from '../../../model/reports/review-report.ts'
import { foldedOf } from '../../../model/text/text.ts'
import { type CsvColumn, cellsOf } from '../table/csv-columns.ts'
import { type Line, linesOf } from '../table/csv-lines.ts'
import { decisionProblem } from './decision-problems.ts'
import { type Decision, type ReviewedRow, wordOf } from './read-decisions.ts'

/** A decided row, and the same line of a review of today; null if there is none any more. */
export interface Matched {
  readonly row: ReviewedRow
  readonly decision: Decision
  readonly line: Line | null
}

export interface MatchInput {
  readonly rows: readonly ReviewedRow[]
  /** The CSV's name for people. */
  readonly file: string
  /** What is live now, beside the same manifest. */
  readonly report: ReviewReport
  readonly live: LiveState
  readonly manifest: Manifest
}

/** What a line is about, in cells: the same as then, or it is another line. */
const KEY: readonly CsvColumn[] = ['asset_kind', 'asset_id', 'path', 'subject_id']

const keyOf = (cells: Readonly<Record<CsvColumn, string>>): string =>
  JSON.stringify(KEY.map((column) => foldedOf(cells[column])))

/**
 * Finds the decided rows in what is live now. Problems, each of which means that nothing is written:
 * another business, an id that nobody knows or that a spreadsheet rounded, two decisions on one grant.
 */
export const matchRows = (
  input: MatchInput,
): { readonly rows: readonly Matched[]; readonly problems: readonly Problem[] } => {
  const { rows, report } = input
  const all = linesOf(report)
  const lines = new Map(all.map((line) => [keyOf(cellsOf(line, report)), line]))
  const matched = rows.flatMap((row): readonly Matched[] =>
    row.decision === null
      ? []
      : [{ row, decision: row.decision, line: lines.get(keyOf(row.cells)) ?? null }],
  )
  const known = knownIn(input, all)
  const problems = [
    ...rows.flatMap((row) => idProblems(row, known, input)),
    ...contradictions(matched, input.file),
  ]
  return { rows: matched, problems }
}

interface Known {
  readonly assets: ReadonlySet<string>
  readonly subjects: ReadonlySet<string>
  /** Names and e-mails by id. */
  readonly called: ReadonlyMap<string, readonly string[]>
}

/** Every id that this run or the manifest knows, folded. */
const knownIn = ({ live, manifest }: MatchInput, lines: readonly Line[]): Known => {
  const texts = (ids: readonly (string | null | undefined)[]): readonly string[] =>
    ids.flatMap((id) => (id === null || id === undefined ? [] : [foldedOf(id)]))
  const everybody = everybodyIn(live)
  return {
    assets: new Set(
      texts([
        ...live.assets.map(({ id }) => id),
        ...manifest.assets.map(({ id }) => id),
        ...lines.map(({ asset }) => asset?.id),
      ]),
    ),
    subjects: new Set(
      texts([
        live.business.id,
        ...everybody.map(({ id }) => id),
        ...live.invitations.flatMap(({ id, email }) => [id, email]),
        ...live.relations.flatMap(({ subject, counterpart }) => [subject, counterpart?.id]),
        ...[...manifest.partners.values()].map(({ id }) => id),
        ...[...manifest.people.values()].map(({ value }) => value),
        ...lines.map(({ subject }) => subject?.id),
      ]),
    ),
    called: new Map(
      lines.flatMap(({ subject }) =>
        subject?.id == null
          ? []
          : [[foldedOf(subject.id), texts([subject.name, subject.email])] as const],
      ),
    ),
  }
}

/** Columns with ids, and where each is known from. */
const IDS = [
  ['asset_id', 'assets'],
  ['subject_id', 'subjects'],
] as const satisfies readonly (readonly [CsvColumn, 'assets' | 'subjects'])[]

const idProblems = (
  { row, cells, decision }: ReviewedRow,
  known: Known,
  { file, live }: MatchInput,
): readonly Problem[] => {
  const business = live.business.id
  const at = { file, row }
  if (cells.business_id !== business) {
    return isRoundedOf(cells.business_id, [business]) || isExponent(cells.business_id)
      ? [
          decisionProblem('decisions_rounded_id', {
            ...at,
            column: 'business_id',
            id: cells.business_id,
          }),
        ]
      : decision === null
        ? []
        : [
            decisionProblem('decisions_other_business', {
              ...{ ...at, business, found: cells.business_id.slice(0, 40) },
            }),
          ]
  }
  return IDS.flatMap(([column, where]): readonly Problem[] => {
    const id = cells[column]
    const said = { ...at, column, id: id.slice(0, 80) }
    if (id === '') return []
    if (isExponent(id) || isRounded(id, known[where], known.called, cells)) {
      return [decisionProblem('decisions_rounded_id', said)]
    }
    return decision === null || known[where].has(foldedOf(id))
      ? []
      : [decisionProblem('decisions_unknown_id', said)]
  })
}

/** `6,155E+16`: what a spreadsheet shows of a long number. */
const isExponent = (id: string): boolean => /^\d([.,]\d+)?e\+?\d+$/i.test(id)

/** How many digits of a number a spreadsheet keeps. */
const KEPT = 15

const isRoundedOf = (id: string, ids: Iterable<string>): boolean =>
  /^\d{16,}$/.test(id) &&
  /^0+$/.test(id.slice(KEPT)) &&
  [...ids].some((each) => each !== id && roundedOf(each) === id)

/** Spreadsheets cut what they do not keep. */
const roundedOf = (id: string): string =>
  /^\d{16,}$/.test(id) ? id.slice(0, KEPT).padEnd(id.length, '0') : id

/**
 * Whether an id can be another one with the last digits lost. One that is known is believed if the
 * row calls it as it is called.
 */
const isRounded = (
  id: string,
  known: ReadonlySet<string>,
  called: Known['called'],
  cells: ReviewedRow['cells'],
): boolean => {
  if (!isRoundedOf(id, known)) return false
  const names = called.get(foldedOf(id)) ?? []
  const told = [cells.subject_name, cells.subject_email].filter((name) => name !== '')
  return (
    !known.has(id) || told.length === 0 || !told.every((name) => names.includes(foldedOf(name)))
  )
}

const contradictions = (rows: readonly Matched[], file: string): readonly Problem[] => {
  const first = new Map<string, Matched>()
  return rows.flatMap((matched): readonly Problem[] => {
    const key = keyOf(matched.row.cells)
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, matched)
      return []
    }
    if (wordOf(before.decision) === wordOf(matched.decision)) return []
    const address = matched.line?.address ?? matched.row.cells.subject_id
    const at = { file, row: matched.row.row, other: before.row.row, address }
    return [decisionProblem('decisions_twice', at)]
  })
}
