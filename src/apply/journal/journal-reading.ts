import type { Memory } from '../../model/memory.ts'
import { DAMAGED_MEMORY, NO_MEMORY } from '../../model/memory.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { type ParsedJournal, readEntries } from './journal-entry.ts'
import { firstOdd, type Place, placeOf, readRegular, unusable } from './journal-files.ts'
import { checkHead } from './journal-head.ts'
import { type JournalLog, logOf } from './journal-log.ts'
import { memoryOf } from './journal-memory.ts'

/** A journal as found on disk, compared with its head. */
export interface ReadJournal extends ParsedJournal {
  readonly text: string
  /** Text of its head; null if it has none. */
  readonly headText: string | null
}

/** Reads a journal. If another process is writing it at the same time, looks again. */
export const readWhole = async (place: Place): Promise<ReadJournal> => {
  for (let left = LOOKS; ; left -= 1) {
    const before = await readRegular(place.head)
    const text = (await readRegular(place.file)) ?? ''
    const head = await readRegular(place.head)
    if (head !== before && left > 0) continue
    const parsed = readEntries(text, place.file)
    const read = { ...parsed, text, headText: head }
    if (hasErrors(parsed.problems)) return read
    const compared = checkHead(parsed.entries, head, place)
    return { ...read, problems: [...parsed.problems, ...compared] }
  }
}

const LOOKS = 10

interface JournalOf {
  /** The state folder. */
  readonly dir: string
  readonly business: string
}

/** What was remembered before a journal's first entry: nothing, but in a copy of a business. */
export interface Begun {
  readonly before?: Memory
}

/**
 * What earlier runs remember, and what is wrong with their journal. Writes nothing and does not throw
 * for file system errors: a journal that is damaged or cannot be read is an error among the problems,
 * and the memory says so. Entries later than `now` count as made now.
 */
export const readMemory = async ({
  now = () => new Date(),
  before = NO_MEMORY,
  ...of
}: JournalOf & Begun & { readonly now?: () => Date }): Promise<{
  readonly memory: Memory
  readonly problems: readonly Problem[]
}> => {
  const { entries, text, problems } = await readSafely(of)
  if (hasErrors(problems)) return { memory: DAMAGED_MEMORY, problems }
  if (text === '') return { memory: before, problems }
  return { memory: memoryOf(entries, now().toISOString(), before), problems }
}

/** The contents of a journal, line by line; empty if there is none. Writes nothing. */
export const readJournal = async (of: JournalOf): Promise<JournalLog> => logOf(await readSafely(of))

/** File system errors become problems, because a state folder may be anything. */
const readSafely = async ({ dir, business }: JournalOf): Promise<ReadJournal> => {
  const place = placeOf(dir, business)
  const failed = (found: Problem): ReadJournal => ({
    ...{ entries: [], size: 0, text: '', headText: null },
    problems: [found],
  })
  try {
    const odd = await firstOdd(place)
    return odd === null ? await readWhole(place) : failed(odd)
  } catch (error) {
    return failed(unusable(place.dir, error))
  }
}
