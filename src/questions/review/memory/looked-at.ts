import type { Ground } from '../../../access/ground.ts'
import { EXPOSURE_NAMES, type LiveExposure } from '../../../model/exposure/exposed.ts'
import { EXPOSURE_QUESTIONS } from '../../../model/exposure/exposure-questions.ts'
import { ASSET_GROUP, BUSINESS, isReadOn } from '../../../model/kinds.ts'
import type { LiveAsset, LiveMirror, LiveState, Scope } from '../../../model/live.ts'
import type { PlanAsset } from '../../../model/plan.ts'
import { ACCESS_NAMES, isHeldBy } from '../../../model/relations.ts'
import type { Finding, FindingCode } from '../../../model/reports/review-report.ts'
import { secondFactorOf } from '../../holders/members.ts'
import { MIRROR_WORDS } from '../../holders/mirror-differences.ts'
import type { ReviewScope } from '../review-scope.ts'

/** What this review read and asked. */
export interface Looked {
  readonly ground: Ground
  readonly isCompared: boolean
  readonly scope: ReviewScope
  readonly exposure: LiveExposure | undefined
}

/** One finding of an earlier review, about one asset or none. */
export interface Old {
  readonly found: Finding
  readonly asset: PlanAsset | null
  /** Whether the finding tells of a way through an asset group. */
  readonly isThroughGroup: boolean
}

/** The same, by asset: a finding may be about all of them. */
interface Indexed extends Looked {
  readonly assets: ReadonlyMap<string, LiveAsset>
  readonly scopes: ReadonlyMap<string, Scope>
  readonly areGroupsRead: boolean
}

type Test = (looked: Indexed, old: Old) => boolean

/**
 * Whether what a finding is about was read this time and its question asked, so that its absence means
 * that it is gone. What is not known for sure is false.
 */
export const lookedAtBy = (looked: Looked): ((old: Old) => boolean) => {
  const { live } = looked.ground
  const indexed: Indexed = {
    ...looked,
    assets: firstBy(live.assets, assetKey),
    scopes: firstBy(live.scopes, scopeKey),
    areGroupsRead: areGroupsRead(live),
  }
  return (old) =>
    isLetThrough(indexed, old) && ASKED[old.found.code].every((test) => test(indexed, old))
}

const firstBy = <T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T> =>
  new Map([...values].reverse().map((value) => [keyOf(value), value]))

const assetKey = ({ kind, id }: Pick<PlanAsset, 'kind' | 'id'>): string => `${kind} ${id}`

const scopeKey = ({ kind, asset, relation }: Pick<Scope, 'kind' | 'asset' | 'relation'>): string =>
  `${kind} ${asset} ${relation}`

const isLetThrough: Test = ({ ground, scope }, { found: { subject }, asset }) =>
  scope.passes(
    asset,
    subject === null
      ? []
      : [
          ...[subject.id, subject.alias, subject.name],
          ground.directory.person(subject.id)?.email ?? null,
        ],
  )

const isCompared: Test = (looked) => looked.isCompared

/** Everybody in the business is on a list that was read to its end. */
const people: Test = ({ ground: { live } }) =>
  live.directory.business_users === 'complete' && live.directory.system_users === 'complete'

const invitations: Test = ({ ground: { live } }) => live.directory.pending_users === 'complete'

/** The asset's own lists, as far as whom it is about could be on them. */
const holders: Test = ({ ground, assets, scopes }, { found, asset }) => {
  if (asset === null) return true
  const { live, kinds } = ground
  const kind = kinds.find(({ name }) => name === asset.kind)
  if (kind === undefined) return false
  const there = assets.get(assetKey(asset))
  const isListed = (live.unlisted ?? []).every((each) => each.kind !== kind.name)
  if (there === undefined) return isListed
  const holder = found.subject?.type === 'business' ? 'person' : 'partner'
  return ACCESS_NAMES.filter((name) => found.subject === null || !isHeldBy(name, holder)).every(
    (relation) => {
      const scope = scopes.get(scopeKey({ kind: kind.name, asset: asset.id, relation }))
      if (scope !== undefined) return scope.status === 'complete'
      return there.ownership !== 'unknown' && !isReadOn(kind, relation, there.ownership)
    },
  )
}

