import { createRequire } from 'node:module'
import { afterEach, describe, expect, it } from 'vitest'
import { kindOf, SANDBOX_KINDS } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { largeWorld } from '../../src/sandbox/world/large-world.ts'
import { BUSINESS_ROLES } from '../../src/sandbox/writes/seat-roles.ts'
import { SIX } from './kinds/six-kinds.ts'
import { DANA, LEE, OWN, ROBOT, type Served, SMALL, serve } from './support/serve.ts'
import { IDA, INVITED, STAFF } from './support/staff.ts'

/** The part of the official SDK used here; the package brings no types. */
interface Row {
  readonly id: string
  readonly tasks?: readonly string[]
  readonly permitted_tasks?: readonly string[]
  readonly access_status?: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the answer held
  readonly _data: any
}

interface SdkCursor extends ReadonlyArray<Row> {
  readonly summary?: { readonly total_count: number }
  hasNext(): boolean
  hasPrevious(): boolean
  next(): Promise<SdkCursor>
  previous(): Promise<SdkCursor>
}

type Read = (fields: readonly string[], params?: object) => Promise<SdkCursor>
type Create = (fields: readonly string[], params: object) => Promise<Row>
type Remove = (params: object) => Promise<{ readonly success: boolean }>

interface SdkAsset {
  readonly get: (fields: readonly string[]) => Promise<Row>
  readonly getAgencies: Read
  readonly createAgency: Create
  readonly deleteAgencies: Remove
  readonly getAssignedUsers: Read
  readonly createAssignedUser: Create
  readonly deleteAssignedUsers: Remove
}

type Enum = Readonly<Record<string, string>>

interface SdkAssetClass {
  new (id: string): SdkAsset
  readonly Tasks: Enum
  readonly PermittedTasks?: Enum
}

interface SdkBusiness {
  readonly getBusinessUsers: Read
  readonly createBusinessUser: Create
  readonly getPendingUsers: Read
  readonly getSystemUsers: Read
  readonly getClients: Read
  readonly getAgencies: Read
  readonly getOwnedAdAccounts: Read
  readonly getPendingClientPages: Read
  readonly createClientPage: Create
  readonly getOwnedPixels: Read
  readonly getClientPixels: Read
  readonly getOwnedProductCatalogs: Read
  readonly getClientProductCatalogs: Read
  readonly getOwnedInstagramAssets: Read
  readonly getClientInstagramAssets: Read
  readonly getOwnedWhatsAppBusinessAccounts: Read
  readonly getClientWhatsAppBusinessAccounts: Read
}

/** A node of a person or an invitation. */
interface SdkNode {
  readonly get: (fields: readonly string[]) => Promise<Row>
  /** The first argument is ignored. */
  readonly update: (fields: readonly string[], params: object) => Promise<unknown>
  readonly delete: (fields: readonly string[]) => Promise<{ readonly success: boolean }>
}

interface SdkUser extends SdkNode {
  readonly getAssignedPages: Read
  readonly getAssignedProductCatalogs: Read
  readonly getAssignedWhatsAppBusinessAccounts: Read
}

interface Sdk {
  readonly FacebookAdsApi: {
    readonly VERSION: string
    init(token: string, locale: string, crashLog: boolean): unknown
  }
  readonly AdAccount: SdkAssetClass
  readonly Page: SdkAssetClass
  readonly AdsPixel: SdkAssetClass
  readonly ProductCatalog: SdkAssetClass
  readonly InstagramBusinessAsset: SdkAssetClass
  readonly WhatsAppBusinessAccount: SdkAssetClass
  readonly Business: new (id: string) => SdkBusiness
  readonly BusinessUser: (new (
    id: string,
  ) => SdkUser) & {
    readonly Role: Enum
    readonly Tasks: Enum
    readonly Fields: Enum
  }
  readonly BusinessRoleRequest: (new (id: string) => SdkNode) & { readonly Fields: Enum }
  readonly SystemUser: (new (id: string) => SdkNode) & { readonly Fields: Enum }
}

