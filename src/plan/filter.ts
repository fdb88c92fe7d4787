import type { Ground } from '../access/ground.ts'
import type { AssetView } from '../access/views.ts'
import { BUSINESS, KINDS } from '../model/kinds.ts'
import type { PlanAsset, Reason, Step, Subject } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { nearestOf } from '../model/text/nearest.ts'
import { foldedOf } from '../model/text/text.ts'
import { planProblem } from './plan-problems.ts'
import { isInShard, type Shard } from './shard.ts'

/**
 * Which steps to plan: `--only GLOB,…` (ids and names of assets), `--who NAME`, `--reason R,…`,
 * `--shard I/N`.
 */
export interface PlanFilter {
  readonly only?: readonly string[]
  readonly who?: readonly string[]
  readonly reasons?: readonly Reason[]
  /** Divides by asset: the steps on one asset are never split up. */
  readonly shard?: Shard
  /** Whether the same filters go for other businesses too, so that what matches nothing here may there. */
  readonly isOfMany?: boolean
}

interface Entry {
  readonly asset: PlanAsset
  readonly subject?: Subject | null
}

/** Whether an entry of any list passes the filters on asset and subject. */
export const passes = (filter: PlanFilter, entry: Entry): boolean =>
  passesAsset(filter, entry.asset) &&
  (filter.who === undefined || isNamed(filter.who, entry.subject ?? null))

/** The same for a step, with its reason. */
export const passesStep = (filter: PlanFilter, step: Pick<Step, 'asset' | 'subject' | 'reason'>) =>
  passes(filter, step) && (filter.reasons === undefined || filter.reasons.includes(step.reason))

/** Whether it leaves assets out, so that nobody sees all that somebody holds. */
export const isPartial = ({ only, shard }: PlanFilter): boolean =>
  only !== undefined || shard !== undefined

/** Whether only the members of the business are planned. */
export const isOfMembers = ({ only, shard }: PlanFilter): boolean =>
  only?.every((glob) => glob === BUSINESS.section) === true && shard === undefined

type Named = Pick<PlanAsset, 'id' | 'name'> & { readonly kind?: string }

/** Whether an asset passes. Nothing has to be read of one that does not. */
export const passesAsset = ({ only, shard }: PlanFilter, asset: Named): boolean =>
  (only === undefined || matchesAsset(only, asset)) &&
  (shard === undefined || isInShard(shard, asset.id))

/** Whether one of several patterns means this asset. */
export const matchesAsset = (globs: readonly string[], asset: Named): boolean =>
  globs.some((glob) => means(glob, asset))

/**
 * A pattern in the form of an id is compared only with ids, any other with names too; the business
 * itself is meant by the word `members` alone.
 */
const means = (glob: string, { kind, id, name }: Named): boolean =>
  kind === BUSINESS.name || glob === BUSINESS.section
    ? kind === BUSINESS.name && glob === BUSINESS.section
    : matchesGlob(glob, id) || (meansNames(glob) && name !== null && matchesGlob(glob, name))

/** Whether one of several patterns may mean assets by the names they have. */
export const needsNames = (globs: readonly string[]): boolean => globs.some(meansNames)

const meansNames = (glob: string): boolean =>
  glob !== BUSINESS.section &&
  !KINDS.some(
    ({ id: { prefix } }) => glob.startsWith(prefix) && /^[\d*?]+$/.test(glob.slice(prefix.length)),
  )

/** Patterns that match none of these: typing mistakes, which must not end in "in sync". */
export const idlePatterns = (
  { only = [] }: Pick<PlanFilter, 'only'>,
  assets: readonly Named[],
): readonly Problem[] =>
  only
    .filter((glob) => !assets.some((asset) => means(glob, asset)))
    .map((glob) =>
      planProblem('only_matches_nothing', { only: glob, near: patternMeantBy(glob, assets) }),
    )

/** Codes of filters that match nothing. */
export const IDLE_FILTERS: readonly string[] = ['only_matches_nothing', 'who_matches_nobody']

