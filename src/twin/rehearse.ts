import type { Verdict } from '../model/assumed/assumption.ts'
import { shownReadings } from '../model/assumed/evidence.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { StepResult } from '../model/reports/apply-report.ts'
import type { RehearsalReport, RehearsedReading } from '../model/reports/rehearsal-report.ts'
import { compareText } from '../model/text/text.ts'
import { isBlocked } from '../plan/order/held-steps.ts'
import type { Fault, FaultEffect, World } from '../sandbox/state.ts'
import { type Listening, listenTo, modesBetween } from './asked-modes.ts'
import { failingAmong, liveOf, MOST_FAILING, partsOf } from './failing-writes.ts'
import { termsOf } from './rails/rail-terms.ts'
import type { RailTerms } from './rails/rails-of-world.ts'
import type { Reading } from './reading.ts'
import { READINGS } from './reading-table.ts'
import { rehearsalProblem } from './rehearsal-problems.ts'
import {
  type LeftToHands,
  type Look,
  lookAfterwards,
  lookAgain,
  manifestOf,
  type Origin,
} from './replan.ts'
import { namedIn, withStrangers } from './snapshot/strangers.ts'
import { type SnapshotInput, snapshotOf } from './snapshot.ts'
import { addressesBy, faultOn, type StepWrite, writesOf } from './step-writes.ts'
import { makeTwin } from './twin.ts'
import { runOnTwin, type TwinRun } from './twin-run.ts'

export interface RehearseInput {
  readonly plan: Plan
  /** The live state and the memory that the plan was made from, or checked against. */
  readonly live: LiveState
  readonly memory: Memory
  /** What is known of the token. */
  readonly token?: NonNullable<SnapshotInput['token']>
  /** A copy of the business. Default: what was read of it, and whom the plan names besides. */
  readonly world?: World
  readonly origin: Origin
  /** Steps of a saved plan that are done or wait already. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** The twin's clock starts here. */
  readonly now: Date
  readonly kinds?: KindTable
  /** What the API's own answers said of readings, by name. Default: what those of `live` said. */
  readonly evidence?: ReadonlyMap<string, Verdict>
  /** Default: all of READINGS. */
  readonly readings?: readonly Reading[]
  readonly onProgress?: (event: RehearsalEvent) => void
}

/** A reading whose turn it is. */
export interface RehearsalEvent {
  readonly reading: string
  /** From 0. */
  readonly index: number
  readonly total: number
}

/**
 * Applies a plan to a twin of the business under each reading of what the API leaves open, plans
 * again, and lets each write fail in turn. Nothing leaves the process, and nothing is written. A plan
 * that may not be applied is not rehearsed, nor is one that does not follow from the copy:
 * `problems` says why. The same input gives the same bytes.
 */
export const rehearse = async (input: RehearseInput): Promise<RehearsalReport> => {
  const { plan, readings = READINGS, evidence = shownReadings(input.live.evidence ?? []) } = input
  if (plan.preview || isBlocked(plan)) return reportOf(plan, [], plan.problems)
  const stage = stageOf(input)
  const differs = await differenceOf(stage)
  if (differs !== null) return reportOf(plan, [], [differs])
  const rehearsing = rehearsingOn(stage)
  const rows: RehearsedReading[] = []
  for (const [index, reading] of readings.entries()) {
    const { name, assumption } = reading
    input.onProgress?.({ reading: name, index, total: readings.length })
    const rehearsed = await rehearsing(reading)
    const shown = evidence.get(name)
    rows.push({ name, assumption, ...rehearsed, ...(shown === undefined ? {} : { shown }) })
  }
  return reportOf(plan, rows, sampledIn(stage))
}

const reportOf = (
  { plan_digest, steps_digest }: Plan,
  readings: readonly RehearsedReading[],
  problems: readonly Problem[],
): RehearsalReport => ({
  format_version: 1,
  kind: 'rehearsal',
  plan_digest,
  steps_digest,
  readings,
  problems,
})

/** What all readings have in common. */
interface Stage extends Pick<TwinRun, 'plan' | 'live' | 'memory' | 'settled' | 'kinds' | 'now'> {
  readonly world: World
  readonly origin: Origin
  readonly terms: RailTerms
  readonly addressOf: ReturnType<typeof addressesBy>
  /** The steps that are sent. */
  readonly open: readonly Step[]
  readonly writes: readonly StepWrite[]
  readonly failing: readonly Failing[]
}

/** A write that fails, and the part of the plan that it may matter to. */
interface Failing {
  readonly write: StepWrite
  readonly plan: Plan
  readonly live: LiveState
}

const stageOf = (input: RehearseInput): Stage => {
  const { plan, live, memory, token = {}, origin, now, kinds = KINDS, settled = new Map() } = input
  const named = namedIn(manifestOf(origin), plan)
  const world = input.world ?? withStrangers(snapshotOf({ live, memory, token, kinds }), named)
  const held = new Set(plan.held?.map(({ address }) => address))
  const open = plan.steps.filter(({ address }) => !settled.has(address) && !held.has(address))
  const writes = writesOf(open, plan.business.id, kinds)
  const parts = partsOf(open, live)
  const reads = new Map<readonly Step[], LiveState>()
  const failing = failingAmong(writes, kinds).map((write): Failing => {
    const steps = parts.get(write.step) ?? [write.step]
    const read = reads.get(steps) ?? liveOf(live, steps)
    reads.set(steps, read)
    return { write, plan: { ...plan, steps }, live: read }
  })
  return {
    ...{ plan, live, memory, world, origin, now, kinds, settled, open, writes, failing },
    terms: termsOf(plan, origin, world),
    addressOf: addressesBy(writes),
  }
}

