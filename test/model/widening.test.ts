import { describe, expect, it } from 'vitest'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import { differenceOf, isSatisfied, unionToSend, widenedOf } from '../../src/model/tasks.ts'
import { kindOf, SANDBOX_KINDS } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import { readBack, widened } from '../../src/sandbox/kinds/task-closure.ts'

/** The rule for kinds whose API gives more than it is asked for, over all sets of tasks there are. */
const kind = assetKindOf('instagram_account', KINDS)
const sandbox = kindOf(SANDBOX_KINDS, 'instagram_account')

const FIVE = ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES']
/** Of the tasks that nothing brings along two stand for all. */
const TASKS = ['FULL_CONTROL', ...FIVE, 'CREATIVE_MANAGEMENT', 'IG_APP']

const SETS: readonly (readonly string[])[] = Array.from({ length: 2 ** TASKS.length }, (_, bits) =>
  TASKS.filter((_task, place) => (bits >> place) & 1),
)
const ASKED = SETS.filter((set) => set.length > 0)

const sorted = (tasks: Iterable<string>): readonly string[] => [...tasks].sort()

/** In the words of the documents, and not of the table. */
const mayShow = (asked: readonly string[]): ReadonlySet<string> => {
  if (asked.includes('FULL_CONTROL')) return new Set(TASKS)
  return new Set(asked.includes('ADVERTISE') ? [...asked, ...FIVE] : asked)
}

describe('what the API gives unasked', () => {
  it.each(['none', 'observed', 'wide'] as const)(
    'never differs, given or not, read back as %s',
    (unpacking) => {
      const shown = (tasks: readonly string[]): readonly string[] =>
        readBack(sandbox, tasks, unpacking, 'seed')
      const differing = ASKED.filter(
        (asked) =>
          !isSatisfied(kind, asked, shown(asked)) ||
          !isSatisfied(kind, asked, shown([...widened(sandbox, asked)])),
      )
      expect(differing).toEqual([])
    },
  )

  it('is all that is tolerated: whatever else somebody holds is found, and what they lack', () => {
    const wrong = ASKED.flatMap((asked) =>
      SETS.filter((held) => {
        const { missing, extra } = differenceOf(kind, asked, held)
        const explained = mayShow(asked)
        const given = held.includes('FULL_CONTROL') ? new Set(TASKS) : new Set(held)
        const isRight =
          sorted(extra).join() === sorted(held.filter((task) => !explained.has(task))).join() &&
          sorted(missing).join() === sorted(asked.filter((task) => !given.has(task))).join()
        return !isRight
      }).map((held) => `${asked.join()} against ${held.join()}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['ANALYZE', 'ANALYZE,ADVERTISE', false],
    ['ADVERTISE,ANALYZE', FIVE.join(), true],
    ['ADVERTISE', 'ADVERTISE,ANALYZE', true],
    ['ADVERTISE,ANALYZE', 'FULL_CONTROL', false],
    ['ADVERTISE,ANALYZE', `${FIVE.join()},CREATIVE_MANAGEMENT`, false],
    ['CONTENT', 'CONTENT,MESSAGES', false],
    ['ADVERTISE,MESSAGES', 'ADVERTISE,ANALYZE', false],
  ])('asked for %s, live %s', (asked, held, expected) => {
    expect(isSatisfied(kind, asked.split(','), held.split(','))).toBe(expected)
  })

  it('is named where a step says what may be read back', () => {
    expect(widenedOf(kind, ['ADVERTISE', 'ANALYZE'])).toEqual([
      'CONTENT',
      'MESSAGES',
      'COMMUNITY_ACTIVITY',
    ])
    expect(widenedOf(kind, ['CONTENT', 'ANALYZE'])).toEqual([])
    expect(widenedOf(kind, ['FULL_CONTROL', 'ADVERTISE'])).toEqual([])
    const others = KINDS.filter(({ name }) => name !== kind.name)
    expect(others.flatMap((other) => widenedOf(other, other.tasks))).toEqual([])
  })

  it('is no reason to leave anything out of what is sent', () => {
    const short = ASKED.filter((asked) =>
      SETS.some((held) => {
        const sent = unionToSend(kind, asked, held)
        return ![...asked, ...held].every((task) => sent.includes(task))
      }),
    )
    expect(short).toEqual([])
  })
})
