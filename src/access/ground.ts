import type { KindTable } from '../model/kinds.ts'
import { hasEnded, type LiveState } from '../model/live.ts'
import { lineOf, type Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Position } from '../model/problem.ts'
import { type Directory, directoryOf } from './directory.ts'
import { type Doubts, doubtsOf } from './doubt.ts'
import { type GroupPaths, groupPathsIn } from './groups.ts'

/** What every question about access is answered from: both sides, and who is who. */
export interface Ground {
  readonly manifest: Manifest
  readonly live: LiveState
  /** What the journal remembers; absent if the question is only about what the API shows. */
  readonly memory?: Memory
  /** The UTC date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** The day by which `expires` is judged. */
  readonly expiryDay: string
  readonly kinds: KindTable
  readonly directory: Directory
  readonly doubts: Doubts
  /** Who reaches what through an asset group. */
  readonly groups: GroupPaths
}

type GroundInput = Pick<Ground, 'manifest' | 'live' | 'memory' | 'asOf' | 'kinds'>

export const groundOf = (input: GroundInput): Ground => {
  const directory = directoryOf(input.manifest, input.live)
  return {
    ...input,
    live: withoutEnded(input.live, input.asOf),
    expiryDay: input.asOf,
    directory,
    doubts: doubtsOf(input.manifest, directory),
    groups: groupPathsIn(input.live),
  }
}

/**
 * Leaves out expired invitations: they may still be listed, but nobody can accept them, so they
 * have to be sent again.
 */
const withoutEnded = (live: LiveState, asOf: string): LiveState => ({
  ...live,
  invitations: live.invitations.filter((invitation) => !hasEnded(invitation, asOf)),
})

/** The line under `offboarded` that names this id. */
export const offboardedSource = ({ directory }: Ground, id: string): Position | null => {
  const entry = directory.offboardedBy(id)
  return entry === null ? null : lineOf(entry)
}
