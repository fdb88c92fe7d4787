import type { Action, PlanAsset } from '../../model/plan.ts'
import { type Checked, hasErrors, type Problem, problemsOf } from '../../model/problem.ts'
import type { GraphFailure, ResultStatus } from '../../model/reports/apply-report.ts'
import type { Author, Named } from '../../model/reports/log-report.ts'
import { digestOf } from '../../model/text/digest.ts'
import { isCutObject } from './journal-cut.ts'

/**
 * One line of the journal. Every write has an `intent` before it is sent and an `outcome` after it is
 * answered. An intent without an outcome is a write whose fate was never recorded.
 */
export type JournalEvent = {
  /** Who acts; absent from lines of versions that did not write it down. */
  readonly by?: Author
} & (
  | {
      readonly type: 'run'
      readonly tool_version: string
      readonly plan_digest: string
      readonly steps_digest: string
    }
  | ({
      readonly type: 'intent'
      readonly address: string
      readonly action: Action
      readonly before: readonly string[] | null
      readonly after: readonly string[] | null
    } & Named)
  | {
      readonly type: 'outcome'
      readonly address: string
      readonly action: Action
      readonly after: readonly string[] | null
      readonly status: ResultStatus
      /** Present, and true, if the API answered `requires_admin_approval`. */
      readonly approval?: true
      /** What the API showed after it accepted a write that did not take effect as sent. */
      readonly found?: readonly string[]
      /** Present, and true, if an old invitation was taken back and the new one was refused. */
      readonly begun?: true
      /** Of somebody who left the business: the e-mail, lower case, by which they were invited. */
      readonly email?: string
      readonly error?: GraphFailure
    }
  | {
      readonly type: 'seen'
      /** Addresses of requests whose asset we hold and that the last apply saw differently. */
      readonly held: readonly string[]
      /** The same for requests that a client still has to answer. */
      readonly pending: readonly string[]
      /** The assets of both, with their names of that time. */
      readonly assets?: readonly PlanAsset[]
    }
)

/** What happened, and when. */
export type NotedEvent = JournalEvent & {
  /** ISO time (UTC). */
  readonly at: string
}

export type JournalEntry = NotedEvent & {
  /** Version of the line: 2 if a head is kept with the journal; absent in older lines. */
  readonly v?: number
  /** Number of the line, counted from 1. */
  readonly n: number
  /** Hash of the previous line; '' on the first. */
  readonly prev: string
  /** `sha256:…` of this line without `hash`. */
  readonly hash: string
}

/** The version of lines that are written now. */
export const LINE_VERSION = 2

export const JOURNAL_PROBLEMS = {
  journal_torn: {
    severity: 'warning',
    words: (a: { file: string; line: number }) =>
      `${a.file} line ${a.line} was cut off while it was written (a crash?): it is skipped, and the next apply removes it`,
  },
  journal_broken: {
    severity: 'error',
    words: (a: { file: string; line: number; reason: string }) =>
      `${a.file} line ${a.line}: ${a.reason}. The journal was changed or damaged, so nothing is written: restore it and its head from a copy, or move both away and start again (then nothing is remembered)`,
  },
} as const

const problem = problemsOf(JOURNAL_PROBLEMS)

/**
 * A line's hash covers everything else in it, including the hash of the line before, and so all
 * lines before.
 */
export const hashOf = (entry: Omit<JournalEntry, 'hash'>): string => {
  const { hash: _, ...rest } = entry as JournalEntry
  return digestOf(rest)
}

/** The contents of a journal. */
export interface ParsedJournal {
  /** The entries before the first damage. */
  readonly entries: readonly JournalEntry[]
  /** How many bytes they occupy, including line ends. */
  readonly size: number
  readonly problems: readonly Problem[]
}

/**
 * Reads a journal's text. A last line that was cut off while it was written is skipped with a warning
 * (`journal_torn`). The first line that is not an entry, or does not continue the chain, is
 * `journal_broken` and ends the reading.
 */
export const readEntries = (text: string, file: string): ParsedJournal => {
  const entries: JournalEntry[] = []
  const lines = text.split('\n')
  let size = 0
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    if (isLast && line === '') break
    const at = { file, line: index + 1 }
    const entry = entryOf(line)
    const reason = faultOf(entry, entries.at(-1))
    if (entry === null || reason !== null) {
      const isTorn = isLast && entry === null && isCutObject(line)
      const found = isTorn
        ? problem('journal_torn', at)
        : problem('journal_broken', { ...at, reason: reason ?? '' })
      return { entries, size, problems: [found] }
    }
    entries.push(entry)
    size += Buffer.byteLength(line) + 1
  }
  return { entries, size, problems: [] }
}

/** The entries of a journal's text; no value if it is damaged. */
export const parseJournal = (text: string, file: string): Checked<readonly JournalEntry[]> => {
  const { entries, problems } = readEntries(text, file)
  return { value: hasErrors(problems) ? null : entries, problems }
}

/** The entry on a line; null for anything else. */
export const entryOf = (line: string): JournalEntry | null => {
  try {
    const value: unknown = JSON.parse(line)
    return isEntry(value) ? value : null
  } catch {
    return null
  }
}

type Test = (value: unknown) => boolean

const isText: Test = (value) => typeof value === 'string'
const isList: Test = (value) => Array.isArray(value) && value.every(isText)
const isListOrNull: Test = (value) => value === null || isList(value)
const isTime: Test = (value) => isText(value) && !Number.isNaN(Date.parse(value as string))

const COMMON: Readonly<Record<string, Test>> = {
  n: Number.isInteger,
  at: isTime,
  prev: isText,
  hash: isText,
}

/** What each type of line must have. Additional fields are left to newer versions. */
const SHAPES: Readonly<Record<JournalEntry['type'], Readonly<Record<string, Test>>>> = {
  run: { tool_version: isText, plan_digest: isText, steps_digest: isText },
  intent: { address: isText, action: isText, before: isListOrNull, after: isListOrNull },
  outcome: { address: isText, action: isText, after: isListOrNull, status: isText },
  seen: { held: isList, pending: isList },
}

const isEntry = (value: unknown): value is JournalEntry => {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  const type = String(fields['type'])
  if (!Object.hasOwn(SHAPES, type)) return false
  const tests = { ...COMMON, ...SHAPES[type as JournalEntry['type']] }
  return Object.entries(tests).every(([key, test]) => test(fields[key]))
}

/** Why a line cannot follow the previous one; null if it can. */
const faultOf = (entry: JournalEntry | null, previous: JournalEntry | undefined): string | null => {
  if (entry === null) return 'it is not a journal entry of this version'
  const isNext = entry.prev === (previous?.hash ?? '') && entry.n === (previous?.n ?? 0) + 1
  if (!isNext) return 'it does not follow the line before it'
  return hashOf(entry) === entry.hash ? null : 'its hash does not match'
}
