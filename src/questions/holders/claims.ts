import { isTakenByTime } from '../../access/comparison.ts'
import type { Ground } from '../../access/ground.ts'
import { type Holding, sourceOf } from '../../access/holdings.ts'
import type { Wish } from '../../access/wish.ts'
import type { Kind } from '../../model/kinds.ts'
import type { DesiredPath } from '../../model/manifest.ts'
import { RELATIONS } from '../../model/relations.ts'
import type { Access, Standing } from '../../model/reports/review-report.ts'
import { closureOf } from '../../model/tasks.ts'
import { compareText } from '../../model/text/text.ts'

/** What the manifest says about one holding. */
export type Claimed = Pick<
  Access,
  'declared' | 'standing' | 'via' | 'reason' | 'expires' | 'source'
>

/** What the manifest says about something that is held or asked for. */
export const claimedOf = (ground: Ground, holding: Holding): Claimed => {
  const { view, wish } = holding
  const standing = standingOf(ground, holding)
  const isManaged = standing !== 'not_managed'
  const isGiven = wish !== undefined && wish.tasks.length > 0 && standing !== 'offboarded'
  const paths = wish?.paths ?? []
  return {
    standing,
    declared: isGiven ? wish.tasks : null,
    via: isGiven ? wish.via : [],
    reason: isManaged ? reasonOf(paths) : null,
    expires: expiresOf(standing, view.kind, paths, ground.asOf),
    source: isManaged ? sourceOf(ground, holding) : null,
  }
}

const standingOf = (ground: Ground, holding: Holding): Standing => {
  const { subject, view, row, wish, claim, comparison } = holding
  // Also for the token's own user: a plan leaves that as it is, a review does not.
  if (ground.directory.isOffboarded(subject)) return 'offboarded'
  // About somebody whom a doubtful name could mean, only the doubt is reported.
  if (ground.doubts.heldOn(view.asset.id).has(subject)) return 'not_managed'
  // An additive asset keeps expired access in place, but it has expired all the same.
  if (wish !== undefined && isOver(wish)) return 'expired'
  if (claim === 'unwanted') return 'not_in_manifest'
  if (claim !== 'declared' || wish === undefined) return 'not_managed'
  // Who is only named holds nothing that could differ.
  if (RELATIONS[holding.relation].written === 'names') return 'declared'
  if (comparison?.satisfied === true) return 'declared'
  return isTakenByTime(view.kind, wish, row?.tasks ?? []) ? 'expired' : 'differs'
}

const isOver = ({ tasks, expired, none }: Wish): boolean =>
  tasks.length === 0 && expired.length > 0 && !none

/** The reason, in the manifest's own words. */
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

/**
 * The last day of whatever ends first. A path ends nothing if another one gives its tasks for
 * longer.
 */
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
