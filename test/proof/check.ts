import type { Guard } from '../../src/apply/guard.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { isBlocked } from '../../src/plan/order/held-steps.ts'
import { approved } from './effect.ts'
import type { KindName } from './kinds.ts'
import { brokenRails } from './rails.ts'
import { type Ran, runPlan } from './run.ts'
import { PARTNERS, type SmallManifest, type World } from './scene.ts'
import { liveOf, manifestOf, memoryOf, TODAY } from './sides.ts'
import { wantedOf } from './wanted.ts'

/** Of a plan with more steps than this, no subset of failing ones is tried but none, each and all. */
export const MOST_STEPS = 6

/** What was found wrong, with all that it takes to see it again. */
export class Counterexample extends Error {}

export interface Tally {
  pairs: number
  triples: number
  /** Those of them that differ: a step that is not sent cannot fail. */
  runs: number
  blocked: number
  steps: number
  longest: number
  writes: number
}

/** All that is asked of one manifest: its plans are kept, since many worlds lead to others of them. */
export interface Checker {
  readonly check: (world: World) => void
  readonly planned: (world: World) => Plan
}

/** What is looked at: the planner and the guard, or what stands in their place where a fault is planted. */
export interface Engine {
  readonly make: typeof makePlan
  readonly guarded: (guard: Guard) => Guard
}

export const ENGINE: Engine = { make: makePlan, guarded: (guard) => guard }

export const checkerOf = (
  kind: KindName,
  small: SmallManifest,
  tally: Tally,
  engine: Engine = ENGINE,
): Checker => {
  const manifest = manifestOf(kind, small)
  const plans = new Map<World, Plan>()
  const planned = (world: World): Plan => {
    const known = plans.get(world)
    if (known !== undefined) return known
    const made = planFor(engine, manifest, world)
    plans.set(world, made)
    return made
  }
  return { planned, check: (world) => checkWorld({ small, planned, tally, engine }, world) }
}

const planFor = ({ make }: Engine, manifest: Manifest, world: World): Plan =>
  make({
    manifest,
    live: liveOf(world),
    memory: memoryOf(world),
    asOf: TODAY,
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
  })

interface Checking {
  readonly small: SmallManifest
  readonly planned: (world: World) => Plan
  readonly tally: Tally
  readonly engine: Engine
}

const checkWorld = (checking: Checking, world: World): void => {
  const { small, planned, tally } = checking
  const plan = planned(world)
  const fail = (what: string, more: unknown = null): never => {
    throw new Counterexample(storyOf({ small, world, plan, what, more }))
  }
  tally.pairs += 1
  tally.longest = Math.max(tally.longest, plan.steps.length)
  const wanted = wantedOf(small, world)
  const found = isBlocked(plan)
  if (found !== wanted.blocked.length > 0) {
    fail('the plan is refused, or not, against the second opinion', {
      refusedBy: plan.problems.map(({ code }) => code),
      wanted: wanted.blocked,
    })
  }
  const flaw = flawOf(plan, world)
  if (flaw !== null) fail(flaw)
  if (found) {
    tally.triples += 1
    tally.blocked += 1
    return
  }
  tally.steps += plan.steps.length
  const asked = new Map<number, number>()
  for (const failing of subsetsOf(plan.steps.length)) {
    tally.triples += 1
    const same = sameRun(asked, failing)
    if (same !== null) {
      asked.set(failing, same)
      continue
    }
    tally.runs += 1
    const sent = checkRun(checking, { world, plan, failing, wanted: wanted.rows, fail })
    asked.set(failing, sent)
  }
}

interface Case {
  readonly world: World
  readonly plan: Plan
  /** A bit for each step. */
  readonly failing: number
  readonly wanted: World['rows']
  readonly fail: (what: string, more?: unknown) => never
}

