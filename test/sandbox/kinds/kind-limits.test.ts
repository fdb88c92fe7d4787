import { describe, expect, it } from 'vitest'
import { OWN, type Reply, type Served, serve } from '../support/serve.ts'
import { SIX, six } from './six-kinds.ts'

const usage = (reply: Reply): object =>
  JSON.parse(reply.headers.get('x-business-use-case-usage') ?? 'null')

const many = async (served: Served, path: string, calls: number): Promise<Reply> => {
  for (let call = 1; call < calls; call += 1) await served.get(path)
  return served.get(path)
}

describe('calls on one asset', () => {
  it.each([
    ['act_1111', '1111', 'ads_management', 80004],
    ['3333', '3333', 'pages', 80001],
    ['5001', '5001', 'ads_management', 80004],
    ['6001', '6001', 'catalog_management', 80009],
    ['104000000000001', '104000000000001', 'instagram', 80002],
    ['7001', '7001', 'whatsapp_business_management', 80008],
  ])(
    'beyond the mode’s number are refused with the code of the kind: %s',
    async (id, key, type, code) => {
      const served = await serve(six('{ calls_an_hour: 2 }'))
      expect(usage(await served.get(`/${id}`))).toMatchObject({ [key]: [{ type, call_count: 50 }] })
      expect((await served.get(`/${id}`)).status).toBe(200)
      const { body, headers, status } = await served.get(`/${id}`)
      expect([status, body.error.code]).toEqual([400, code])
      const told = JSON.parse(headers.get('x-business-use-case-usage') ?? '')[key][0]
      expect([told.call_count, told.estimated_time_to_regain_access]).toEqual([100, 60])
      // One asset's calls alone: the list is another's, and so is the next asset.
      expect((await served.get(`/${OWN}/owned_pages`)).status).toBe(200)
      expect((await served.get(id === '5001' ? '/6001' : '/5001')).status).toBe(200)
    },
  )

  it('are 200 an hour on a WhatsApp account, more with a number, and unlimited elsewhere', async () => {
    const served = await serve(SIX)
    expect((await many(served, '/7001', 200)).status).toBe(200)
    expect((await served.get('/7001/assigned_users', { business: OWN })).body.error.code).toBe(
      80008,
    )
    expect((await served.get('/7009')).status).toBe(200)
    const other = await many(served, '/5001', 201)
    expect([other.status, usage(other)]).toEqual([200, null])
    const world = SIX.replace('name: Support line', '$&\n    registered_number: true')
    const numbered = await many(await serve(world), '/7001', 201)
    expect(numbered.status).toBe(200)
    expect(usage(numbered)).toMatchObject({ '7001': [{ call_count: 4 }] })
  })

  it('begin anew with the hour', async () => {
    let time = Date.parse('2026-11-22T10:00:00Z')
    const served = await serve(six('{ calls_an_hour: 1 }'), { now: () => new Date(time) })
    expect((await many(served, '/7001', 2)).body.error.code).toBe(80008)
    time += 59 * 60_000
    expect((await served.get('/7001')).body.error.code).toBe(80008)
    time += 60_000
    expect((await served.get('/7001')).status).toBe(200)
  })

  it('count in a batch like any other', async () => {
    const { post } = await serve(six('{ calls_an_hour: 1 }'))
    const batch = ['7001', '7001', '7009'].map((relative_url) => ({ method: 'GET', relative_url }))
    const { body } = await post('/', { batch })
    expect(body.map(({ code }: { code: number }) => code)).toEqual([200, 400, 200])
  })
})
