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