const checkRun = (
  { small, planned, tally, engine }: Checking,
  { world, plan, failing, wanted, fail }: Case,
): number => {
  let sent = 0
  const where = { failing: plan.steps.filter((_, place) => isFailing(failing, place)).map(nameOf) }
  const ran = runPlan(plan, world, {
    guarded: engine.guarded,
    failing: (place) => {
      sent |= 1 << place
      return isFailing(failing, place)
    },
    onWrite: (now, step) => {
      tally.writes += 1
      const broken = brokenRails(small, world, now)
      if (broken.length > 0) fail('a rail is broken', { ...where, after: nameOf(step), broken })
    },
  })
  const early = ran.done.find(({ needs }) => needs.some((need) => !isThere(ran, need)))
  if (early !== undefined)
    fail('a step was sent without what it needs', { ...where, step: nameOf(early) })
  const hasty = ran.done.find((step) => isHasty(small, plan, ran, step))
  if (hasty !== undefined)
    fail('a step was sent before what comes first', { ...where, step: nameOf(hasty) })
  if (failing === 0 && !isSame(ran.world.rows, wanted)) {
    fail('the end is not what was wanted', {
      end: entriesOf(ran.world.rows),
      wanted: entriesOf(wanted),
    })
  }
  const again = planned(ran.world)
  if (isBlocked(again)) {
    // The second opinion has been asked whether it should be: each world is looked at for itself.
    if (wantedOf(small, ran.world).blocked.length === 0) fail('the second plan is refused', where)
    return sent
  }
  const left = plan.steps.filter(
    (step) => !ran.done.includes(step) && !isDeferred(ran, step) && !isSweptAway(ran, step),
  )
  const names = again.steps.map(nameOf)
  if (names.join() !== left.map(nameOf).join()) {
    fail('the second plan is not what did not happen', {
      ...where,
      second: names,
      left: left.map(nameOf),
    })
  }
  const second = cleanEnd(again, ran.world)
  const third = planned(second)
  if (third.steps.length > 0)
    fail('the third plan has steps', { ...where, third: third.steps.map(nameOf) })
  checkApproved(planned, second, () => fail('it does not end after the approval', where))
  return sent
}

/** Once an admin has agreed to all that waits, one plan more makes the rest. */
const checkApproved = (planned: Checking['planned'], world: World, fail: () => never): void => {
  const end = approved(world)
  if (end === world || isBlocked(planned(end))) return
  const last = planned(cleanEnd(planned(end), end))
  if (last.steps.length > 0) fail()
}

/** Where a plan leads if nothing fails. */
const cleanEnd = (plan: Plan, world: World): World =>
  plan.steps.length === 0
    ? world
    : runPlan(plan, world, { failing: () => false, onWrite: () => {} }).world

/**
 * Whoever leaves the business leaves everything else first; an agency goes once the others have what they
 * are given, unless its time is over or it may hold nothing anywhere.
 */
const isHasty = (small: SmallManifest, { steps }: Plan, ran: Ran, step: Step): boolean => {
  const { action, subject, asset } = step
  const own = steps.filter((other) => other !== step && other.subject.id === subject.id)
  if (action === 'remove') return own.some((other) => !ran.done.includes(other))
  if (action !== 'revoke' || isUrgent(small, subject.id)) return false
  return steps.some(
    (other) =>
      other.action === 'grant' && other.asset.id === asset.id && !isThere(ran, other.address),
  )
}

const isUrgent = (small: SmallManifest, id: string): boolean => {
  const name = id === PARTNERS.bright ? 'bright' : 'old'
  return (
    small.marks[name] === 'offboarded' || small.agencies?.[name]?.startsWith('expired') === true
  )
}

/** What waits on a person is no failure, and what waits for that neither. */
const isDeferred = (ran: Ran, step: Step): boolean => ran.status(step.address) === 'waiting'

/** Whether what a step was about is gone with something else: our access, a seat, or what it was to take. */
const isSweptAway = ({ world }: Ran, { address, asset, after, subject }: Step): boolean => {
  const row = rowOf(address, asset.kind)
  if (after === null && !world.rows.has(row)) return true
  return (
    row.startsWith('users/') &&
    (world.rows.get('asset') === 'absent' ||
      (world.facts.isSeated && !world.rows.has(`members/${subject.id}`)))
  )
}

