import { describe, expect, it } from 'vitest'
import { DANA, LEE, OWN, type Served, SMALL, serve, small } from '../support/serve.ts'

interface Item {
  readonly method: string
  readonly relative_url: string
  readonly body?: string
  readonly omit_response_on_success?: boolean
}

async function batch(served: Served, items: readonly Item[], more: object = {}) {
  const reply = await served.post('/', { batch: items, include_headers: false, ...more })
  return { reply, items: reply.body.map(opened) }
}

const opened = (entry: { code: number; body: string } | null) =>
  entry === null
    ? null
    : { code: entry.code, body: entry.body === '' ? null : JSON.parse(entry.body) }

describe('batch', () => {
  it('answers each item on its own, in order', async () => {
    const served = await serve(SMALL)
    const { reply, items } = await batch(served, [
      { method: 'GET', relative_url: 'me?fields=id' },
      { method: 'GET', relative_url: 'act_4242' },
      {
        method: 'POST',
        relative_url: 'v25.0/act_1111/assigned_users',
        body: `user=${DANA}&tasks[0]=ANALYZE`,
      },
      { method: 'DELETE', relative_url: `act_1111/assigned_users?user=${LEE}` },
    ])
    expect(reply.status).toBe(200)
    expect(items.map((item: { code: number }) => item.code)).toEqual([200, 400, 200, 200])
    expect(items[1].body.error).toMatchObject({ code: 100, error_subcode: 33 })
    const users = served.sandbox.world().assets.get('act_1111')?.users
    expect(users?.get(DANA)).toEqual(['ANALYZE'])
    expect(users?.has(LEE)).toBe(false)
    expect(served.sandbox.counts).toEqual({ http: 1, graph: 4, reads: 2, writes: 2 })
    expect(served.sandbox.requests.every((each) => each.batch)).toBe(true)
  })

  it('takes DELETE parameters from the relative URL alone', async () => {
    const served = await serve(SMALL)
    const { items } = await batch(served, [
      { method: 'DELETE', relative_url: 'act_1111/assigned_users', body: `user=${LEE}` },
    ])
    expect(items[0].body.error.message).toContain('The parameter user is required')
  })

  it('comes as JSON text in a form too, with or without a version', async () => {
    const served = await serve(SMALL)
    const text = JSON.stringify([{ method: 'GET', relative_url: 'me' }])
    for (const path of ['/', '/v27.0', '/v27.0/']) {
      const body = new URLSearchParams({ batch: text, access_token: served.sandbox.token })
      const reply = await served.raw(path, { method: 'POST', body })
      expect(reply.body[0].code).toBe(200)
      const names = reply.body[0].headers.map((each: { name: string }) => each.name)
      expect(names).toContain('facebook-api-version')
    }
  })

  it('gives items tokens of their own', async () => {
    const served = await serve(SMALL)
    const token = await served.pageToken('3333')
    const { items } = await batch(served, [
      { method: 'GET', relative_url: '3333/agencies' },
      { method: 'GET', relative_url: `3333/agencies?access_token=${token}&fields=id` },
      {
        method: 'POST',
        relative_url: '3333/assigned_users',
        body: `access_token=${token}&user=${DANA}&business=${OWN}&tasks[0]=ANALYZE`,
      },
    ])
    expect(items[0].body.error.code).toBe(190)
    expect(items[1].body.data).toEqual([{ id: '2002' }])
    expect(items[2].body).toEqual({ success: true })
    expect(served.sandbox.requests.slice(1).map((each) => each.tokenKind)).toEqual([
      'system_user',
      'page',
      'page',
    ])
  })

  it('takes at most 50 items, needs a token, and refuses nonsense', async () => {
    const served = await serve(SMALL)
    const item = { method: 'GET', relative_url: 'me' }
    const full = await batch(
      served,
      Array.from({ length: 50 }, () => item),
    )
    expect(full.items).toHaveLength(50)
    const over = await served.post('/', { batch: Array.from({ length: 51 }, () => item) })
    expect([over.status, over.body.error.type]).toEqual([400, 'GraphBatchException'])
    expect((await served.post('/', { batch: 'x' })).body.error.code).toBe(100)
    expect((await served.post('/', { batch: [{ method: 'GET' }] })).body.error.code).toBe(100)
    const none = await served.raw('/', { method: 'POST', body: JSON.stringify({ batch: [item] }) })
    expect(none.body.error.code).toBe(104)
  })

  it('suppresses answers on wish, and may take effect in another order', async () => {
    const served = await serve(small('{ batch_order: reverse }'))
    const post = (task: string): Item => ({
      method: 'POST',
      relative_url: 'act_1111/assigned_users',
      body: `user=${DANA}&tasks[0]=${task}`,
      omit_response_on_success: task === 'ANALYZE',
    })
    const { items } = await batch(served, [post('ADVERTISE'), post('ANALYZE')])
    expect(items).toEqual([{ code: 200, body: { success: true } }, null])
    const tasks = served.sandbox.world().assets.get('act_1111')?.users.get(DANA)
    expect(tasks).toEqual(['ADVERTISE'])
  })
})
