import { afterEach, describe, expect, it } from 'vitest'
import { GraphError } from '../../src/graph/errors/graph-error.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Step } from '../../src/model/plan.ts'
import { callsOf, type WriteCall } from '../../src/model/write.ts'
import {
  type Arrived,
  graphError,
  type Reply,
  type Rig,
  SECRET,
  startRig,
  TOKEN,
} from './scripted-server.ts'

let rig: Rig
afterEach(() => rig?.close())

const callOf = (action: Step['action'], id: string): WriteCall => {
  const kind = id.startsWith('act_') ? 'ad_account' : 'page'
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
const itemsIn = (request: Arrived | undefined): readonly Record<string, string>[] =>
  JSON.parse(new URLSearchParams(request?.body).get('batch') ?? '[]') as Record<string, string>[]

const withTokens =
  (answer: (request: Arrived) => Reply) =>
  (request: Arrived): Reply =>
    request.method === 'GET'
      ? { json: { id: request.path.slice(1), access_token: `TOKENOF${request.path.slice(1)}` } }
      : answer(request)

describe('many writes', () => {
  it('are one batch, each in its own form, with the outcome of each', async () => {
    rig = await startRig(
      (request) => (request.path === '/act_2/agencies' ? graphError(3989) : OK),
      { appSecret: SECRET },
    )
    const calls = [
      callOf('assign', 'act_1'),
      callOf('grant', 'act_2'),
      callOf('unassign', 'act_3'),
      callOf('revoke', 'act_4'),
    ]
    const answers = await rig.client.writeMany(calls)
    expect(answers).toMatchObject([
      { success: true },
      { code: 3989, lost: false, call: 'POST /act_2/agencies' },
      { success: true },
      { success: true },
    ])
    expect(rig.server.arrived).toHaveLength(1)
    const [arrived] = rig.server.arrived
    expect(new URLSearchParams(arrived?.body).get('access_token')).toBe(TOKEN)
    expect(new URLSearchParams(arrived?.body).get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/)
    expect(itemsIn(arrived)).toEqual([
      {
        method: 'POST',
        relative_url: 'act_1/assigned_users',
        body: 'user=2002&tasks%5B0%5D=ADVERTISE&tasks%5B1%5D=ANALYZE&business=1001',
      },
      {
        method: 'POST',
        relative_url: 'act_2/agencies',
        body: 'business=2002&permitted_tasks%5B0%5D=ADVERTISE&permitted_tasks%5B1%5D=ANALYZE',
      },
      { method: 'DELETE', relative_url: 'act_3/assigned_users?user=2002' },
      { method: 'DELETE', relative_url: 'act_4/agencies?business=2002' },
    ])
    expect(rig.client.counts()).toMatchObject({ read: 0, write: 4, http: 1 })
  })

  it('get the tokens they lack in one batch, and sign each with its own and its proof', async () => {
    rig = await startRig(
      withTokens(() => OK),
      { appSecret: SECRET },
    )
    const calls = [callOf('grant', '1'), callOf('revoke', '2'), callOf('grant', 'act_3')]
    expect(await rig.client.writeMany(calls)).toMatchObject(Array(3).fill({ success: true }))
    expect(rig.server.arrived).toHaveLength(2)
    const [posted, deleted, own] = itemsIn(rig.server.arrived[1])
    const form = new URLSearchParams(posted?.['body'])
    const query = new URLSearchParams(deleted?.['relative_url']?.split('?')[1])
    expect([form.get('access_token'), query.get('access_token')]).toEqual(['TOKENOF1', 'TOKENOF2'])
    const proofs = [form.get('appsecret_proof'), query.get('appsecret_proof')]
    expect(proofs[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(proofs[1]).not.toBe(proofs[0])
    expect(own?.['body']).not.toContain('access_token')
  })

  it.each<[string, Reply, object]>([
    ['a lost connection', { drop: true }, { type: 'connection_lost', lost: true }],
    ['HTML', { status: 502, text: '<html>' }, { type: 'not_json', lost: true }],
    ['no list', { json: { success: true } }, { type: 'unexpected_shape', lost: true }],
    ['an error of the API', graphError(2), { code: 2, lost: true }],
    ['a dead token', graphError(190), { code: 190, lost: false }],
    ['a limit', graphError(4), { code: 4, lost: false }],
  ])(
    'as a whole answered by %s, each have it and are sent once',
    async (_name, reply, expected) => {
      rig = await startRig(() => reply, { whole: true })
      const answers = await rig.client.writeMany([
        callOf('grant', 'act_1'),
        callOf('grant', 'act_2'),
      ])
      expect(answers.every((answer) => answer instanceof GraphError)).toBe(true)
      expect(answers).toMatchObject([
        { ...expected, call: 'POST /act_1/agencies' },
        { ...expected, call: 'POST /act_2/agencies' },
      ])
      expect(rig.server.arrived).toHaveLength(1)
      expect(rig.slept).toEqual([])
    },
  )

  it('that the API did not get to, or answered oddly, are lost, and they alone', async () => {
    rig = await startRig(
      (_request, count) => [{ drop: true as const }, { json: 7 }, OK][count] ?? OK,
    )
    const calls = ['act_1', 'act_2', 'act_3'].map((id) => callOf('grant', id))
    expect(await rig.client.writeMany(calls)).toMatchObject([
      { type: 'no_answer', lost: true },
      { type: 'unexpected_shape', lost: true },
      { success: true },
    ])
    expect(rig.client.counts()).toMatchObject({ write: 3, http: 1 })
  })

  it('whose token cannot be had are not sent; those that may take the own one are', async () => {
    rig = await startRig((request) => (request.method === 'GET' ? { json: { id: '1' } } : OK))
    const answers = await rig.client.writeMany([callOf('grant', '1'), callOf('assign', '2')])
    expect(answers).toMatchObject([{ type: 'no_asset_token', lost: false }, { success: true }])
    expect(itemsIn(rig.server.arrived.at(-1)).map((item) => item['relative_url'])).toEqual([
      '2/assigned_users',
    ])
  })

  it('refused with the asset’s token are answered as refused, not sent again', async () => {
    rig = await startRig(withTokens(() => graphError(200)))
    const answers = await rig.client.writeMany([callOf('assign', '1'), callOf('assign', '2')])
    expect(answers).toMatchObject(Array(2).fill({ code: 200, lost: false }))
    expect(rig.client.counts()).toMatchObject({ write: 2 })
  })

  it('are not lost where the way to their tokens failed', async () => {
    rig = await startRig(() => graphError(190))
    const answers = await rig.client.writeMany([callOf('grant', '1'), callOf('grant', 'act_2')])
    expect(answers).toMatchObject([
      { code: 190, lost: false },
      { code: 190, lost: false },
    ])
    expect(rig.client.counts().write).toBe(1)
  })

  it('are refused by a read-only client, and unformed or disordered ones by any', async () => {
    rig = await startRig(() => OK, { readOnly: true })
    const call = callOf('grant', 'act_1')
    expect(await rig.client.writeMany([call])).toMatchObject([{ type: 'read_only', lost: false }])
    expect(rig.server.arrived).toHaveLength(0)
    await expect(rig.client.writeMany([{ ...call }])).rejects.toThrow('callsOf')
    await expect(rig.client.writeMany([call, callOf('revoke', 'act_1')])).rejects.toThrow('two')
    const many = Array.from({ length: 51 }, (_, place) => callOf('grant', `act_${place + 1}`))
    await expect(rig.client.writeMany(many)).rejects.toThrow('50')
    expect(await rig.client.writeMany([])).toEqual([])
  })
})
