import { afterEach, describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import type { Step } from '../../src/model/plan.ts'
import { callsOf, type WriteCall } from '../../src/model/write.ts'
import { graphError, type Reply, type Rig, SECRET, startRig, TOKEN } from './scripted-server.ts'

let rig: Rig
afterEach(() => rig?.close())

const callOf = (action: Step['action'], kind = 'ad_account', id = 'act_1111'): WriteCall => {
  const [call] = callsOf(
    {
      action,
      asset: { kind, id, name: null },
      subject: { type: 'business', id: '2002', name: null, alias: null },
      after: ['ADVERTISE', 'ANALYZE'],
    },
    '1001',
    KINDS,
  )
  if (call === undefined) throw new Error('no call')
  return call
}

const OK: Reply = { json: { success: true } }

describe('a write', () => {
  it('is a POST with a JSON body and real lists', async () => {
    rig = await startRig(() => OK, { appSecret: SECRET })
    await rig.client.write(callOf('grant'))
    const [arrived] = rig.server.arrived
    expect(arrived).toMatchObject({ method: 'POST', url: '/v27.0/act_1111/agencies' })
    expect(arrived?.headers['content-type']).toBe('application/json')
    expect(arrived?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    expect(JSON.parse(arrived?.body ?? '')).toEqual({
      business: '2002',
      permitted_tasks: ['ADVERTISE', 'ANALYZE'],
      appsecret_proof: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(rig.client.counts()).toEqual({ read: 0, write: 1, http: 1 })
  })

  it('is a DELETE with its parameters in the query', async () => {
    rig = await startRig(() => OK)
    await rig.client.write(callOf('unassign'))
    expect(rig.server.arrived[0]).toMatchObject({
      method: 'DELETE',
      url: '/v27.0/act_1111/assigned_users?user=2002',
      body: '',
    })
  })

  it.each<[unknown, object]>([
    [{ success: true }, { success: true, requiresAdminApproval: false, accessStatus: null }],
    [{ success: 'true' }, { success: true }],
    [true, { success: true }],
    [{ success: false }, { success: false }],
    [{ success: true, requires_admin_approval: true }, { requiresAdminApproval: true }],
    [{ access_status: 'CONFIRMED' }, { success: true, accessStatus: 'CONFIRMED' }],
    [{ pending: {} }, { success: true, accessStatus: 'PENDING' }],
  ])('answered %j', async (json, expected) => {
    rig = await startRig(() => ({ json }))
    expect(await rig.client.write(callOf('grant'))).toMatchObject(expected)
  })

  it.each<[string, Reply, object]>([
    ['a dropped connection', { drop: true }, { type: 'connection_lost', lost: true }],
    ['HTML', { status: 502, text: '<html>' }, { type: 'not_json', lost: true }],
    ['truncated JSON', { text: '{"succ' }, { type: 'not_json', lost: true }],
    ['null', { text: 'null' }, { type: 'unexpected_shape', lost: true }],
    ['a redirect', { status: 307, text: '' }, { type: 'redirect', lost: true }],
    ['an answer in no time', { hang: true }, { type: 'timeout', lost: true }],
    ['code 1', graphError(1), { code: 1, lost: true }],
    ['code 2', graphError(2), { code: 2, lost: true }],
    ['an internal code', graphError(-3), { code: -3, lost: true }],
    ['code 3919', graphError(3919), { code: 3919, lost: true }],
    ['is_transient', graphError(100, { is_transient: true }), { code: 100, lost: true }],
    ['a 5xx with a code', { ...graphError(200), status: 503 }, { code: 200, lost: true }],
    ['code 200', graphError(200), { code: 200, lost: false }],
    ['code 190', graphError(190), { code: 190, lost: false }],
    ['code 3989', graphError(3989), { code: 3989, lost: false }],
    ['a limit that calls itself transient', graphError(4, { is_transient: true }), { lost: false }],
  ])('is sent once, whatever comes back: %s', async (_name, reply, expected) => {
    rig = await startRig(() => reply, { timeoutMs: 2000 })
    await expect(rig.client.write(callOf('grant'))).rejects.toMatchObject(expected)
    expect(rig.server.arrived).toHaveLength(1)
    expect(rig.slept).toEqual([])
  })

  it('is not lost when it could not be sent', async () => {
    rig = await startRig(() => OK)
    await rig.server.close()
    const expected = { type: 'no_connection', lost: false }
    await expect(rig.client.write(callOf('grant'))).rejects.toMatchObject(expected)
  })

  it('says how long a limit lasts', async () => {
    const headers = {
      'x-ad-account-usage': '{"acc_id_util_pct":100,"reset_time_duration":90}',
    }
    rig = await startRig(() => ({ ...graphError(613), headers }))
    const expected = { code: 613, retryAfterMs: 90_000 }
    await expect(rig.client.write(callOf('grant'))).rejects.toMatchObject(expected)
  })

  it('that callsOf did not form is refused', async () => {
    rig = await startRig(() => OK)
    const copy = { ...callOf('grant') }
    await expect(rig.client.write(copy)).rejects.toThrow('callsOf')
    expect(rig.server.arrived).toHaveLength(0)
  })

  it('is refused by a read-only client, before anything is sent', async () => {
    rig = await startRig(() => OK, { readOnly: true })
    const expected = { type: 'read_only', lost: false }
    await expect(rig.client.write(callOf('grant'))).rejects.toMatchObject(expected)
    expect(rig.server.arrived).toHaveLength(0)
  })
})

describe("a write with an asset's token", () => {
  const page = callOf('grant', 'page', '3333')

  it('gets the token first', async () => {
    rig = await startRig(({ path }) =>
      path === '/3333' ? { json: { id: '3333', access_token: 'PAGETOKEN' } } : OK,
    )
    await rig.client.write(page)
    expect(rig.server.arrived[1]?.headers.authorization).toBe('Bearer PAGETOKEN')
    expect(rig.client.counts()).toEqual({ read: 1, write: 1, http: 2 })
  })

  it('asks again where there was none before: a step of the same run may have given it', async () => {
    let isAssigned = false
    rig = await startRig(({ path }) => {
      if (path !== '/3333') return OK
      return { json: { id: '3333', ...(isAssigned ? { access_token: 'PAGETOKEN' } : {}) } }
    })
    const expected = { type: 'no_asset_token', lost: false }
    await expect(rig.client.write(page)).rejects.toMatchObject(expected)
    isAssigned = true
    expect(await rig.client.write(page)).toMatchObject({ success: true })
  })

  it.each([
    ['dies on the way to the token', graphError(190), { code: 190, lost: false }],
    ['cannot get the token', { status: 500, text: '<html>' }, { type: 'not_json', lost: false }],
  ])('is not lost when it %s: it was never sent', async (_name, reply, expected) => {
    rig = await startRig(() => reply)
    await expect(rig.client.write(page)).rejects.toMatchObject(expected)
    expect(rig.server.arrived.every(({ method }) => method === 'GET')).toBe(true)
    expect(rig.client.counts().write).toBe(0)
  })
})

describe("a write with an asset's token, or the run's own", () => {
  const assign = callOf('assign', 'page', '3333')
  const withToken: Reply = { json: { id: '3333', access_token: 'PAGETOKEN' } }
  const signers = () =>
    rig.server.arrived.flatMap(({ method, headers }) =>
      method === 'POST' ? [headers.authorization?.slice('Bearer '.length)] : [],
    )

  it.each<[string, Reply, (isOwn: boolean) => Reply, readonly string[]]>([
    ['takes the asset’s', withToken, () => OK, ['PAGETOKEN']],
    ['takes its own where there is none', { json: { id: '3333' } }, () => OK, [TOKEN]],
    [
      'tries its own where the asset’s is refused',
      withToken,
      (isOwn) => (isOwn ? OK : graphError(200)),
      ['PAGETOKEN', TOKEN],
    ],
  ])('%s', async (_name, node, answer, expected) => {
    rig = await startRig(({ path, headers }) =>
      path === '/3333' ? node : answer(headers.authorization === `Bearer ${TOKEN}`),
    )
    expect(await rig.client.write(assign)).toMatchObject({ success: true })
    expect(signers()).toEqual(expected)
    expect(rig.client.counts().write).toBe(expected.length)
  })

  it.each<[string, Reply]>([
    ['is lost', { drop: true }],
    ['is refused for what it asks', graphError(100)],
    ['is refused in a way that cannot tell', { ...graphError(200), status: 503 }],
  ])('is not sent again when it %s', async (_name, reply) => {
    rig = await startRig(({ path }) => (path === '/3333' ? withToken : reply))
    await expect(rig.client.write(assign)).rejects.toMatchObject({ name: 'GraphError' })
    expect(signers()).toEqual(['PAGETOKEN'])
  })

  it('is not lost when the token cannot be had', async () => {
    rig = await startRig(() => ({ status: 500, text: '<html>' }))
    await expect(rig.client.write(assign)).rejects.toMatchObject({ lost: false })
    expect(signers()).toEqual([])
  })
})