const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as Sdk

/** Points the SDK at a sandbox: nothing else of it is touched. */
function drive(sandbox: Sandbox, token = sandbox.token): void {
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { get: () => sandbox.url, configurable: true })
  // Without the last argument it installs a crash reporter that posts out.
  sdk.FacebookAdsApi.init(token, 'en_US', false)
}

async function started(): Promise<Served> {
  const served = await serve(SMALL)
  drive(served.sandbox)
  return served
}

const idsOf = (rows: readonly Row[]): string[] => rows.map((row) => row.id)
const ASSIGNED = ['id', 'name', 'tasks']
const FIELDS = ['id', 'name', 'permitted_tasks', 'access_status']

describe('the official Node SDK', () => {
  it('reads, grants and revokes agencies of an ad account', async () => {
    const { sandbox } = await started()
    const account = new sdk.AdAccount('act_1111')
    const rows = await account.getAgencies(FIELDS)
    expect(idsOf(rows)).toEqual(['2002', '2003'])
    expect(rows[1]?.access_status).toBe('CLIENT_RESPONSE_PENDING')
    const grant = { business: '3001', permitted_tasks: ['ADVERTISE', 'ANALYZE'] }
    const created = await account.createAgency([], grant)
    expect(created._data.success).toBe(true)
    expect(idsOf(await account.getAgencies(FIELDS))).toEqual(['2002', '2003', '3001'])
    await expect(account.createAgency([], grant)).rejects.toMatchObject({
      status: 400,
      response: { code: 3989 },
    })
    expect((await account.deleteAgencies({ business: '3001' })).success).toBe(true)
    expect(idsOf(await account.getAgencies(FIELDS))).toEqual(['2002', '2003'])
    expect(sandbox.commits.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
    expect(sandbox.requests[0]?.path).toBe('/act_1111/agencies')
  })

  it('reads, grants and revokes agencies of a Page with the Page’s token', async () => {
    const { sandbox } = await started()
    const page = new sdk.Page('3333')
    await expect(page.getAgencies(FIELDS)).rejects.toMatchObject({ response: { code: 190 } })
    drive(sandbox, (await page.get(['access_token']))._data.access_token)
    const mine = new sdk.Page('3333')
    await mine.createAgency([], { business: '3001', permitted_tasks: ['ANALYZE'] })
    expect(idsOf(await mine.getAgencies(FIELDS))).toEqual(['2002', '3001'])
    await mine.deleteAgencies({ business: '2002' })
    expect(idsOf(await mine.getAgencies(FIELDS))).toEqual(['3001'])
  })

  it('reads, assigns, replaces and removes people', async () => {
    const { sandbox } = await started()
    const account = new sdk.AdAccount('act_1111')
    const people = async (): Promise<Record<string, readonly string[]>> => {
      const rows = await account.getAssignedUsers(ASSIGNED, { business: OWN })
      return Object.fromEntries(rows.map((row) => [row.id, [...(row.tasks ?? [])].sort()]))
    }
    await expect(account.getAssignedUsers(ASSIGNED)).rejects.toMatchObject({
      response: { code: 100 },
    })
    await account.createAssignedUser([], { user: DANA, business: OWN, tasks: ['ANALYZE'] })
    expect((await people())[DANA]).toEqual(['ANALYZE', 'DRAFT'])
    const all = ['MANAGE', 'ADVERTISE', 'ANALYZE']
    await account.createAssignedUser([], { user: DANA, business: OWN, tasks: all })
    expect((await people())[DANA]).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE'])
    await account.deleteAssignedUsers({ user: DANA })
    expect(Object.keys(await people())).toEqual([ROBOT, LEE])
    const rows = await account.getAssignedUsers(ASSIGNED, {
      business: OWN,
      summary: 'total_count',
    })
    expect(rows.summary).toEqual({ total_count: 2 })
    expect(sandbox.commits).toHaveLength(3)
  })

  it('does the same with the people of a Page', async () => {
    const { sandbox } = await started()
    drive(sandbox, (await new sdk.Page('3333').get(['access_token']))._data.access_token)
    const page = new sdk.Page('3333')
    await page.createAssignedUser([], { user: DANA, business: OWN, tasks: ['ANALYZE'] })
    const rows = await page.getAssignedUsers(ASSIGNED, { business: OWN })
    expect(idsOf(rows)).toEqual([ROBOT, LEE, DANA])
    await page.deleteAssignedUsers({ user: DANA })
    drive(sandbox)
    const pages = await new sdk.BusinessUser(LEE).getAssignedPages(['id', 'tasks'])
    expect(idsOf(pages)).toEqual(['3333'])
    expect(await new sdk.BusinessUser(DANA).getAssignedPages(['id'])).toHaveLength(0)
  })

  it('asks for a client’s Page and sees the request', async () => {
    await started()
    const business = new sdk.Business(OWN)
    const ask = { page_id: '9333', permitted_tasks: ['ADVERTISE', 'ANALYZE'] }
    const asked = await business.createClientPage([], ask)
    expect(asked._data.pending).toEqual(expect.any(String))
    const pending = await business.getPendingClientPages(['id', 'page{id,name}'])
    expect(pending[0]?._data.page).toEqual({ id: '9333', name: 'Harbor Page' })
    const fields = ['id', 'name', 'page_permissions', 'adaccount_permissions']
    const clients = await business.getClients(fields)
    expect(clients[0]?._data.page_permissions[0]).toMatchObject({
      id: '9333',
      access_status: 'CLIENT_RESPONSE_PENDING',
    })
    expect(idsOf(await business.getAgencies(fields))).toEqual(['2002', '2003'])
    expect(idsOf(await business.getBusinessUsers(['id', 'email']))).toEqual([LEE, DANA])
  })
})

describe('the SDK on the people of a business', () => {
  const EVE = 'eve@northwind.example'
  /** Anew each time: the SDK writes into what it is given. */
  const invite = () => ({ email: EVE, role: 'EMPLOYEE' })
  const staffed = async (): Promise<Sandbox> => {
    const { sandbox } = await serve(STAFF)
    drive(sandbox)
    return sandbox
  }

  it('invites, follows the invitation and sees the person join', async () => {
    const sandbox = await staffed()
    const business = new sdk.Business(OWN)
    const { id } = await business.createBusinessUser([], invite())
    const fields = ['id', 'email', 'role', 'status', 'expiration_time']
    const rows = await business.getPendingUsers(fields)
    expect(idsOf(rows)).toEqual([INVITED, id])
    expect(rows[1]?._data).toMatchObject({ ...invite(), status: 'PENDING' })
    expect(rows[1]?._data).not.toHaveProperty('invite_link')
    await expect(business.createBusinessUser([], invite())).rejects.toMatchObject({
      response: { code: 100 },
    })
    sandbox.play('accept', EVE)
    const users = await business.getBusinessUsers(['id', 'email', 'role'])
    expect(users.at(-1)?._data).toMatchObject(invite())
    expect(users.at(-1)?.id).not.toBe(id)
    expect(idsOf(await business.getPendingUsers(['id'], { email: EVE }))).toEqual([])
  })

  it('withdraws an invitation', async () => {
    await staffed()
    const invitation = new sdk.BusinessRoleRequest(INVITED)
    expect((await invitation.get(['email']))._data.email).toBe('new@northwind.example')
    expect((await invitation.delete([])).success).toBe(true)
    expect(await new sdk.Business(OWN).getPendingUsers(['id'])).toHaveLength(0)
    await expect(invitation.delete([])).rejects.toMatchObject({ response: { code: 100 } })
  })

  it('changes a role and removes a person, but never the last admin', async () => {
    const sandbox = await staffed()
    const roleOf = async (id: string): Promise<string> =>
      (await new sdk.BusinessUser(id).get(['role']))._data.role
    await new sdk.BusinessUser(DANA).update([], { role: 'ADMIN' })
    expect(await roleOf(DANA)).toBe('ADMIN')
    await new sdk.BusinessUser(DANA).update([], { role: 'EMPLOYEE' })
    expect((await new sdk.BusinessUser(LEE).delete([])).success).toBe(true)
    expect(idsOf(await new sdk.Business(OWN).getBusinessUsers(['id']))).not.toContain(LEE)
    expect([...sandbox.world().assets.values()].some(({ users }) => users.has(LEE))).toBe(false)
    await expect(new sdk.BusinessUser(IDA).delete([])).rejects.toMatchObject({
      status: 400,
      response: { code: 3914 },
    })
  })

  it('lists system users, who tell by whom they were set up', async () => {
    await staffed()
    const rows = await new sdk.Business(OWN).getSystemUsers(['id', 'role', 'created_by'])
    expect(rows[0]?._data).toMatchObject({ id: ROBOT, role: 'ADMIN' })
    expect(rows[0]?._data.created_by).toEqual({ id: '100000000000002', name: 'Lee Park' })
  })

  it.each([
    ['BusinessUser', sdk.BusinessUser, LEE],
    ['BusinessRoleRequest', sdk.BusinessRoleRequest, INVITED],
    ['SystemUser', sdk.SystemUser, ROBOT],
  ])('knows no field of a %s that the sandbox lacks', async (_name, node, id) => {
    await staffed()
    const fields = Object.values(node.Fields)
    expect(fields.length).toBeGreaterThan(5)
    expect((await new node(id).get(fields)).id).toBe(id)
  })

  it('knows the very roles that the sandbox takes', () => {
    const { Role, Tasks } = sdk.BusinessUser
    expect(Object.values(Role).toSorted()).toEqual(BUSINESS_ROLES.toSorted())
    expect(Object.values(Tasks).toSorted()).toEqual(BUSINESS_ROLES.toSorted())
  })
})

const FURTHER_CLASSES = [
  {
    kind: 'pixel',
    asset: sdk.AdsPixel,
    lists: ['getOwnedPixels', 'getClientPixels'],
    ids: ['5001', '5009'],
    tasks: ['ADVERTISE', 'ANALYZE'],
  },
  {
    kind: 'catalog',
    asset: sdk.ProductCatalog,
    lists: ['getOwnedProductCatalogs', 'getClientProductCatalogs'],
    ids: ['6001', '6009'],
    tasks: ['ADVERTISE'],
  },
  {
    kind: 'instagram_account',
    asset: sdk.InstagramBusinessAsset,
    lists: ['getOwnedInstagramAssets', 'getClientInstagramAssets'],
    ids: ['104000000000001', '104000000000009'],
    tasks: ['CONTENT'],
  },
  {
    kind: 'whatsapp_account',
    asset: sdk.WhatsAppBusinessAccount,
    lists: ['getOwnedWhatsAppBusinessAccounts', 'getClientWhatsAppBusinessAccounts'],
    ids: ['7001', '7009'],
    tasks: ['MESSAGING'],
  },
] as const

describe.each(FURTHER_CLASSES)('the SDK on $kind', ({ kind, asset, lists, ids, tasks }) => {
  const row = kindOf(SANDBOX_KINDS, kind)
  const [owned, client] = ids

  it('lists ours and a client’s', async () => {
    drive((await serve(SIX)).sandbox)
    const business = new sdk.Business(OWN)
    const fields = ['id', ...row.defaultFields]
    for (const [list, id] of [
      [lists[0], owned],
      [lists[1], client],
    ] as const) {
      const rows = await business[list](fields)
      expect(idsOf(rows)).toEqual([id])
      expect(Object.keys(rows[0]?._data).sort()).toEqual([...fields].sort())
    }
  })

  it('reads, assigns and removes people with the calls the class has', async () => {
    const { sandbox } = await serve(SIX)
    drive(sandbox)
    const node = new asset(owned)
    const read = async (): Promise<readonly string[]> =>
      idsOf(await node.getAssignedUsers(['id', 'tasks'], { business: OWN }))
    await node.createAssignedUser([], { user: DANA, business: OWN, tasks })
    expect(await read()).toEqual([ROBOT, LEE, DANA])
    expect(sandbox.world().assets.get(owned)?.users.get(DANA)).toEqual(tasks)
    // The SDK knows no call that takes people off a pixel.
    expect(typeof node.deleteAssignedUsers === 'function').toBe(row.userMethods.includes('DELETE'))
    if (!row.userMethods.includes('DELETE')) return
    expect((await node.deleteAssignedUsers({ user: DANA, business: OWN })).success).toBe(true)
    expect(await read()).toEqual([ROBOT, LEE])
  })

  it('shares and unshares where the class can', async () => {
    drive((await serve(SIX)).sandbox)
    const node = new asset(owned)
    expect(typeof node.createAgency === 'function').toBe(row.agencyMethods.length > 0)
    if (row.agencyMethods.length === 0) return
    await node.createAgency([], { business: '3001', permitted_tasks: tasks })
    const rows = await node.getAgencies(['id', 'permitted_tasks'])
    expect(idsOf(rows)).toEqual(['2002', '3001'])
    expect(rows[1]?.permitted_tasks).toEqual(expect.arrayContaining([...tasks]))
    expect((await node.deleteAgencies({ business: '3001' })).success).toBe(true)
    expect(idsOf(await node.getAgencies(['id']))).toEqual(['2002'])
  })

  it('finds a person’s own list where the class has one', async () => {
    drive((await serve(SIX)).sandbox)
    const person = new sdk.BusinessUser(LEE)
    const found = [
      ...(await person.getAssignedProductCatalogs(['id', 'tasks'])),
      ...(await person.getAssignedWhatsAppBusinessAccounts(['id', 'tasks'])),
    ]
    expect(idsOf(found).includes(owned)).toBe(row.inverse !== undefined)
  })
})

describe('the tasks of the SDK', () => {
  it.each([
    { kind: 'ad_account', asset: sdk.AdAccount },
    { kind: 'page', asset: sdk.Page },
    ...FURTHER_CLASSES,
  ])('of $kind are all taken by the sandbox', ({ kind, asset }) => {
    const row = kindOf(SANDBOX_KINDS, kind)
    const tasks = Object.values(asset.Tasks)
    const shared = Object.values(asset.PermittedTasks ?? {})
    expect(tasks.length).toBeGreaterThan(3)
    expect(tasks.filter((task) => !row.tasks.includes(task))).toEqual([])
    const allowed = row.agencyMethods.length === 0 ? [] : (row.agencyTasks ?? row.tasks)
    expect(shared.filter((task) => !allowed.includes(task))).toEqual([])
    expect(shared.length > 0).toBe(allowed.length > 0)
  })
})

describe('the SDK on long lists', () => {
  let sandbox: Sandbox | undefined
  afterEach(() => sandbox?.close())

  it('pages to the end and back, following the links it is given', async () => {
    sandbox = await startSandbox({ world: largeWorld({ adAccounts: 251, pages: 0 }) })
    drive(sandbox)
    let page = await new sdk.Business('1001').getOwnedAdAccounts(['id', 'name'], { limit: 5000 })
    expect(page).toHaveLength(100)
    const seen = idsOf(page)
    while (page.hasNext()) {
      page = await page.next()
      seen.push(...idsOf(page))
    }
    expect(new Set(seen).size).toBe(251)
    expect(seen).toHaveLength(251)
    expect(sandbox.counts.http).toBe(3)
    expect(page.hasPrevious()).toBe(true)
    expect(idsOf(await page.previous())).toEqual(seen.slice(100, 200))
  })
})
