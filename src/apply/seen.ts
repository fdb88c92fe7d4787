import type { LiveState } from '../model/live.ts'
import type { Memory, Seen } from '../model/memory.ts'
import { isHeldBy } from '../model/relations.ts'
import { requestAddress } from '../model/text/address.ts'
import { compareText } from '../model/text/text.ts'
import { namedAsset } from './journal/journal-author.ts'
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
    return standing === null || isKnown ? [] : [{ address, standing, asset: row.asset }]
  })
  const of = (standing: Seen['standing']): readonly string[] =>
    changed.flatMap((row) => (row.standing === standing ? [row.address] : [])).sort()
  if (changed.length === 0) return null
  const ids = new Set(changed.map(({ asset }) => asset))
  const assets = live.assets
    .filter(({ id }) => ids.has(id))
    .map(namedAsset)
    .sort((one, other) => compareText(one.id, other.id))
  return { type: 'seen', held: of('held'), pending: of('pending'), assets }
}

const STANDINGS = { active: 'held', pending: 'pending', unrecognised: null } as const
