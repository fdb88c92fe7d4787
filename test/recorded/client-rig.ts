import type { GraphOptions } from '../../src/graph/client.ts'
import type { Json } from '../../src/graph/json.ts'
import type { Fetched, Want } from '../../src/graph/want.ts'
import { type Arrived, type Reply, type Rig, startRig } from '../graph/scripted-server.ts'
import { type Exchange, recorded, textOf } from './recorded.ts'

/** One of the recorded answers, as a server sends it. */
export const replyOf = (number: string, place = 0): Reply => {
  const exchange = exchangeOf(number, place)
  const { status, headers } = exchange.answer
  return { status, text: textOf(exchange), ...(headers === undefined ? {} : { headers }) }
}

export const exchangeOf = (number: string, place = 0): Exchange => {
  const exchange = recorded(number).exchanges[place]
  if (exchange === undefined) throw new Error(`record ${number} has no exchange ${place}`)
  return exchange
}

/** A list with nothing in it. */
export const NONE: Reply = { json: { data: [] } }

/** The real client over real HTTP, against a server that answers these paths, and 404 to any other. */
export const rigOver = (
  answers: Readonly<Record<string, Reply | ((request: Arrived) => Reply)>>,
  options: Partial<GraphOptions> & { readonly whole?: boolean } = {},
): Promise<Rig> =>
  startRig((request) => {
    const answer = answers[`${request.method} ${request.path}`] ?? answers['*']
    if (answer === undefined) return { status: 404, text: `${request.method} ${request.path}` }
    return typeof answer === 'function' ? answer(request) : answer
  }, options)

/** How one read ended. */
export const fetchedBy = async ({ client }: Rig, want: Want): Promise<Fetched> =>
  (await client.fetchAll([want])).get(want) as Fetched

export const dataOf = (number: string, place = 0): readonly Json[] =>
  (exchangeOf(number, place).answer.body as { readonly data: readonly Json[] }).data
