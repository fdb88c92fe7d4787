import { isBlocked } from '../../src/plan/order/held-steps.ts'
import { type Frame, groupsOf } from './bounds.ts'
import { Counterexample, checkerOf, ENGINE, type Engine, type Tally } from './check.ts'
import { type Course, courseOf, type Endings, endingAt, REFUSED } from './course.ts'
import { hostilePlan } from './hostile.ts'
import type { KindName } from './kinds.ts'
import { brokenAtOnce } from './rails.ts'
import { runPlan } from './run.ts'
import type { SmallManifest } from './scene.ts'

export const tallyOf = (): Tally => ({
  ...{ pairs: 0, triples: 0, runs: 0, blocked: 0 },
  ...{ steps: 0, longest: 0, writes: 0 },
})

/** Looks at everything in a frame for one kind. Throws `Counterexample`. */
export const enumerate = (frame: Frame, kind: KindName, engine: Engine = ENGINE): Tally => {
  const tally = tallyOf()
  for (const { small, worlds } of groupsOf(frame, kind)) {
    const checker = checkerOf(kind, small, tally, engine)
    for (const world of worlds()) checker.check(world)
  }
  return tally
}

/** The same for plans that want everybody out: whatever they say, and whatever fails, the guard keeps the rails. */
export const enumerateHostile = (frame: Frame, kind: KindName, engine: Engine = ENGINE): number => {
  let runs = 0
  for (const { small, worlds } of groupsOf(frame, kind)) {
    const { planned } = checkerOf(kind, small, tallyOf(), engine)
    for (const world of worlds()) {
      for (const isBackwards of [false, true]) {
        const plan = hostilePlan(planned(world), world, isBackwards)
        if (isBlocked(plan)) throw new Error('a hostile plan is refused')
        const course = courseOf(plan, world)
        for (let place = -1; place < plan.steps.length; place += 1) {
          runs += 1
          keepsRails(engine, small, course, place < 0 ? 0 : REFUSED << (2 * place))
        }
      }
    }
  }
  return runs
}

const keepsRails = (
  { guarded }: Engine,
  small: SmallManifest,
  course: Course,
  endings: Endings,
): void => {
  const { start, names } = course
  runPlan(course, endings, {
    guarded,
    onWrite: (now, place) => {
      const broken = brokenAtOnce(small, start, now)
      if (broken.length === 0) return
      throw new Counterexample(
        [
          `the guard let a rail break: ${broken.join('; ')}`,
          `after ${names[place]}`,
          `world: ${JSON.stringify(start.facts)} ${start.key}`,
          `manifest: ${JSON.stringify(small)}`,
          `plan: ${names.map((name, at) => `${name}: ${endingAt(endings, at)}`).join('; ')}`,
        ].join('\n'),
      )
    },
  })
}
