import type {
  Finding,
  FindingCode,
  ReviewInvitation,
  ReviewPerson,
} from '../../model/reports/review-report.ts'
import { foldedOf } from '../../model/text/text.ts'

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
): readonly ReviewPerson[] =>
  people.map((person) => ({
    ...person,
    findings: codesOf(
      findings,
      (found) =>
        isAboutMember(found, person.subject.id) || OF_SEVERAL[found.code]?.(person) === true,
    ),
  }))

/** Invitations with the codes of the findings about them. */
export const withInvitationCodes = (
  invitations: readonly ReviewInvitation[],
  findings: readonly Finding[],
): readonly ReviewInvitation[] =>
  invitations.map((invitation) => ({
    ...invitation,
    findings: codesOf(findings, (found) => isAboutMember(found, invitation.subject.id)),
  }))

const codesOf = (
  findings: readonly Finding[],
  isAbout: (found: Finding) => boolean,
): readonly FindingCode[] => [...new Set(findings.filter(isAbout).map(({ code }) => code))]

const isAboutMember = ({ code, subject, assets }: Finding, id: string): boolean =>
  subject !== null &&
  foldedOf(subject.id) === foldedOf(id) &&
  !APART.has(code) &&
  (assets.length === 0 || ALSO_OF_MEMBERS.has(code))
