import type { Ground } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn, subjectOf } from '../../access/holdings.ts'
import { viewsOf } from '../../access/views.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { Seat, Standing } from '../../model/reports/review-report.ts'
import { claimedOf } from './claims.ts'
import type { Comparison } from './holder-rows.ts'

/**
 * Everybody who is on the lists of the business, as far as these were read: a row is what it is,
 * whoever else may be missing.
 */
export const liveSeatsIn = (comparison: Comparison): readonly Seat[] =>
  membersIn(comparison)
    .filter(({ row }) => row !== undefined)
    .flatMap((member) => seatOf(comparison, member))

/**
 * Everybody who belongs to the business or is invited to it, and whoever should; nobody if they were
 * not asked for or could not be read to the end.
 */
export const seatsIn = (comparison: Comparison): readonly Seat[] => {
  const members = membersIn(comparison)
  const isWhole = members.every(({ view }) => view.scope('members')?.status === 'complete')
  return isWhole ? members.flatMap((member) => seatOf(comparison, member)) : []
}

const membersIn = ({ ground }: Comparison): readonly Holding<'members'>[] => {
  const [business] = viewsOf({ ...ground, kinds: [BUSINESS] })
  return business === undefined ? [] : holdingsIn(ground, business, 'members')
}

const seatOf = (
  { ground, isCompared }: Comparison,
  member: Holding<'members'>,
): readonly Seat[] => {
  const { row, wish } = member
  const isWanted = member.claim === 'declared' && wish !== undefined
  if (row === undefined && !isWanted) return []
  const claimed = claimedOf(ground, member)
  const invitation = row?.member?.invitation
  return [
    {
      address: addressOf(member),
      subject: subjectOf(ground, member),
      role: row?.tasks[0] ?? null,
      ...claimed,
      ...(isCompared ? { standing: standingOf(member, claimed.standing) } : NOT_COMPARED),
      ...(row?.member?.leaving === true ? { leaving: true } : {}),
      invitation:
        invitation === undefined
          ? null
          : {
              since: row?.since ?? null,
              expires: invitation.expires,
              ended: member.standing === 'ended',
            },
    },
  ]
}

const NOT_COMPARED = { standing: null, source: null } as const

/** What nobody can accept any more is not there, and system users count only if they are named. */
const standingOf = (
  { standing, claim, row, wish }: Holding<'members'>,
  found: Standing | null,
): Standing | null => {
  if (claim === 'declared' && (row === undefined || standing === 'ended')) return 'missing'
  const isUnnamed = row?.member?.type === 'system_user' && wish === undefined
  return isUnnamed && found === 'not_in_manifest' ? 'not_managed' : found
}

/** The seat or the invitation of one person. */
export const seatFor = (
  seats: readonly Seat[],
  ground: Ground,
  { id, email }: { readonly id: string; readonly email: string | null },
): Seat | null =>
  seats.find(({ subject }) => subject.id === id) ??
  seats.find(
    ({ subject }) => email !== null && ground.directory.candidatesOf(email).includes(subject.id),
  ) ??
  null
