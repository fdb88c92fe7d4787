import type { LiveState } from '../model/live.ts'
import type { Memory, Seen } from '../model/memory.ts'
import { isHeldBy } from '../model/relations.ts'
import { requestAddress } from '../model/text/address.ts'
import type { JournalEvent } from './journal/journal-entry.ts'

/**
 * The clients' assets that we hold or have asked for, if the journal last saw something else; null if
 * not. Recorded once per change, so that a later absence can be recognised.
 */
export const seenIn = (live: LiveState, memory: Memory): JournalEvent | null => {
  const changed = live.relations.flatMap((row) => {
    const standing = isHeldBy(row.relation, 'us') ? STANDINGS[row.status] : null
    const address = requestAddress(row.asset)
    const isKnown = memory.seen?.get(address)?.standing === standing
    return standing === null || isKnown ? [] : [{ address, standing }]
  })
  const of = (standing: Seen['standing']): readonly string[] =>
    changed.flatMap((row) => (row.standing === standing ? [row.address] : [])).sort()
  return changed.length === 0 ? null : { type: 'seen', held: of('held'), pending: of('pending') }
}

const STANDINGS = { active: 'held', pending: 'pending', unrecognised: null } as const
