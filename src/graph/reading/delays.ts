import { type GraphError, withFacts } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import type { Fetched, Want } from '../want.ts'
import { objectOf } from '../wire/wire.ts'
import type { FetchContext, Round } from './fetch-context.ts'
import type { Delayed, Open } from './open.ts'
import { isDeaf } from './verdict.ts'

/** Waits for the want with the shortest delay, or for the longest limit of the whole run. */
export const waitFor = async (
  ready: readonly Open[],
  delayed: readonly Delayed[],
  { waits, pace, wire }: FetchContext,
): Promise<Round> => {
  const pauses = delayed.filter((each) => each.isPause)
  const first =
    pauses.length > 0
      ? pauses.reduce((one, other) => (other.delay > one.delay ? other : one))
      : delayed.reduce((one, other) => (other.delay < one.delay ? other : one))
  if (await waits.wait(first.delay, reasonOf(first.error))) {
    const over = delayed.filter((each) => each.delay <= first.delay)
    for (const each of over) pace.clear(objectOf(each.open.want.path))
    return {
      ready: [...ready, ...over.map(openOfDelayed)],
      delayed: delayed
        .filter((each) => each.delay > first.delay)
        .map((each) => ({ ...each, delay: each.delay - first.delay })),
      done: new Map(),
      chance: 0,
      heardBefore: 0,
    }
  }
  if (first.isPause) throw outlasted(first)
  const deaf = delayed.find(({ open, error }) => isDeaf(open, error, wire.heard()))
  if (deaf !== undefined) throw outlasted(deaf)
  const cautious = delayed.filter(({ isCaution }) => isCaution === true)
  return {
    ready: [...ready, ...cautious.map(openOfDelayed)],
    delayed: [],
    done: new Map(delayed.filter((each) => !cautious.includes(each)).map(givenUp)),
    chance: 0,
    heardBefore: 0,
  }
}

const openOfDelayed = ({ open }: Delayed): Open => open

const givenUp = (each: Delayed): [Want, Fetched] => [
  each.open.want,
  { status: 'unknown', rows: each.open.rows, error: outlasted(each) },
]

const outlasted = ({ error, delay }: Delayed): GraphError => {
  const seconds = Math.ceil(delay / 1000)
  const facts = { retryAfterMs: error.retryAfterMs || delay }
  const told = withFacts(error, facts)
  const message = `${error.message} (the wait would be ${seconds} s, more than is left of --max-wait)`
  return withFacts(told, { message })
}

const reasonOf = (error: GraphError): string => {
  const { family, meaning } = ruleOf(error)
  const code = error.code === null ? '' : ` (code ${error.code})`
  const where = family === 'limit' && error.call !== null ? `, ${error.call}` : ''
  const why = error.type === 'throttled' ? `slowing down: ${error.message}` : `${meaning}${code}`
  return `${why}${where}`
}
