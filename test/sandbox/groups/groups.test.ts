import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { GROUP_PARTS } from '../../../src/sandbox/world/asset-group.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { SIX } from '../kinds/six-kinds.ts'
import { DANA, LEE, MILO, OWN, type Reply, ROBOT, serve } from '../support/serve.ts'

const GROUPS = `${SIX}
asset_groups:
  "8801":
    name: EMEA
    owner: "${OWN}"
    assets: [act_1111, act_9001, "3333", "5001", "6001", "104000000000001"]
    users:
      "${LEE}": { ad_account: [ADVERTISE, ANALYZE], pixel: [ANALYZE] }
      "${DANA}": { page: [ANALYZE] }
  "8802": { name: Empty, owner: "${OWN}" }
  "8803": { name: Harbor’s, owner: "3001", assets: [act_9002] }
`
const inMode = (rows: string): string => `${GROUPS}modes: { group_rows: ${rows} }\n`
const ids = (reply: Reply): readonly string[] => reply.body.data.map(({ id }: { id: string }) => id)

describe('asset groups', () => {
  it('are listed by their business, each with its owner', async () => {
    const { get } = await serve(GROUPS)
    expect((await get(`/${OWN}/business_asset_groups`)).body.data).toEqual([
      { name: 'EMEA', id: '8801' },
      { name: 'Empty', id: '8802' },
    ])
    const one = await get('/8801', { fields: 'name,owner_business' })
    expect(one.body.owner_business).toEqual({ id: OWN, name: 'Northwind' })
    expect((await get('/8803')).body.error.error_subcode).toBe(33)
    expect((await get('/3001/business_asset_groups')).body.error.code).toBe(200)
    expect((await get('/8801', { fields: 'tasks' })).body.error.code).toBe(100)
  })

  it('list what they contain kind by kind, Instagram by the user’s id', async () => {
    const { get } = await serve(GROUPS)
    const rows = async (kind: string, group = '8801'): Promise<readonly object[]> =>
      (await get(`/${group}/contained_${kind}`)).body.data
    expect(await rows('adaccounts')).toEqual([
      { account_id: '1111', id: 'act_1111' },
      { account_id: '9001', id: 'act_9001' },
    ])
    expect(await rows('pages')).toEqual([{ name: 'Northwind Page', id: '3333' }])
    expect(await rows('pixels')).toEqual([{ name: 'Shop pixel', id: '5001' }])
    expect(await rows('product_catalogs')).toEqual([{ name: 'Shoes', id: '6001' }])
    expect(await rows('instagram_accounts')).toEqual([{ id: '17841400000000001' }])
    expect(await rows('applications')).toEqual([])
    expect(await rows('custom_conversions')).toEqual([])
    expect(await rows('pixels', '8802')).toEqual([])
    for (const edge of ['offline_conversion_data_sets', 'whatsapp_business_accounts']) {
      expect((await get(`/8801/contained_${edge}`)).body.error.code).toBe(100)
    }
  })

  it('tell of their people what they hold per kind, as the spec names it', async () => {
    const { get } = await serve(GROUPS)
    expect((await get('/8801/assigned_users')).body.error.message).toContain('parameter business')
    const rows = (await get('/8801/assigned_users', { business: OWN })).body.data
    expect(rows).toEqual([
      {
        name: 'Lee Park',
        adaccount_tasks: ['ADVERTISE', 'ANALYZE'],
        page_tasks: [],
        pixel_tasks: ['ANALYZE'],
        offline_conversion_data_set_tasks: [],
        id: LEE,
      },
      expect.objectContaining({ id: DANA, page_tasks: ['ANALYZE'] }),
    ])
    const other = await get('/8801/assigned_users', { business: '2002' })
    expect(other.body.data).toEqual([])
  })

  it('tell it as the guide does, or not at all', async () => {
    const roles = await serve(inMode('roles'))
    const [lee] = (await roles.get('/8801/assigned_users', { business: OWN })).body.data
    expect(lee).toMatchObject({ adaccount_roles: ['ADVERTISE', 'ANALYZE'], page_roles: [] })
    expect(lee).not.toHaveProperty('adaccount_tasks')
    const wrong = { business: OWN, fields: 'id,adaccount_tasks' }
    expect((await roles.get('/8801/assigned_users', wrong)).body.error.code).toBe(100)
    const bare = await serve(inMode('bare'))
    const rows = await bare.get('/8801/assigned_users', { business: OWN })
    expect(rows.body.data[0]).toEqual({ name: 'Lee Park', id: LEE })
  })

  it('are in a person’s own list, perhaps only those that hold an asset', async () => {
    const { get } = await serve(GROUPS)
    const edge = `/${LEE}/assigned_business_asset_groups`
    expect((await get(edge)).body.data).toEqual([
      expect.objectContaining({ id: '8801', name: 'EMEA', adaccount_tasks: expect.any(Array) }),
    ])
    expect(ids(await get(edge, { contained_asset_id: 'act_1111' }))).toEqual(['8801'])
    expect(ids(await get(edge, { contained_asset_id: 'act_1112' }))).toEqual([])
    expect(ids(await get(`/${ROBOT}/assigned_business_asset_groups`))).toEqual([])
  })

  it.each(['tasks', 'roles'])(
    'take people in with *_%s, the list replacing the one before',
    async (form) => {
      const { post, sandbox } = await serve(GROUPS)
      const held = (): unknown =>
        Object.fromEntries(sandbox.world().groups.get('8801')?.users.get(DANA) ?? [])
      for (const { part, prefix, tasks } of GROUP_PARTS) {
        const body = { user: DANA, business: OWN, [`${prefix}_${form}`]: tasks.slice(0, 2) }
        expect((await post('/8801/assigned_users', body)).body).toEqual({ success: true })
        expect(held()).toEqual({ [part]: tasks.slice(0, 2) })
        const wrong = { ...body, [`${prefix}_${form}`]: ['NONE'] }
        expect((await post('/8801/assigned_users', wrong)).body.error.code).toBe(100)
      }
      const none = await post('/8801/assigned_users', {
        user: DANA,
        business: OWN,
        tasks: ['ANALYZE'],
      })
      expect(none.body.error.code).toBe(100)
      const foreign = { user: MILO, page_tasks: ['ANALYZE'] }
      expect((await post('/8801/assigned_users', foreign)).body.error.code).toBe(100)
      expect((await post('/8803/assigned_users', foreign)).body.error.code).toBe(200)
    },
  )

  it('let people go, answer with a string, and leave what they hold directly', async () => {
    const { get, del, sandbox } = await serve(GROUPS)
    expect((await del('/8801/assigned_users', { user: LEE })).body.error.code).toBe(100)
    const query = { user: LEE, business: OWN }
    expect((await del('/8801/assigned_users', query)).body).toEqual({ success: 'true' })
    expect(ids(await get('/8801/assigned_users', { business: OWN }))).toEqual([DANA])
    expect((await del('/8801/assigned_users', query)).body.error.code).toBe(100)
    expect(sandbox.world().assets.get('act_1111')?.users.has(LEE)).toBe(true)
    // And the other way about: off the asset, the group remains.
    await del('/5001/assigned_users', { user: DANA })
    await del('/act_1111/assigned_users', { user: LEE })
    expect(ids(await get(`/${DANA}/assigned_business_asset_groups`))).toEqual(['8801'])
  })

  it('are changed by an admin alone, and what they contain by nobody', async () => {
    const employee = GROUPS.replace('Automation, role: ADMIN', 'Automation, role: EMPLOYEE')
    const { del } = await serve(employee)
    const query = { user: LEE, business: OWN }
    expect((await del('/8801/assigned_users', query)).body.error.code).toBe(200)
    const served = await serve(GROUPS)
    const before = served.sandbox.world()
    for (const kind of ['pages', 'adaccounts', 'pixels']) {
      const added = await served.post(`/8801/contained_${kind}`, { asset_id: '3334' })
      const dropped = await served.del(`/8801/contained_${kind}`, { asset_id: '3333' })
      expect([added.body.error.error_subcode, dropped.body.error.error_subcode]).toEqual([33, 33])
    }
    expect((await served.del('/8801')).body.error.error_subcode).toBe(33)
    expect(served.sandbox.world()).toBe(before)
  })

  it('come back equal from the print of their world', () => {
    for (const text of [GROUPS, inMode('roles')]) {
      const world = parseWorld(text)
      expect(parseWorld(printWorld(world))).toEqual(world)
      expect(world.groups.get('8801')?.assets).toContain('5001')
    }
  })

  it.each([
    ['an unknown owner', '{ name: X, owner: "4" }', 'asset_groups.8804: there is no business 4'],
    ['an unknown asset', '{ name: X, owner: "1001", assets: [act_4] }', 'there is no asset act_4'],
    [
      'a WhatsApp account',
      '{ name: X, owner: "1001", assets: ["7001"] }',
      'a group contains no whatsapp',
    ],
    ['an unknown person', '{ name: X, owner: "1001", users: { "4": {} } }', 'there is no person 4'],
    [
      'an unknown part',
      `{ name: X, owner: "1001", users: { "${LEE}": { app: [A] } } }`,
      'unknown key app',
    ],
  ])('are refused with %s', (_what, group, words) => {
    expect(() => parseWorld(`${GROUPS}  "8804": ${group}\n`)).toThrow(words)
  })

  it('are refused with an id that something else has', () => {
    expect(() => parseWorld(`${GROUPS}  "3333": { name: X, owner: "1001" }\n`)).toThrow(
      'asset_groups.3333: the id 3333 is used twice',
    )
  })
})

