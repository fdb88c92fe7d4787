import { afterEach, describe, expect, it } from 'vitest'
import type { AssetRequest } from '../../src/live/wants.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { callsOf } from '../../src/model/write.ts'
import { codesOf, HOUSE, type LiveRig, type RigOptions, startLive, statusesOf } from './live-rig.ts'

let rig: LiveRig
afterEach(() => rig?.close())

/** More of ours than a page of the list holds, so that it ends before the later ones. */
const CROWD = [...Array(130).keys()]
  .map(
    (place) =>
      `  act_${1000 + place}: { name: A${place}, owner: "1001", users: { "21": [ANALYZE] } }`,
  )
  .join('\n')
const PAGES = [...Array(130).keys()]
  .map(
    (place) => `  "${7000 + place}": { name: P${place}, owner: "1001", users: { "11": [MANAGE] } }`,
  )
  .join('\n')
const OTHERS = `
  act_2001: { name: Given, owner: "3003", agencies: { "1001": { tasks: [ANALYZE] } } }
  act_2002: { name: Asked, owner: "3003", agencies: { "1001": { tasks: [ANALYZE], waits_for: owner } } }
  act_2003: { name: Foreign, owner: "3003" }`
const WORLD = `${HOUSE}
ad_accounts:
${CROWD}${OTHERS}
pages:
${PAGES}
`

const asset = (id: string, ...relations: AssetRequest['relations']): AssetRequest => ({
  kind: id.startsWith('act_') ? 'ad_account' : 'page',
  id,
  relations,
})
const start = async (options: RigOptions = {}): Promise<void> => {
  rig = await startLive(WORLD, options)
}
const ownerships = (live: Awaited<ReturnType<LiveRig['read']>>, ids: readonly string[]) =>
  ids.map((id) => live.assets.find((each) => each.id === id)?.ownership)
const pathsAsked = () => rig.sandbox.requests.map(({ path }) => path)
const pagesOf = (list: string) => pathsAsked().filter((path) => path === `/1001/${list}`).length

describe('an asset named that a glance at the list of ours does not show', () => {
  it('is ours by its own word, and the list is not read on', async () => {
    await start()
    const assets = [asset('act_1129', 'agencies', 'users'), asset('7129', 'agencies')]
    const live = await rig.read({ assets, listings: 'needed' })
    expect(ownerships(live, ['act_1129', '7129'])).toEqual(['owned', 'owned'])
    expect(statusesOf(live).map((text) => text.split(': ')[1])).toEqual(Array(3).fill('complete'))
    expect(codesOf(live)).toEqual([])
    expect([pagesOf('owned_ad_accounts'), pagesOf('client_ad_accounts')]).toEqual([1, 0])
    expect(live.assets.find(({ id }) => id === 'act_1129')?.name).toBe('A129')
  })

  it('is another’s by its own word: then ours need no reading to the end', async () => {
    await start()
    const live = await rig.read({ assets: [asset('act_2001', 'users', 'request')] })
    expect(ownerships(live, ['act_2001'])).toEqual(['client'])
    expect(statusesOf(live)).toEqual(['act_2001/request: complete', 'act_2001/users: complete'])
    expect(pagesOf('owned_ad_accounts')).toBe(1)
  })

  it.each([
    ['asked for', 'act_2002', 'pending'],
    ['nobody’s we know', 'act_2003', 'absent'],
  ])('is %s only after ours were read to the end', async (_name, id, ownership) => {
    await start()
    const live = await rig.read({ assets: [asset(id, 'request')] })
    expect(ownerships(live, [id])).toEqual([ownership])
    expect(statusesOf(live)).toEqual([`${id}/request: complete`])
    expect(codesOf(live)).toEqual([])
    expect(pagesOf('owned_ad_accounts')).toBe(3)
  })

  it('is unknown where ours cannot be read to the end', async () => {
    await start()
    rig.sandbox.setFaults([
      { match: { path: 'owned_ad_accounts', param: 'after=' }, do: { code: 2 } },
    ])
    const live = await rig.read({ assets: [asset('act_2003', 'request')] })
    expect(ownerships(live, ['act_2003'])).toEqual(['unknown'])
    expect(statusesOf(live)).toEqual(['act_2003/request: unknown'])
    expect(codesOf(live)).toEqual(['listing_unknown', 'scope_unknown'])
  })

  it('is looked for in the whole list where its own word cannot be had', async () => {
    await start()
    rig.sandbox.setFaults([{ match: { path: '^/act_1129$' }, do: { code: 100, subcode: 33 } }])
    const live = await rig.read({ assets: [asset('act_1129', 'users')], listings: 'needed' })
    expect(ownerships(live, ['act_1129'])).toEqual(['owned'])
    expect(statusesOf(live)).toEqual(['act_1129/users: complete'])
  })

  it('or whose kind has no such field', async () => {
    const kinds = KINDS.map(({ ownerField: _, ...kind }) => kind)
    await start({ kinds })
    const live = await rig.read({ assets: [asset('act_1129', 'users')], listings: 'needed' })
    expect(ownerships(live, ['act_1129'])).toEqual(['owned'])
    expect(pathsAsked()).not.toContain('/act_1129')
  })
})

it('where the list of ours is refused, an asset speaks for itself', async () => {
  await start()
  rig.sandbox.setFaults([{ match: { path: 'owned_ad_accounts' }, do: { code: 200 } }])
  const live = await rig.read({ assets: [asset('act_1001', 'users')], listings: 'needed' })
  expect(ownerships(live, ['act_1001'])).toEqual(['owned'])
  expect(statusesOf(live)).toEqual(['act_1001/users: complete'])
  expect(codesOf(live)).toEqual(['listing_unreadable'])
})

it('one refused asset in a page of the list costs its own people alone', async () => {
  rig = await startLive(
    WORLD.replace('act_1050: { name: A50,', 'act_1050: { name: A50, refuse: [agencies],'),
  )
  const live = await rig.read()
  const open = statusesOf(live).filter((text) => !text.endsWith(': complete'))
  expect(open).toEqual(['act_1050/agencies: unreadable'])
  expect(codesOf(live)).toEqual([])
})

it('writes go out in one batch and arrive as they were meant', async () => {
  await start()
  const business = { type: 'business', id: '2002', name: null, alias: null } as const
  const person = { type: 'business_user', id: '22', name: null, alias: null } as const
  const steps = [
    { action: 'grant', id: 'act_1001', subject: business, after: ['ADVERTISE', 'ANALYZE'] },
    { action: 'assign', id: '7001', subject: person, after: ['ADVERTISE', 'ANALYZE'] },
    { action: 'unassign', id: 'act_1002', subject: { ...person, id: '21' }, after: null },
    { action: 'revoke', id: 'act_1003', subject: business, after: null },
  ] as const
  const calls = steps.flatMap(({ action, id, subject, after }) => {
    const { kind } = asset(id)
    return callsOf({ action, asset: { kind, id, name: null }, subject, after }, '1001', KINDS)
  })
  const answers = await rig.client.writeMany(calls)
  expect(answers.map((answer) => ('success' in answer ? answer.success : answer.code))).toEqual([
    true,
    true,
    true,
    100,
  ])
  const { assets } = rig.sandbox.world()
  expect(assets.get('act_1001')?.agencies.get('2002')?.tasks).toEqual(['ADVERTISE', 'ANALYZE'])
  expect(assets.get('7001')?.users.get('22')).toEqual(['ADVERTISE', 'ANALYZE'])
  expect(assets.get('act_1002')?.users.has('21')).toBe(false)
  expect(rig.client.counts()).toMatchObject({ write: 4, http: 2 })
})
