import type { AssetView } from '../../../access/views.ts'
import { quoteName } from '../../../document/escape.ts'
import { isEmail } from '../../../manifest/names/identity.ts'
import { BUSINESS } from '../../../model/kinds.ts'
import { hasEnded, type LiveRelation } from '../../../model/live.ts'
import { isEmail as isInvitable } from '../../../model/text/email.ts'
import { compareText, foldedOf } from '../../../model/text/text.ts'
import { compareNatural } from './natural.ts'
import type { Entry } from './yaml.ts'

/** Somebody who belongs to the business, or is invited to it. */
export interface WrittenMember {
  /** The id of a business user; the e-mail of an invitation, in lower case. */
  readonly id: string
  /** Null if no line can say it: then they are ignored. */
  readonly role: string | null
  /** Of whoever is only invited: the id of the invitation, and the e-mail as it was written. */
  readonly invitation?: { readonly id: string; readonly email: string }
}

/** The business itself as a manifest can express it. */
export interface WrittenMembers {
  readonly members: readonly WrittenMember[]
  /** E-mails of invitations that nobody can accept any more; they are not written. */
  readonly ended: readonly string[]
  /** E-mails of invitations that no line can name. */
  readonly unnameable: readonly string[]
  readonly notes: readonly string[]
}

/**
 * All business users, and whoever is invited, with their role. System users are never changed, so
 * they are not named. An invitation of somebody who is there by now is a remnant.
 */
export const membersOf = (view: AssetView, asOf: string): WrittenMembers => {
  const rows = [...view.rows('members')].sort((one, other) =>
    compareText(one.subject, other.subject),
  )
  const seats = rows.filter(({ member }) => member?.type === 'business_user')
  const people = seats.filter(({ member }) => member?.invitation === undefined)
  const emails = new Set(people.flatMap(({ member }) => foldedOf(member?.email ?? '')))
  const invited = seats.filter(
    ({ subject, member }) => member?.invitation !== undefined && !emails.has(subject),
  )
  const open = invited.filter((row) => !isOver(row, asOf))
  return {
    members: [...people, ...open].map(memberIn),
    unnameable: open.filter((row) => !isNameable(row)).map(({ subject }) => subject),
    ended: invited.filter((row) => isOver(row, asOf)).map(({ subject }) => subject),
    notes: [...people, ...open].flatMap(ignoredNote),
  }
}

const isOver = ({ member }: LiveRelation, asOf: string): boolean =>
  member?.invitation !== undefined && hasEnded(member.invitation, asOf)

const isNameable = ({ member }: LiveRelation): boolean =>
  isEmail(member?.email ?? '') && isInvitable(member?.email)

const memberIn = (row: LiveRelation): WrittenMember => {
  const { id, email } = { id: row.member?.invitation?.id, email: row.member?.email ?? row.subject }
  return {
    id: row.subject,
    role: roleIn(row),
    ...(id === undefined ? {} : { invitation: { id, email } }),
  }
}

const roleIn = ({ tasks: [role = ''] }: LiveRelation): string | null =>
  BUSINESS.tasks.includes(role) ? role : null

const ignoredNote = (row: LiveRelation): readonly string[] => {
  if (roleIn(row) !== null) return []
  const { subject, subjectName, tasks, apiStatus } = row
  const who = subjectName === null ? subject : `${quoteName(subjectName)} (${subject})`
  const role = apiStatus ?? tasks[0] ?? '(none)'
  return [`${who} is ignored: this version does not know the role ${role}`]
}

/** Without some of the people. */
export const membersWithout = (
  written: WrittenMembers,
  isGone: (id: string) => boolean,
): WrittenMembers => ({
  ...written,
  members: written.members.filter(({ id }) => !isGone(id)),
})

/** How many people it names. */
export const countOf = (written: WrittenMembers | null): number =>
  written?.members.filter(({ role }) => role !== null).length ?? 0

type AliasOf = (id: string) => string

/** The lines under `members`, with the mode that takes nothing away. */
export const membersEntries = (written: WrittenMembers, aliasOf: AliasOf): readonly Entry[] => [
  { key: 'mode', value: 'additive', notes: [...written.notes, MODE_NOTE] },
  ...seatEntries(written, aliasOf),
  ...ignoreEntries(written, aliasOf),
]

const MODE_NOTE =
  'While this line is here, nobody leaves the business and no invitation is taken back. Take it out once bizaccess plan shows no step: then whoever is not named here leaves.'

/** Only the people. */
export const seatEntries = ({ members }: WrittenMembers, aliasOf: AliasOf): readonly Entry[] => [
  {
    key: 'users',
    value: {
      pairs: members
        .flatMap(({ id, role, invitation }): readonly Entry[] => {
          if (role === null) return []
          const comment = invitation === undefined ? {} : { comment: 'invited' }
          return [{ key: aliasOf(id), value: role, ...comment }]
        })
        .sort((one, other) => compareNatural(one.key, other.key)),
    },
  },
]

const ignoreEntries = ({ members }: WrittenMembers, aliasOf: AliasOf): readonly Entry[] => {
  const ignored = members.filter(({ role }) => role === null).map(({ id }) => aliasOf(id))
  return ignored.length === 0 ? [] : [{ key: 'ignore', value: ignored.sort(compareNatural) }]
}
