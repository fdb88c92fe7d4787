import type { Ground } from '../../access/ground.ts'
import type { AssetView } from '../../access/views.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { LivePerson, LiveRelation } from '../../model/live.ts'
import { lineOf, type Offboarded } from '../../model/manifest.ts'
import type { ManualReason, Subject } from '../../model/plan.ts'
import { isPartnerEdge } from '../../model/relations.ts'
import { isSameEmail } from '../../model/text/email.ts'
import type { Outcome } from '../outcome.ts'
import { planProblem } from '../plan-problems.ts'
import { type Case, manual, nameToAct } from './builders.ts'

/**
 * What the offboarded keep after everything was taken that the API lets us take: a seat that no step
 * takes, and an open invitation that was not read as one. For the command `offboard`, what cannot
 * be seen from here is listed too.
 */
export const leftoversOf = (ground: Ground, business: AssetView | null): readonly Outcome[] => {
  const found = ground.manifest.offboarded.flatMap((entry) => ofEntry(ground, business, entry))
  const seen = new Set<string>()
  return found.filter((outcome) => {
    if (outcome.type !== 'manual') return true
    const isNew = !seen.has(outcome.manual.address)
    seen.add(outcome.manual.address)
    return isNew
  })
}

const ofEntry = (
  ground: Ground,
  business: AssetView | null,
  entry: Offboarded,
): readonly Outcome[] => {
  const { directory } = ground
  const people = directory.peopleOf(entry)
  return [
    ...people
      .filter((person) => !directory.isSelf(person.id) && !isRemoved(ground, business, person))
      .map((person) => leftover(ground, entry, 'business_role', ofPerson(entry, person), person)),
    // What was read to its end is a step.
    ...(business?.scope('members')?.status === 'complete' ? [] : invitationsOf(ground, entry)),
    ...(entry.asked === true
      ? [...setUpBy(ground, entry, people), ...ofCommand(ground, entry, people)]
      : []),
  ]
}

/**
 * Whether a step takes somebody's seat, or its removal is under way: people who are listed, unless
 * the policy says by hand.
 */
const isRemoved = (
  { manifest }: Ground,
  business: AssetView | null,
  { type, id, leaving }: LivePerson,
): boolean =>
  type === 'business_user' &&
  (leaving === true || manifest.policy.offboarded_members === 'remove') &&
  business?.scope('members')?.status === 'complete' &&
  business.rows('members').some(({ subject }) => subject === id)

const ofPerson = (
  { alias }: Pick<Offboarded, 'alias'>,
  { type, id, name }: LivePerson,
): Subject => ({
  type,
  id,
  name,
  alias,
})

const invitationsOf = (ground: Ground, entry: Offboarded): readonly Outcome[] =>
  ground.live.invitations
    .filter(({ email }) => isSameEmail(email, entry.email))
    .map(({ id, email }) => {
      const { alias } = entry
      const subject = { type: 'business_user', id, name: email, alias } as const
      return leftover(ground, entry, 'open_invitation', subject, { email })
    })

/** System users whom they set up stay, as do their tokens, which they may have kept. */
const setUpBy = (
  ground: Ground,
  entry: Offboarded,
  people: readonly LivePerson[],
): readonly Outcome[] => {
  const own = new Set([entry.id, ...people.flatMap(({ id, facebookId }) => [id, facebookId])])
  return ground.live.people
    .filter(({ type, createdBy }) => type === 'system_user' && own.has(createdBy ?? ''))
    .map((robot) => {
      const [by] = people
      const creator = by?.name ?? entry.alias ?? entry.id ?? ''
      return leftover(
        ground,
        entry,
        'system_user_set_up',
        ofPerson({ alias: null }, robot),
        robot,
        creator,
      )
    })
}

/**
 * An id that belongs to none of our people is a partner's if the manifest or an asset shows it as
 * one.
 */
const ofCommand = (
  ground: Ground,
  entry: Offboarded,
  people: readonly LivePerson[],
): readonly Outcome[] => {
  if (people.length > 0) {
    return people.map((person) =>
      leftover(ground, entry, 'not_visible', ofPerson(entry, person), person),
    )
  }
  if (invitationsOf(ground, entry).length > 0 || isDoubtful(ground, entry)) return []
  const isPerson = entry.alias !== null && ground.manifest.people.has(entry.alias)
  if (entry.id === null || isPerson) return isMissing(ground) ? [nobody(entry)] : []
  if (!isBusiness(ground, entry.id) && isMissing(ground)) return [nobody(entry)]
  const partner = ground.directory.subjectOf('agencies', entry.id, businessName(ground, entry.id))
  return [leftover(ground, entry, 'business_relation', partner)]
}

const isBusiness = (ground: Ground, id: string): boolean =>
  [...ground.manifest.partners.values()].some((partner) => partner.id === id) ||
  rowOfBusiness(ground, id) !== undefined

/** A row that shows an id as another business's: of its share, or at the other end of a request. */
const rowOfBusiness = ({ live }: Ground, id: string): LiveRelation | undefined =>
  live.relations.find(
    ({ relation, subject, counterpart }) =>
      (isPartnerEdge(relation) && subject === id) || counterpart?.id === id,
  )

/** The name by which any row knows a business. */
const businessName = (ground: Ground, id: string): string | null => {
  const row = rowOfBusiness(ground, id)
  return row?.counterpart?.id === id ? row.counterpart.name : (row?.subjectName ?? null)
}

/** Whether the name is in doubt; a separate error says whom it could mean. */
const isDoubtful = ({ directory }: Ground, { id, alias, email }: Offboarded): boolean =>
  [alias, id, email].some((name) => {
    const { type } = directory.meaningOf(name ?? '')
    return type === 'several' || type === 'facebook'
  })

/** Whether somebody in no list is really missing, which is only concluded from complete lists. */
const isMissing = ({ live: { directory } }: Ground): boolean =>
  directory.business_users === 'complete' && directory.system_users === 'complete'

const nobody = (entry: Offboarded): Outcome => ({
  type: 'problem',
  problem: planProblem(
    'offboard_nobody',
    { name: entry.alias ?? entry.email ?? entry.id ?? '' },
    lineOf(entry),
  ),
})

const PLACES = {
  business_role: 'people',
  open_invitation: 'invitations',
  not_visible: 'elsewhere',
  business_relation: 'partners',
  system_user_set_up: 'system-users',
} as const satisfies Readonly<Partial<Record<ManualReason, string>>>

const leftover = (
  { manifest, live }: Ground,
  entry: Offboarded,
  reason: keyof typeof PLACES,
  subject: Subject,
  { email }: Pick<LivePerson, 'email'> = { email: null },
  by: string | null = null,
): Outcome => {
  const about: Case = {
    address: `${manifest.business}/${PLACES[reason]}/${subject.id}`,
    asset: { kind: BUSINESS.name, id: manifest.business, name: live.business.name },
    subject,
    source: lineOf(entry),
  }
  const name = nameToAct(subject, email)
  return manual(about, reason, {
    ...{ before: null, after: null, name: by ?? name },
    ...(by === null ? {} : { held: name }),
  })
}
