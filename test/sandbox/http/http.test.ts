import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { proofOf } from '../../support/canaries.ts'
import { DANA, OWN, ROBOT, type Served, SMALL, serve } from '../support/serve.ts'

/** A request with headers that fetch would not send. */
function plain(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end()
  })
}

describe('guards', () => {
  it('refuses an Origin and a foreign Host, and does not count them', async () => {
    const { sandbox } = await serve(SMALL)
    const url = `${sandbox.url}/me?access_token=${sandbox.token}`
    const { port } = new URL(sandbox.url)
    expect(await plain(url, { origin: 'https://evil.example' })).toBe(403)
    expect(await plain(url, { origin: 'null' })).toBe(403)
    expect(await plain(url, { host: 'evil.example' })).toBe(403)
    expect(await plain(url, { host: `evil.example:${port}` })).toBe(403)
    expect(sandbox.counts.http).toBe(0)
    expect(await plain(url, { host: `localhost:${port}` })).toBe(200)
  })

  it('guards the control path the same way', async () => {
    const { sandbox } = await serve(SMALL)
    const url = `${sandbox.url}/_sandbox/accept?address=x`
    expect(await plain(url, { origin: 'https://evil.example' })).toBe(403)
  })
})

describe('tokens', () => {
  it('come from the query, a body, or the Authorization header', async () => {
    const { raw, sandbox } = await serve(SMALL)
    const { token } = sandbox
    expect((await raw(`/me?access_token=${token}`)).status).toBe(200)
    for (const scheme of ['Bearer', 'OAuth']) {
      const headers = { authorization: `${scheme} ${token}` }
      expect((await raw('/me', { headers })).status).toBe(200)
    }
    const body = JSON.stringify({ access_token: token, user: DANA, tasks: ['ANALYZE'] })
    const reply = await raw('/act_1111/assigned_users', { method: 'POST', body })
    expect(reply.body).toEqual({ success: true })
  })

  it('are refused with 104 when absent and 190 when wrong', async () => {
    const { raw, sandbox } = await serve(SMALL)
    expect((await raw('/act_1111')).body.error.code).toBe(104)
    const wrong = await raw('/me?access_token=EAAGwrong')
    expect(wrong.status).toBe(400)
    expect(wrong.body.error).toMatchObject({ code: 190, type: 'OAuthException' })
    expect((await raw('/me?access_token=SANDBOXPAGE3333xffff')).body.error.code).toBe(190)
    expect(sandbox.requests.map((each) => [each.tokenKind, each.code])).toEqual([
      ['none', 104],
      ['invalid', 190],
      ['invalid', 190],
    ])
  })

  it('expire', async () => {
    const world = SMALL.replace('  scopes:', '  expires: 2026-11-22T09:00:00Z\n  scopes:')
    const { get } = await serve(world)
    expect((await get('/me')).body.error).toMatchObject({ code: 190, error_subcode: 463 })
  })

  it('are never recorded', async () => {
    const { raw, pageToken, sandbox } = await serve(SMALL)
    const page = await pageToken('3333')
    await raw(`/v27.0/debug_token?access_token=${sandbox.token}&input_token=${page}`)
    const kept = JSON.stringify([sandbox.requests, sandbox.commits])
    expect(kept).not.toContain(page)
    expect(kept).not.toContain(sandbox.token)
    expect(sandbox.requests.at(-1)?.path).toBe('/debug_token')
  })

  it('can be looked into', async () => {
    const { get, pageToken, sandbox } = await serve(SMALL)
    const own = await get('/debug_token', { input_token: sandbox.token })
    expect(own.body.data).toMatchObject({
      app_id: '880000000000001',
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      user_id: ROBOT,
    })
    expect(own.body.data.scopes).toContain('business_management')
    const page = await get('/debug_token', { input_token: await pageToken('3333') })
    expect(page.body.data).toMatchObject({ type: 'PAGE', profile_id: '3333', user_id: ROBOT })
    expect(own.body.data.data_access_expires_at).toBe(0)
    const bad = await get('/debug_token', { input_token: 'x' })
    expect(bad.body.data).toMatchObject({ is_valid: false, error: { code: 190 } })
  })
})

