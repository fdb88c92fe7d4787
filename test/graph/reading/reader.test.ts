import { afterEach, expect, it } from 'vitest'
import type { Want } from '../../../src/graph/want.ts'
import { graphError, type Rig, startRig } from '../scripted-server.ts'

let rig: Rig
afterEach(() => rig.close())

const want = (path: string): Want => ({ path, params: { fields: 'id' } })
const paged = (last: number, after: string | null) => {
  const at = Number(after ?? 0)
  const paging = at < last ? { cursors: { after: String(at + 1) }, next: 'https://x.example' } : {}
  return { json: { data: [{ id: String(at + 1) }], paging } }
}

it('what is asked for side by side shares calls and rounds', async () => {
  rig = await startRig(() => paged(0, null))
  const wants = ['/1/a', '/2/b', '/3/c'].map(want)
  const fetched = await Promise.all(wants.map((each) => rig.client.fetchAll([each])))
  expect(fetched.map((map) => map.size)).toEqual([1, 1, 1])
  expect(rig.client.counts()).toEqual({ read: 3, write: 0, http: 1 })
  expect(rig.client.rounds()).toBe(1)
})

it('nobody waits for another’s long list, and what follows joins its rounds', async () => {
  rig = await startRig(({ path, query }) => paged(path === '/1/long' ? 4 : 0, query.get('after')))
  const order: string[] = []
  const long = rig.client.fetchAll([want('/1/long')]).then(() => order.push('long'))
  const chain = async (): Promise<void> => {
    for (const path of ['/2/a', '/3/b', '/4/c']) {
      await rig.client.fetchAll([want(path)])
      order.push(path)
    }
  }
  await Promise.all([long, chain()])
  expect(order).toEqual(['/2/a', '/3/b', '/4/c', 'long'])
  expect(rig.client.counts()).toEqual({ read: 8, write: 0, http: 5 })
  expect(rig.client.rounds()).toBe(5)
})

it('what ends the run ends it for all, and the next read starts anew', async () => {
  let isDead = true
  rig = await startRig(({ path }) => (isDead && path === '/2/b' ? graphError(190) : paged(0, null)))
  const reads = ['/1/a', '/2/b'].map((path) => rig.client.fetchAll([want(path)]))
  const settled = await Promise.allSettled(reads)
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isDead = false
  const [again] = (await rig.client.fetchAll([want('/2/b')])).values()
  expect(again?.status).toBe('complete')
})

it('the same want twice is read once, and nothing at all is no call', async () => {
  rig = await startRig(() => paged(0, null))
  const same = want('/1/a')
  expect((await rig.client.fetchAll([same, same])).size).toBe(1)
  expect((await rig.client.fetchAll([])).size).toBe(0)
  expect(rig.client.counts().http).toBe(1)
})

const spare: Want = { path: '/debug', params: {}, node: true, isSpare: true }
const wantsOf = (count: number): readonly Want[] =>
  [...Array(count).keys()].map((place) => want(`/${place + 1}/a`))

/** What was asked for, and the requests and rounds that it took. */
const spentOn = async (wants: readonly Want[]) => {
  const fetched = await rig.client.fetchAll(wants)
  const { read, http } = rig.client.counts()
  return { spare: fetched.get(spare)?.status, read, http, rounds: rig.client.rounds() }
}

it.each([
  ['in a batch that goes out anyway', 2, 'complete', { read: 3, http: 1, rounds: 1 }],
  ['never where a batch would be one too many', 50, 'unknown', { read: 50, http: 1, rounds: 1 }],
  ['but in the next batch, where there is room', 52, 'complete', { read: 53, http: 2, rounds: 1 }],
  ['not beside a call that goes alone', 1, 'unknown', { read: 1, http: 1, rounds: 1 }],
  ['not on its own', 0, 'unknown', { read: 0, http: 0, rounds: 0 }],
])('what is merely good to know is read %s', async (_where, count, status, spent) => {
  rig = await startRig(({ path }) => (path === '/debug' ? { json: { id: '1' } } : paged(0, null)))
  expect(await spentOn([spare, ...wantsOf(count)])).toEqual({ spare: status, ...spent })
})

it.each([
  ['refused', graphError(100)],
  ['refused for its token', graphError(190)],
  ['over a limit', graphError(4)],
  ['in trouble', graphError(2)],
  ['no object', { json: { error: {} } }],
])('what is merely good to know costs nothing more, and ends nothing: %s', async (_how, reply) => {
  rig = await startRig(({ path }) => (path === '/debug' ? reply : paged(0, null)))
  const fetched = await rig.client.fetchAll([...wantsOf(2), spare])
  expect([...fetched.values()].map(({ status }) => status)).toEqual([
    'complete',
    'complete',
    'unknown',
  ])
  expect(rig.client.counts()).toEqual({ read: 3, write: 0, http: 1 })
  expect(rig.slept).toEqual([])
})

it('a batch that failed as a whole is sent again without what is merely good to know', async () => {
  let requests = 0
  const reply = () => (++requests === 1 ? graphError(2) : paged(0, null))
  rig = await startRig(reply, { whole: true })
  const fetched = await rig.client.fetchAll([...wantsOf(2), spare])
  expect(fetched.get(spare)?.status).toBe('unknown')
  expect(rig.client.counts()).toMatchObject({ read: 3 + 2, http: 1 + 2 })
})
