import { afterEach, describe, expect, it } from 'vitest'
import { createRedactor } from '../../src/graph/secrets/redact.ts'
import type { Want } from '../../src/graph/want.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { callsOf } from '../../src/model/write.ts'
import { proofOf } from '../support/canaries.ts'
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

const PAGE_TOKEN = 'PAGE|own+token/='
const SECRETS = [TOKEN, SECRET, PAGE_TOKEN, proofOf(TOKEN, SECRET), proofOf(PAGE_TOKEN, SECRET)]
const FORMS = SECRETS.flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  encodeURIComponent(secret).toLowerCase(),
  new URLSearchParams({ '': secret }).toString().slice(1),
])
const holdsSecret = (text: string): boolean =>
  FORMS.some((form) => text.toLowerCase().includes(form.toLowerCase()))

/** A Page gives its token where it is asked for; every edge echoes what it was sent. */
const graph = (request: Arrived): Reply => {
  if (request.path === '/3333') return { json: { id: '3333', access_token: PAGE_TOKEN } }
  if (request.path === '/4444') return { json: { id: '4444' } }
  return { json: { data: [] } }
}

const pageWant: Want = { path: '/3333/agencies', params: { fields: 'id' }, asset: '3333' }

const itemsOf = (arrived: readonly Arrived[]): readonly string[] =>
  arrived.flatMap(({ body }) => {
    const batch = new URLSearchParams(body).get('batch')
    return batch === null
      ? []
      : (JSON.parse(batch) as { relative_url: string }[]).map((item) => item.relative_url)
  })

