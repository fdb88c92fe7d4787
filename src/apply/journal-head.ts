import { type Problem, problemsOf } from '../model/problem.ts'
import { type JournalEntry, LINE_VERSION } from './journal-entry.ts'

/**
 * How far a journal goes: kept beside it, so that lines that were cut off its end are missed. It is
 * written after the lines it speaks of, so the journal may be ahead of it by what was written last.
 */
export interface Head {
  /** How many entries there are. */
  readonly count: number
  /** Hash of the last; '' where there is none. */
  readonly hash: string
}

export const HEAD_PROBLEMS = {
  journal_no_head: {
    severity: 'warning',
    words: (a: { file: string; head: string }) =>
      `${a.file} is of a version that kept no head beside it, so whether lines were cut off its end cannot be told. The next apply begins one (${a.head})`,
  },
  journal_cut: {
    severity: 'error',
    words: (a: { file: string; head: string; reason: string }) =>
      `${a.file} does not go with ${a.head}: ${a.reason}. So nothing is written: restore both from one copy, or move both away to start anew (then nothing is remembered)`,
  },
} as const

const problem = problemsOf(HEAD_PROBLEMS)

export const headOf = (entries: readonly JournalEntry[]): Head => {
  const last = entries.at(-1)
  return { count: entries.length, hash: last?.hash ?? '' }
}

export const printHead = ({ count, hash }: Head): string => `${JSON.stringify({ count, hash })}\n`

/** Null for what is no head. */
export const parseHead = (text: string): Head | null => {
  try {
    const { count, hash } = JSON.parse(text) as Record<string, unknown>
    const isHead = Number.isInteger(count) && Number(count) >= 0 && typeof hash === 'string'
    return isHead ? { count: Number(count), hash } : null
  } catch {
    return null
  }
}

/** What a journal's entries and the text of its head say of one another; `null`: there is no head. */
export const checkHead = (
  entries: readonly JournalEntry[],
  text: string | null,
  names: { readonly file: string; readonly head: string },
): readonly Problem[] => {
  if (text === null) return withoutHead(entries, names)
  const head = parseHead(text)
  const reason = head === null ? 'that file is damaged' : differenceOf(entries, head)
  return reason === null ? [] : [problem('journal_cut', { ...names, reason })]
}

const isOld = ({ v }: JournalEntry): boolean => v === undefined || v < LINE_VERSION

const withoutHead = (
  entries: readonly JournalEntry[],
  names: { readonly file: string; readonly head: string },
): readonly Problem[] => {
  if (entries.length === 0) return []
  if (entries.every(isOld)) return [problem('journal_no_head', names)]
  const reason =
    'there is no such file, so nobody can tell whether lines were cut off (a cache or a copy has to hold both)'
  return [problem('journal_cut', { ...names, reason })]
}

/** Null where the journal is as long as its head says, or longer by what was written last. */
const differenceOf = (entries: readonly JournalEntry[], head: Head): string | null => {
  const { count, hash } = head
  if (count > entries.length) {
    return `${count} entries were written, and ${entries.length} are there`
  }
  if (headOf(entries.slice(0, count)).hash !== hash) {
    return `entry ${count} is not the one that was written`
  }
  const ahead = entries.slice(count).filter((entry) => !isOld(entry))
  const isOneWrite = ahead.every(({ at }) => at === ahead[0]?.at)
  return isOneWrite ? null : `it has ${ahead.length} entries more, of several writes`
}
