import type {
  Finding,
  FindingCode,
  ReviewInvitation,
  ReviewPerson,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { foldedOf } from '../../model/text/text.ts'
import { compareFindings } from './findings.ts'

/** Findings about what somebody holds that are about their place in the business too. */
const ALSO_OF_MEMBERS: ReadonlySet<FindingCode> = new Set([
  'offboarded_still_holding',
  'not_in_manifest',
])

/** Findings that have rows of their own, whoever they are about. */
const APART: ReadonlySet<FindingCode> = new Set(['foreign_spend', 'foreign_data'])

/** Findings about several people at once, and whether somebody is among them. */
const OF_SEVERAL: Readonly<Partial<Record<FindingCode, (person: ReviewPerson) => boolean>>> = {
  second_factor_unknown: (person) => person.second_factor === 'unknown',
  email_unknown: (person) => person.subject.type === 'business_user' && person.email === null,
}

/** People with the codes of the findings about them as members of the business. */
export const withMemberCodes = (
  people: readonly ReviewPerson[],
  findings: readonly Finding[],
): readonly ReviewPerson[] => {
  const own = byMember(findings)
  const shared = findings.filter(({ code }) => OF_SEVERAL[code] !== undefined)
  return people.map((person) => ({
    ...person,
    findings: codesOf([
      ...(own.get(foldedOf(person.subject.id)) ?? []),
      ...shared.filter(({ code }) => OF_SEVERAL[code]?.(person) === true),
    ]),
  }))
}

/** Invitations with the codes of the findings about them. */
export const withInvitationCodes = (
  invitations: readonly ReviewInvitation[],
  findings: readonly Finding[],
): readonly ReviewInvitation[] => {
  const own = byMember(findings)
  return invitations.map((invitation) => ({
    ...invitation,
    findings: codesOf(own.get(foldedOf(invitation.subject.id)) ?? []),
  }))
}

/** Codes once, in the order in which findings are told. */
const codesOf = (findings: readonly Finding[]): readonly FindingCode[] => [
  ...new Set([...findings].sort(compareFindings).map(({ code }) => code)),
]

/** The findings about somebody as a member of the business, by id. */
const byMember = (findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> =>
  groupBy(findings.filter(isAboutMember), ({ subject }) => foldedOf(subject?.id ?? ''))

const isAboutMember = ({ code, subject, assets }: Finding): boolean =>
  subject !== null && !APART.has(code) && (assets.length === 0 || ALSO_OF_MEMBERS.has(code))
