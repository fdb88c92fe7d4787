import { problemsOf } from '../../../model/problem.ts'

const nearWords = (near: string | null): string => (near === null ? '' : ` Did you mean ${near}?`)

export const DECISION_PROBLEMS = {
  decisions_not_csv: {
    severity: 'error',
    words: (a: { file: string; reason: string }) =>
      `${a.file} is no CSV that review wrote: ${a.reason}. Write one with review --format csv -o review.csv, fill in the column decision, and save it as CSV (commas or semicolons)`,
  },
  decisions_unknown_column: {
    severity: 'error',
    words: (a: { file: string; column: string; near: string | null }) =>
      `${a.file} has the column "${a.column}", which review does not write.${nearWords(a.near)} Take it out, or name it as it was`,
  },
  decisions_missing_column: {
    severity: 'error',
    words: (a: { file: string; columns: readonly string[] }) =>
      `${a.file} lacks ${a.columns.length === 1 ? 'the column' : 'the columns'} ${a.columns.join(', ')}, without which nobody can tell what its rows are about. Put them back as review wrote them`,
  },
  decisions_other_business: {
    severity: 'error',
    words: (a: { file: string; row: number; found: string; business: string }) =>
      `${a.file}, row ${a.row}: it is about business ${a.found}, and the manifest is of ${a.business}. Nothing was written`,
  },
  decisions_unknown_decision: {
    severity: 'error',
    words: (a: {
      file: string
      row: number
      decision: string
      near: string | null
      tasks: readonly string[]
    }) =>
      `${a.file}, row ${a.row}: "${a.decision}" is no decision.${nearWords(a.near)} Leave it empty, or write keep, revoke or tasks:A+B${a.tasks.length === 0 ? '' : ` (of ${a.tasks.join(', ')})`}. Nothing was written`,
  },
  decisions_unknown_id: {
    severity: 'error',
    words: (a: { file: string; row: number; column: string; id: string }) =>
      `${a.file}, row ${a.row}: no list of this run and no line of the manifest knows the ${a.column} "${a.id}". Take it from the review as it was written; if whoever it was has left since, empty the decision. Nothing was written`,
  },
  decisions_rounded_id: {
    severity: 'error',
    words: (a: { file: string; row: number; column: string; id: string }) =>
      `${a.file}, row ${a.row}: the ${a.column} "${a.id}" was rounded by a spreadsheet, which keeps 15 digits of a number, so nobody can tell whose it was. Import the CSV with its columns as text, and copy the decisions over. Nothing was written`,
  },
  decisions_bad_time: {
    severity: 'error',
    words: (a: { file: string; row: number; value: string }) =>
      `${a.file}, row ${a.row}: read_at "${a.value}" is no time as review writes it (2026-11-22T09:30:00Z), so nobody can tell whether live has changed since. Nothing was written`,
  },
  decisions_twice: {
    severity: 'error',
    words: (a: { file: string; row: number; other: number; address: string }) =>
      `${a.file}, rows ${a.other} and ${a.row} decide differently about ${a.address}. Decide it once; nothing was written`,
  },
} as const

export const decisionProblem = problemsOf(DECISION_PROBLEMS)
