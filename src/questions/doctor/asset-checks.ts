import { type AssetKind, listingEdge, listingsFor } from '../../model/kinds.ts'
import type { EdgeName } from '../../model/relations.ts'
import type { Check, KindFacts, SampleFact } from '../../model/reports/doctor-report.ts'
import { isSigned, type JudgedAbility } from './abilities.ts'
import { count, error, named, ok, unknown, warning } from './check.ts'
import type { PlanReads } from './plan-reads.ts'

/** What one kind is judged by. */
export interface KindCase {
  readonly kind: AssetKind
  readonly facts: KindFacts
  /** The same, reduced to the assets that matter. */
  readonly concerned: KindFacts
  readonly abilities: readonly JudgedAbility[]
  /** Whether the manifest declares assets of the kind; then a failure is an error. */
  readonly isDeclared: boolean
  readonly reads: PlanReads
  /** Whether the manifest's policy makes an error of what may not be read. */
  readonly failsUnread: boolean
}

/** What can be read of the assets of one kind. */
export const assetChecks = (given: KindCase): readonly Check[] => [
  lists(given),
  ...edges(given),
  ...assetTokens(given),
]

const lists = ({ kind, facts, isDeclared, reads }: KindCase): Check => {
  const about = { kind: kind.name }
  const failed = listingsFor(kind).filter((list) => facts.lists[list]?.status !== 'complete')
  const [first] = failed
  if (first === undefined) {
    const names = listingsFor(kind)
      .map((list) => listingEdge(kind, list))
      .join(', ')
    return ok('lists', `${seenWords(kind, facts)}; ${names} are readable`, null, about)
  }
  const advice = `without them it is not known whose the ${kind.label}s are, and nothing is written on a guess`
  const broken = reads.requests
    ? failed.find((list) => facts.lists[list]?.status === 'unknown')
    : undefined
  const found = `${failed.map((list) => listingEdge(kind, list)).join(', ')}: ${facts.lists[broken ?? first]?.what ?? ''}`
  const severe = (isDeclared && first === 'owned') || broken !== undefined ? error : warning
  return severe('lists', found, advice, about)
}

const seenWords = (kind: AssetKind, { assets, hasMore }: KindFacts): string => {
  const owned = assets.filter(({ isOwned }) => isOwned).length
  const others = assets.length - owned
  const more = hasMore ? 'at least ' : ''
  return `${more}${count(owned, kind.label)} of ours${others === 0 ? '' : `, ${others} of clients`}`
}

const edges = (given: KindCase): readonly Check[] => {
  const { kind, isDeclared } = given
  const { samples } = given.concerned
  if (samples.length === 0) return []
  const about = { kind: kind.name }
  const failed = samples.filter(({ status }) => status !== 'complete')
  const [first] = failed
  const edge = (relation: EdgeName): string => kind.relations[relation]?.edge ?? relation
  if (first === undefined) {
    const tried = [...new Set(samples.map(({ relation }) => edge(relation)))].join(' and ')
    const assets = new Set(samples.map(({ asset }) => asset)).size
    return [ok('edges', `${tried}: readable on ${count(assets, kind.label)} tried`, null, about)]
  }
  const worst = failed.find((sample) => failsPlan(sample, given))
  const shown = worst ?? first
  const found = `${edge(shown.relation)} of ${shown.asset}, and ${failed.length} of ${samples.length} reads in all: ${shown.what ?? ''}`
  const isHopeless = isDeclared && failed.length === samples.length
  const severe = isHopeless || worst !== undefined ? error : warning
  const advice = 'what may not be read is listed as unreadable and is never touched'
  return [severe('edges', found, advice, about)]
}

/**
 * People of an asset that may not be read are looked up in their own lists, if the kind has such
 * lists.
 */
const failsPlan = (
  { asset, relation, status }: SampleFact,
  { kind, reads, failsUnread }: KindCase,
): boolean => {
  if (!reads.edge(asset, relation)) return false
  if (status === 'unknown') return true
  return failsUnread && kind.relations[relation]?.inverse === undefined
}

const MOST_NAMED = 3

const assetTokens = ({ kind, concerned: facts, isDeclared }: KindCase): readonly Check[] => {
  const assets = facts.assets.filter(({ hasToken }) => hasToken !== null)
  if (assets.length === 0) return []
  const about = { kind: kind.name }
  const lacking = assets.filter((asset) => !isSigned(asset))
  const all = `${assets.length}${facts.hasMore ? ' looked at' : ''}`
  if (lacking.length === 0) {
    return [ok('asset_tokens', `obtainable for all ${all}, from a manager`, null, about)]
  }
  const names = lacking.slice(0, MOST_NAMED).map(named).join(', ')
  const more = lacking.length > MOST_NAMED ? ` and ${lacking.length - MOST_NAMED} more` : ''
  const found = `obtainable, from a manager, for ${assets.length - lacking.length} of ${all}; not for ${names}${more}`
  const advice = `assign the token's own user to them with a managing task (${kind.managers.join(' or ')})`
  const severe = isDeclared && lacking.length === assets.length ? error : warning
  return [severe('asset_tokens', found, advice, about)]
}

/** Without a manifest: what could be done at all. An error if nothing could be, on any kind. */
export const actionChecks = (cases: readonly KindCase[]): readonly Check[] => {
  const isHopeless = cases.every(({ abilities }) =>
    abilities.every(({ can }) => can === 'no' || can === 'none'),
  )
  return cases.map(({ kind, abilities }) =>
    actionCheck('actions', kind, abilities, isHopeless ? error : warning),
  )
}

/** The worst of several abilities as one finding, with what prevents them. */
export const actionCheck = (
  id: 'actions' | 'manifest',
  kind: AssetKind,
  abilities: readonly JudgedAbility[],
  severe: typeof error,
): Check => {
  const about = { kind: kind.name }
  const wanting = abilities.filter(({ can }) => can !== 'yes' && can !== 'none')
  const found = [...byReason(wanting)]
    .map(([why, actions]) => `${actions.join(', ')}: ${why}`)
    .join('; ')
  const advice =
    [...new Set(wanting.flatMap((each) => each.advice ?? []))]
      .filter((words) => words !== 'see above')
      .join('; ') || null
  const has = (can: JudgedAbility['can']): boolean => wanting.some((each) => each.can === can)
  if (has('no')) return severe(id, found, advice, about)
  if (has('some')) return warning(id, found, advice, about)
  if (has('unknown')) return unknown(id, found, advice, about)
  return ok(
    id,
    `${abilities
      .filter(({ can }) => can === 'yes')
      .map(({ action }) => action)
      .join(', ')}: nothing prevents them`,
    null,
    about,
  )
}

const byReason = (abilities: readonly JudgedAbility[]): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const { action, why } of abilities) {
    const key = why ?? ''
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [action])
    else group.push(action)
  }
  return groups
}
