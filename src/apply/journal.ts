import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { checkedId } from '../model/graph-id.ts'
import { type Memory, NO_MEMORY } from '../model/memory.ts'
import type { Checked, Problem } from '../model/problem.ts'
import { problemsOf } from '../model/problem.ts'
import {
  hashOf,
  type JournalEntry,
  type JournalEvent,
  memoryOf,
  parseJournal,
} from './journal-entry.ts'
import { type JournalLog, verifyJournal } from './journal-log.ts'

/**
 * The journal of one business: `DIR/<business>/journal.ndjson`, append-only, hash-chained, fsynced,
 * mode 0600 in a directory of mode 0700, locked while an apply runs, never through a symlink. It
 * holds no secret.
 */
export interface Journal {
  /** Writes a line for each and syncs them to disk, all at once, before it resolves. */
  readonly append: (...events: readonly JournalEvent[]) => Promise<void>
  readonly close: () => Promise<void>
}

export const LOCK_PROBLEMS = {
  journal_locked: {
    severity: 'error',
    words: (a: { holder: string; file: string }) =>
      `another apply holds the journal: ${a.holder}. Wait for it to end; if it is gone, remove ${a.file}`,
  },
  journal_symlink: {
    severity: 'error',
    words: (a: { file: string }) =>
      `${a.file} is not a regular file or folder of its own: the journal is never written through a link`,
  },
} as const

const problem = problemsOf(LOCK_PROBLEMS)

interface Place {
  readonly dir: string
  readonly file: string
  readonly lock: string
}

const placeOf = (dir: string, business: string): Place => {
  const own = join(dir, checkedId(business))
  return { dir: own, file: join(own, 'journal.ndjson'), lock: join(own, 'journal.lock') }
}

/**
 * Opens and locks the journal for an apply. Errors: `journal_locked`, `journal_symlink`,
 * `journal_broken`; file system errors are thrown.
 */
export const openJournal = async (input: {
  readonly dir: string
  readonly business: string
  readonly now: () => Date
}): Promise<Checked<Journal>> => {
  const place = placeOf(input.dir, input.business)
  await mkdir(place.dir, { recursive: true, mode: 0o700 })
  const linked = await firstLink([input.dir, place.dir, place.file, place.lock])
  if (linked !== null) return failed(problem('journal_symlink', { file: linked }))
  const holder = await takeLock(place.lock, input.now())
  if (holder !== null) return failed(problem('journal_locked', { holder, file: place.lock }))
  const text = await textOf(place.file)
  const parsed = parseJournal(text, place.file)
  if (parsed.value === null) {
    await unlink(place.lock)
    return { value: null, problems: parsed.problems }
  }
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants
  const handle = await open(place.file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600)
  if (text !== '' && !text.endsWith('\n')) await handle.appendFile('\n')
  return {
    value: journalOn(handle, place, parsed.value.at(-1), input.now),
    problems: parsed.problems,
  }
}

const failed = (...problems: readonly Problem[]): Checked<never> => ({ value: null, problems })

const journalOn = (
  handle: FileHandle,
  place: Place,
  last: JournalEntry | undefined,
  now: () => Date,
): Journal => {
  let previous = last
  return {
    append: async (...events) => {
      const entries = chained(events, previous, now().toISOString())
      await handle.appendFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
      await handle.datasync()
      previous = entries.at(-1)
    },
    close: async () => {
      await handle.close()
      await unlink(place.lock)
    },
  }
}

const chained = (
  events: readonly JournalEvent[],
  last: JournalEntry | undefined,
  at: string,
): readonly JournalEntry[] => {
  const entries: JournalEntry[] = []
  for (const event of events) {
    const previous = entries.at(-1) ?? last
    const entry = { ...event, n: (previous?.n ?? 0) + 1, at, prev: previous?.hash ?? '' }
    entries.push({ ...entry, hash: hashOf(entry) } as JournalEntry)
  }
  return entries
}

/** What earlier runs remember, and what is wrong with their journal; writes nothing. */
export const readMemory = async (input: {
  readonly dir: string
  readonly business: string
}): Promise<{ readonly memory: Memory; readonly problems: readonly Problem[] }> => {
  const place = placeOf(input.dir, input.business)
  const linked = await firstLink([input.dir, place.dir, place.file])
  if (linked !== null) {
    return { memory: NO_MEMORY, problems: [problem('journal_symlink', { file: linked })] }
  }
  const text = await textOf(place.file)
  if (text === '') return { memory: NO_MEMORY, problems: [] }
  const { value, problems } = parseJournal(text, place.file)
  return { memory: value === null ? NO_MEMORY : memoryOf(value), problems }
}

/** What a journal says, line by line; empty where there is none. Writes nothing. */
export const readJournal = async (input: {
  readonly dir: string
  readonly business: string
}): Promise<JournalLog> => {
  const place = placeOf(input.dir, input.business)
  const linked = await firstLink([input.dir, place.dir, place.file])
  if (linked === null) return verifyJournal(await textOf(place.file), place.file)
  const problems = [problem('journal_symlink', { file: linked })]
  return { whole: false, lines: 0, head: null, entries: [], problems }
}

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null

const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

const firstLink = async (paths: readonly string[]): Promise<string | null> => {
  for (const path of paths) {
    try {
      if ((await lstat(path)).isSymbolicLink()) return path
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return null
}

/** Null when the lock is ours now; else who holds it. A holder that died on this host is replaced. */
const takeLock = async (file: string, now: Date): Promise<string | null> => {
  const own = { pid: process.pid, host: hostname(), since: now.toISOString() }
  for (const isLast of [false, true]) {
    try {
      const handle = await open(file, 'wx', 0o600)
      await handle.writeFile(JSON.stringify(own))
      await handle.close()
      return null
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = await holderOf(file)
    if (isLast || holder.isAlive) return holder.words
    await unlink(file).catch(() => undefined)
  }
  return 'unknown'
}

const holderOf = async (
  file: string,
): Promise<{ readonly isAlive: boolean; readonly words: string }> => {
  try {
    const { pid, host, since } = JSON.parse(await textOf(file)) as Record<string, unknown>
    const words = `process ${pid} on ${host} since ${since}`
    return { isAlive: host !== hostname() || isRunning(Number(pid)), words }
  } catch {
    return { isAlive: true, words: 'a process that did not leave its name' }
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
