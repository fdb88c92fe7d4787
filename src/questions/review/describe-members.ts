import { someAssets } from '../../document/asset-groups.ts'
import {
  type Group,
  groupOf,
  headlineOf,
  notesOf,
  type Row,
  rowOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Sign } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import { FINDING_TITLES, LEAVING, STANDINGS } from '../../document/wording/access-words.ts'
import { calledWords, partsOf, type RowOptions, sourcesOf } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import { ASSET_GROUP } from '../../model/kinds.ts'
import type {
  FindingCode,
  ReviewGroup,
  ReviewInvitation,
  ReviewPerson,
  ReviewReport,
  Seat,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'

/** The lists of a review: who belongs to the business, who is invited, and its asset groups. */

/** From this many people on, only the admins are named, unless everything is asked for. */
const MANY_PEOPLE = 40

/** Everybody in the business by their role, admins first. */
export const membersSection = ({ people }: ReviewReport): Section => {
  const byRole = [...groupBy(people, ({ role }) => role?.toUpperCase() ?? '').values()]
  return sectionOf({
    ...{ id: 'members', title: 'In the business', rank: 3, isLong: people.length > MANY_PEOPLE },
    blocks: byRole.map((same) => roleGroup(same)),
    short: byRole.map((same) =>
      same.some((person) => person.is_admin)
        ? roleGroup(same)
        : notesOf([{ sign: ' ', text: `${roleHead(same)} (--verbose lists them)` }]),
    ),
  })
}

const roleGroup = (same: readonly ReviewPerson[]): Group =>
  groupOf({ headline: headlineOf(roleHead(same)), rows: same.map(personRow) })

/** `Admins of the business: 2`, `In the business as EMPLOYEE: 5`. */
const roleHead = (same: readonly ReviewPerson[]): string => {
  const [first] = same
  const who =
    first?.is_admin === true
      ? 'Admins of the business'
      : first?.role == null
        ? 'In the business, in a role that is not told'
        : `In the business as ${escapeText(first.role)}`
  return `${who}: ${same.length}`
}

const personRow = (person: ReviewPerson): Row => {
  const { subject, email, second_factor: factor, is_self: isSelf, assets } = person
  return memberRow(person, {
    ...whoOf({ ...subject, email }),
    word: SUBJECTS[subject.type],
    what: [
      assets === 0 ? 'on no asset' : `on ${plural(assets, 'asset')}`,
      factor === 'off' ? 'no second factor' : null,
      isSelf ? "the token's own user" : null,
      person.leaving === true ? LEAVING : null,
      ...declaredNotes(person),
    ],
    findings: person.findings,
  })
}

/** Open invitations, which give a seat to whoever has the mail. */
export const invitationsSection = ({ invitations }: ReviewReport): Section =>
  sectionOf({
    ...{ id: 'invitations', title: 'Open invitations', rank: 3 },
    blocks: [
      groupOf({
        headline: headlineOf(
          invitations.length === 0 ? '' : `Open invitations to the business: ${invitations.length}`,
        ),
        rows: invitations.map(invitationRow),
      }),
    ],
  })

const invitationRow = (row: ReviewInvitation): Row => {
  const { subject, email, role, invitation } = row
  return memberRow(row, {
    ...whoOf({ ...subject, email }),
    word: 'invited',
    what: [
      role ?? 'role not told',
      invitation.since === null ? null : `since ${invitation.since.slice(0, 10)}`,
      invitation.expires === null ? null : `can accept until ${invitation.expires.slice(0, 10)}`,
      ...declaredNotes(row),
    ],
    findings: row.findings,
  })
}

/** What the manifest says of a seat, beside the word at the beginning of the line. */
const declaredNotes = ({ standing, declared, via, expires, reason }: Omit<Seat, 'invitation'>) => [
  standing === 'differs' && declared !== null ? `declared ${declared.join(', ')}` : null,
  via.every((path) => path === 'direct') ? null : `via ${via.join(', ')}`,
  expires === null ? null : standing === 'expired' ? `ended on ${expires}` : `until ${expires}`,
  reason,
]

interface Shown extends Pick<Row, 'word' | 'subject' | 'subjectParts'> {
  readonly what: readonly (string | null)[]
  readonly findings: readonly FindingCode[]
}

const memberRow = (
  { standing, source }: Omit<Seat, 'invitation'>,
  { what, findings, ...who }: Shown,
): Row => {
  const sign: Sign = standing === null ? ' ' : STANDINGS[standing].sign
  return rowOf({
    ...who,
    sign,
    what: escapeText(what.filter((part) => part !== null).join('; ')),
    change: sign === ' ' ? 'member' : sign,
    sources: sourcesOf(source),
    findings: findings.map((code) => FINDING_TITLES[code]),
  })
}

const whoOf = (
  subject: Parameters<typeof calledWords>[0],
): Pick<Row, 'subject' | 'subjectParts'> => ({
  subject: calledWords(subject),
  subjectParts: partsOf(subject),
})

/** Business asset groups: whoever is in one reaches what is in it. */
export const groupsSection = ({ groups = [] }: ReviewReport, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'groups', title: 'Asset groups', rank: 3, count: groups.length },
    blocks: groups.map((group) => assetGroup(group, options)),
  })

const assetGroup = (group: ReviewGroup, options: RowOptions): Group => {
  const { id, name, assets, people } = group
  const asset = { kind: ASSET_GROUP.name, id, name }
  return groupOf({
    headline: headlineOf(someAssets([asset], options)),
    words: assets.length === 0 ? 'with no asset in it.' : `with ${someAssets(assets, options)}.`,
    rows:
      people.length === 0
        ? [rowOf({ sign: ' ', what: 'nobody is in it', change: 'group' })]
        : people.map((subject) =>
            rowOf({
              ...whoOf(subject),
              ...{ sign: ' ', word: SUBJECTS[subject.type], what: '', change: 'group' },
            }),
          ),
  })
}