describe('a token with an end, limits and what was declined', () => {
  const FACTS = `  declined: [email]
  targets: { ads_management: ["1111", "1112"] }
  expires: 2026-12-01T00:00:00Z
  data_expires: 2026-12-02T00:00:00Z
  scopes:`

  it('says so', async () => {
    const { get, sandbox } = await serve(SMALL.replace('  scopes:', FACTS))
    const { body } = await get('/debug_token', { input_token: sandbox.token })
    expect(body.data).toMatchObject({
      expires_at: Date.parse('2026-12-01') / 1000,
      data_access_expires_at: Date.parse('2026-12-02') / 1000,
      granular_scopes: expect.arrayContaining([
        { scope: 'business_management' },
        { scope: 'ads_management', target_ids: ['1111', '1112'] },
      ]),
    })
    const permissions = await get('/me/permissions', { fields: 'permission,status' })
    expect(permissions.body.data).toContainEqual({ permission: 'email', status: 'declined' })
    expect(permissions.body.data).toContainEqual({
      permission: 'ads_management',
      status: 'granted',
    })
  })

  it('comes back equal from its own print', () => {
    const world = parseWorld(SMALL.replace('  scopes:', FACTS))
    expect(parseWorld(printWorld(world))).toEqual(world)
  })

  it('that is the app’s belongs to no user', async () => {
    const world = SMALL.replace('id: "880000000000001"', 'id: "880000000000001", secret: shh')
    const { get } = await serve(world)
    const app = '880000000000001|shh'
    const { body } = await get('/debug_token', { input_token: app }, app)
    expect(body.data).toMatchObject({ type: 'APP', is_valid: true })
    expect(body.data).not.toHaveProperty('user_id')
    expect((await get('/me', {}, app)).body.error.code).toBe(190)
  })
})

describe('appsecret_proof', () => {
  const SECRET = 'abcdef0123456789'
  const world = (required: boolean): string =>
    SMALL.replace(
      'app: { id: "880000000000001" }',
      `app: { id: "880000000000001", secret: ${SECRET}, require_proof: ${required} }`,
    )
  const proof = (token: string): string => proofOf(token, SECRET)

  it('is checked when given, and required when the app says so', async () => {
    const loose = await serve(world(false))
    expect((await loose.get('/me')).status).toBe(200)
    const wrong = await loose.get('/me', { appsecret_proof: 'f'.repeat(64) })
    expect(wrong.body.error.code).toBe(100)
    expect(wrong.body.error.message).toContain('Invalid appsecret_proof provided')
    const strict = await serve(world(true))
    const none = await strict.get('/me')
    expect(none.body.error.message).toContain('require an appsecret_proof argument')
    const right = await strict.get('/me', { appsecret_proof: proof(strict.sandbox.token) })
    expect(right.status).toBe(200)
  })

  it('belongs to one token', async () => {
    const { get, post, sandbox } = await serve(world(true))
    const own = { appsecret_proof: proof(sandbox.token) }
    const page = (await get('/3333', { fields: 'access_token', ...own })).body.access_token
    expect((await get('/3333/agencies', own, page)).body.error.code).toBe(100)
    const ofPage = { appsecret_proof: proof(page) }
    expect((await get('/3333/agencies', ofPage, page)).status).toBe(200)
    const url = `3333/agencies?access_token=${page}`
    const batch = [
      { method: 'GET', relative_url: 'me' },
      { method: 'GET', relative_url: url },
      { method: 'GET', relative_url: `${url}&appsecret_proof=${proof(page)}` },
    ]
    const reply = await post('/', { batch, ...own })
    expect(reply.body.map((each: { code: number }) => each.code)).toEqual([200, 400, 200])
    expect((await post('/', { batch })).body.error.code).toBe(100)
    const loose = await serve(world(false))
    const mixed = await loose.post('/', { batch: batch.slice(0, 2), ...own })
    expect(mixed.body.map((each: { code: number }) => each.code)).toEqual([200, 200])
  })
})