const rowOf = (address: string, kind: string): string => {
  const [, relation = '', subject] = address.split('/')
  if (kind === 'asset_group') return `group/${subject}`
  return subject === undefined ? relation : `${relation}/${subject}`
}

const isThere = (ran: Ran, need: string): boolean =>
  ran.done.some(({ address }) => address === need) && ran.status(need) === 'done'

const isFailing = (failing: number, place: number): boolean => ((failing >> place) & 1) === 1

const subsetsOf = function* (steps: number): Generator<number> {
  if (steps <= MOST_STEPS) {
    for (let subset = 0; subset < 1 << steps; subset += 1) yield subset
    return
  }
  yield 0
  for (let place = 0; place < steps; place += 1) yield 1 << place
  yield (1 << steps) - 1
}

/**
 * The steps sent by a run that a subset of failing steps does not change: of one that was tried, without a
 * step that nobody sent then. Null if there is none.
 */
const sameRun = (asked: ReadonlyMap<number, number>, failing: number): number | null => {
  for (let bit = 1; bit <= failing; bit <<= 1) {
    const sent = (failing & bit) === 0 ? undefined : asked.get(failing & ~bit)
    if (sent !== undefined && (sent & bit) === 0) return sent
  }
  return null
}

/** What is wrong with a plan as it stands, whatever becomes of it. */
const flawOf = ({ steps }: Plan, { facts }: World): string | null => {
  const places = new Map(steps.map(({ address }, place) => [address, place]))
  if (places.size < steps.length) return 'two steps are of one address'
  const calls = steps.flatMap((step) => step.calls.map((call) => JSON.stringify(call)))
  if (new Set(calls).size < calls.length) return 'a write is there twice'
  for (const [place, step] of steps.entries()) {
    for (const need of step.needs) {
      const earlier = places.get(need)
      if (earlier === undefined) return `${step.address} needs ${need}, which is in no plan`
      if (earlier >= place) return `${step.address} comes before ${need}, which it needs`
    }
    const relation =
      step.asset.kind === 'asset_group' ? 'group' : (step.address.split('/')[1] ?? '')
    if (facts.unread[relation as 'users'] !== undefined)
      return `${step.address} is of a list that was not read`
  }
  const firstTaking = steps.findIndex((step) => isTaking(step))
  const lastGiving = steps.findLastIndex((step) => !isTaking(step))
  return firstTaking >= 0 && firstTaking < lastGiving
    ? 'something is taken before something is given'
    : null
}

/** A step that gives nobody anything; whoever gets a higher level is given more. */
const isTaking = ({ before, after }: Step): boolean =>
  after === null ||
  (before !== null && after.length < before.length) ||
  (before?.includes('ADMIN') === true && !after.includes('ADMIN')) ||
  before?.includes('FULL_CONTROL') === true

const nameOf = ({ action, address, after }: Step): string =>
  `${action} ${address}${after === null ? '' : ` [${after.join(', ')}]`}`

const sorted = (value: string): string =>
  value.replace(/[^:?]+$/, (tasks) => tasks.split('+').sort().join('+'))

const isSame = (one: World['rows'], other: World['rows']): boolean =>
  entriesOf(one).join() === entriesOf(other).join()

const entriesOf = (rows: World['rows']): readonly string[] =>
  [...rows].map(([name, value]) => `${name}=${sorted(value)}`).sort()

const storyOf = ({
  small,
  world,
  plan,
  what,
  more,
}: {
  readonly small: SmallManifest
  readonly world: World
  readonly plan: Plan
  readonly what: string
  readonly more: unknown
}): string =>
  [
    what,
    `world: ${JSON.stringify(world.facts)} ${world.key}`,
    `manifest: ${JSON.stringify(small)}`,
    `plan: ${plan.steps.map((step) => `${nameOf(step)}${step.needs.length > 0 ? ` needs ${step.needs.join()}` : ''}`).join('; ') || 'no steps'}`,
    `problems: ${plan.problems.map(({ code }) => code).join() || 'none'}`,
    ...(more === null ? [] : [JSON.stringify(more, null, 1)]),
  ].join('\n')
