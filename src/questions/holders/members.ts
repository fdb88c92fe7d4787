import { memberSubject } from '../../access/membership.ts'
import { everybodyIn } from '../../model/everybody.ts'
import type { LivePerson } from '../../model/live.ts'
import type {
  ReviewAsset,
  ReviewInvitation,
  ReviewPerson,
  Seat,
  SecondFactor,
} from '../../model/reports/review-report.ts'
import { memberAddress } from '../../model/text/address.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { liveSeatsIn } from './held-seats.ts'
import type { Comparison } from './holder-rows.ts'
import { withEmail } from './with-email.ts'

/** Everybody in the business, admins first, then by name. */
export const peopleIn = (
  comparison: Comparison,
  assets: readonly ReviewAsset[],
): readonly ReviewPerson[] => {
  const { directory, live } = comparison.ground
  const reached = new Map<string, Set<string>>()
  for (const { id, access } of assets) {
    for (const { path, subject } of access) {
      if (path !== 'direct' && path !== 'group') continue
      reached.set(subject.id, (reached.get(subject.id) ?? new Set()).add(id))
    }
  }
  const seats = seatsByAddress(comparison)
  return everybodyIn(live)
    .map(
      (person): ReviewPerson => ({
        ...seatOf(comparison, seats, person.id),
        subject: withEmail(comparison.ground, directory.subjectOf('users', person.id, person.name)),
        email: person.email,
        role: person.role ?? null,
        is_admin: isAdmin(person),
        second_factor: person.type === 'system_user' ? null : secondFactorOf(person),
        is_self: directory.isSelf(person.id),
        assets: reached.get(person.id)?.size ?? 0,
        findings: [],
      }),
    )
    .sort(
      (one, other) =>
        Number(other.is_admin) - Number(one.is_admin) ||
        compareText(one.subject.name ?? '', other.subject.name ?? '') ||
        compareText(one.subject.id, other.subject.id),
    )
}

/** Who is invited to the business and may still accept, by e-mail. */
export const invitationsIn = (comparison: Comparison): readonly ReviewInvitation[] => {
  const { ground } = comparison
  const seats = seatsByAddress(comparison)
  return [...ground.live.invitations]
    .sort((one, other) => compareText(foldedOf(one.email), foldedOf(other.email)))
    .map(({ id, email, role, since, expires }) => {
      const subject = foldedOf(email)
      const asked = { subject, row: undefined, wish: undefined }
      return {
        ...seatOf(comparison, seats, subject),
        subject: { ...memberSubject(ground, asked), invitation: id },
        email,
        role: role ?? null,
        invitation: { since, expires: expires ?? null, ended: false },
        findings: [],
      }
    })
}

const seatsByAddress = (comparison: Comparison): ReadonlyMap<string, Seat> =>
  new Map(liveSeatsIn(comparison).map((seat) => [seat.address, seat]))

/** What the manifest says of a seat; nothing of one that is on no list of the business. */
const seatOf = (
  { ground, isCompared }: Comparison,
  seats: ReadonlyMap<string, Seat>,
  member: string,
): Omit<Seat, 'subject' | 'role' | 'invitation'> => {
  const address = memberAddress(ground.live.business.id, member)
  const seat = seats.get(address)
  return {
    address,
    declared: seat?.declared ?? null,
    standing: seat?.standing ?? (isCompared ? 'not_managed' : null),
    via: seat?.via ?? [],
    reason: seat?.reason ?? null,
    expires: seat?.expires ?? null,
    source: seat?.source ?? null,
    ...(seat?.leaving === true ? { leaving: true } : {}),
  }
}

/** Whether somebody is an admin; `role` only contains base roles: Admin, Employee. */
export const isAdmin = ({ role }: LivePerson): boolean => role?.toUpperCase() === 'ADMIN'

/**
 * The values of `two_fac_status` are not documented: whatever is not clearly on or off counts as
 * not known.
 */
const WORDS: Readonly<Record<string, SecondFactor>> = {
  ENABLED: 'on',
  DISABLED: 'off',
  NOT_ENABLED: 'off',
}

export const secondFactorOf = ({ twoFactor }: LivePerson): SecondFactor =>
  WORDS[twoFactor?.toUpperCase() ?? ''] ?? 'unknown'

/** Whether an e-mail is at one of these domains. */
export const isAt = (email: string, domains: readonly string[]): boolean =>
  domains.some((domain) => domainOf(email) === foldedOf(domain))

export const domainOf = (email: string): string => foldedOf(email.slice(email.lastIndexOf('@') + 1))
