import { afterEach, expect, it } from 'vitest'
import { readHoldings } from '../../src/live/people/person-lists.ts'
import { orRoles, TASKS } from '../../src/model/codec.ts'
import { type AssetKind, assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { withEdge } from '../support/kinds.ts'
import { codesOf, HOUSE, type LiveRig, rowsOf, startLive, statusesOf } from './live-rig.ts'

/** Rows that tell roles instead of tasks. 51 tells its own people; of 52 that is refused. */
const WORLD = `${HOUSE.replace('unpacking: none', 'unpacking: none, person_rows: roles')}
catalogs:
  "51": { name: One, owner: "1001", agencies: { "2002": [MANAGE, ADVERTISE] }, users: { "21": [ADVERTISE] } }
  "52": { name: Two, owner: "1001", refuse: [assigned_users], users: { "11": [MANAGE], "21": [ADVERTISE] } }
  "53": { name: Theirs, owner: "3003", agencies: { "1001": [ADVERTISE] }, users: { "22": [ADVERTISE] } }
`

const CATALOG = assetKindOf('catalog', KINDS)
/** The same at a time when ADVERTISER had not been heard of. */
const YOUNGER = withEdge(CATALOG, 'users', {
  inverseCodec: orRoles(TASKS, 'permitted_roles', { ADMIN: ['MANAGE', 'ADVERTISE'] }),
})

let rig: LiveRig
afterEach(() => rig.close())

const start = async (kind: AssetKind = CATALOG): Promise<void> => {
  rig = await startLive(WORLD, { kinds: [kind] })
}

const nonexisting = (field: string, path: string): Fault => ({
  match: { method: 'GET', path, param: field },
  do: { code: 100, message: `(#100) Tried accessing nonexisting field (${field})` },
})

it('people are read through their own lists, by what their roles stand for', async () => {
  await start()
  const live = await rig.read()
  expect(codesOf(live)).toEqual([])
  expect(statusesOf(live).every((each) => each.endsWith(': complete'))).toBe(true)
  expect(rowsOf(live, '52', 'users')).toEqual(['11 active ADVERTISE,MANAGE', '21 active ADVERTISE'])
})

it('a role that nobody knows leaves its asset unknown, and nobody with nothing', async () => {
  await start(YOUNGER)
  const live = await rig.read()
  expect(statusesOf(live)).toContain('52/users: unknown')
  expect(rowsOf(live, '52', 'users')).toEqual([])
  expect(rowsOf(live, '51', 'users')).toEqual(['21 active ADVERTISE'])
})

it('what somebody holds is read from their list, or else from every asset', async () => {
  await start()
  const about = { business: '1001', person: '21' }
  const holdings = await readHoldings(rig.client, about, [CATALOG])
  expect(holdings?.relations.map(({ asset, tasks }) => `${asset} ${tasks.join()}`)).toEqual([
    '51 ADVERTISE',
    '52 ADVERTISE',
  ])
  expect(await readHoldings(rig.client, about, [YOUNGER])).toBeNull()
})

it('is not asked for again where the API has no such field, and tasks are read', async () => {
  rig = await startLive(WORLD.replace(', person_rows: roles', ''), { kinds: [CATALOG] })
  rig.sandbox.setFaults([nonexisting('permitted_roles', '.')])
  const live = await rig.read()
  expect(codesOf(live)).toEqual([])
  expect(rowsOf(live, '51', 'agencies')).toEqual(['2002 active ADVERTISE,MANAGE'])
  expect(rowsOf(live, '52', 'users')).toEqual(['11 active MANAGE', '21 active ADVERTISE'])
})

it('is still asked for where only the status is refused', async () => {
  await start()
  rig.sandbox.setFaults([nonexisting('access_status', 'agencies|/5')])
  const live = await rig.read()
  expect(codesOf(live)).toEqual([])
  expect(rowsOf(live, '51', 'agencies')).toEqual(['2002 active ADVERTISE,MANAGE'])
  const fields = rig.sandbox.requests.map(({ params }) => JSON.stringify(params))
  expect(fields.some((each) => /permitted_roles/.test(each) && !/access_status/.test(each))).toBe(
    true,
  )
})
