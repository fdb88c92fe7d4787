import type { Plan, Step } from '../../src/model/plan.ts'
import { afterCall } from './effect.ts'
import { PARTNERS, type SmallManifest, type World } from './scene.ts'

/** How a step ends: its write is taken (0), it is refused, or it is taken and its answer is lost. */
export const REFUSED = 1
export const LOST = 2

/** How each step of a plan ends if it is sent, by its place: two bits a step. */
export type Endings = number

export const endingAt = (endings: Endings, place: number): number => (endings >> (2 * place)) & 3

/** More steps than this do not fit into the bits of a number. */
const MOST_PLACES = 15

/** A plan, and what it does to worlds, kept for all the runs of it. Sets of steps are bits by place. */
export interface Course {
  readonly plan: Plan
  readonly start: World
  readonly names: readonly string[]
  readonly places: ReadonlyMap<Step, number>
  /** By place: what must have been seen to be done before it. */
  readonly needs: readonly number[]
  readonly after: (world: World, place: number, isSeen: boolean) => World
}

export const courseOf = (plan: Plan, start: World): Course => {
  const { steps } = plan
  if (steps.length > MOST_PLACES) throw new Error(`a plan of ${steps.length} steps`)
  const places = new Map(steps.map((step, place) => [step, place]))
  const known = new Map<World, World[]>()
  return {
    ...{ plan, start, places },
    names: steps.map(nameOf),
    needs: steps.map(({ needs }) => bitsOf(steps, ({ address }) => needs.includes(address))),
    after: (world, place, isSeen) => {
      const found = known.get(world) ?? []
      known.set(world, found)
      const at = isSeen ? place : place + MOST_PLACES
      found[at] ??= afterStep(world, steps[place] as Step, isSeen)
      return found[at]
    },
  }
}

const afterStep = (world: World, { calls }: Step, isSeen: boolean): World =>
  calls.reduce((now, call) => afterCall(now, call, isSeen), world)

export const bitsOf = (steps: readonly Step[], test: (step: Step) => boolean): number =>
  steps.reduce((bits, step, place) => (test(step) ? bits | (1 << place) : bits), 0)

export const nameOf = ({ action, address, after }: Step): string =>
  `${action} ${address}${after === null ? '' : ` [${after.join(', ')}]`}`

/**
 * By place, what comes first whatever the plan says of needs. Whoever leaves the business leaves everything
 * else before (`taken`); an agency goes once the others have what they are given, unless its time is over
 * or it may hold nothing anywhere (`seen`).
 */
export const firstOf = (
  small: SmallManifest,
  { steps }: Plan,
): readonly { readonly taken: number; readonly seen: number }[] =>
  steps.map(({ action, subject, asset }, place) => {
    const others = (test: (step: Step) => boolean): number => bitsOf(steps, test) & ~(1 << place)
    if (action === 'remove')
      return { taken: others((other) => other.subject.id === subject.id), seen: 0 }
    if (action !== 'revoke' || isUrgent(small, subject.id)) return { taken: 0, seen: 0 }
    const isGrantThere = (other: Step) => other.action === 'grant' && other.asset.id === asset.id
    return { taken: 0, seen: others(isGrantThere) }
  })

const isUrgent = (small: SmallManifest, id: string): boolean => {
  const name = id === PARTNERS.bright ? 'bright' : 'old'
  return (
    small.marks[name] === 'offboarded' || small.agencies?.[name]?.startsWith('expired') === true
  )
}

/** Of a plan with more steps than this, not every way of ending is tried. */
export const MOST_STEPS = 6

/**
 * Every way in which the steps of a plan can end, the best first, what does not matter last; of a long plan
 * those in which all are taken, or one ends badly, or all do.
 */
export const endingsOf = function* ({ plan, start }: Course): Generator<Endings> {
  const ways = plan.steps.map(({ action }) => waysOf(action, start))
  const { length } = ways
  if (length > MOST_STEPS) {
    yield 0
    for (const [place, most] of ways.entries())
      for (let ending = REFUSED; ending < most; ending += 1) yield ending << (2 * place)
    yield ways.reduce((all, _, place) => all | (REFUSED << (2 * place)), 0)
    return
  }
  const past = 1 << (2 * length)
  for (let endings = 0; endings < past; endings += 1) {
    let isPossible = true
    for (let place = 0; place < length; place += 1)
      if (endingAt(endings, place) >= (ways[place] as number)) isPossible = false
    if (isPossible) yield endings
  }
}

/** A grant of which nobody knows whether it waits for an admin is in no list and in no journal. */
const waysOf = (action: Step['action'], { facts }: World): number =>
  action === 'grant' && facts.approval !== 'free' ? LOST : LOST + 1
