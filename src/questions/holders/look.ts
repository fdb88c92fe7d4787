import { type Ground, groundOf } from '../../access/ground.ts'
import { KINDS, type KindTable } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import { emptyManifest, type Manifest } from '../../model/manifest.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import type { LookedAt, TokenOwner, Unread } from '../../model/reports/review-report.ts'
import type { Comparison } from './holder-rows.ts'
import { withEmail } from './named.ts'

/** What a look at access is made from. */
export interface LookInput {
  /** Null: only the business is looked at, and nothing is compared. */
  readonly manifest: Manifest | null
  readonly live: LiveState
  /** When live was read: ISO time (UTC). Ages are counted up to this day. */
  readonly readAt: string
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly toolVersion: string
  readonly kinds?: KindTable
  /** Problems of earlier stages that are shown with the report. */
  readonly problems?: readonly Problem[]
}

/** The two sides of the comparison. */
export const comparisonFor = ({
  manifest,
  live,
  readAt,
  kinds = KINDS,
}: LookInput): Comparison => ({
  isCompared: manifest !== null,
  ground: groundOf({
    manifest: manifest ?? emptyManifest(live.business.id),
    ...{ live, kinds, asOf: readAt.slice(0, 10) },
  }),
})

/** The head of a report. `unread`: the lists it depends on that could not be read. */
export const lookedAt = (
  { ground, isCompared }: Comparison,
  input: LookInput,
  unread: readonly Unread[],
): LookedAt => {
  const { manifest, live, asOf } = ground
  return {
    tool_version: input.toolVersion,
    graph: input.graph,
    business: { id: manifest.business, name: live.business.name },
    read_at: input.readAt,
    as_of: asOf,
    token: tokenOf(ground),
    manifest_digest: isCompared ? manifest.digest : null,
    complete: !hasErrors(live.problems) && !unread.some(({ status }) => status === 'unknown'),
  }
}

/** Whose token read all this; never the token. */
const tokenOf = (ground: Ground): TokenOwner => {
  const { live, directory } = ground
  const person = live.people.find(({ id }) => id === live.self.person) ?? null
  return {
    id: live.self.id === '' ? null : live.self.id,
    name: live.self.name ?? person?.name ?? null,
    person:
      person === null
        ? null
        : withEmail(ground, directory.subjectOf('users', person.id, person.name)),
  }
}