describe('tokens on the wire', () => {
  it('go in a header of a single call, never in its URL', async () => {
    rig = await startRig(graph, { appSecret: SECRET })
    await rig.client.list('/1/clients', { fields: 'id' })
    const [call] = rig.server.arrived
    expect(call?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    expect(call?.query.get('access_token')).toBeNull()
    expect(call?.query.get('appsecret_proof')).toBe(proofOf(TOKEN, SECRET))
  })

  it("sign an asset's calls with its own token and its own proof", async () => {
    rig = await startRig(graph, { appSecret: SECRET })
    await rig.client.list('/3333/agencies', {}, { asset: '3333' })
    const [asked, call] = rig.server.arrived
    expect(asked?.query.get('fields')).toBe('id,access_token')
    expect(call?.headers.authorization).toBe(`Bearer ${PAGE_TOKEN}`)
    expect(call?.query.get('appsecret_proof')).toBe(proofOf(PAGE_TOKEN, SECRET))
  })

  it('ride in the body of a batch: one for all, and one each where it is an asset’s own', async () => {
    rig = await startRig(graph, { appSecret: SECRET })
    await rig.client.fetchAll([pageWant, { path: '/1/clients', params: {} }])
    const batch = rig.server.arrived.at(-1) as Arrived
    expect(batch.url).toBe('/v27.0/')
    const body = new URLSearchParams(batch.body)
    expect(body.get('access_token')).toBe(TOKEN)
    expect(body.get('appsecret_proof')).toBe(proofOf(TOKEN, SECRET))
    const [own, other] = itemsOf([batch]).map((url) => new URL(url, 'http://x').searchParams)
    expect(own?.get('access_token')).toBe(PAGE_TOKEN)
    expect(own?.get('appsecret_proof')).toBe(proofOf(PAGE_TOKEN, SECRET))
    expect(other?.has('access_token')).toBe(false)
  })

  it('come with a listing where it is asked for them, and leave no row', async () => {
    rig = await startRig(({ path }) =>
      path === '/1/owned_pages'
        ? { json: { data: [{ id: '3333', access_token: PAGE_TOKEN }, { id: '4444' }] } }
        : { json: { data: [] } },
    )
    const listed = await rig.client.list('/1/owned_pages', { fields: 'id,access_token' })
    expect(listed.rows).toEqual([{ id: '3333' }, { id: '4444' }])
    const absent: Want = { path: '/4444/agencies', params: {}, asset: '4444' }
    const fetched = await rig.client.fetchAll([pageWant, absent])
    expect(fetched.get(pageWant)?.status).toBe('complete')
    expect(fetched.get(absent)).toMatchObject({
      status: 'unreadable',
      error: { type: 'no_asset_token', code: null },
    })
    expect(rig.server.arrived.map(({ path }) => path)).toEqual(['/1/owned_pages', '/3333/agencies'])
  })

  it('that died are asked for once more', async () => {
    let asked = 0
    rig = await startRig((request) => {
      if (request.path === '/3333') asked += 1
      const isStale = request.path === '/3333/agencies' && asked < 2
      return isStale ? graphError(190, { error_subcode: 492 }) : graph(request)
    })
    const fetched = await rig.client.fetchAll([pageWant])
    expect(fetched.get(pageWant)?.status).toBe('complete')
    expect(asked).toBe(2)
  })

  it('that stay dead make the asset unreadable, not the run', async () => {
    rig = await startRig((request) =>
      request.path === '/3333/agencies' ? graphError(190) : graph(request),
    )
    const fetched = await rig.client.fetchAll([pageWant])
    expect(fetched.get(pageWant)).toMatchObject({ status: 'unreadable', error: { code: 190 } })
  })

  it('of our own that die end the run, whoever’s token the items carry', async () => {
    const died = graphError(190, { error_subcode: 463 })
    rig = await startRig((request) => (request.path === '/' ? died : graph(request)), {
      whole: true,
    })
    await rig.client.get('/3333', { fields: 'id,access_token' })
    const other = { ...pageWant, path: '/3333/assigned_users' }
    await expect(rig.client.fetchAll([pageWant, other])).rejects.toMatchObject({ code: 190 })
  })

  it('in a parameter move the call into a body', async () => {
    rig = await startRig(() => ({ json: { data: { is_valid: true } } }))
    const answer = await rig.client.get('/debug_token', { input_token: TOKEN })
    expect(answer).toEqual({ data: { is_valid: true } })
    expect(rig.server.arrived[0]?.method).toBe('POST')
    expect(rig.server.arrived.some(({ url }) => holdsSecret(url))).toBe(false)
  })
})

it('no URL but for proofs, no error and no event ever holds a secret', async () => {
  const echo = (request: Arrived): Reply => {
    if (request.path === '/3333') return graph(request)
    const words = `bad token ${TOKEN} ${encodeURIComponent(PAGE_TOKEN)} ${JSON.stringify(SECRET)} in ${request.url} ${request.body}`
    return graphError(100, {
      message: words,
      error_user_msg: words,
      error_user_title: words,
      type: words,
      fbtrace_id: words,
      error_data: { blame_field_specs: [[words]] },
    })
  }
  rig = await startRig(echo, { appSecret: SECRET })
  const fetched = await rig.client.fetchAll([pageWant, { path: '/1/clients', params: {} }])
  const [call] = callsOf(
    {
      action: 'grant',
      asset: { kind: 'page', id: '3333', name: null },
      subject: { type: 'business', id: '2002', name: null, alias: null },
      after: ['ANALYZE'],
    },
    '1001',
    KINDS,
  )
  const refused = await rig.client.write(call as NonNullable<typeof call>).catch((error) => error)
  const errors = [...[...fetched.values()].map(({ error }) => error), refused]
  for (const error of errors) {
    expect(error?.code).toBe(100)
    const told = [error?.stack, error?.message, JSON.stringify(error), String(error)].join()
    expect(holdsSecret(told)).toBe(false)
    expect(told).toContain('[redacted]')
  }
  expect(holdsSecret(JSON.stringify(rig.events))).toBe(false)
  const urls = rig.server.arrived.map(({ url }) => url.replaceAll(proofOf(TOKEN, SECRET), ''))
  expect(urls.some((url) => holdsSecret(url.replaceAll(proofOf(PAGE_TOKEN, SECRET), '')))).toBe(
    false,
  )
})

it('every secret is told, once and before the call that carries it', async () => {
  const told: string[] = []
  const graphTold = (request: Arrived): Reply => {
    const token = request.headers.authorization?.slice('Bearer '.length) ?? ''
    if (token !== '') expect(told).toContain(token)
    return graph(request)
  }
  rig = await startRig(graphTold, {
    appSecret: SECRET,
    onSecret: (secret) => told.push(secret),
  })
  await rig.client.list('/3333/agencies', { fields: 'id' }, { asset: '3333' })
  expect(told).toEqual([
    TOKEN,
    SECRET,
    proofOf(TOKEN, SECRET),
    PAGE_TOKEN,
    proofOf(PAGE_TOKEN, SECRET),
  ])
})

describe('the redactor', () => {
  it.each([
    ['raw', (secret: string) => secret],
    ['in a URL', encodeURIComponent],
    ['in a URL, lower case', (secret: string) => encodeURIComponent(secret).toLowerCase()],
    ['in JSON with escaped slashes', (secret: string) => secret.replaceAll('/', '\\/')],
    ['with + read as a space', (secret: string) => secret.replaceAll('+', ' ')],
  ])('takes a secret out %s', (_name, form) => {
    const redactor = createRedactor()
    const secret = 'eaab|1+2/3='
    redactor.add(secret)
    expect(redactor.redact(`<${form(secret)}>`)).toBe('<[redacted]>')
    expect(redactor.holds(form(secret))).toBe(true)
  })

  it('takes out parameters that hold secrets it never saw', () => {
    const { redact } = createRedactor()
    expect(redact('x?access_token=abc&fields=id')).toBe('x?access_token=[redacted]&fields=id')
    expect(redact('"appsecret_proof": "abc"')).toBe('"appsecret_proof": "[redacted]"')
    expect(redact('Authorization: Bearer abc')).toBe('Authorization: Bearer [redacted]')
  })

  it('leaves everything else alone', () => {
    expect(createRedactor().redact('nothing to hide')).toBe('nothing to hide')
  })
})
