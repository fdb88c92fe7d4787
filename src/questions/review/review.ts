import type { Ground } from '../../access/ground.ts'
import { viewsOf } from '../../access/views.ts'
import type { LiveExposure } from '../../model/exposure/exposed.ts'
import { BUSINESS } from '../../model/kinds.ts'
import { hasEnded } from '../../model/live.ts'
import type { PlanAsset, Subject } from '../../model/plan.ts'
import type { RelationName } from '../../model/relations.ts'
import {
  FINDING_SEVERITIES,
  type Finding,
  type FindingCode,
  type ReviewAsset,
  type ReviewReport,
  type ReviewSummary,
  STANDINGS,
} from '../../model/reports/review-report.ts'
import { doubtProblems } from '../../plan/check-names.ts'
import { expiringOf } from '../changes/expiring.ts'
import { type ExposureRow, exposureRows, exposureUnread } from '../exposure/exposure-rows.ts'
import { coverageOf } from '../holders/count-coverage.ts'
import { groupsIn } from '../holders/group-list.ts'
import { seatsIn } from '../holders/held-seats.ts'
import { assetOf } from '../holders/holder-rows.ts'
import { comparisonFor, type LookInput, lookedAt } from '../holders/look.ts'
import { invitationsIn, peopleIn } from '../holders/members.ts'
import { mirrorDifferences } from '../holders/mirror-differences.ts'
import { notVisible } from '../holders/not-visible.ts'
import { unreadIn, unreadProblems } from '../holders/unread.ts'
import { findingsOf } from './findings.ts'
import { withInvitationCodes, withMemberCodes } from './member-codes.ts'
import { type EarlierReview, fitProblems } from './memory/earlier-review.ts'
import { stands, statesOf } from './memory/finding-states.ts'
import { remembered, sinceOf } from './memory/remembered.ts'
import { NOTHING_LEFT_OUT, type ReviewFilter, type ReviewScope, scopeOf } from './review-scope.ts'

/** Everything that a review is made from. Nothing else influences it. */
export interface ReviewInput extends LookInput {
  readonly filter?: ReviewFilter
  /** Who else can spend our money or see our data; absent: nobody asked. */
  readonly exposure?: LiveExposure
  /** An earlier review of the same business, which the findings are compared with. */
  readonly since?: EarlierReview
}

/** The access matrix and what stands out in it. Pure: the same input gives the same bytes. */
export const makeReview = (input: ReviewInput): ReviewReport => {
  const { live, filter = NOTHING_LEFT_OUT, exposure } = input
  const comparison = comparisonFor(input)
  const { ground, isCompared } = comparison
  const views = viewsOf(ground)
  const found = exposure === undefined ? [] : exposureRows(ground, exposure)
  const differences = mirrorDifferences(ground)
  const scope = scopeOf(filter, ground, [
    ...found.flatMap((row) => calledIn(ground, row)),
    ...differences.flatMap(({ business }) => namesOf(ground, business)),
  ])
  const reached = scope.reachOf(
    views
      .map((view) => assetOf(comparison, view))
      .filter(({ ownership, declared }) => ownership !== 'absent' || declared === true),
  )
  const kept = scope.assetsIn(reached)
  const exposed = found.filter((row) => scope.passes(row.exposure.asset, calledIn(ground, row)))
  const members = scope.peopleIn(peopleIn(comparison, kept), kept)
  const invited = scope.invitationsIn(invitationsIn(comparison))
  const findings = findingsOf({
    ...comparison,
    isOfSome: filter.who !== undefined,
    assets: kept,
    people: members,
    invitations: scope.invitationsIn(ground.live.invitations),
    ended: scope.invitationsIn(live.invitations.filter((row) => hasEnded(row, ground.asOf))),
    seats: scope.seatsIn(seatsIn(comparison)),
    ending: endingOn(ground),
    differences: differences.filter(({ asset, business }) =>
      scope.passes(asset, namesOf(ground, business)),
    ),
    exposed,
  })
  const assets = withFindings(kept, findings)
  const { since } = input
  const looked = { ground, isCompared, scope, exposure }
  const told = since === undefined ? findings : remembered(looked, findings, since)
  const groups = groupsIn(ground)
  // What could not be read of an asset may be about somebody whom the filters name.
  const unread = unreadIn(live, reached)
  return {
    format_version: 1,
    kind: 'review',
    ...lookedAt(comparison, input, unread),
    filters: scope.words,
    summary: {
      ...summaryOf(assets, told.filter(stands), isCompared),
      ...(since === undefined ? {} : { states: statesOf(told) }),
    },
    ...(since === undefined ? {} : { since: sinceOf(since) }),
    coverage: isCompared
      ? coverageOf(
          comparison,
          views,
          ({ asset, subject }) => scope.isIn(asset) && scope.isNamed(subject),
        )
      : null,
    assets,
    people: withMemberCodes(members, findings),
    invitations: withInvitationCodes(invited, findings),
    ...(groups === null ? {} : { groups: scope.groupsIn(groups) }),
    findings: told,
    unread,
    ...exposureKeys(input, exposed, scope),
    not_visible: notVisible(ground, { isExposed: input.exposure !== undefined }),
    problems: [
      ...(input.problems ?? []),
      ...(since === undefined ? [] : fitProblems(since, fitOf(input))),
      ...live.problems,
      ...doubtProblems(ground),
      ...scope.problems,
      ...unreadProblems(unread, ground.manifest.policy),
    ],
  }
}

