import type { Ground } from '../../../access/ground.ts'
import { EXPOSURE_NAMES, type LiveExposure } from '../../../model/exposure/exposed.ts'
import { EXPOSURE_QUESTIONS } from '../../../model/exposure/exposure-questions.ts'
import { ASSET_GROUP, BUSINESS, isReadOn } from '../../../model/kinds.ts'
import type { LiveMirror } from '../../../model/live.ts'
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
}

type Test = (looked: Looked, old: Old) => boolean

/**
 * Whether what a finding is about was read this time and its question asked, so that its absence means
 * that it is gone. What is not known for sure is false.
 */
export const isLookedAt: Test = (looked, old) =>
  isLetThrough(looked, old) && ASKED[old.found.code].every((test) => test(looked, old))

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
const holders: Test = ({ ground }, { found, asset }) => {
  if (asset === null) return true
  const { live, kinds } = ground
  const kind = kinds.find(({ name }) => name === asset.kind)
  if (kind === undefined) return false
  const there = live.assets.find((each) => each.kind === kind.name && each.id === asset.id)
  const isListed = (live.unlisted ?? []).every((each) => each.kind !== kind.name)
  if (there === undefined) return isListed
  const holder = found.subject?.type === 'business' ? 'person' : 'partner'
  return ACCESS_NAMES.filter((name) => found.subject === null || !isHeldBy(name, holder)).every(
    (relation) => {
      const scope = live.scopes.find(
        (each) => each.kind === kind.name && each.asset === asset.id && each.relation === relation,
      )
      if (scope !== undefined) return scope.status === 'complete'
      return there.ownership !== 'unknown' && !isReadOn(kind, relation, there.ownership)
    },
  )
}

/** Who reached the asset through a group may still, if the groups were not read. */
const groups: Test = ({ ground: { live } }, { found, asset }) => {
  if (asset === null || !isThroughGroup(found)) return true
  if (live.groups === undefined || live.groups.status !== 'complete') return false
  return (
    live.groups.rows.every(({ unread }) => unread.length === 0) &&
    live.scopes.every(({ kind, status }) => kind !== ASSET_GROUP.name || status === 'complete')
  )
}

const isThroughGroup = ({ addresses, assets }: Finding): boolean =>
  addresses.some((address) => !assets.some(({ id }) => address.startsWith(`${id}/`)))

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
