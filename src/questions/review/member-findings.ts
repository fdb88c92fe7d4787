import { offboardedSource } from '../../access/ground.ts'
import { aliasOfEmail } from '../../access/membership.ts'
import { LEAVING } from '../../document/wording/access-words.ts'
import type { Invitation } from '../../model/live.ts'
import type { Offboarded } from '../../model/manifest.ts'
import { type Subject, shortNameOf } from '../../model/plan.ts'
import type { Finding, ReviewPerson, Seat } from '../../model/reports/review-report.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { foldedOf } from '../../model/text/text.ts'
import { daysBetween } from '../../model/text/time.ts'
import { domainOf, isAt } from '../holders/members.ts'
import { aboutHolds, type Facts, type Hold } from './finding-facts.ts'
import { finding } from './finding-table.ts'

/** Findings about people, agencies and the invited as such, whatever they hold. */
export const memberFindings = (facts: Facts, holds: readonly Hold[]): readonly Finding[] => [
  ...facts.people.flatMap((person) => [
    ...(person.is_admin ? [finding('business_admin', undefined, { subject: person.subject })] : []),
    ...(person.second_factor === 'off'
      ? [finding('no_second_factor', undefined, { subject: person.subject })]
      : []),
    ...(person.email === null
      ? []
      : outside(facts, person.email, { subject: person.subject, invited: false })),
  ]),
  ...facts.invitations.flatMap((invitation) => invited(facts, invitation)),
  ...facts.ended.map((invitation) => ended(facts, invitation)),
  ...offboarded(facts, holds),
  ...(facts.isCompared ? [...unnamed(facts, holds), ...undeclared(facts, holds)] : []),
  ...facts.seats.flatMap((seat) => timed(facts, seat)),
  ...unseen(facts),
]

const outside = (
  { ground }: Facts,
  email: string,
  { subject, invited: isInvited }: { readonly subject: Subject; readonly invited: boolean },
): readonly Finding[] => {
  const { domains } = ground.manifest.policy
  if (domains.length === 0 || isAt(email, domains)) return []
  const args = { domain: domainOf(email), invited: isInvited }
  return [finding('outside_domains', args, { subject })]
}

const invited = (facts: Facts, { email, since, role }: Invitation): readonly Finding[] => {
  const subject = invitedSubject(facts, email)
  const days = ageOf(facts, since)
  const seat = seatAt(facts, email)
  const isUnwanted = seat?.standing === 'not_in_manifest'
  const args = { days, role: role ?? null, isUnwanted }
  return [
    finding('invitation_open', args, { subject, days, source: seat?.source ?? null }),
    ...outside(facts, email, { subject, invited: true }),
  ]
}

const ended = (facts: Facts, { email, since, role }: Invitation): Finding => {
  const subject = invitedSubject(facts, email)
  const days = ageOf(facts, since)
  const source = seatAt(facts, email)?.source ?? null
  return finding('invitation_ended', { days, role: role ?? null }, { subject, days, source })
}

const ageOf = ({ ground }: Facts, since: string | null): number | null =>
  since === null ? null : Math.max(0, daysBetween(since, ground.asOf))

const seatAt = ({ seats }: Facts, email: string): Seat | undefined =>
  seats.find(({ subject }) => subject.id === foldedOf(email))

const invitedSubject = ({ ground }: Facts, email: string): Subject => {
  const alias = aliasOfEmail(ground.manifest, email)
  return { type: 'business_user', id: email, name: null, alias }
}

/**
 * The offboarded who still hold something, or could at any time: as a member, or once they accept
 * an invitation.
 */
const offboarded = (facts: Facts, holds: readonly Hold[]): readonly Finding[] => {
  const { ground, people, invitations } = facts
  const held = holds.filter(({ row }) => ground.directory.isOffboarded(holderOf(row.subject)))
  const members = people.filter(({ subject }) => ground.directory.isOffboarded(subject.id))
  const subjects = new Map(
    [...held.map(({ row }) => row.subject), ...members.map(({ subject }) => subject)].map(
      (subject) => [subject.id, subject],
    ),
  )
  const waiting = invitations.flatMap((row) => {
    const entry = ground.manifest.offboarded.find((one) => isInvitationOf(facts, one, row))
    const args = { holds: 0, member: 'invited' as const }
    return entry === undefined
      ? []
      : [
          finding('offboarded_still_holding', args, {
            subject: invitedSubject(facts, row.email),
            source: entry.source,
          }),
        ]
  })
  return [
    ...[...subjects.values()].map((subject) => {
      const own = held.filter(({ row }) => row.subject.id === subject.id)
      const isMember = members.some((person) => person.subject.id === subject.id)
      return finding(
        'offboarded_still_holding',
        { holds: assetsIn(own), member: isMember ? 'person' : null },
        { ...aboutHolds(own), subject, source: offboardedSource(ground, holderOf(subject)) },
      )
    }),
    ...waiting,
  ]
}