const fitOf = ({ live, exposure }: ReviewInput) => ({
  business: live.business.id,
  isExposed: exposure !== undefined,
})

/** Whatever a filter may call somebody by who can spend or see. */
const calledIn = (
  ground: Ground,
  { exposure: { who }, business }: ExposureRow,
): readonly (string | null)[] => [who.id, who.name, ...namesOf(ground, business)]

/** Whatever a filter may call a business by. */
const namesOf = (
  { directory }: Ground,
  business: { readonly id: string; readonly name: string | null } | null,
): readonly (string | null)[] => {
  if (business === null) return []
  const { id, name, alias } = directory.subjectOf('agencies', business.id, business.name)
  return [id, name, alias]
}

/** Where nobody asked, the document has no such keys. */
const exposureKeys = (
  { exposure }: ReviewInput,
  exposed: readonly ExposureRow[],
  scope: ReviewScope,
): Pick<ReviewReport, 'exposure' | 'exposure_unread'> =>
  exposure === undefined
    ? {}
    : {
        exposure: exposed.map((row) => row.exposure),
        // What was not answered may be about whomever the filters name.
        exposure_unread: exposureUnread(exposure).filter(
          ({ asset }) => asset === null || scope.isIn(asset),
        ),
      }

/** The day each hold ends, where that is soon. */
const endingOn = ({ manifest, asOf, kinds, directory }: Ground): ReadonlyMap<string, string> =>
  new Map(
    expiringOf(manifest, asOf, { kinds })
      .map(({ asset, subject, expires }): [string, string] => {
        if (subject === null) return [`${asset.id}/request`, expires]
        const relation = relationOf(asset, subject)
        const id = directory.idOf(subject.alias ?? '') ?? subject.id
        return [`${asset.id}/${relation}/${id}`, expires]
      })
      // Of several days, the soonest is kept.
      .reverse(),
  )

const relationOf = ({ kind }: PlanAsset, { type }: Subject): RelationName => {
  if (kind === BUSINESS.name) return 'members'
  return type === 'business' ? 'agencies' : 'users'
}

const withFindings = (
  assets: readonly ReviewAsset[],
  findings: readonly Finding[],
): readonly ReviewAsset[] => {
  const codes = new Map<string, Set<FindingCode>>()
  for (const { code, addresses } of findings) {
    // Held directly and in an asset group, an address is there twice.
    for (const address of addresses) codes.set(address, (codes.get(address) ?? new Set()).add(code))
  }
  return assets.map((asset) => ({
    ...asset,
    access: asset.access.map((row) => ({ ...row, findings: [...(codes.get(row.address) ?? [])] })),
  }))
}

const summaryOf = (
  assets: readonly ReviewAsset[],
  findings: readonly Finding[],
  isCompared: boolean,
): ReviewSummary => {
  const rows = assets.flatMap(({ access }) => access)
  return {
    assets: assets.length,
    access: rows.length,
    standings: isCompared
      ? countsOf(STANDINGS, (standing) => rows.filter((row) => row.standing === standing).length)
      : null,
    findings: countsOf(
      FINDING_SEVERITIES,
      (severity) => findings.filter((row) => row.severity === severity).length,
    ),
  }
}

const countsOf = <Key extends string>(
  keys: readonly Key[],
  count: (key: Key) => number,
): Readonly<Record<Key, number>> =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>
