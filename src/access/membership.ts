import { hasEnded } from '../model/live.ts'
import type { Manifest, Person } from '../model/manifest.ts'
import type { Subject } from '../model/plan.ts'
import { sortTasks } from '../model/tasks.ts'
import { memberAddress } from '../model/text/address.ts'
import { isSameEmail } from '../model/text/email.ts'
import { foldedOf } from '../model/text/text.ts'
import type { Asked } from './claim.ts'
import type { Comparison } from './comparison.ts'
import type { Ground } from './ground.ts'
import type { Standing } from './standings.ts'
import type { AssetView } from './views.ts'
import type { Wish } from './wish.ts'

/** Whoever is named by several paths has the higher role of those that are alive. */
export const inHighestRole = (view: AssetView, wish: Wish): Wish =>
  wish.tasks.length < 2 ? wish : { ...wish, tasks: sortTasks(view.kind, wish.tasks).slice(0, 1) }

/**
 * Members and invitations, paired with whom the manifest names: people by id, the invited by e-mail.
 * An e-mail that no person has stands for whoever is or will be invited by it.
 */
export const memberPairs = (
  { directory, manifest }: Ground,
  view: AssetView,
  wishes: readonly Wish[],
): readonly Asked[] => {
  const rows = new Map(view.rows('members').map((row) => [row.subject, row]))
  const pairs = wishes.map((wish): Asked => {
    const id = directory.idOf(wish.subject)
    const subject = id ?? nameOf(manifest.people.get(wish.subject), wish.subject)
    return { subject, row: rows.get(subject), wish: inHighestRole(view, wish) }
  })
  const wished = new Set(pairs.map(({ subject }) => subject))
  const others = [...rows.values()].filter(({ subject }) => !wished.has(subject))
  return [...pairs, ...others.map((row) => ({ subject: row.subject, row, wish: undefined }))]
}

/** What tells somebody apart who is in no list: the e-mail in lower case, or the id. */
const nameOf = (person: Person | undefined, alias: string): string => {
  if (person === undefined) return alias
  return person.by === 'email' ? foldedOf(person.value) : person.value
}

/** Whom a seat or an invitation is about. */
export const memberSubject = (
  { directory, manifest }: Ground,
  { subject, row, wish }: Asked,
): Subject => {
  const known = directory.subjectOf('users', subject, row?.subjectName ?? null)
  const isEmail = subject.includes('@')
  const alias = wish?.subject ?? known.alias ?? aliasOfEmail(manifest, subject)
  const isSystemUser = row === undefined && manifest.people.get(alias ?? '')?.by === 'system_user'
  const invitation = row?.member?.invitation?.id
  return {
    type: row?.member?.type ?? (isSystemUser ? 'system_user' : known.type),
    id: subject,
    name: known.name,
    alias,
    email: isEmail ? subject : (row?.member?.email ?? directory.person(subject)?.email ?? null),
    ...(invitation === undefined ? {} : { invitation }),
  }
}

/** The name of somebody whom nothing but their e-mail tells apart; null if there is none. */
export const aliasOfEmail = ({ people }: Manifest, email: string): string | null =>
  [...people.values()].find(({ by, value }) => by === 'email' && isSameEmail(value, email))
    ?.alias ?? null

/** Whether an invitation is only a remnant: whom it was for is in the business by now, and stays. */
export const isRemnant = (
  { directory }: Ground,
  { row }: Asked,
  isStaying: (id: string) => boolean,
): boolean =>
  row?.member?.invitation !== undefined &&
  directory
    .idsMeant({ by: 'email', value: row.subject })
    .some((id) => directory.person(id)?.email != null && isStaying(id))

export const standingOfMember = (
  ground: Pick<Ground, 'directory' | 'memory' | 'asOf'>,
  view: AssetView,
  { subject, row, wish }: Asked,
  comparison: Comparison | null,
): Standing<'members'> => {
  if (row === undefined) return standingOfAbsent(ground, view, subject, wish)
  const isSame = comparison === null || comparison.satisfied
  if (row.member?.invitation !== undefined) {
    if (hasEnded(row.member.invitation, ground.asOf)) return 'ended'
    return isSame || row.tasks.length === 0 ? 'invited' : 'invited_other'
  }
  // Nothing takes a system user out of the business, so whoever is to leave differs for good.
  const isToLeave = wish !== undefined && wish.tasks.length === 0
  if (row.member?.type === 'system_user') {
    return isSame && !isToLeave ? 'system_user' : 'system_user_differs'
  }
  if (row.status === 'unrecognised') return 'unrecognised'
  return isSame ? 'satisfied' : 'differs'
}

const standingOfAbsent = (
  { directory, memory }: Pick<Ground, 'directory' | 'memory'>,
  view: AssetView,
  subject: string,
  wish: Wish | undefined,
): Standing<'members'> => {
  if (directory.person(subject) !== null) return 'unlisted'
  const { type } = directory.meaningOf(wish?.subject ?? subject)
  if (type === 'several' || type === 'facebook') return 'doubtful'
  // Lists that leave somebody out prove nobody's absence.
  if (!subject.includes('@')) return directory.areListsShort ? 'unlisted' : 'unseen'
  const wasInvited = memory?.invitations?.has(memberAddress(view.asset.id, subject))
  return wasInvited === true ? 'vanished' : 'nobody'
}
