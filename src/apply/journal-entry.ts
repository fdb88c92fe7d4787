import type { GraphFailure, ResultStatus } from '../model/apply.ts'
import { digestOf } from '../model/digest.ts'
import type { Memory, Remembered } from '../model/memory.ts'
import type { Action } from '../model/plan.ts'
import { type Checked, type Problem, problemsOf } from '../model/problem.ts'

/**
 * One line of the journal. Every write has an `intent` before it is sent and an `outcome` after it
 * is answered; an intent without an outcome is a write whose fate nobody wrote down.
 */
export type JournalEvent =
  | {
      readonly type: 'run'
      readonly tool_version: string
      readonly plan_digest: string
      readonly steps_digest: string
    }
  | {
      readonly type: 'intent'
      readonly address: string
      readonly action: Action
      readonly before: readonly string[] | null
      readonly after: readonly string[] | null
    }
  | {
      readonly type: 'outcome'
      readonly address: string
      readonly action: Action
      readonly after: readonly string[] | null
      readonly status: ResultStatus
      /** Present and true where the API answered `requires_admin_approval`. */
      readonly approval?: true
      /** What the API showed after an accepted write that did not take effect as sent. */
      readonly found?: readonly string[]
      readonly error?: GraphFailure
    }

export type JournalEntry = JournalEvent & {
  /** Number of the line, from 1. */
  readonly n: number
  /** ISO time (UTC). */
  readonly at: string
  /** Hash of the line before; '' on the first. */
  readonly prev: string
  /** `sha256:…` over this line without `hash`. */
  readonly hash: string
}

export const JOURNAL_PROBLEMS = {
  journal_torn: {
    severity: 'warning',
    words: (a: { file: string; line: number }) =>
      `${a.file} line ${a.line} was cut off while it was written (a crash?): it is passed over`,
  },
  journal_broken: {
    severity: 'error',
    words: (a: { file: string; line: number; reason: string }) =>
      `${a.file} line ${a.line}: ${a.reason}. The journal was changed or damaged; restore it, or move it away to start anew (then nothing is remembered)`,
  },
} as const

const problem = problemsOf(JOURNAL_PROBLEMS)

/** A line's hash: over everything else in it, so over all lines before it too. */
export const hashOf = (entry: Omit<JournalEntry, 'hash'>): string => {
  const { hash: _, ...rest } = entry as JournalEntry
  return digestOf(rest)
}

/**
 * The entries of a journal's text. A line that was cut off while it was written is passed over with
 * a warning (`journal_torn`); anything else that does not parse or chain is `journal_broken`.
 */
export const parseJournal = (text: string, file: string): Checked<readonly JournalEntry[]> => {
  const entries: JournalEntry[] = []
  const problems: Problem[] = []
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const entry = entryOf(line)
    const at = { file, line: index + 1 }
    if (entry === null) problems.push(problem('journal_torn', at))
    else {
      const reason = breakOf(entry, entries.at(-1))
      if (reason !== null) problems.push(problem('journal_broken', { ...at, reason }))
      entries.push(entry)
    }
  }
  const isBroken = problems.some(({ severity }) => severity === 'error')
  return { value: isBroken ? null : entries, problems }
}

const entryOf = (line: string): JournalEntry | null => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'hash' in value
      ? (value as JournalEntry)
      : null
  } catch {
    return null
  }
}

const breakOf = (entry: JournalEntry, previous: JournalEntry | undefined): string | null => {
  if (entry.prev !== (previous?.hash ?? '')) return 'it does not follow the line before it'
  return hashOf(entry) === entry.hash ? null : 'its hash does not match'
}

/** What a plan needs of the journal. */
export const memoryOf = (entries: readonly JournalEntry[]): Memory => {
  const requests = new Map<string, Remembered>()
  const asked = new Map<string, Remembered | undefined>()
  const approvals = new Map<string, Remembered>()
  const kept = new Map<string, Remembered & { readonly found: readonly string[] }>()
  for (const entry of entries) {
    if (entry.type === 'run') continue
    const remembered = { at: entry.at, tasks: entry.after ?? [] }
    const isIntent = entry.type === 'intent'
    if (entry.action === 'request') {
      if (isIntent) asked.set(entry.address, requests.get(entry.address))
      if (isIntent || !NOT_SENT.has(entry.status)) requests.set(entry.address, remembered)
      else restore(requests, entry.address, asked.get(entry.address))
    }
    if (entry.action === 'withdraw' && !isIntent && entry.status === 'done') {
      requests.delete(entry.address)
    }
    if (isIntent) continue
    if (entry.approval === true) approvals.set(entry.address, remembered)
    else if (entry.status === 'done') approvals.delete(entry.address)
    if (entry.found !== undefined) kept.set(entry.address, { ...remembered, found: entry.found })
    else if (entry.status === 'done') kept.delete(entry.address)
  }
  return { present: true, requests, approvals, kept }
}

/** Outcomes of a write that certainly did not happen. */
const NOT_SENT: ReadonlySet<ResultStatus> = new Set(['failed', 'skipped'])

const restore = <T>(map: Map<string, T>, key: string, value: T | undefined): void => {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}