/** Who reached the asset through a group may still, if the groups were not read. */
const groups: Test = (looked, { isThroughGroup, asset }) =>
  asset === null || !isThroughGroup || looked.areGroupsRead

const areGroupsRead = ({ groups: read, scopes }: LiveState): boolean =>
  read?.status === 'complete' &&
  read.rows.every(({ unread }) => unread.length === 0) &&
  scopes.every(({ kind, status }) => kind !== ASSET_GROUP.name || status === 'complete')

/** Of a member: whether the manifest says who is one, or names them now, or they left. */
const seats: Test = ({ ground: { manifest, directory } }, { found: { subject }, asset }) => {
  if (asset !== null || subject === null) return true
  const isManaged = manifest.assets.some(
    ({ kind, members }) => kind === BUSINESS.name && members !== null,
  )
  return (
    isManaged ||
    directory.person(subject.id) === null ||
    [...manifest.partners.values()].some(({ id }) => id === subject.id)
  )
}

const secondFactor: Test = ({ ground }, { found: { subject } }) => {
  const person = subject === null ? null : ground.directory.person(subject.id)
  return person === null || secondFactorOf(person) !== 'unknown'
}

const domains: Test = ({ ground: { manifest } }) => manifest.policy.domains.length > 0

const email: Test = ({ ground }, { found: { subject } }) => {
  const person = subject === null ? null : ground.directory.person(subject.id)
  return person === null || person.email !== null
}

/** The list of the business that the finding names. */
const mirror: Test = ({ ground: { live } }, { found: { message } }) => {
  const lists: readonly (keyof LiveMirror)[] = ['agencies', 'clients']
  const named = lists.filter((list) =>
    Object.values(MIRROR_WORDS).some((words) => words(list) === message),
  )
  return (named.length > 0 ? named : lists).every(
    (list) => live.mirror?.[list].status === 'complete',
  )
}

/** The questions that lead to it were all answered, for this asset. */
const exposure: Test = ({ exposure: read }, { found: { code, message }, asset }) => {
  if (read === undefined) return false
  const all = EXPOSURE_NAMES.filter((name) => EXPOSURE_QUESTIONS[name].finding.code === code)
  const told = all.filter((name) => message.endsWith(EXPOSURE_QUESTIONS[name].finding.words))
  const questions = told.length > 0 ? told : all
  return !read.unread.some(
    (row) =>
      questions.includes(row.question) &&
      (row.asset === null || asset === null || row.asset.id === asset.id),
  )
}

const HELD: readonly Test[] = [holders, groups]

/** What has to have been read and asked for each finding. A code without a row does not compile. */
const ASKED: Readonly<Record<FindingCode, readonly Test[]>> = {
  offboarded_still_holding: [isCompared, ...HELD, people, invitations],
  expired_still_held: [isCompared, ...HELD, people, invitations],
  agency_manages: HELD,
  foreign_spend: [exposure],
  no_manager: HELD,
  no_second_factor: [people, secondFactor],
  business_admin: [people],
  outside_domains: [isCompared, domains, people, invitations, email],
  not_in_manifest: [isCompared, ...HELD, people, seats],
  one_manager: HELD,
  system_user_manages: HELD,
  pending_long: HELD,
  invitation_open: [invitations],
  foreign_data: [exposure],
  mirror_differs: [mirror, holders],
  unrecognised_status: HELD,
  invitation_ended: [invitations],
  expiring_soon: [isCompared, ...HELD, people],
  email_unknown: [isCompared, domains, people],
  second_factor_unknown: [people],
}
