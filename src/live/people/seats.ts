import { BUSINESS } from '../../model/kinds.ts'
import type { Invitation, LivePerson, LiveRelation } from '../../model/live.ts'
import { isOver } from '../../model/text/over.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { type Section, worstOf } from '../section.ts'
import type { People } from './people.ts'

/**
 * The members of our business as rows of a relation, like those of an asset: who belongs to it, by
 * id and with the base role, and who is invited, by e-mail. Nothing is known of them unless every
 * list of people was read to its end.
 */
export const membersSection = (
  asset: string,
  { business_users, system_users, pending_users }: People,
): Section<LiveRelation> => {
  const lists = [business_users, system_users, pending_users]
  return {
    rows: [
      ...[...business_users.rows, ...system_users.rows].map((person) => seatOf(asset, person)),
      ...invitedOf(pending_users.rows).map((invitation) => invitationRow(asset, invitation)),
    ],
    status: worstOf(lists.map(({ status }) => status)),
    error: lists.flatMap(({ error }) => error ?? [])[0] ?? null,
    bad: lists.flatMap(({ bad }) => bad ?? [])[0] ?? null,
  }
}

const rowOf = (asset: string, subject: string): Omit<LiveRelation, 'tasks' | 'status'> => ({
  kind: BUSINESS.name,
  asset,
  relation: 'members',
  subject,
  subjectName: null,
  apiStatus: null,
  since: null,
  counterpart: null,
})

const seatOf = (
  asset: string,
  { type, id, name, email, role, finer, leaving }: LivePerson,
): LiveRelation => {
  const base = roleIn(role)
  return {
    ...rowOf(asset, id),
    subjectName: name,
    tasks: base === null ? [] : [base],
    // Nobody is changed whose role this version does not know.
    status: base !== null && BUSINESS.tasks.includes(base) ? 'active' : 'unrecognised',
    apiStatus: role ?? null,
    member: {
      ...{ type, email },
      ...(finer === undefined ? {} : { finer }),
      ...(leaving === undefined ? {} : { leaving }),
    },
  }
}

/** Some rows have `Admin`, some `ADMIN` [spec]. */
const roleIn = (role: string | null | undefined): string | null => role?.toUpperCase() ?? null

/** One for each e-mail: what can still be accepted, rather than what is over and still listed. */
const invitedOf = (rows: readonly Invitation[]): readonly Invitation[] => {
  const latest = [...rows].sort(
    (one, other) =>
      Number(isEnded(one)) - Number(isEnded(other)) ||
      compareText(endOf(other), endOf(one)) ||
      compareText(one.id, other.id),
  )
  const first = new Map<string, Invitation>()
  for (const row of latest) {
    const email = foldedOf(row.email)
    if (!first.has(email)) first.set(email, row)
  }
  return [...first.values()]
}

const isEnded = ({ status = null }: Invitation): boolean => isOver(status)

const endOf = ({ expires }: Invitation): string => expires ?? NEVER

const NEVER = '9999'

const invitationRow = (asset: string, invitation: Invitation): LiveRelation => {
  const { id, email, since, role, expires = null, status = null } = invitation
  const base = roleIn(role)
  return {
    ...rowOf(asset, foldedOf(email)),
    tasks: base === null ? [] : [base],
    status: 'pending',
    apiStatus: status,
    since,
    member: { type: 'business_user', email, invitation: { id, expires, status } },
  }
}
