import { describe, expect, it } from 'vitest'
import { type Reply, type Served, serve } from '../sandbox/support/serve.ts'
import { ANN, CY, DEE, EVA, FAY, GUS, type HouseOptions, houseOf, PAGE } from './house.ts'
import {
  type Exchange,
  type Question,
  RECORDED,
  type Recorded,
  recorded,
  textOf,
} from './recorded.ts'
import { differences, shapeOf, valueAt } from './shape.ts'

/** What the sandbox answers to a question that was put to the real API: the same keys and types. */

const CHECKPOINT = recorded('15').exchanges.map(({ answer }) => {
  const { error } = answer.body as { readonly error: Readonly<Record<string, unknown>> }
  const { code, error_subcode: subcode, message, error_data: data } = error
  const own = { code, subcode, message, ...(data === undefined ? {} : { error_data: data }) }
  return { match: { path: '^/me$' }, times: 1, do: own }
})

const FIVE = Object.fromEntries(
  Array.from({ length: 5 }, (_, place) => [
    `90100000000000${place + 1}`,
    [
      {
        ...{ type: 'ads_management', call_count: 10 * place, total_cputime: 1, total_time: 2 },
        ...{ estimated_time_to_regain_access: 0, ads_api_access_tier: 'development_access' },
      },
    ],
  ]),
)

/** What a world needs besides, to be asked the same; by the number of the record, for each exchange. */
const WORLDS: Readonly<Record<string, readonly HouseOptions[]>> = {
  '09': [
    {
      faults: JSON.stringify([
        {
          match: { param: 'assigned_users' },
          do: { code: 17, message: '(#17) User request limit reached' },
        },
        { match: {}, do: { code: 4, message: '(#4) Application request limit reached' } },
      ]),
    },
  ],
  '10': [{ modes: `{ unlisted: ["${[CY, DEE, EVA, FAY, GUS].join('", "')}"] }` }],
  '13': [{ modes: '{ invitations: refused }' }],
  '14': [{ user: ANN, business: 'two_factor_type: all_required' }],
  '15': [{ faults: JSON.stringify(CHECKPOINT) }],
  '16': [{ app: ', blocked: true' }],
  '17': [
    { token: `targets: { ads_management: [], pages_show_list: ["${PAGE}"] }` },
    { user: ANN, token: 'expires: 2027-01-01T00:00:00Z\n  data_expires: 2027-04-01T00:00:00Z' },
  ],
  '18': [{ faults: `[{ match: { path: "^/act_566000000000002$" }, do: { drop: after } }]` }],
  '19': [
    { modes: '{ calls_an_hour: 100 }' },
    { modes: JSON.stringify({ usage: { 'X-Business-Use-Case-Usage': FIVE } }) },
  ],
  '22': [{ modes: '{ reduce_data_over: 0 }' }],
  '24': [{ isPageForeign: true }],
}

const numberOf = ({ name }: Recorded): string => name.slice(0, 2)

const worldOf = (record: Recorded, place: number): string => {
  const worlds = WORLDS[numberOf(record)] ?? []
  return houseOf(worlds[place] ?? worlds[0])
}

const ask = async (
  { sandbox, raw, pageToken }: Served,
  { method, path, version = 'v27.0', token, params = {}, json, form }: Question,
): Promise<Reply> => {
  const own = token === 'page' ? await pageToken(PAGE) : sandbox.token
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [
      name,
      value === 'THE-TOKEN' ? own : value,
    ]),
  )
  const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json'
  const body = json === undefined ? form && `${new URLSearchParams(form)}` : JSON.stringify(json)
  return raw(`/${version}${path}?${query}`, {
    method,
    headers: {
      ...(token === 'none' ? {} : { authorization: `Bearer ${own}` }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  })
}

/** A later question names what an earlier answer told: the id of a request is the sandbox's own. */
const withToldIds = (question: Question, record: Recorded, replies: readonly Reply[]): Question => {
  const pairs = record.exchanges.flatMap((exchange, place): [string, string][] => {
    const was = idsIn(textOf(exchange))
    const is = idsIn(replies[place]?.text ?? '')
    return was.length === 1 && is.length === 1 ? [[was[0] ?? '', is[0] ?? '']] : []
  })
  const { params = {} } = question
  const told = new Map(pairs)
  const renewed = Object.entries(params).map(([name, value]) => [name, told.get(value) ?? value])
  return { ...question, params: Object.fromEntries(renewed) }
}

const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"id":"(\d+)"/g)].map(([, id = '']) => id)

/** What usage tells of each account, whichever those are. */
const usageIn = (text: string | null | undefined): readonly unknown[] =>
  Object.values(JSON.parse(text ?? '{}') as object)

const judge = (exchange: Exchange, reply: Reply): void => {
  const { answer, same = [] } = exchange
  const { status, headers = {}, without = [] } = answer
  expect(reply.status).toBe(status)
  for (const name of without) expect([name, reply.headers.get(name)]).toEqual([name, null])
  for (const [name, text] of Object.entries(headers)) {
    const is = shapeOf(usageIn(reply.headers.get(name)))
    expect(differences(shapeOf(usageIn(text)), is)).toEqual([])
    expect(usageIn(reply.headers.get(name))).toHaveLength(usageIn(text).length)
  }
  if (textOf(exchange) === '') return
  const was: unknown = JSON.parse(textOf(exchange))
  expect(differences(shapeOf(was), shapeOf(reply.body), exchange)).toEqual([])
  const values = (body: unknown) => same.map((place) => [place, valueAt(body, place)])
  expect(values(reply.body)).toEqual(values(was))
}

describe('the sandbox answers as was recorded:', () => {
  it.each(RECORDED.map((record) => [record.name, record] as const))('%s', async (_name, record) => {
    let served: Served | undefined
    const replies: Reply[] = []
    for (const [place, exchange] of record.exchanges.entries()) {
      const isNew = place === 0 || WORLDS[numberOf(record)]?.[place] !== undefined
      if (isNew || served === undefined) served = await serve(worldOf(record, place))
      const reply = await ask(served, withToldIds(exchange.question, record, replies))
      replies.push(reply)
      judge(exchange, reply)
    }
  })

  it('and all twenty-five are asked', () => {
    expect(RECORDED).toHaveLength(25)
    const numbers = new Set(RECORDED.map(numberOf))
    expect(Object.keys(WORLDS).filter((number) => !numbers.has(number))).toEqual([])
  })
})
