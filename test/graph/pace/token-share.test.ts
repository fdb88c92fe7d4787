import { describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../../src/graph/client.ts'
import { createSlots } from '../../../src/graph/pace/slots.ts'
import { createGraphFleet } from '../../../src/graph/pace/token-share.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { callsOf, type WriteCall } from '../../../src/model/write.ts'
import { type Reply, startScripted } from '../scripted-server.ts'

/** What the clients of one token learn from each other, and what no other token learns. */

const errorOf = (code: number, message = 'Request limit reached'): Reply => ({
  status: 400,
  json: { error: { code, message, type: 'OAuthException' } },
})

const OK: Reply = { json: { id: '1' } }

interface Scene {
  readonly one: GraphClient
  readonly same: GraphClient
  readonly other: GraphClient
  readonly sent: () => number
  readonly clock: { ms: number }
}

/** Two clients of one token and one of another; `first` answers the first request of all. */
const withClients = async (
  first: Reply,
  work: (scene: Scene) => Promise<void>,
  maxWaitMs = 0,
): Promise<void> => {
  const server = await startScripted((_, count) => (count === 0 ? first : OK))
  const clock = { ms: 1_000_000 }
  const now = () => clock.ms
  const fleet = createGraphFleet(4, now)
  const open = (token: string): GraphClient =>
    createGraphClient({
      ...{ url: server.url, token, fleet, now, maxWaitMs },
      sleep: async (ms) => {
        clock.ms += ms
      },
    })
  try {
    const [one, same, other] = [open('EAAone1'), open('EAAone1'), open('EAAother1')]
    await work({ one, same, other, sent: () => server.arrived.length, clock })
  } finally {
    await server.close()
  }
}

const WRITE = callsOf(
  {
    action: 'grant',
    asset: { kind: 'ad_account', id: 'act_1111', name: null },
    subject: { type: 'business', id: '2002', name: null, alias: null },
    after: ['ADVERTISE', 'ANALYZE'],
  },
  '1001',
  KINDS,
)[0] as WriteCall

const failureOf = (work: Promise<unknown>): Promise<{ code: number | null }> =>
  work.then(
    () => ({ code: null }),
    (error: unknown) => error as { code: number },
  )

describe('a limit of a token', () => {
  it.each([4, 17])('%d holds its other clients for as long, and no other token', (code) =>
    withClients(errorOf(code), async ({ one, same, other, sent, clock }) => {
      expect((await failureOf(one.get('/1', {}))).code).toBe(code)
      expect(sent()).toBe(1)
      expect((await failureOf(same.get('/1', {}))).code).toBe(code)
      expect(same.counts()).toEqual({ read: 0, write: 0, http: 0 })
      expect(sent()).toBe(1)
      expect(await other.get('/1', {})).toEqual({ id: '1' })
      clock.ms += 15_000
      expect(await same.get('/1', {})).toEqual({ id: '1' })
    }),
  )

  it('refuses a write of another client before it is sent, and says that nothing was lost', () =>
    withClients(errorOf(4), async ({ one, same, sent }) => {
      await failureOf(one.get('/1', {}))
      expect(await failureOf(same.write(WRITE))).toMatchObject({ code: 4, lost: false })
      expect(sent()).toBe(1)
    }))

  it.each([80004, 190, 100])('%d, which is of one account or call, holds no other client', (code) =>
    withClients(errorOf(code), async ({ one, same }) => {
      await failureOf(one.get('/1', {}))
      expect(await same.get('/1', {})).toEqual({ id: '1' })
    }),
  )
})

describe('an app that is blocked', () => {
  it('ends the writes of every client of the token, and of no other', () =>
    withClients(errorOf(200, 'API access blocked.'), async ({ one, same, other, sent }) => {
      await failureOf(one.get('/1', {}))
      expect(await failureOf(same.write(WRITE))).toMatchObject({ code: 200, lost: false })
      expect(sent()).toBe(1)
      await other.write(WRITE)
      expect(sent()).toBe(2)
    }))
})

describe('usage of the app', () => {
  it('slows every client of the token down, and no other', () => {
    const usage = { 'x-app-usage': JSON.stringify({ call_count: 100 }) }
    const scene = async ({ one, same, other, clock }: Scene): Promise<void> => {
      await one.fetchAll([{ path: '/1', params: {}, node: true }])
      const before = clock.ms
      await other.fetchAll([{ path: '/1', params: {}, node: true }])
      expect(clock.ms).toBe(before)
      await same.fetchAll([{ path: '/1', params: {}, node: true }])
      expect(clock.ms).toBe(before + 10_000)
    }
    return withClients({ ...OK, headers: usage }, scene, 60_000)
  })
})

describe('places', () => {
  it('are as many as there are, first come, first served, and left once', async () => {
    const slots = createSlots(2)
    const order: string[] = []
    const enter = (name: string) =>
      slots.enter().then((leave) => {
        order.push(name)
        return leave
      })
    const [a] = await Promise.all([enter('a'), enter('b')])
    const waiting = [enter('c'), enter('d')]
    await Promise.resolve()
    expect(order).toEqual(['a', 'b'])
    a?.()
    a?.()
    await waiting[0]
    await Promise.resolve()
    expect(order).toEqual(['a', 'b', 'c'])
  })
})
