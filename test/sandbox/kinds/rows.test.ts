import { describe, expect, it } from 'vitest'
import { kindOf, SANDBOX_KINDS } from '../../../src/sandbox/kinds/sandbox-kinds.ts'
import { LEE, OWN, type Reply, ROBOT, serve } from '../support/serve.ts'
import { FURTHER, NOBODY, SIX, without } from './six-kinds.ts'

const ids = (reply: Reply): readonly string[] => reply.body.data.map(({ id }: { id: string }) => id)
const sorted = (list: readonly string[]): readonly string[] => [...list].sort()
const nonexisting = (field: string): object => ({
  code: 100,
  message: expect.stringContaining(`nonexisting field (${field})`),
})

describe.each(FURTHER)('$kind', ({ kind, lists, owned, client, give, scope, readBy }) => {
  const row = kindOf(SANDBOX_KINDS, kind)
  const [ownedList, clientList] = lists

  it('is listed by its two edges, by these fields unasked, and by no edge of pending ones', async () => {
    const { get } = await serve(SIX)
    const rows = await get(`/${OWN}/${ownedList}`)
    expect(ids(rows)).toEqual([owned])
    expect(Object.keys(rows.body.data[0])).toEqual([...row.defaultFields, 'id'])
    expect(ids(await get(`/${OWN}/${clientList}`))).toEqual([client])
    for (const edge of [`pending_${ownedList}`, `pending_${clientList}`]) {
      expect((await get(`/${OWN}/${edge}`)).body.error).toMatchObject(nonexisting(edge))
    }
  })

  it('has its own fields and none of another kind’s', async () => {
    const { get } = await serve(SIX)
    const all = new Set(SANDBOX_KINDS.flatMap(({ nodeFields }) => nodeFields))
    for (const field of all) {
      const { status, body } = await get(`/${owned}`, { fields: `id,${field}` })
      const has = row.nodeFields.includes(field)
      expect([field, status]).toEqual([field, has ? 200 : 400])
      if (!has) expect(body.error).toMatchObject(nonexisting(field))
    }
  })

  it('can be neither asked for nor given up', async () => {
    const { post, del } = await serve(SIX)
    const asked = await post(`/${OWN}/${clientList}`, { id: client, permitted_tasks: give })
    expect(asked.body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await del(`/${OWN}/${clientList}`)).body.error.error_subcode).toBe(33)
  })

  it('wants business to list its people, expanded too, and shows what is asked for', async () => {
    const { get } = await serve(SIX)
    const fields = 'id,tasks'
    const bare = await get(`/${owned}/assigned_users`, { fields })
    expect(bare.body.error).toMatchObject({
      code: 100,
      message: expect.stringContaining('business'),
    })
    const nested = await get(`/${OWN}/${ownedList}`, { fields: 'id,assigned_users{id}' })
    // [observed] the words of the refusal in an expansion.
    expect(nested.body.error).toMatchObject({
      code: 100,
      message: "(#100) For field 'assigned_users': The parameter business is required",
    })
    const rows = await get(`/${owned}/assigned_users`, { business: OWN, fields })
    expect(ids(rows)).toEqual([ROBOT, LEE])
    expect(Object.keys(rows.body.data[0])).toEqual(['id', 'tasks'])
    const expanded = await get(`/${OWN}/${ownedList}`, {
      fields: `id,assigned_users.business(${OWN}){id,tasks}`,
    })
    expect(expanded.body.data[0].assigned_users.data).toHaveLength(2)
    const refused = await get(`/${owned}/assigned_users`, { business: OWN, fields: 'role' })
    expect(refused.body.error).toMatchObject(nonexisting('role'))
    // [observed] it may be asked for, and is never told.
    const asked = await get(`/${owned}/assigned_users`, { business: OWN, fields: 'id,email' })
    expect(Object.keys(asked.body.data[0])).toEqual(['id'])
  })

  it('says what could be given to people where its rows have that', async () => {
    const { get } = await serve(SIX)
    const fields = 'id,permitted_tasks'
    const { body } = await get(`/${owned}/assigned_users`, { business: OWN, fields })
    if (row.personColumns.includes('permitted_tasks')) {
      expect(sorted(body.data[1].permitted_tasks)).toEqual(sorted(row.tasks))
    } else {
      expect(body.error).toMatchObject(nonexisting('permitted_tasks'))
    }
  })

  it('gives people tasks: as JSON and as an indexed form, the list replacing the one before', async () => {
    const { post, raw, sandbox } = await serve(SIX)
    const held = (): readonly string[] | undefined =>
      sandbox.world().assets.get(owned)?.users.get(NOBODY)
    const json = { user: NOBODY, business: OWN, tasks: give }
    expect((await post(`/${owned}/assigned_users`, json)).body).toEqual({ success: true })
    expect(held()).toEqual(give)
    const [task = ''] = row.tasks.slice(-2)
    const form = new URLSearchParams({ user: NOBODY, 'tasks[0]': task })
    const headers = { authorization: `Bearer ${sandbox.token}` }
    const reply = await raw(`/v27.0/${owned}/assigned_users`, {
      method: 'POST',
      headers,
      body: form,
    })
    expect(reply.body).toEqual({ success: true })
    expect(held()).toEqual([task])
    const none = await post(`/${owned}/assigned_users`, { user: NOBODY, business: OWN })
    expect(none.body.error.code).toBe(100)
    const user = { user: '100000000000002', tasks: give }
    const reply2 = await post(`/${owned}/assigned_users`, user)
    expect(reply2.body.error).toMatchObject({ code: 100, error_subcode: 1752100 })
  })

  it('takes people off, or has no such call', async () => {
    const { del, sandbox } = await serve(SIX)
    const query = { user: LEE, business: OWN }
    const { body } = await del(`/${owned}/assigned_users`, query)
    const isGone = !sandbox.world().assets.get(owned)?.users.has(LEE)
    expect(isGone).toBe(row.userMethods.includes('DELETE'))
    if (isGone) expect(body).toEqual({ success: true })
    else expect(body.error).toMatchObject({ code: 100, error_subcode: 33 })
  })

  it('is limited on a client’s asset to what the client has given us', async () => {
    const { post } = await serve(SIX)
    const above = row.tasks.filter((task) => !row.agencyTasks?.includes(task)).slice(-1)
    const tasks = kind === 'whatsapp_account' ? ['MANAGE'] : above
    const { status, body } = await post(`/${client}/assigned_users`, { user: NOBODY, tasks })
    // What the client gave there is MANAGE, which stands for all.
    if (kind === 'whatsapp_account') expect(status).toBe(200)
    else expect([status, body.error.code]).toEqual([403, 200])
  })

  it('is shared and unshared, or has no agencies at all', async () => {
    const { get, post, del } = await serve(SIX)
    const grant = { business: '3001', permitted_tasks: give }
    const given = await post(`/${owned}/agencies`, grant)
    if (row.agencyMethods.length === 0) {
      expect(given.body.error).toMatchObject({ code: 100, error_subcode: 33 })
      expect((await get(`/${owned}/agencies`)).body.error).toMatchObject(nonexisting('agencies'))
      const deleted = await del(`/${owned}/agencies`, { business: '2002' })
      expect(deleted.body.error.error_subcode).toBe(33)
      return
    }
    expect(given.body).toEqual({ success: true })
    const rows = await get(`/${owned}/agencies`, { fields: 'id,permitted_tasks' })
    expect(ids(rows)).toEqual(['2002', '3001'])
    expect(rows.body.data[1].permitted_tasks).toEqual(expect.arrayContaining([...give]))
    expect((await post(`/${owned}/agencies`, grant)).body.error.code).toBe(3989)
    await del(`/${owned}/agencies`, { business: '3001' })
    expect(ids(await get(`/${owned}/agencies`))).toEqual(['2002'])
    expect((await get(`/${client}/agencies`)).body.error.code).toBe(200)
    expect((await post(`/${owned}/agencies`, { business: '3001' })).body.error.code).toBe(100)
  })

  it('is refused by the name of its scope, listed, seen and touched, and costs no other kind', async () => {
    if (scope === null) return
    const { get, post } = await serve(without(scope))
    const reads = [
      await get(`/${OWN}/${ownedList}`),
      await get(`/${OWN}/${clientList}`),
      await get(`/${owned}`),
      await get(`/${owned}/assigned_users`, { business: OWN }),
    ]
    const isRead = readBy !== undefined
    if (isRead) expect(reads.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const write = await post(`/${owned}/assigned_users`, { user: NOBODY, tasks: give })
    for (const { status, body } of [...(isRead ? [] : reads), write]) {
      expect([status, body.error.code]).toEqual([403, 200])
      expect(body.error.message).toContain(scope)
    }
    for (const other of FURTHER) {
      const { status } = await get(`/${OWN}/${other.lists[0]}`)
      const isRefused = other.kind === kind && !isRead
      expect([other.kind, status]).toEqual([other.kind, isRefused ? 403 : 200])
    }
  })

  it('wants business_management beside it', async () => {
    const { get } = await serve(without('business_management'))
    const { body } = await get(`/${owned}/assigned_users`, { business: OWN })
    expect(body.error).toMatchObject({
      code: 200,
      message: expect.stringContaining('business_management'),
    })
  })

  it('is in a person’s own list, or there is none', async () => {
    const { get } = await serve(SIX)
    const edges = [
      'assigned_pixels',
      'assigned_ads_pixels',
      'assigned_instagram_accounts',
      'assigned_instagram_assets',
      'assigned_product_catalogs',
      'assigned_whatsapp_business_accounts',
    ]
    for (const person of [LEE, ROBOT]) {
      const found: string[] = []
      for (const edge of edges) {
        const { body } = await get(`/${person}/${edge}`, { fields: 'id,tasks' })
        if (body.error !== undefined) expect(body.error).toMatchObject(nonexisting(edge))
        else if (body.data.some(({ id }: { id: string }) => id === owned)) found.push(edge)
      }
      expect(found).toEqual(row.inverse === undefined ? [] : [row.inverse])
    }
  })
})
