import { expiringOf } from '../drift/expiring.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import { emptyManifest, type Manifest } from '../model/manifest.ts'
import { NO_MEMORY } from '../model/memory.ts'
import { hasErrors, type Problem } from '../model/problem.ts'
import {
  FINDING_SEVERITIES,
  type Finding,
  type FindingCode,
  type ReviewAsset,
  type ReviewReport,
  type ReviewSummary,
  STANDINGS,
} from '../model/review.ts'
import { type Ground, groundOf, viewsOf } from '../plan/ground.ts'
import { assetOf } from './access.ts'
import { findingsOf } from './findings.ts'
import { notVisible } from './not-visible.ts'
import { peopleIn } from './people.ts'
import { NOTHING_LEFT_OUT, type ReviewFilter, scopeOf } from './scope.ts'
import { tokenOf } from './token.ts'
import { unreadIn, unreadProblems } from './unread.ts'

/** What a review is made from; nothing else decides anything. */
export interface ReviewInput {
  /** Null: the business alone is reviewed, and nothing is compared. */
  readonly manifest: Manifest | null
  readonly live: LiveState
  /** When live was read: ISO time (UTC). Its day is the one ages are counted for. */
  readonly readAt: string
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly toolVersion: string
  readonly kinds?: KindTable
  readonly filter?: ReviewFilter
  /** Problems of earlier stages, to be shown with the report. */
  readonly problems?: readonly Problem[]
}

/** The access matrix and what stands out in it. Pure: the same input gives the same bytes. */
export const makeReview = (input: ReviewInput): ReviewReport => {
  const { live, filter = NOTHING_LEFT_OUT } = input
  const kinds = input.kinds ?? KINDS
  const isCompared = input.manifest !== null
  const manifest = input.manifest ?? emptyManifest(live.business.id)
  const asOf = input.readAt.slice(0, 10)
  const ground = groundOf({
    ...{ manifest, live, asOf, kinds },
    ...{ memory: NO_MEMORY, replace: [], resend: [] },
  })
  const views = viewsOf(ground)
  const scope = scopeOf(filter, ground)
  const reached = scope.reachOf(
    views
      .map((view) => assetOf({ ground, isCompared }, view))
      .filter(({ ownership, declared }) => ownership !== 'absent' || declared === true),
  )
  const kept = scope.assetsIn(reached)
  const people = scope.peopleIn(peopleIn(ground, kept), kept)
  const findings = findingsOf({
    ground,
    isCompared,
    isOfSome: filter.who !== undefined,
    assets: kept,
    people,
    invitations: scope.invitationsIn(live.invitations),
    ending: endingOn(ground),
  })
  const assets = withFindings(kept, findings)
  // What was not read of an asset may be about whomever the filters name.
  const unread = unreadIn(live, reached)
  return {
    format_version: 1,
    kind: 'review',
    tool_version: input.toolVersion,
    graph: input.graph,
    business: { id: manifest.business, name: live.business.name },
    read_at: input.readAt,
    as_of: asOf,
    token: tokenOf(ground),
    manifest_digest: isCompared ? manifest.digest : null,
    complete: !hasErrors(live.problems) && !unread.some(({ status }) => status === 'unknown'),
    filters: scope.words,
    summary: summaryOf(assets, findings, isCompared),
    assets,
    people,
    findings,
    unread,
    not_visible: notVisible(kinds),
    problems: [
      ...(input.problems ?? []),
      ...live.problems,
      ...scope.problems,
      ...unreadProblems(unread, manifest.policy),
    ],
  }
}

/** The day each hold ends, where that is soon. */
const endingOn = ({ manifest, asOf, kinds, directory }: Ground): ReadonlyMap<string, string> =>
  new Map(
    expiringOf(manifest, asOf, { kinds })
      .map(({ asset, subject, expires }): [string, string] => {
        if (subject === null) return [`${asset.id}/request`, expires]
        const relation = subject.type === 'business' ? 'agencies' : 'users'
        const id = directory.idOf(subject.alias ?? '') ?? subject.id
        return [`${asset.id}/${relation}/${id}`, expires]
      })
      // The soonest of several days.
      .reverse(),
  )

const withFindings = (
  assets: readonly ReviewAsset[],
  findings: readonly Finding[],
): readonly ReviewAsset[] => {
  const codes = new Map<string, FindingCode[]>()
  for (const { code, addresses } of findings) {
    for (const address of addresses) codes.set(address, [...(codes.get(address) ?? []), code])
  }
  return assets.map((asset) => ({
    ...asset,
    access: asset.access.map((row) => ({ ...row, findings: codes.get(row.address) ?? [] })),
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
