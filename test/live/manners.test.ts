import { expect, it } from 'vitest'
import { createGraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import type { LiveState } from '../../src/model/live.ts'
import { builtInWorld } from '../../src/sandbox/built-in.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import type { Modes, World } from '../../src/sandbox/state.ts'

const SECRET = 'app-secret'

const readWorld = async (world: World): Promise<LiveState> => {
  const sandbox = await startSandbox({ world })
  const client = createGraphClient({
    url: sandbox.url,
    token: sandbox.token,
    sleep: async () => {},
    ...(world.app.secret === undefined ? {} : { appSecret: world.app.secret }),
  })
  const { business } = sandbox.world().token
  try {
    return await readLive(client, { business, assets: 'all', people: true, listings: 'all' })
  } finally {
    await client.close()
    await sandbox.close()
  }
}

const withModes = (world: World, modes: Partial<Modes>): World => ({
  ...world,
  modes: { ...world.modes, ...modes },
})

it.each<[string, (world: World) => World]>([
  [
    'proofs are required',
    (world) => ({ ...world, app: { ...world.app, secret: SECRET, requireProof: true } }),
  ],
  ['batches take effect in any order', (world) => withModes(world, { batch_order: 'reverse' })],
  ['answers must be small', (world) => withModes(world, { reduce_data_over: 2 })],
  [
    'permissions come as connections',
    (world) => withModes(world, { permission_lists: 'connection' }),
  ],
])('the same state is read where %s', async (_name, change) => {
  for (const name of ['agency', 'brand'] as const) {
    const world = builtInWorld(name)
    const plain = await readWorld(world)
    const changed = await readWorld(change(world))
    expect(plain.problems).toEqual([])
    // What is shown of the API differs, as it must.
    const bare = { calls: null, evidence: null }
    expect({ ...changed, ...bare }).toEqual({ ...plain, ...bare })
  }
})

it('a world of thousands is read to its end, in batches', async () => {
  const live = await readWorld(builtInWorld('large'))
  expect(live.problems).toEqual([])
  expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
  // 2,000 ad accounts come with their lists; 500 Pages each take a call with a token of its own.
  expect(live.calls.read).toBeLessThan(2000 / 50 + 500 * 1.05 + 10)
  expect(live.calls.http).toBeLessThan(2000 / 50 + 500 / 25 + 10)
})