/** Who is meant: of an on-behalf-of relation the business at its other end. */
const holderOf = ({ id, business }: Subject): string => business?.id ?? id

/** An asset counts once, by however many paths it is reached. */
const assetsIn = (holds: readonly Hold[]): number =>
  new Set(holds.map(({ asset }) => asset.id)).size

const isInvitationOf = (
  { ground }: Facts,
  { alias, email }: Offboarded,
  invitation: Invitation,
): boolean => {
  const person = alias === null ? undefined : ground.manifest.people.get(alias)
  const own = person?.by === 'email' ? person.value : email
  return isSameEmail(own, invitation.email)
}

/** Agencies, and people who hold something or are admins, whom no alias of the manifest names. */
const unnamed = (facts: Facts, holds: readonly Hold[]): readonly Finding[] => {
  const { ground, people } = facts
  const told = new Set(extraSeats(facts).map(({ subject }) => subject.id))
  const isStranger = ({ type, id, alias }: Subject): boolean =>
    alias === null &&
    type !== 'obo_request' &&
    !told.has(id) &&
    id !== ground.manifest.business &&
    !ground.directory.isOffboarded(id)
  const admins = people.filter((person) => person.is_admin)
  const subjects = new Map(
    [...holds.map(({ row }) => row.subject), ...admins.map(({ subject }) => subject)]
      .filter(isStranger)
      .map((subject) => [subject.id, subject]),
  )
  return [...subjects.values()].map((subject) => {
    const own = holds.filter(({ row }) => row.subject.id === subject.id)
    return strangerFinding(subject, own, { seat: null, isLeaving: false })
  })
}

/** Members whom `members` does not name. Whoever is only invited is told of as such. */
const undeclared = (facts: Facts, holds: readonly Hold[]): readonly Finding[] =>
  extraSeats(facts).map(({ subject, role, source, leaving }) => {
    const own = holds.filter(({ row }) => row.subject.id === subject.id)
    const isLeaving = leaving === true
    const seat = `${role ?? 'somebody'}${isLeaving ? `, ${LEAVING}` : ''}`
    return { ...strangerFinding(subject, own, { seat, isLeaving }), source }
  })

const extraSeats = ({ seats }: Facts): readonly Seat[] =>
  seats.filter(({ standing, invitation }) => standing === 'not_in_manifest' && invitation === null)

const strangerFinding = (
  subject: Subject,
  holds: readonly Hold[],
  seat: { readonly seat: string | null; readonly isLeaving: boolean },
): Finding => {
  const isNamed = subject.alias !== null
  // What a named person holds on assets is declared there, or is not.
  const about = isNamed ? {} : aboutHolds(holds)
  const args = { holds: assetsIn(holds), ...seat, isNamed }
  return finding('not_in_manifest', args, { ...about, subject })
}

/** Seats that have ended or end soon. */
const timed = ({ ending, ground }: Facts, seat: Seat): readonly Finding[] => {
  const { subject, source, address, standing, expires } = seat
  const day = ending.get(address)
  return [
    ...(standing === 'expired'
      ? [finding('expired_still_held', { ended: expires }, { subject, source })]
      : []),
    ...(day === undefined
      ? []
      : [
          finding(
            'expiring_soon',
            { expires: day },
            { subject, source, days: daysBetween(ground.asOf, day) },
          ),
        ]),
  ]
}

/** What is not known about people must not look fine: it is reported, once for all of them. */
const unseen = ({ ground, people }: Facts): readonly Finding[] => {
  const users = people.filter(({ subject }) => subject.type === 'business_user')
  const blind = users.filter(({ second_factor: factor }) => factor === 'unknown')
  const nameless =
    ground.manifest.policy.domains.length === 0 ? [] : users.filter(({ email }) => email === null)
  return [
    ...(blind.length === 0
      ? []
      : [finding('second_factor_unknown', { who: namesOf(blind, users) }, {})]),
    ...(nameless.length === 0
      ? []
      : [finding('email_unknown', { who: namesOf(nameless, users) }, {})]),
  ]
}

const NAMED = 5

const namesOf = (some: readonly ReviewPerson[], all: readonly ReviewPerson[]): string => {
  if (some.length > NAMED) {
    return `${some.length}${some.length === all.length ? '' : ` of ${all.length}`} people`
  }
  return some.map(({ subject }) => shortNameOf(subject)).join(', ')
}
