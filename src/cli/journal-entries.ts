import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type JournalEntry, parseJournal } from '../apply/journal-entry.ts'
import { lastApplied } from '../drift/applied.ts'
import type { Applied } from '../model/drift.ts'
import { errnoOf } from './files.ts'
import type { Session } from './session.ts'

/** What was last applied at each address, as far as the journal of this business knows. */
export const readApplied = async (
  { journals }: Session,
  business: string,
): Promise<ReadonlyMap<string, Applied>> => {
  const file = join(journals, business, 'journal.ndjson')
  const { value } = parseJournal(await textOf(file), file)
  return lastApplied((value ?? []).filter(isOutcome))
}

const isOutcome = (entry: JournalEntry): entry is Extract<JournalEntry, { type: 'outcome' }> =>
  entry.type === 'outcome'

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return ''
    throw error
  }
}
