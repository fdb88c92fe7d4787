import { describe, expect, it } from 'vitest'
import { LEE, OWN, type Reply, type Served, serve } from '../support/serve.ts'
import { NOBODY, SIX, six } from './six-kinds.ts'

const ASSET = '104000000000001'
const FIVE = ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES']
const sorted = (list: readonly string[]): readonly string[] => [...list].sort()

const give = (served: Served, tasks: readonly string[]): Promise<Reply> =>
  served.post(`/${ASSET}/assigned_users`, { user: NOBODY, business: OWN, tasks })

const read = async (served: Served, person = NOBODY): Promise<readonly string[] | undefined> => {
  const query = { business: OWN, fields: 'id,tasks' }
  const { body } = await served.get(`/${ASSET}/assigned_users`, query)
  return body.data.find(({ id }: { id: string }) => id === person)?.tasks.sort()
}

describe('an Instagram asset', () => {
  it('is listed like the recorded ones: an id, the user’s other id, the user’s name', async () => {
    const { get } = await serve(SIX)
    expect((await get(`/${OWN}/owned_instagram_assets`)).body.data).toEqual([
      { id: ASSET, ig_user_id: '17841400000000001', ig_username: 'northwind' },
    ])
    const [theirs] = (await get(`/${OWN}/client_instagram_assets`)).body.data
    expect(theirs.ig_user_id).toMatch(/^1784\d{13}$/)
    // The user is a node as well, and has nothing of the asset.
    expect((await get('/17841400000000001')).body).toEqual({ id: '17841400000000001' })
    expect((await get('/17841400000000001/assigned_users')).body.error.code).toBe(100)
    expect((await get(`/${OWN}/client_instagram_accounts`)).body.error.code).toBe(100)
  })

  it('is in the same words without a name, an owner, and what a client may hand on', async () => {
    const { get } = await serve(SIX)
    for (const field of ['name', 'owner_business', 'business', 'permitted_tasks']) {
      const lists = [`/${OWN}/owned_instagram_assets`, `/${OWN}/client_instagram_assets`]
      for (const path of [`/${ASSET}`, ...lists]) {
        const { status, body } = await get(path, { fields: `id,${field}` })
        expect([status, body.error.code]).toEqual([400, 100])
        expect(body.error.message).toContain(`nonexisting field (${field})`)
      }
    }
  })

  it('gives with ADVERTISE four others, or nothing, and rows at rest are as they are', async () => {
    const served = await serve(SIX)
    await give(served, ['ADVERTISE'])
    expect(await read(served)).toEqual(FIVE)
    expect(await read(served, LEE)).toEqual(['ADVERTISE', 'ANALYZE'])
    const exact = await serve(six('{ widening: never }'))
    await give(exact, ['ADVERTISE', 'ANALYZE'])
    expect(await read(exact)).toEqual(['ADVERTISE', 'ANALYZE'])
  })

  it('takes FULL_CONTROL, which the spec does not know, for everything', async () => {
    const served = await serve(SIX)
    await give(served, ['FULL_CONTROL'])
    expect(await read(served)).toEqual(
      sorted([...FIVE, 'CREATIVE_MANAGEMENT', 'CREATOR_MANAGEMENT', 'FULL_CONTROL']),
    )
  })

  it('answers a wrong task with the names of all thirteen, by the field’s place', async () => {
    const served = await serve(SIX)
    const { status, body } = await give(served, ['ANALYZE', 'MANAGE'])
    expect([status, body.error.code]).toEqual([400, 100])
    expect(body.error).not.toHaveProperty('error_subcode')
    const { message } = body.error
    expect(message).toContain("JSON schema constraint 'enum' for the JSON field 'tasks.1'")
    expect(message).toMatch(/ but got 'MANAGE'$/)
    const names = /expected : '\[(.*)\]' but/.exec(message)?.[1]?.split(', ')
    expect(names).toHaveLength(13)
    const share = { business: '3001', permitted_tasks: ['FULL_CONTROL'] }
    const shared = await served.post(`/${ASSET}/agencies`, share)
    expect(shared.body.error.message).toContain("the JSON field 'permitted_tasks.0'")
    // The others name the parameter, as ever.
    const other = await served.post('/5001/assigned_users', { user: NOBODY, tasks: ['MANAGE'] })
    expect(other.body.error.message).toContain('Param tasks[0] must be one of')
  })

  it.each([
    ['a form’s list as text', 'application/x-www-form-urlencoded', 'tasks=["CONTENT"]', 400],
    ['pseudo-JSON in a form', 'application/x-www-form-urlencoded', "tasks=['CONTENT']", 400],
    ['an indexed form', 'application/x-www-form-urlencoded', 'tasks[0]=CONTENT', 200],
    ['JSON', 'application/json', '{"tasks":["CONTENT"]}', 200],
  ])('takes lists in some encodings only: %s', async (_what, type, text, expected) => {
    const { raw, sandbox } = await serve(SIX)
    for (const asset of [ASSET, '5001', 'act_1111']) {
      const headers = { authorization: `Bearer ${sandbox.token}`, 'content-type': type }
      const body = text.replace('CONTENT', asset === ASSET ? 'CONTENT' : 'ANALYZE')
      const path = `/v27.0/${asset}/assigned_users?user=${NOBODY}&business=${OWN}`
      const reply = await raw(path, { method: 'POST', headers, body })
      expect([asset, reply.status]).toEqual([asset, asset === ASSET ? expected : 200])
      if (reply.status === 400) {
        expect(reply.body.error.message).toContain('Failed to parse the request body parameters')
      }
    }
  })

  it('may want the owner’s business where people are put on a client’s', async () => {
    const body = { user: NOBODY, tasks: ['ANALYZE'] }
    const put = async (modes: string, asset: string, business: string): Promise<number> => {
      const { post } = await serve(six(modes))
      return (await post(`/${asset}/assigned_users`, { ...body, business })).status
    }
    const CLIENTS = '104000000000009'
    expect(await put('{}', CLIENTS, OWN)).toBe(200)
    expect(await put('{}', CLIENTS, '3001')).toBe(400)
    expect(await put('{ assign_business: owner }', CLIENTS, OWN)).toBe(400)
    expect(await put('{ assign_business: owner }', CLIENTS, '3001')).toBe(200)
    expect(await put('{ assign_business: owner }', ASSET, OWN)).toBe(200)
    expect(await put('{ assign_business: owner }', '5009', OWN)).toBe(200)
  })

  it('takes the indexed form alone in a batch too', async () => {
    const { post } = await serve(SIX)
    const call = (body: string): object => ({
      method: 'POST',
      relative_url: `${ASSET}/assigned_users`,
      body: `user=${NOBODY}&business=${OWN}&${body}`,
    })
    const batch = [call('tasks=%5B%22CONTENT%22%5D'), call('tasks[0]=CONTENT')]
    const { body } = await post('/', { batch })
    expect(body.map(({ code }: { code: number }) => code)).toEqual([400, 200])
  })
})
