import type { ExposureCode, ExposureUnread } from '../../../model/exposure/exposed.ts'
import { BUSINESS } from '../../../model/kinds.ts'
import type { PlanAsset } from '../../../model/plan.ts'
import { hasErrors, type Position, type Problem } from '../../../model/problem.ts'
import type {
  Access,
  AccessPath,
  Exposure,
  Finding,
  ReviewInvitation,
  ReviewPerson,
  ReviewReport,
  Unread,
} from '../../../model/reports/review-report.ts'
import { foldedOf } from '../../../model/text/text.ts'
import { stands } from '../memory/finding-states.ts'

/** One line of a review as a table: a grant, a seat or an invitation, or what else must be said. */
export interface Line {
  /** Of grants, seats and invitations. What has none is no grant, and nothing can be decided on it. */
  readonly address: string | null
  readonly asset: LineAsset | null
  readonly subject: LineSubject | null
  /** Of somebody who can spend or see: what they can do, in words. */
  readonly tasks?: readonly string[]
  readonly role?: string | null
  /** `direct`, `agency`, `role`, `group 8888`, `exposure credit_line`, `unread users`. */
  readonly path: string
  readonly declared?: readonly string[] | null
  readonly standing?: string | null
  readonly since?: string | null
  readonly findings?: readonly string[]
  readonly source?: Position | null
}

/** Without an id, the business itself. */
type LineAsset = Pick<PlanAsset, 'kind'> & Partial<PlanAsset>

interface LineSubject {
  readonly type: string
  readonly id: string | null
  readonly name: string | null
  readonly email?: string | null
  readonly alias?: string | null
}

/**
 * Everything a review found, one line for each grant, seat and open invitation. What the table lacks
 * is said in the table itself, as it may be all that somebody receives: lists that could not be read,
 * and findings that no line is about.
 */
export const linesOf = (report: ReviewReport): readonly Line[] => [
  ...report.assets.flatMap((asset) => asset.access.map((access) => accessLine(asset, access))),
  ...report.people.map(personLine),
  ...report.invitations.map(invitationLine),
  ...(report.exposure ?? []).map(exposureLine),
  ...untoldIn(report).flatMap(findingLines),
  ...report.findings.filter((found) => !stands(found)).flatMap(findingLines),
  ...report.unread.map(unreadLine),
  ...(report.exposure_unread ?? []).map(unansweredLine),
  ...report.problems.filter(isHiding).map(problemLine),
]

const PATHS: Readonly<Record<Exclude<AccessPath, 'group'>, string>> = {
  direct: 'direct',
  agency_share: 'agency',
  pending: 'pending',
  unrecognised: 'unrecognised',
  owner: 'owner',
  on_behalf_of: 'on_behalf_of',
}

const accessLine = ({ kind, id, name }: PlanAsset, access: Access): Line => {
  const { subject, path, group } = access
  return {
    ...access,
    asset: { kind, id, name },
    subject: { ...subject, name: subject.name ?? subject.business?.name ?? null },
    path: path === 'group' ? `group ${group?.id ?? ''}`.trim() : PATHS[path],
  }
}

const OURS = { kind: BUSINESS.name } as const

const personLine = (person: ReviewPerson): Line => ({
  ...person,
  ...{ asset: OURS, path: 'role' },
  subject: { ...person.subject, email: person.email },
})

const invitationLine = ({ subject, email, invitation, ...seat }: ReviewInvitation): Line => ({
  ...seat,
  ...{ asset: OURS, path: 'role', since: invitation.since },
  subject: { ...subject, type: 'invitation', id: subject.invitation ?? subject.id, email },
})

const exposureLine = (exposure: Exposure): Line => {
  const { question, asset, who, what, ours, declared, findings } = exposure
  return {
    ...{ address: null, asset, findings, tasks: [what], path: `exposure ${question}` },
    subject: who,
    standing: ours ? 'ours' : declared === null ? null : declared ? 'declared' : 'undeclared',
  }
}

/** Findings that no line of anything else has the code of. */
const untoldIn = (report: ReviewReport): readonly Finding[] => {
  const exposed = new Set((report.exposure ?? []).flatMap(({ findings }) => findings))
  const told = new Set(
    [...report.people, ...report.invitations].flatMap(({ findings, subject }) =>
      findings.flatMap((code) => [code, `${code} ${foldedOf(subject.id)}`]),
    ),
  )
  const isTold = ({ code, subject }: Finding): boolean =>
    told.has(subject === null ? code : `${code} ${foldedOf(subject.id)}`)
  return report.findings.filter(
    (found) =>
      stands(found) &&
      (found.not_read === true ||
        (found.addresses.length === 0 &&
          !exposed.has(found.code as ExposureCode) &&
          !isTold(found))),
  )
}

/** One line for each asset that it is about; its standing is that against an earlier review. */
const findingLines = ({ code, assets, subject, source, state }: Finding): readonly Line[] =>
  (assets.length === 0 ? [null] : assets).map((asset) => ({
    ...{ address: null, asset, subject, path: 'finding', findings: [code], source },
    standing: state ?? null,
  }))

const unreadLine = ({ asset, relation, what }: Unread): Line => ({
  ...{
    address: null,
    asset,
    path: `unread ${relation}`,
    subject: nobody('COULD NOT BE READ', what),
  },
})

const unansweredLine = ({ question, asset, what }: ExposureUnread): Line => ({
  ...{ address: null, asset, path: `unread exposure ${question}` },
  subject: nobody('COULD NOT BE READ', what),
})

const HIDES: ReadonlySet<string> = new Set(['listing_unreadable', 'people_unreadable'])

const isHiding = (problem: Problem): boolean => hasErrors([problem]) || HIDES.has(problem.code)

const problemLine = ({ code, message }: Problem): Line => ({
  ...{ address: null, asset: null, path: `problem ${code}`, subject: nobody('NOT WHOLE', message) },
})

/** In place of somebody: why this may not be the whole truth. */
const nobody = (what: string, why: string): LineSubject => ({
  ...{ type: 'unread', id: null, name: `${what}: ${why}` },
})