/** In one of many businesses, a filter that matches nothing is no mistake yet. */
export const judgedIdle = (
  { isOfMany = false }: Pick<PlanFilter, 'isOfMany'>,
  problems: readonly Problem[],
): readonly Problem[] =>
  problems.map((problem) =>
    isOfMany && IDLE_FILTERS.includes(problem.code)
      ? { ...problem, severity: 'warning' as const }
      : problem,
  )

/** The id or name that a pattern which matches nothing was meant to be. */
const patternMeantBy = (glob: string, assets: readonly Named[]): string | null => {
  const words = [
    BUSINESS.section,
    ...assets.flatMap(({ id, kind }) => (kind === BUSINESS.name ? [] : [id])),
    ...assets.flatMap(({ name }) => name ?? []),
  ]
  const folded = foldedOf(glob)
  return (
    words.find((word) => matchesGlob(folded, foldedOf(word)) || word.endsWith(`_${glob}`)) ??
    (/[*?]/.test(glob) ? null : nearestOf(glob, words))
  )
}

const isNamed = (names: readonly string[], subject: Subject | null): boolean =>
  subject !== null && names.some((name) => [subject.alias, subject.id, subject.name].includes(name))

/**
 * `*` matches any characters, `?` exactly one. The text between two stars is searched for from the
 * end of the previous match on; a regular expression would try every combination of places for
 * several stars.
 */
export const matchesGlob = (glob: string, text: string): boolean => {
  const [first = '', ...rest] = glob.split(/\*+/)
  if (!isAt(first, text, 0)) return false
  const last = rest.pop()
  if (last === undefined) return first.length === text.length
  let at = first.length
  for (const part of rest) {
    while (at + part.length <= text.length && !isAt(part, text, at)) at += 1
    if (at + part.length > text.length) return false
    at += part.length
  }
  return text.length - last.length >= at && isAt(last, text, text.length - last.length)
}

/** Whether a part of a pattern, one without stars, matches at this place. */
const isAt = (part: string, text: string, at: number): boolean => {
  if (at + part.length > text.length) return false
  for (let place = 0; place < part.length; place += 1) {
    if (part[place] !== '?' && part[place] !== text[at + place]) return false
  }
  return true
}

/**
 * The steps that pass. One whose needs were filtered out is left out too, with a problem that says
 * so.
 */
export const filterSteps = (
  steps: readonly Step[],
  filter: PlanFilter,
): { readonly steps: readonly Step[]; readonly problems: readonly Problem[] } => {
  if (Object.keys(filter).length === 0) return { steps, problems: [] }
  const passing = steps.filter((step) => passesStep(filter, step))
  const kept = new Set(passing.map((step) => step.address))
  const problems: Problem[] = []
  const whole = passing.filter((step) => {
    const needs = step.needs.filter((address) => !kept.has(address))
    if (needs.length === 0) return true
    problems.push(planProblem('filtered_needs', { address: step.address, needs }, step.source))
    return false
  })
  return { steps: whole, problems }
}

/**
 * Reports filters that cannot match anything: they are typing mistakes and must not end in "in
 * sync".
 */
export const checkFilter = (
  filter: PlanFilter,
  ground: Ground,
  views: readonly AssetView[],
): readonly Problem[] => {
  const { only, shard, who = [] } = filter
  // What belongs to another part was not read, and a name that only occurs there is not a mistake.
  const isPart = only !== undefined || shard !== undefined
  const known = who.length === 0 ? [] : namesIn(ground)
  return judgedIdle(filter, [
    ...idlePatterns(
      filter,
      views.map(({ asset }) => asset),
    ),
    ...who
      .filter((name) => !known.includes(name))
      .map((name) =>
        planProblem(isPart ? 'who_not_seen' : 'who_matches_nobody', {
          ...{ name, near: nearestOf(name, known) },
        }),
      ),
  ])
}

const namesIn = ({ manifest, live }: Ground): readonly string[] =>
  [
    ...new Set([
      ...[...manifest.partners.values()].flatMap(({ alias, id }) => [alias, id]),
      ...[...manifest.people.values()].flatMap(({ alias, value }) => [alias, value]),
      ...live.people.flatMap(({ id, name }) => [id, name]),
      ...live.relations.flatMap(({ subject, subjectName }) => [subject, subjectName]),
      live.business.id,
      live.business.name,
    ]),
  ].filter((name) => name !== null)
