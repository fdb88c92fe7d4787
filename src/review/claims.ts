import { type Claim, claimOf } from '../access/claim.ts'
import { type Ground, offboardedSource } from '../access/ground.ts'
import { type AssetView, isAdditive } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import type { Kind } from '../model/kinds.ts'
import type { DesiredPath, DesiredRelation } from '../model/manifest.ts'
import type { Position } from '../model/problem.ts'
import type { Access, Standing } from '../model/review.ts'
import { closureOf } from '../model/tasks.ts'
import { compareText } from '../model/text.ts'
import { changeReason, comparisonOf } from '../plan/change.ts'

/** What the manifest says of one hold. */
export type Claimed = Pick<
  Access,
  'declared' | 'standing' | 'via' | 'reason' | 'expires' | 'source'
>

/** Who is assigned, shared with, or asked for: the relations that are access. */
export const ACCESS_RELATIONS = ['request', 'agencies', 'users'] as const

export type AccessRelation = (typeof ACCESS_RELATIONS)[number]

/** One relation of one asset as the manifest wants it, ready to be asked about a subject. */
export interface Wishes {
  readonly relation: DesiredRelation | null
  /** By the subject's id; our own business on `request`; an alias nobody is behind by itself. */
  readonly byId: ReadonlyMap<string, Wish>
}

export const wishesIn = (ground: Ground, view: AssetView, name: AccessRelation): Wishes => {
  const relation = view.desired?.[name] ?? null
  const byId = new Map<string, Wish>()
  if (relation === null) return { relation, byId }
  const { oneOf } = ground.directory
  for (const wish of wishesOf(relation, ground.asOf, view.kind, oneOf)) {
    const id = name === 'request' ? ground.manifest.business : ground.directory.idOf(wish.subject)
    byId.set(id ?? wish.subject, wish)
  }
  return { relation, byId }
}

/** What is held, or asked for. */
interface Held {
  readonly subject: string
  readonly tasks: readonly string[]
}

/** What the manifest says of what one subject holds through one relation. */
export const claimedOf = (ground: Ground, view: AssetView, wishes: Wishes, held: Held): Claimed => {
  const { relation, byId } = wishes
  const wish = byId.get(held.subject)
  const standing = standingOf(ground, view, wishes, held)
  const isGiven = wish !== undefined && wish.tasks.length > 0 && standing !== 'offboarded'
  const paths = wish === undefined ? [] : pathsOf(ground, relation, wish)
  return {
    standing,
    declared: isGiven ? wish.tasks : null,
    via: isGiven ? wish.via : [],
    reason: standing === 'not_managed' ? null : reasonOf(paths),
    expires: expiresOf(standing, view.kind, paths, ground.asOf),
    source: sourceOf(ground, held.subject, standing, wish?.source ?? relation?.source ?? null),
  }
}

/** The paths that a wish stands on. */
export const pathsOf = (
  { directory }: Ground,
  relation: DesiredRelation | null,
  wish: Wish,
): readonly DesiredPath[] =>
  (relation?.paths ?? []).filter(({ subject }) => directory.oneOf(subject) === wish.subject)

const standingOf = (
  ground: Ground,
  view: AssetView,
  { relation, byId }: Wishes,
  { subject, tasks }: Held,
): Standing => {
  // The token's own user too: the plan leaves it alone, a review does not.
  if (ground.directory.isOffboarded(subject)) return 'offboarded'
  // Of whom a doubtful name could mean nothing is said but the doubt.
  if (ground.doubts.heldOn(view.asset.id).has(subject)) return 'not_managed'
  const wish = byId.get(subject)
  // An additive asset leaves what is over in place; it is over all the same.
  if (wish !== undefined && isOver(wish)) return 'expired'
  const isOwn = subject === ground.manifest.business
  const claim = isOwn
    ? ownClaim(view, relation, wish)
    : claimOf(ground, view, relation, subject, wish)
  if (claim !== 'declared' || wish === undefined) {
    return claim === 'left' ? 'not_managed' : 'not_in_manifest'
  }
  if (comparisonOf(view, relation, wish, tasks).satisfied) return 'declared'
  return changeReason(view.kind, wish, tasks) === 'expired' ? 'expired' : 'differs'
}

const isOver = ({ tasks, expired, none }: Wish): boolean =>
  tasks.length === 0 && expired.length > 0 && !none

/** Our own access to a client's asset stands under `request`. */
const ownClaim = (
  view: AssetView,
  relation: DesiredRelation | null,
  wish: Wish | undefined,
): Claim => {
  if (relation !== null && wish !== undefined && wish.tasks.length > 0) return 'declared'
  return isAdditive(view, relation) ? 'left' : 'unwanted'
}

/** Why, in the manifest's own words. */
export const reasonOf = (paths: readonly DesiredPath[]): string | null => {
  const notes = new Set(paths.flatMap(({ note }) => (note === null ? [] : [note])))
  return notes.size === 0 ? null : [...notes].join('; ')
}

const NEVER = '9999-12-31'

const expiresOf = (
  standing: Standing,
  kind: Kind,
  paths: readonly DesiredPath[],
  asOf: string,
): string | null => {
  if (standing === 'not_managed') return null
  const ends = paths.flatMap(({ expires }) => (expires === null ? [] : [expires])).sort(compareText)
  const over = ends.filter((day) => day < asOf)
  return standing === 'expired' ? (over[over.length - 1] ?? null) : nextEnd(kind, paths, asOf)
}

/** The last day of what ends first. A path whose tasks another gives for longer ends nothing. */
const nextEnd = (kind: Kind, paths: readonly DesiredPath[], asOf: string): string | null => {
  const ends = paths.flatMap(({ expires, tasks }) => {
    if (expires === null || expires < asOf) return []
    const lasting = paths.filter((other) => (other.expires ?? NEVER) > expires)
    const kept = closureOf(
      kind,
      lasting.flatMap((path) => path.tasks),
    )
    return tasks.every((task) => kept.has(task)) ? [] : [expires]
  })
  return ends.sort(compareText)[0] ?? null
}

const sourceOf = (
  ground: Ground,
  subject: string,
  standing: Standing,
  line: Position | null,
): Position | null => {
  switch (standing) {
    case 'offboarded':
      return offboardedSource(ground, subject)
    case 'not_managed':
      return null
    case 'declared':
    case 'differs':
    case 'missing':
    case 'not_in_manifest':
    case 'expired':
      return line
  }
}
