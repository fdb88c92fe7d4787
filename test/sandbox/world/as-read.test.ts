import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/graph/json.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { serve } from '../support/serve.ts'

const ASSET =
  'owner: "1001", agencies: {"2002": [ADVERTISE], "2003": [ADVERTISE]}, users: {"61": [MANAGE], "62": [ADVERTISE]}'

const GIVEN = 'owner: "3001", agencies: {"1001": [ADVERTISE]}, users: {"61": [MANAGE]}'

/** Two accounts alike, whose rows were read, and were not; the same of a client. */
const WORLD = `
version: 1
token: { business: "1001", user: "61", scopes: [business_management, ads_management] }
modes: { unpacking: wide }
businesses:
  "1001": { name: Northwind, users: { "62": { name: Lee } }, system_users: { "61": { name: CI, role: ADMIN } } }
  "2002": { name: Brightside }
  "2003": { name: Old Mill }
  "3001": { name: Harbor }
ad_accounts:
  act_1: { name: Read, ${ASSET}, as_read: ["2002", "2003", "61", "62"] }
  act_2: { name: Written, ${ASSET} }
  act_3: { name: Given and read, ${GIVEN}, as_read: ["1001", "61"] }
  act_4: { name: Given, ${GIVEN} }
`

type Served = Awaited<ReturnType<typeof serve>>

const rowsAt = async ({ get }: Served, path: string, fields: string): Promise<readonly Json[]> =>
  (await get(path, { fields, business: '1001' })).body.data

/** By the asset of an entry, or the subject of a row: how many tasks it shows. */
const countsIn = (rows: readonly Json[], name: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    // biome-ignore lint/suspicious/noExplicitAny: rows of every shape
    rows.map((row: any) => [
      row.account_id === undefined ? row.id : `act_${row.account_id}`,
      row[name].length,
    ]),
  )

const LISTS: Readonly<
  Record<string, (served: Served) => Promise<Readonly<Record<string, number>>>>
> = {
  'a person on an asset': async (served) => {
    const [read, written] = await Promise.all(
      ['act_1', 'act_2'].map(async (id) =>
        countsIn(await rowsAt(served, `/${id}/assigned_users`, 'id,tasks'), 'tasks'),
      ),
    )
    return { read: read?.['62'] ?? 0, written: written?.['62'] ?? 0 }
  },
  'a business on an asset': async (served) => {
    const [read, written] = await Promise.all(
      ['act_1', 'act_2'].map(async (id) =>
        countsIn(await rowsAt(served, `/${id}/agencies`, 'id,permitted_tasks'), 'permitted_tasks'),
      ),
    )
    return { read: read?.['2002'] ?? 0, written: written?.['2002'] ?? 0 }
  },
  "a person's own list": async (served) => {
    const found = countsIn(
      await rowsAt(served, '/62/assigned_ad_accounts', 'account_id,tasks'),
      'tasks',
    )
    return { read: found['act_1'] ?? 0, written: found['act_2'] ?? 0 }
  },
  "a client's asset": async (served) => {
    const rows = await rowsAt(served, '/1001/client_ad_accounts', 'account_id,permitted_tasks')
    const found = countsIn(rows, 'permitted_tasks')
    return { read: found['act_3'] ?? 0, written: found['act_4'] ?? 0 }
  },
  'the list of agencies': (served) => permitted(served, 'agencies', 'act_1', 'act_2'),
  'the list of clients': (served) => permitted(served, 'clients', 'act_3', 'act_4'),
}

const permitted = async (served: Served, list: string, read: string, written: string) => {
  const [row] = await rowsAt(served, `/1001/${list}`, 'id,adaccount_permissions')
  // biome-ignore lint/suspicious/noExplicitAny: rows of every shape
  const found = countsIn((row as any).adaccount_permissions, 'permitted_tasks')
  return { read: found[read] ?? 0, written: found[written] ?? 0 }
}

describe('a row that was read unpacked', () => {
  it.each(Object.keys(LISTS))('is shown as it is: %s', async (name) => {
    const served = await serve(WORLD)
    const { read = 0, written = 0 } = (await LISTS[name]?.(served)) ?? {}
    expect([read, written]).toEqual([1, expect.any(Number)])
    expect(written).toBeGreaterThan(1)
  })

  const asRead = ({ sandbox }: Served, id: string) => [
    ...(sandbox.world().assets.get(id)?.asRead ?? []),
  ]

  it('is an ordinary one once somebody writes it, and it alone', async () => {
    const served = await serve(WORLD)
    const body = { user: '62', business: '1001', tasks: ['ADVERTISE'] }
    expect((await served.post('/act_1/assigned_users', body)).status).toBe(200)
    expect(asRead(served, 'act_1')).toEqual(['2002', '2003', '61'])
    expect(asRead(served, 'act_3')).toEqual(['1001', '61'])
    const { read, written } = (await LISTS['a person on an asset']?.(served)) ?? {}
    expect(read).toBe(written)
    await served.del('/act_1/agencies', { business: '2002' })
    expect(asRead(served, 'act_1')).toEqual(['2003', '61'])
  })

  it('stays as it is where a write was refused, and is printed', async () => {
    const served = await serve(WORLD)
    const body = { user: '62', business: '1001', tasks: ['NO_SUCH_TASK'] }
    expect((await served.post('/act_1/assigned_users', body)).status).toBe(400)
    const printed = parseWorld(printWorld(served.sandbox.world()))
    expect([...(printed.assets.get('act_1')?.asRead ?? [])]).toEqual(['2002', '2003', '61', '62'])
  })

  it('must be a row', () => {
    const strange = WORLD.replace('as_read: ["1001", "61"]', 'as_read: ["62"]')
    expect(() => parseWorld(strange)).toThrow('62 has no row on the asset')
  })
})
