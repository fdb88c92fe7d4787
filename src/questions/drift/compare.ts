import { type AssetView, viewsOf } from '../../access/views.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { BUSINESS, KINDS, type KindTable, withBusiness } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Memory } from '../../model/memory.ts'
import type { Unreadable } from '../../model/plan.ts'
import { compareProblems, hasErrors, type Problem } from '../../model/problem.ts'
import { EDGE_NAMES } from '../../model/relations.ts'
import type { Applied, Difference, DriftReport } from '../../model/reports/drift-report.ts'
import { compareText } from '../../model/text/text.ts'
import { checkNames } from '../../plan/check-names.ts'
import { clockProblems, judgeByClock } from '../../plan/clock.ts'
import { contradictions } from '../../plan/contradictions.ts'
import { checkFilter, type PlanFilter, passes, passesAsset } from '../../plan/filter.ts'
import { judgeAsset } from '../../plan/judge/judge.ts'
import { judgeGroups } from '../../plan/judge/judge-groups.ts'
import { judgeMembers } from '../../plan/members/judge-members.ts'
import { queueRequests } from '../../plan/order/request-queue.ts'
import type { Outcome } from '../../plan/outcome.ts'
import { type PlanGround, planGroundOf } from '../../plan/plan-ground.ts'
import { isRail } from '../../plan/plan-problems.ts'
import { coverageOf } from '../holders/count-coverage.ts'
import { differenceOf } from './difference.ts'
import { seatsByHand } from './member-differences.ts'
import { withMoved } from './moved.ts'

/** Everything that a drift report is made from. Nothing else influences it. */
export interface DriftInput {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  /** The UTC date, `YYYY-MM-DD`. */
  readonly asOf: string
  /** The UTC date by the API's clock, if ours is more than a day off. */
  readonly apiDay?: string | null
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly kinds?: KindTable
  readonly filter?: PlanFilter
  /** What was applied last according to the journal, by address. */
  readonly applied?: ReadonlyMap<string, Applied>
  /** Whether there is a terminal with somebody to ask, as for a plan; default true. */
  readonly interactive?: boolean
  /** Problems of earlier stages that are shown with the report. */
  readonly problems?: readonly Problem[]
}

/**
 * Compares live with the manifest, by the planner's judgements before anything is held back,
 * filtered or blocked by a rail. Every judgement is a difference unless it is in sync or waits, for
 * a person or in the queue of our own requests. Pure: the same input gives the same bytes.
 */
export const compareLive = (input: DriftInput): DriftReport => {
  const { manifest, live, filter = {}, applied = new Map() } = input
  const kinds = input.kinds ?? KINDS
  const ground = planGroundOf({ ...input, kinds })
  const views = viewsOf({ ...ground, kinds: withBusiness(kinds) })
  const found = views
    .filter(({ asset }) => passesAsset(filter, asset))
    .map((view) => ({ view, ...judgeByClock(ground, view, judgementOf(view)) }))
  const judged = withQueue(ground, found, input.interactive ?? true)
  const ofGroups = judgeGroups(ground, { isPart: false })
  const outcomes = [...judged.flatMap((asset) => asset.outcomes), ...ofGroups]
  const business = found.find(({ view }) => view.kind === BUSINESS)?.view
  const differences = listed(
    [
      ...outcomes.flatMap((outcome) => differenceOf(ground, outcome)),
      ...(business === undefined ? [] : seatsByHand(ground, business)),
    ],
    filter,
  ).map((difference) => withMoved(difference, applied, kinds))
  const clock = clockProblems(
    ground,
    judged.flatMap(({ held }) => held),
  )
  const idle = checkFilter(filter, ground, views)
  const problems = problemsOf(input, ground, outcomes, [...clock, ...idle])
  const complete = !hasErrors(live.problems) && !outcomes.some(({ type }) => type === 'unknown')
  return {
    format_version: 1,
    kind: 'drift',
    graph: input.graph,
    business: { id: manifest.business, name: live.business.name },
    as_of: input.asOf,
    in_sync: differences.length === 0 && complete && !hasErrors(problems),
    complete,
    coverage: coverageOf(
      { ground, isCompared: true },
      found.map(({ view }) => view),
      (live) => passes(filter, live),
    ),
    differences,
    waiting: listed(
      outcomes.flatMap((outcome) => (outcome.type === 'waiting' ? [outcome.waiting] : [])),
      filter,
    ),
    unreadable: listed([...unreadableOf(ground, judged), ...unreadableIn(ofGroups)], filter),
    problems,
  }
}

const judgementOf = ({ kind }: AssetView) => (kind === BUSINESS ? judgeMembers : judgeAsset)

/** A request of ours that the next apply would not send yet is waiting, as it is in a plan. */
const withQueue = (
  ground: PlanGround,
  judged: readonly Judged[],
  interactive: boolean,
): readonly Judged[] => {
  const all = judged.flatMap(({ outcomes }) => outcomes)
  const queued = new Map(
    queueRequests(ground, all, { interactive, allowRequests: null }).flatMap((outcome) =>
      outcome.type === 'waiting' && outcome.waiting.state === 'queued'
        ? [[outcome.waiting.address, outcome] as const]
        : [],
    ),
  )
  const queuedOr = (outcome: Outcome): Outcome =>
    outcome.type === 'step' && ACTION_TABLE[outcome.step.action].asks
      ? (queued.get(outcome.step.address) ?? outcome)
      : outcome
  return judged.map((asset) => ({ ...asset, outcomes: asset.outcomes.map(queuedOr) }))
}

type Entry = Pick<Difference, 'address' | 'asset'> & Partial<Pick<Difference, 'subject'>>

const listed = <T extends Entry>(entries: readonly T[], filter: PlanFilter): readonly T[] =>
  entries
    .filter((entry) => passes(filter, entry))
    .sort((one, other) => compareText(one.address, other.address))

/**
 * The problems of the comparison, without rails: those only prevent writes, and what they are about
 * is a difference like any other.
 */
const problemsOf = (
  input: DriftInput,
  ground: PlanGround,
  outcomes: readonly Outcome[],
  others: readonly Problem[],
): readonly Problem[] =>
  [
    ...(input.problems ?? []),
    ...input.live.problems,
    ...others,
    ...checkNames(ground),
    ...contradictions(ground),
    ...outcomes.flatMap((outcome) => (outcome.type === 'problem' ? [outcome.problem] : [])),
  ]
    .filter(({ code }) => !isRail(code))
    .sort(compareProblems)

interface Judged {
  readonly view: AssetView
  readonly outcomes: readonly Outcome[]
  /** Addresses of steps that are uncertain. */
  readonly held: readonly string[]
}

const unreadableIn = (outcomes: readonly Outcome[]): readonly Unreadable[] =>
  outcomes.flatMap((outcome) => (outcome.type === 'unreadable' ? [outcome.unreadable] : []))

/**
 * Closed coverage is about everything in reach, so the report also lists what could not be read.
 */
const unreadableOf = (ground: PlanGround, judged: readonly Judged[]): readonly Unreadable[] =>
  judged.flatMap(({ view, outcomes }) => {
    const known = unreadableIn(outcomes)
    if (ground.manifest.policy.coverage === 'open') return known
    const others = EDGE_NAMES.flatMap((relation) => {
      const scope = view.scope(relation)
      const address = `${view.asset.id}/${relation}`
      return scope?.status !== 'unreadable' || known.some((row) => row.address === address)
        ? []
        : [{ address, asset: view.asset, what: scope.what ?? 'refused for permission' }]
    })
    return [...known, ...others]
  })
