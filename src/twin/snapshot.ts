import { KINDS } from '../model/kinds.ts'
import type { World } from '../sandbox/state.ts'
import { rememberedOf } from './snapshot/carried-memory.ts'
import { factsOf, type SnapshotInput } from './snapshot/facts.ts'
import { assetsOf } from './snapshot/snapshot-assets.ts'
import { businessesOf } from './snapshot/snapshot-businesses.ts'
import { groupsIn } from './snapshot/snapshot-groups.ts'
import { modesOf } from './snapshot/snapshot-modes.ts'
import { ourPeople } from './snapshot/snapshot-people.ts'
import { tokenOf } from './snapshot/snapshot-token.ts'

export type { SnapshotInput } from './snapshot/facts.ts'

/**
 * What was read of a business, and what its journal remembers, as a sandbox world: reading that
 * gives the same, and so does planning. Rows are shown as they were read until somebody writes them.
 */
export const snapshotOf = ({ kinds = KINDS, ...input }: SnapshotInput): World => {
  const facts = factsOf({ ...input, kinds })
  const people = ourPeople(facts)
  return {
    token: tokenOf(facts, people),
    app: { id: '880000000000001', requireProof: false },
    modes: modesOf(facts, people),
    businesses: businessesOf(facts, people),
    assets: assetsOf(facts, people.self),
    groups: groupsIn(facts),
    faults: [],
    ...rememberedOf(facts.memory),
  }
}
