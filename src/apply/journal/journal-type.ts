import type { Memory } from '../../model/memory.ts'
import type { JournalEvent } from './journal-entry.ts'

/** What an apply writes down. It contains no secret. */
export interface Journal {
  /**
   * Writes one line for each event, all together, and resolves once they are on disk. Rejects with a
   * file system error when that fails; then none of them is in the journal.
   */
  readonly append: (...events: readonly JournalEvent[]) => Promise<void>
  /** Releases this lock, and never another's. Never rejects. */
  readonly close: () => Promise<void>
  /** What earlier runs remember; absent if a caller's own journal does not know. */
  readonly memory?: Memory
}
