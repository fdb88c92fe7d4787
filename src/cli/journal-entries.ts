import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type JournalLog, verifyJournal } from '../apply/journal-log.ts'
import { type AnsweredWrite, lastApplied } from '../drift/applied.ts'
import type { Applied } from '../model/drift.ts'
import type { LogEntry } from '../model/log.ts'
import { errnoOf } from './files.ts'

/** The journal of a business in a folder of journals; an empty one where there is none. */
export const readJournal = async (journals: string, business: string): Promise<JournalLog> => {
  const file = join(journals, business, 'journal.ndjson')
  return verifyJournal(await textOf(file), file)
}

/** What was last applied at each address; nothing where the journal cannot be believed. */
export const readApplied = async (
  journals: string,
  business: string,
): Promise<ReadonlyMap<string, Applied>> => {
  const { whole, entries } = await readJournal(journals, business)
  return lastApplied(whole ? entries.flatMap(answeredOf) : [])
}

const answeredOf = (entry: LogEntry): readonly AnsweredWrite[] => {
  if (entry.type === 'run' || entry.status === 'unanswered' || entry.answered_at === null) return []
  const { address, answered_at, status, after } = entry
  return [{ address, at: answered_at, status, after }]
}

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return ''
    throw error
  }
}