describe('bodies', () => {
  const form = (served: Served, path: string, body: string): ReturnType<Served['raw']> =>
    served.raw(`/v27.0${path}?access_token=${served.sandbox.token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })

  it.each([
    ['an indexed form', `user=${DANA}&tasks[0]=ADVERTISE&tasks[1]=ANALYZE`],
    ['JSON in a form', `user=${DANA}&tasks=${encodeURIComponent('["ADVERTISE","ANALYZE"]')}`],
    ['quotes of the other kind', `user=${DANA}&tasks=['ADVERTISE','ANALYZE']`],
  ])('are understood as %s', async (_name, body) => {
    const served = await serve(SMALL)
    expect((await form(served, '/act_1111/assigned_users', body)).body).toEqual({ success: true })
    const tasks = served.sandbox.world().assets.get('act_1111')?.users.get(DANA)
    expect(tasks).toEqual(['ADVERTISE', 'ANALYZE'])
    expect(served.sandbox.commits[0]?.params['tasks']).toEqual(['ADVERTISE', 'ANALYZE'])
  })

  it('as JSON in a form are not parsed for Instagram assets', async () => {
    const served = await serve(
      `${SMALL}instagram_accounts: { "4444": { name: IG, owner: "1001" } }\n`,
    )
    const path = '/4444/assigned_users'
    const refused = await form(served, path, `user=${DANA}&tasks=["ANALYZE"]`)
    expect(refused.body.error.message).toContain('Failed to parse the request body parameters')
    expect((await form(served, path, `user=${DANA}&tasks[0]=ANALYZE`)).status).toBe(200)
    expect((await served.post(path, { user: DANA, tasks: ['ANALYZE'] })).status).toBe(200)
  })

  it('that are no JSON object are refused', async () => {
    const { raw, sandbox } = await serve(SMALL)
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const url = `/act_1111/agencies?access_token=${sandbox.token}`
    expect((await raw(url, { ...init, body: '{' })).body.error.code).toBe(100)
    expect((await raw(url, { ...init, body: '[]' })).body.error.code).toBe(100)
    const odd = await raw(url, { ...init, body: '{"__proto__":{"business":"2002"}}' })
    expect(odd.body.error.message).toContain('business is required')
  })
})

describe('versions', () => {
  it('answer as asked, or as the oldest one that still works', async () => {
    const { raw, sandbox } = await serve(SMALL)
    const me = async (version: string): Promise<[number, string | null]> => {
      const reply = await raw(`${version}/me?access_token=${sandbox.token}`)
      return [reply.status, reply.headers.get('facebook-api-version')]
    }
    expect(await me('/v25.0')).toEqual([200, 'v25.0'])
    expect(await me('/v19.0')).toEqual([200, 'v21.0'])
    expect(await me('')).toEqual([200, 'v21.0'])
    expect((await me('/v99.0'))[0]).toBe(400)
  })

  it('that expired are refused on ad accounts', async () => {
    const { raw, sandbox } = await serve(SMALL)
    const token = `access_token=${sandbox.token}`
    const old = await raw(`/v19.0/act_1111/agencies?${token}`)
    expect(old.body.error.code).toBe(2635)
    expect((await raw(`/v19.0/${OWN}/owned_pages?${token}`)).status).toBe(200)
  })

  it('stand beside a trace id, and no usage header unless asked for', async () => {
    const { get } = await serve(SMALL)
    const reply = await get('/me')
    expect(reply.headers.get('x-fb-trace-id')).toMatch(/^A/)
    expect(reply.headers.get('x-app-usage')).toBeNull()
    const usage = `${SMALL}modes: { usage: { X-App-Usage: { call_count: 96, total_time: 4 } } }\n`
    const loud = await (await serve(usage)).get('/me')
    expect(JSON.parse(loud.headers.get('x-app-usage') ?? '')).toEqual({
      call_count: 96,
      total_time: 4,
    })
  })
})

describe('the person, from another shell', () => {
  const play = (served: Served, act: string, address: string, token?: string) =>
    served.raw(`/_sandbox/${act}?${new URLSearchParams({ address })}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? served.sandbox.token}` },
    })

  it('acts with the sandbox’s token on what waits', async () => {
    const changes: unknown[] = []
    const served = await serve(SMALL, { onChange: (world) => changes.push(world) })
    expect((await play(served, 'accept', 'act_1111/agencies/2003', 'x')).status).toBe(401)
    const done = await play(served, 'accept', 'act_1111/agencies/2003')
    expect([done.status, done.body]).toEqual([200, { success: true }])
    const row = served.sandbox.world().assets.get('act_1111')?.agencies.get('2003')
    expect(row).toMatchObject({ status: 'CONFIRMED', updated: '2026-11-22T10:00:00Z' })
    expect(changes).toHaveLength(1)
    const again = await play(served, 'accept', 'act_1111/agencies/2003')
    expect(again.status).toBe(400)
    expect(again.body.message).toContain('nothing waits there')
    expect((await play(served, 'destroy', 'act_1111/agencies/2003')).status).toBe(404)
    expect(served.sandbox.counts.http).toBe(0)
  })
})
