import { KINDS } from '../model/kinds.ts'
import type { World } from '../sandbox/state.ts'
import { rememberedOf } from './snapshot/carried-memory.ts'
import { factsOf, type SnapshotInput } from './snapshot/facts.ts'
import { assetsOf } from './snapshot/snapshot-assets.ts'
import { businessesOf } from './snapshot/snapshot-businesses.ts'
import { groupsIn } from './snapshot/snapshot-groups.ts'
import { mirrorOf } from './snapshot/snapshot-mirror.ts'
import { modesOf } from './snapshot/snapshot-modes.ts'
import { ourPeople } from './snapshot/snapshot-people.ts'
import { tokenOf } from './snapshot/snapshot-token.ts'

export type { SnapshotInput } from './snapshot/facts.ts'

/**
 * What was read of a business, and what its journal remembers, as a sandbox world: reading that
 * gives the same, and so does planning. Rows are shown as they were read until somebody writes them.
 */
export const snapshotOf = ({
  kinds = KINDS,
  app = '880000000000001',
  ...input
}: SnapshotInput): World => {
  const facts = factsOf({ ...input, kinds })
  const people = ourPeople(facts)
  const modes = modesOf(facts, people.unlisted)
  const assets = assetsOf(facts, people.self, modes)
  return {
    token: tokenOf(facts, people),
    app: { id: app, requireProof: false },
    modes,
    businesses: businessesOf(facts, people),
    groups: groupsIn(facts),
    faults: [],
    ...mirrorOf(facts, assets, modes),
    ...rememberedOf(facts.memory),
  }
}