interface SdkGroup {
  getAssignedUsers(
    fields: readonly string[],
    params: object,
  ): Promise<readonly { readonly id: string }[]>
  createAssignedUser(fields: readonly string[], params: object): Promise<object>
  deleteAssignedUsers(params: object): Promise<{ readonly success: unknown }>
  getContainedPages(fields: readonly string[]): Promise<readonly { readonly id: string }[]>
}

type Enum = Readonly<Record<string, string>>

const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as {
  readonly FacebookAdsApi: { init(token: string, locale: string, crashLog: boolean): unknown }
  readonly BusinessAssetGroup: {
    new (id: string): SdkGroup
    readonly AdaccountTasks: Enum
    readonly PageTasks: Enum
    readonly PixelTasks: Enum
    readonly OfflineConversionDataSetTasks: Enum
  }
}

describe('the SDK on asset groups', () => {
  it('reads, takes in and lets go', async () => {
    const { sandbox } = await serve(GROUPS)
    Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', {
      get: () => sandbox.url,
      configurable: true,
    })
    sdk.FacebookAdsApi.init(sandbox.token, 'en_US', false)
    const group = new sdk.BusinessAssetGroup('8802')
    await group.createAssignedUser([], { user: DANA, business: OWN, adaccount_tasks: ['ANALYZE'] })
    const rows = await group.getAssignedUsers(['id', 'name'], { business: OWN })
    expect(rows.map(({ id }) => id)).toEqual([DANA])
    expect((await group.deleteAssignedUsers({ user: DANA, business: OWN })).success).toBe('true')
    const pages = await new sdk.BusinessAssetGroup('8801').getContainedPages(['id'])
    expect(pages.map(({ id }) => id)).toEqual(['3333'])
  })

  it('knows no task of a part that the sandbox does not', () => {
    const { AdaccountTasks, PageTasks, PixelTasks, OfflineConversionDataSetTasks } =
      sdk.BusinessAssetGroup
    const enums = [AdaccountTasks, PageTasks, PixelTasks, OfflineConversionDataSetTasks]
    const strange = GROUP_PARTS.map(({ tasks }, place) =>
      Object.values(enums[place] ?? {}).filter((task) => !tasks.includes(task)),
    )
    expect(strange).toEqual([[], [], [], []])
    expect(enums.every((names) => Object.keys(names).length > 3)).toBe(true)
  })
})
