import { compareText } from './text/text.ts'

/**
 * Problems are values: collected, never thrown, worded in one table for each stage, and public by
 * their code (never renamed, never reused).
 */

/** A place in a manifest: file relative to the working directory, line and column from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

export type Severity = 'error' | 'warning'

export interface Problem {
  readonly code: string
  readonly severity: Severity
  /** What was found, what was expected and what to do, in one or two sentences. */
  readonly message: string
  readonly source: Position | null
  /** The line of the source with a caret under the column; text output only shows it. */
  readonly excerpt?: string
}

/** One row of a stage's problem table. */
export interface ProblemRow {
  readonly severity: Severity
  // biome-ignore lint/suspicious/noExplicitAny: each row declares its own arguments
  readonly words: (args: any) => string
  /** What it is about, where its words are all given and say nothing in general. */
  readonly about?: string
}

export type ProblemTable = Readonly<Record<string, ProblemRow>>

type ArgsOf<Row extends ProblemRow> = Parameters<Row['words']>[0]

/** The maker of a stage's problems: `const problem = problemsOf(TABLE)`; `problem(code, args, at)`. */
export const problemsOf =
  <Table extends ProblemTable>(table: Table) =>
  <Code extends keyof Table & string>(
    code: Code,
    args: ArgsOf<Table[Code]>,
    source: Position | null = null,
  ): Problem => {
    const row = table[code] as ProblemRow
    return { code, severity: row.severity, message: row.words(args), source }
  }

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error')

/** The result of a stage: a value if there was no error, and every problem found on the way. */
export interface Checked<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}

/**
 * Compares by place, then code, then words, so that the same problems are in the same order in
 * every run.
 */
export const compareProblems = (one: Problem, other: Problem): number => {
  const place = (problem: Problem): string => problem.source?.file ?? ''
  return (
    compareText(place(one), place(other)) ||
    (one.source?.line ?? 0) - (other.source?.line ?? 0) ||
    (one.source?.column ?? 0) - (other.source?.column ?? 0) ||
    compareText(one.code, other.code) ||
    compareText(one.message, other.message)
  )
}
