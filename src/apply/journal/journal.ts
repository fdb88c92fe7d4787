import { constants } from 'node:fs'
import { type FileHandle, mkdir } from 'node:fs/promises'
import type { Checked, Problem } from '../../model/problem.ts'
import { hasErrors, problemsOf } from '../../model/problem.ts'
import type { Author } from '../../model/reports/log-report.ts'
import { type Holder, type Lock, takeLock } from '../lock/lock.ts'
import { hashOf, type JournalEntry, type JournalEvent, LINE_VERSION } from './journal-entry.ts'
import { firstOdd, openRegular, type Place, placeOf, unusable } from './journal-files.ts'
import { type Head, headOf, printHead } from './journal-head.ts'
import { memoryOf } from './journal-memory.ts'
import { type Begun, type ReadJournal, readWhole } from './journal-reading.ts'
import type { Journal } from './journal-type.ts'

export const LOCK_PROBLEMS = {
  journal_locked: {
    severity: 'error',
    words: (a: { holder: string; file: string; life: Holder['life'] }) =>
      `another apply holds the journal: ${a.holder}. ${a.life === 'alive' ? 'Wait for it to end; if it hangs and you have ended it' : 'Whether it is still running cannot be seen from here. Wait for it to end; if it is gone'}, remove ${a.file}`,
  },
} as const

const problem = problemsOf(LOCK_PROBLEMS)

/**
 * Opens and locks the journal of one business for an apply: `DIR/<business>/journal.ndjson`, which is
 * append-only, hash-chained and fsynced, has mode 0600 in a folder of mode 0700, is locked while an
 * apply runs, and is never reached through a symlink. Its head is in `journal.head` next to it. Never throws for what is wrong with it. Errors:
 * `journal_locked`, `journal_symlink`, `journal_broken`, `journal_cut`, `journal_unusable`.
 * Warnings: `journal_torn`, `journal_no_head`.
 */
export const openJournal = async (
  input: {
    readonly dir: string
    readonly business: string
    readonly now: () => Date
  } & Begun &
    Written,
): Promise<Checked<Journal>> => {
  const place = placeOf(input.dir, input.business)
  try {
    await mkdir(place.dir, { recursive: true, mode: 0o700 })
    const odd = await firstOdd(place)
    if (odd !== null) return failed(odd)
    const taken = await takeLock(place.lock, input.now())
    if (!('release' in taken)) {
      const { words, file, life } = taken
      return failed(problem('journal_locked', { holder: words, file, life }))
    }
    return await openLocked(place, taken, input)
  } catch (error) {
    return failed(unusable(place.dir, error))
  }
}

/** Who writes it, besides the token's user: see `authorIn`. */
interface Written {
  readonly by?: Author
}

const failed = (...problems: readonly Problem[]): Checked<never> => ({ value: null, problems })

const openLocked = async (
  place: Place,
  lock: Lock,
  { now, before, by = {} }: Begun & Written & { readonly now: () => Date },
): Promise<Checked<Journal>> => {
  const files: FileHandle[] = []
  const giveBack = async (): Promise<void> => {
    for (const file of files) await file.close().catch(() => undefined)
    await lock.release()
  }
  try {
    const read = await readWhole(place)
    if (hasErrors(read.problems)) {
      await giveBack()
      return failed(...read.problems)
    }
    const { O_APPEND, O_CREAT, O_WRONLY } = constants
    const head = await openRegular(place.head, O_CREAT | O_WRONLY)
    files.push(head)
    const file = await openRegular(place.file, O_APPEND | O_CREAT | O_WRONLY)
    files.push(file)
    await mend(file, read)
    const known = headOf(read.entries)
    if (read.headText !== printHead(known)) await writeHead(head, known)
    const memory = memoryOf(read.entries, now().toISOString(), before)
    const journal = {
      append: appendTo({ file, head, lock, place }, read, { now, by }),
      close: giveBack,
    }
    return { value: { ...journal, memory }, problems: read.problems }
  } catch (error) {
    await giveBack()
    throw error
  }
}

/**
 * Removes the remains of a line that was cut off, or completes one that only lacks its line end.
 */
const mend = async (file: FileHandle, { text, size }: ReadJournal): Promise<void> => {
  const found = Buffer.byteLength(text)
  if (found > size) await file.truncate(size)
  else if (found < size) await file.appendFile('\n')
  if (found !== size) await file.datasync()
}

/**
 * Written in place: the head only grows, and a rename would have to be synced and could disturb
 * readers.
 */
const writeHead = async (file: FileHandle, head: Head): Promise<void> => {
  const bytes = Buffer.from(printHead(head))
  await file.write(bytes, 0, bytes.length, 0)
  await file.datasync()
}

interface Open {
  readonly file: FileHandle
  readonly head: FileHandle
  readonly lock: Lock
  readonly place: Place
}

const appendTo = (
  { file, head, lock, place }: Open,
  { entries, size }: ReadJournal,
  { now, by }: Required<Written> & { readonly now: () => Date },
): Journal['append'] => {
  let previous = entries.at(-1)
  let whole = size
  let isSpoilt = false
  return async (...events) => {
    if (isSpoilt) throw failure(place.file, 'an earlier write to it failed')
    if (!(await lock.isOurs())) throw failure(place.lock, 'the lock was removed in the meantime')
    const added = chained(signed(events, by), previous, now().toISOString())
    const text = added.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    try {
      await file.appendFile(text)
      await file.datasync()
    } catch (error) {
      // Half a line must not remain where the next one will be written.
      await file.truncate(whole).catch(() => {
        isSpoilt = true
      })
      throw error
    }
    previous = added.at(-1) ?? previous
    whole += Buffer.byteLength(text)
    try {
      await writeHead(head, { count: previous?.n ?? 0, hash: previous?.hash ?? '' })
    } catch (error) {
      isSpoilt = true
      throw error
    }
  }
}

const failure = (path: string, message: string): Error =>
  Object.assign(new Error(message), { code: 'EJOURNAL', path })

/** Every line says who, so that none depends on another one to be understood. */
const signed = (events: readonly JournalEvent[], own: Author): readonly JournalEvent[] =>
  events.map(({ by, ...event }) => {
    const author = { ...by, ...own }
    return (Object.keys(author).length === 0 ? event : { ...event, by: author }) as JournalEvent
  })

const chained = (
  events: readonly JournalEvent[],
  last: JournalEntry | undefined,
  at: string,
): readonly JournalEntry[] => {
  const entries: JournalEntry[] = []
  for (const event of events) {
    const previous = entries.at(-1) ?? last
    const place = { v: LINE_VERSION, n: (previous?.n ?? 0) + 1, at, prev: previous?.hash ?? '' }
    const entry = { ...event, ...place }
    entries.push({ ...entry, hash: hashOf(entry) } as JournalEntry)
  }
  return entries
}
