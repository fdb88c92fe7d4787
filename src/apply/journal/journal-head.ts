import { type Problem, problemsOf } from '../../model/problem.ts'
import { type JournalEntry, LINE_VERSION } from './journal-entry.ts'

/**
 * How far a journal goes. It is kept next to the journal so that lines cut off the end are noticed.
 * It is written after the lines it covers, so the journal may be ahead of it by the last write.
 */
export interface Head {
  /** Number of entries. */
  readonly count: number
  /** Hash of the last entry; '' if there is none. */
  readonly hash: string
}

export const HEAD_PROBLEMS = {
  journal_no_head: {
    severity: 'warning',
    words: (a: { file: string; head: string }) =>
      `${a.file} was written by a version that kept no head with it, so it is not known whether lines were cut off its end. The next apply starts one (${a.head})`,
  },
  journal_cut: {
    severity: 'error',
    words: (a: { file: string; head: string; reason: string }) =>
      `${a.file} does not match ${a.head}: ${a.reason}. So nothing is written: restore both from the same copy, or move both away and start again (then nothing is remembered)`,
  },
} as const

const problem = problemsOf(HEAD_PROBLEMS)

export const headOf = (entries: readonly JournalEntry[]): Head => {
  const last = entries.at(-1)
  return { count: entries.length, hash: last?.hash ?? '' }
}

export const printHead = ({ count, hash }: Head): string => `${JSON.stringify({ count, hash })}\n`

/** Null if the text is not a head. */
export const parseHead = (text: string): Head | null => {
  try {
    const { count, hash } = JSON.parse(text) as Record<string, unknown>
    const isHead = Number.isInteger(count) && Number(count) >= 0 && typeof hash === 'string'
    return isHead ? { count: Number(count), hash } : null
  } catch {
    return null
  }
}

/** Compares a journal's entries with the text of its head; `null` means that there is no head. */
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
    'there is no such file, so it is not known whether lines were cut off (a cache or a copy must contain both)'
  return [problem('journal_cut', { ...names, reason })]
}

/** Null if the journal is as long as its head says, or longer by the last write. */
const differenceOf = (entries: readonly JournalEntry[], head: Head): string | null => {
  const { count, hash } = head
  if (count > entries.length) {
    return `${count} entries were written, but only ${entries.length} are there`
  }
  if (headOf(entries.slice(0, count)).hash !== hash) {
    return `entry ${count} is not the one that was written`
  }
  const ahead = entries.slice(count).filter((entry) => !isOld(entry))
  const isOneWrite = ahead.every(({ at }) => at === ahead[0]?.at)
  return isOneWrite ? null : `it has ${ahead.length} entries more, of several writes`
}
