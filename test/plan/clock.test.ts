import { describe, expect, it } from 'vitest'
import { apiDayOf } from '../../src/graph/observed.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { compareLive } from '../../src/questions/drift/compare.ts'
import {
  asset,
  codesOf,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  stepsOf,
} from '../support/builders.ts'
import { AS_OF, manifestOf } from '../support/pipeline.ts'

const LATE = '2026-12-05'
const EARLY = '2026-11-10'

const own = row('act_1', 'users', OWN, MANAGES)
const lee = row('act_1', 'users', LEE, ['ANALYZE'])
const kim = row('act_1', 'users', KIM, ['ANALYZE'])
const agency = row('act_1', 'agencies', '2002', ['ANALYZE'])
const LIVE = liveOf([asset('act_1')], [own, lee, kim, agency])

const users = (paths: string): string =>
  `ad_accounts: { act_1: { users: { own: ADMIN, ${paths} } } }`
const until = (day: string, tasks = 'ANALYZE'): string => `{ tasks: [${tasks}], expires: ${day} }`
const GONE = until('2026-11-21')
const SOON = until('2026-11-30')

const HELD = 'clock_holds_steps'
const SAID = 'clock_differs'

describe('where the clocks are more than a day apart', () => {
  it.each<[string, string, string, readonly string[], string]>([
    ['over by both', users(`lee: ${GONE}, kim: [ANALYZE]`), LATE, [], HELD],
    ['over by ours alone', users(`lee: ${GONE}, kim: [ANALYZE]`), EARLY, [], HELD],
    ["over by the API's alone", users(`lee: ${SOON}, kim: [ANALYZE]`), LATE, [], HELD],
    ['over by neither', users(`lee: ${SOON}, kim: [ANALYZE]`), EARLY, [], SAID],
    [
      'over, and somebody else has no day',
      users(`lee: ${GONE}`),
      LATE,
      [`unassign act_1/users/${KIM}`],
      HELD,
    ],
    [
      'of an agency',
      `ad_accounts: { act_1: { agencies: { brightside: ${GONE} } } }`,
      LATE,
      [],
      HELD,
    ],
    [
      'that narrows',
      `roles: { all: [ANALYZE] }
profiles: { p: { users: { lee: all } } }
ad_accounts: { act_1: { use: [p], users: { own: ADMIN, kim: [ANALYZE], lee: ${until('2026-11-21', 'ADVERTISE, ANALYZE')} } } }`,
      LATE,
      [],
      HELD,
    ],
    [
      'that makes no difference beside another path',
      `roles: { all: [ANALYZE] }
profiles: { p: { users: { lee: all } } }
ad_accounts: { act_1: { use: [p], users: { own: ADMIN, lee: ${GONE}, kim: [ADVERTISE, ANALYZE] } } }`,
      LATE,
      [`reassign act_1/users/${KIM}`],
      SAID,
    ],
    ['of nobody', users('lee: [ANALYZE]'), LATE, [`unassign act_1/users/${KIM}`], SAID],
  ])('a day that is %s', (_, manifest, apiDay, steps, code) => {
    const plan = planOf(manifest, LIVE, { apiDay })
    expect(stepsOf(plan)).toEqual(steps)
    expect(codesOf(plan)).toEqual([code])
    const drift = compareLive({
      ...{ manifest: manifestOf(HEAD + manifest), live: LIVE, memory: NO_MEMORY },
      ...{ asOf: AS_OF, graph: 'https://graph.test', apiDay },
    })
    expect(drift.differences.map(({ address }) => address)).toEqual(
      steps.map((step) => step.split(' ')[1]),
    )
    expect(drift.problems.map((problem) => problem.code)).toEqual([code])
  })

  it('nobody is given what is over by either clock', () => {
    const manifest = users(`lee: ${SOON}, kim: [ANALYZE]`)
    const without = { ...LIVE, relations: [own, kim, agency] }
    expect(stepsOf(planOf(manifest, without))).toEqual([`assign act_1/users/${LEE}`])
    expect(stepsOf(planOf(manifest, without, { apiDay: LATE }))).toEqual([])
    expect(stepsOf(planOf(manifest, without, { apiDay: EARLY }))).toEqual([
      `assign act_1/users/${LEE}`,
    ])
  })

  it('says both days, what is left as it is, and what to do', () => {
    const plan = planOf(users(`lee: ${GONE}, kim: [ANALYZE]`), LIVE, { apiDay: LATE })
    expect(plan.problems.map(({ message }) => message)).toEqual([
      `it is 2026-11-22 by this machine's clock and 2026-12-05 by the API's, so what depends on an \`expires\` is left as it is: act_1/users/${LEE}. Set the clock, and run again`,
    ])
  })
})

describe("the day by the API's clock", () => {
  const now = new Date('2026-11-22T09:00:00Z')
  const DAY = 86_400_000

  it.each<[number | null, string | null]>([
    [null, null],
    [0, null],
    [DAY, null],
    [-DAY, null],
    [DAY + 1, '2026-11-23'],
    [-DAY - 1, '2026-11-21'],
    [13 * DAY, '2026-12-05'],
  ])('with a clock ahead by %i ms', (skewMs, expected) => {
    expect(apiDayOf({ skewMs }, now)).toBe(expected)
  })
})
