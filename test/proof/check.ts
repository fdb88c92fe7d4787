import type { Guard } from '../../src/apply/guard.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { isBlocked } from '../../src/plan/order/held-steps.ts'
import {
  bitsOf,
  type Course,
  courseOf,
  type Endings,
  endingAt,
  endingsOf,
  firstOf,
  nameOf,
} from './course.ts'
import { approved } from './effect.ts'
import type { KindName } from './kinds.ts'
import { brokenRails } from './rails.ts'
import { type Ran, runPlan } from './run.ts'
import type { SmallManifest, World } from './scene.ts'
import { liveOf, manifestOf, memoryOf, TODAY } from './sides.ts'
import { wantedOf } from './wanted.ts'

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
  const planned = keeping((world: World) => planFor(engine, manifest, world))
  const next = keeping((world: World) => nextOf({ small, planned }, world))
  return { planned, check: (world) => checkWorld({ small, planned, next, tally, engine }, world) }
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
  readonly next: (world: World) => Next
  readonly tally: Tally
  readonly engine: Engine
}

type Fail = (what: string, more?: unknown) => never

const checkWorld = (checking: Checking, world: World): void => {
  const { small, planned, tally } = checking
  const plan = planned(world)
  const fail: Fail = (what, more = null) => {
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
  checkRuns(checking, caseOf(small, courseOf(plan, world), fail), wanted.rows)
}

/** Every way in which the steps of a plan end. Of those that differ in nothing that was sent one is run. */
const checkRuns = (checking: Checking, each: Case, wanted: World['rows']): void => {
  const { tally } = checking
  const asked = new Map<Endings, number>()
  for (const endings of endingsOf(each.course)) {
    tally.triples += 1
    let sent = sameRun(asked, endings)
    if (sent === null) {
      tally.runs += 1
      const ran = checkRun(checking, each, endings)
      sent = ran.sent
      if (endings === 0 && !isSame(ran.world.rows, wanted)) {
        each.fail('the end is not what was wanted', {
          end: entriesOf(ran.world.rows),
          wanted: entriesOf(wanted),
        })
      }
    }
    asked.set(endings, sent)
  }
}

/** What is known of a plan for all its runs. */
interface Case {
  readonly course: Course
  readonly first: ReturnType<typeof firstOf>
  /** What is broken in a world that a run came to. */
  readonly broken: (now: World) => readonly string[]
  /** What is gone with something else in the world that a run ended in. */
  readonly swept: (end: World) => number
  readonly fail: Fail
}

const caseOf = (small: SmallManifest, course: Course, fail: Fail): Case => ({
  ...{ course, fail },
  first: firstOf(small, course.plan),
  broken: keeping((now: World) => brokenRails(small, course.start, now)),
  swept: keeping((end: World) => bitsOf(course.plan.steps, (step) => isSweptAway(end, step))),
})

/** Asks once for each value. */
const keeping = <Key, T>(ask: (key: Key) => T): ((key: Key) => T) => {
  const known = new Map<Key, T>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = ask(key)
    known.set(key, made)
    return made
  }
}

const checkRun = ({ next, tally, engine }: Checking, each: Case, endings: Endings): Ran => {
  const { course, first, broken, fail } = each
  const { names } = course
  const where = () => ({ endings: names.map((name, place) => endingOf(name, endings, place)) })
  const ran = runPlan(course, endings, {
    guarded: engine.guarded,
    onSend: (place, taken, seen) => {
      const needed = course.needs[place] as number
      if ((needed & ~seen) !== 0)
        fail('a step was sent without what it needs', { ...where(), step: names[place] })
      const own = first[place] as Case['first'][number]
      if ((own.taken & ~taken) !== 0 || (own.seen & ~seen) !== 0)
        fail('a step was sent before what comes first', { ...where(), step: names[place] })
    },
    onWrite: (now, place) => {
      tally.writes += 1
      const rails = broken(now)
      if (rails.length > 0)
        fail('a rail is broken', { ...where(), after: names[place], broken: rails })
    },
  })
  const { names: again, flaw } = next(ran.world)
  if (flaw !== null) fail(flaw, where())
  if (again === null) return ran
  // What waits on a person is no failure, and what waits for that neither.
  const done = ran.taken | ran.waiting | each.swept(ran.world)
  const left = names.filter((_, place) => ((done >> place) & 1) === 0)
  if (left.length !== again.length || left.some((name, place) => name !== again[place])) {
    fail('the second plan is not what did not happen', { ...where(), second: again, left })
  }
  return ran
}

const ENDINGS = ['taken', 'refused', 'lost']

const endingOf = (name: string, endings: Endings, place: number): string =>
  `${name}: ${ENDINGS[endingAt(endings, place)]}`

/** What follows on a world that a run ended in. */
interface Next {
  /** The steps of the plan for it; null if it is refused. */
  readonly names: readonly string[] | null
  /** What is wrong with that plan, or with how it ends. */
  readonly flaw: string | null
}

const nextOf = ({ small, planned }: Pick<Checking, 'small' | 'planned'>, world: World): Next => {
  const plan = planned(world)
  if (isBlocked(plan)) {
    // The second opinion has been asked whether it should be: each world is looked at for itself.
    const isWanted = wantedOf(small, world).blocked.length > 0
    return { names: null, flaw: isWanted ? null : 'the second plan is refused' }
  }
  const names = plan.steps.map(nameOf)
  const end = cleanEnd(plan, world)
  if (planned(end).steps.length > 0) return { names, flaw: 'the third plan has steps' }
  const isEnding = endsApproved(planned, end)
  return { names, flaw: isEnding ? null : 'it does not end after the approval' }
}

/** Once an admin has agreed to all that waits, one plan more makes the rest. */
const endsApproved = (planned: Checking['planned'], world: World): boolean => {
  const end = approved(world)
  if (end === world || isBlocked(planned(end))) return true
  return planned(cleanEnd(planned(end), end)).steps.length === 0
}

/** Where a plan leads if nothing fails. */
const cleanEnd = (plan: Plan, world: World): World =>
  plan.steps.length === 0 ? world : runPlan(courseOf(plan, world), 0, { onWrite: () => {} }).world

/** Whether what a step was about is gone with something else: our access, a seat, or what it was to take. */
const isSweptAway = (world: World, { address, asset, after, subject }: Step): boolean => {
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

/**
 * The steps sent by a run that these endings do not change: of one that was tried, but for a step that
 * nobody sent then. Null if there is none.
 */
const sameRun = (asked: ReadonlyMap<Endings, number>, endings: Endings): number | null => {
  for (let place = 0; endings >> (2 * place) > 0; place += 1) {
    if (endingAt(endings, place) === 0) continue
    const sent = asked.get(endings & ~(3 << (2 * place)))
    if (sent !== undefined && ((sent >> place) & 1) === 0) return sent
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
