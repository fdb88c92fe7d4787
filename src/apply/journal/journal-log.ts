import { hasErrors, type Problem } from '../../model/problem.ts'
import type { Author, LogEntry, Named } from '../../model/reports/log-report.ts'
import { assetsIn, byIn, namesIn } from './journal-decoded.ts'
import { entryOf, type JournalEntry, readEntries } from './journal-entry.ts'

/** The contents of a journal, and whether it can be believed. */
export interface JournalLog {
  readonly whole: boolean
  readonly lines: number
  /** Hash of the last line; null without lines. */
  readonly head: string | null
  readonly entries: readonly LogEntry[]
  readonly problems: readonly Problem[]
}

/** Checks the chain of a journal's text and reads its entries, even from a broken one. */
export const verifyJournal = (text: string, file: string): JournalLog =>
  logOf({ text, problems: readEntries(text, file).problems })

/** The same for a journal whose problems are known already. */
export const logOf = ({
  text,
  problems,
}: {
  readonly text: string
  readonly problems: readonly Problem[]
}): JournalLog => {
  const lines = text.split('\n').flatMap((line) => entryOf(line) ?? [])
  return {
    whole: !hasErrors(problems),
    lines: lines.length,
    head: lines.at(-1)?.hash ?? null,
    entries: entriesOf(lines),
    problems,
  }
}

/** An intent and the outcome that follows it are one write. */
const entriesOf = (lines: readonly JournalEntry[]): readonly LogEntry[] => {
  const entries: LogEntry[] = []
  for (const line of lines) {
    const open = line.type === 'outcome' ? openAt(entries, line.address) : -1
    const [intent] = open < 0 ? [] : entries.splice(open, 1)
    const entry = logEntryOf(line, intent)
    if (open < 0) entries.push(entry)
    else entries.splice(open, 0, entry)
  }
  return entries
}

const openAt = (entries: readonly LogEntry[], address: string): number =>
  entries.findLastIndex(
    (entry) => entry.type === 'write' && entry.address === address && entry.status === 'unanswered',
  )

const logEntryOf = (line: JournalEntry, intent: LogEntry | undefined): LogEntry => {
  if (line.type === 'run') {
    const { n, at, tool_version, plan_digest, steps_digest } = line
    return { type: 'run', n, at, tool_version, plan_digest, steps_digest, ...byIn(line) }
  }
  if (line.type === 'seen') {
    const { n, at, held, pending } = line
    return { type: 'seen', n, at, held, pending, ...assetsIn(line.assets), ...byIn(line) }
  }
  const { address, action, after } = line
  if (line.type === 'intent') {
    const { n, at, before } = line
    const open = { status: 'unanswered', answered_at: null } as const
    const beside = { ...namesIn(line), ...byIn(line) }
    return { type: 'write', n, at, address, action, before, after, ...open, ...beside }
  }
  const { approval, error, status } = line
  const beside = intent?.type === 'write' ? besideOf(intent) : byIn(line)
  return {
    type: 'write',
    n: intent?.n ?? line.n,
    at: intent?.at ?? line.at,
    address,
    action,
    before: intent?.type === 'write' ? intent.before : null,
    after,
    status,
    answered_at: line.at,
    ...(approval === undefined ? {} : { approval }),
    ...(error === undefined ? {} : { error }),
    ...beside,
  }
}

type Beside = Named & { readonly by?: Author }

const besideOf = ({ asset, subject, by }: Beside): Beside => ({
  ...(asset === undefined ? {} : { asset }),
  ...(subject === undefined ? {} : { subject }),
  ...(by === undefined ? {} : { by }),
})