/** Says it if not every write is made to fail. */
const sampledIn = ({ writes, failing }: Stage): readonly Problem[] =>
  failing.length === writes.length
    ? []
    : [
        rehearsalProblem('rehearsal_sampled', {
          tried: failing.length,
          of: writes.length,
          most: MOST_FAILING,
        }),
      ]

/** Why the copy is not what was read, as far as the plan shows; null if it is. */
const differenceOf = async (stage: Stage): Promise<Problem | null> => {
  const { world, memory, now, origin, open } = stage
  const { client } = makeTwin({ world, memory, now })
  const look = await lookAgain(client, memory, origin)
  const wanted = textsOf(open)
  const found = textsOf(look.steps)
  const addresses = [...new Set([...wanted.keys(), ...found.keys()])].sort(compareText)
  const address = addresses.find((each) => wanted.get(each) !== found.get(each))
  if (address === undefined) return null
  const words = (text: string | undefined): string => text ?? 'no step'
  return rehearsalProblem('twin_differs', {
    address,
    wanted: words(wanted.get(address)),
    found: words(found.get(address)),
  })
}

/** What `steps_digest` covers, by address. */
const textsOf = (steps: readonly Step[]): ReadonlyMap<string, string> =>
  new Map(
    steps.map(({ address, action, before, after, gap }) => {
      const tasks = (list: readonly string[] | null): string => list?.join(', ') ?? 'nothing'
      const how = gap === true ? ' with a gap' : ''
      return [address, `${action} ${tasks(before)} -> ${tasks(after)}${how}`]
    }),
  )

type Rehearsed = Omit<RehearsedReading, 'name' | 'assumption' | 'shown'>

/**
 * Rehearses readings, and none twice: what is so anyway is one reading, however many say so; and of
 * a mode that nobody asked for while that was rehearsed, another value changes nothing.
 */
const rehearsingOn = (stage: Stage): ((reading: Reading) => Promise<Rehearsed>) => {
  let base: { readonly rehearsed: Rehearsed; readonly asked: Listening['asked'] } | null = null
  const baseOf = async () => {
    const { world, asked } = listenTo(stage.world)
    return { rehearsed: await rehearseReading(stage, world, []), asked }
  }
  return async ({ change, faults = [] }) => {
    const world = change(stage.world)
    const modes = faults.length > 0 ? null : modesBetween(stage.world, world)
    if (modes?.length === 0) base ??= await baseOf()
    const asked = base?.asked
    const isBase = asked !== undefined && modes?.every((mode) => !asked.has(mode)) === true
    return base !== null && isBase ? base.rehearsed : rehearseReading(stage, world, faults)
  }
}

/** One whole run, a second plan, and a run for each write that fails. */
const rehearseReading = async (
  stage: Stage,
  world: World,
  faults: readonly Fault[],
): Promise<Rehearsed> => {
  const { plan, live, memory, origin, addressOf } = stage
  const run = { ...pickRun(stage), world, faults }
  const whole = await runOnTwin({ ...run, plan, live })
  const { twin, report } = whole
  const later = { ...twin.memory(), present: memory.present }
  const look = await lookAfterwards(twin.client, later, origin)
  const outcomes = [whole]
  for (const failing of stage.failing) {
    for (const effect of FAILURES) {
      const fault = faultOn(failing.write, effect)
      outcomes.push(await runOnTwin({ ...run, ...failing, faults: [fault, ...faults] }))
    }
  }
  const broken = outcomes.flatMap((outcome) => outcome.broken.map(({ write }) => addressOf(write)))
  const doubled = outcomes.flatMap((outcome) => outcome.doubled.map(addressOf))
  const still = look.steps.map(({ address }) => address)
  const left = sorted([...still, ...broken, ...doubled])
  const byHand = byHandIn(stage, look)
  return {
    converges: left.length === 0,
    writes: report.calls.write,
    waiting: look.waiting,
    manual: look.manual.length,
    rails_held: broken.length === 0,
    left,
    ...(byHand.length === 0 ? {} : { by_hand: byHand }),
  }
}

const pickRun = ({ memory, settled, kinds, now, terms }: Stage) => ({
  memory,
  settled,
  kinds,
  now,
  terms,
})

/** What may become of a write: it is refused, or it is done and nobody learns so. */
const FAILURES: readonly FaultEffect[] = [{ code: 100 }, { drop: 'after' }]

const sorted = (addresses: readonly string[]): readonly string[] =>
  [...new Set(addresses)].sort(compareText)

/** What was to be made, and is now left to hands. */
const byHandIn = ({ plan, open }: Stage, { manual }: Look): readonly string[] => {
  const meant = new Set(open.map(({ address }) => address))
  const known = new Set(plan.manual.map(keyOf))
  const given = manual.filter((each) => meant.has(each.address) && !known.has(keyOf(each)))
  return sorted(given.map(({ address }) => address))
}

const keyOf = ({ address, reason }: LeftToHands): string => `${reason} ${address}`
