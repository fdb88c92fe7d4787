import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../src/graph/client.ts'
import { GraphError } from '../../src/graph/errors/graph-error.ts'
import { adviceOf } from '../../src/graph/errors/matched-rule.ts'
import { isBadProxy, proxyFor, proxySettingsOf } from '../../src/transport/proxy.ts'
import { type ScriptedServer, startScripted, TOKEN } from '../graph/scripted-server.ts'
import { startProxy, startTls, type TestProxy } from '../support/middlemen.ts'

const GRAPH = 'https://graph.corp.invalid'
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const kept = <T extends { readonly close: () => Promise<void> }>(opened: T): T => {
  closers.push(opened.close)
  return opened
}

interface Tried {
  readonly error: GraphError | null
  readonly slept: readonly number[]
  readonly told: readonly string[]
  readonly client: GraphClient
}

/** One read, with the environment of a company. */
const tryRead = async (url: string, env: Readonly<Record<string, string>>): Promise<Tried> => {
  const slept: number[] = []
  const told: string[] = []
  const client = createGraphClient({
    url,
    token: TOKEN,
    proxy: proxySettingsOf(env),
    random: () => 0,
    sleep: async (ms) => {
      slept.push(ms)
    },
    onSecret: (secret) => told.push(secret),
  })
  closers.push(client.close)
  const error = await client.get('/1', {}).then(
    () => null,
    (thrown: unknown) => thrown as GraphError,
  )
  return { error, slept, told, client }
}

const USERS = (proxy: TestProxy): string => `http://dana:pa%24%24-w%C3%B6rd@${proxy.host}`

describe('the proxy for an origin', () => {
  const hostOf = (origin: string, env: Readonly<Record<string, string>>): string | null => {
    const found = proxyFor(origin, proxySettingsOf(env))
    return isBadProxy(found) ? `${found.from}: ${found.reason}` : (found?.host ?? null)
  }
  const set = { HTTPS_PROXY: 'http://one.example:8080' }

  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    [GRAPH, {}, null],
    [GRAPH, set, 'one.example:8080'],
    [GRAPH, { https_proxy: 'http://two.example:1', ...set }, 'two.example:1'],
    [GRAPH, { https_proxy: '', ...set }, 'one.example:8080'],
    [GRAPH, { HTTP_PROXY: 'three.example:3128' }, 'three.example:3128'],
    [GRAPH, { http_proxy: 'http://u:p@four.example' }, 'four.example'],
    [GRAPH, { ...set, NO_PROXY: '*' }, null],
    [GRAPH, { ...set, NO_PROXY: 'graph.corp.invalid' }, null],
    [GRAPH, { ...set, no_proxy: 'x.example, .corp.invalid' }, null],
    [GRAPH, { ...set, NO_PROXY: '*.invalid x.example' }, null],
    [GRAPH, { ...set, NO_PROXY: 'graph.corp.invalid:443' }, null],
    [GRAPH, { ...set, NO_PROXY: 'graph.corp.invalid:8443' }, 'one.example:8080'],
    [GRAPH, { ...set, NO_PROXY: 'corp,raph.corp.invalid,graph.corp' }, 'one.example:8080'],
    [GRAPH, { ...set, NO_PROXY: 'x.example', no_proxy: 'invalid' }, null],
    ['http://127.0.0.1:8080', { HTTP_PROXY: 'http://one.example', ...set }, null],
    ['http://localhost:8080', { http_proxy: 'http://one.example' }, null],
    ['https://localhost', set, null],
    ['http://[::1]:8080', { HTTP_PROXY: 'http://one.example' }, null],
  ])('%s with %j is %s', (origin, env, expected) => {
    expect(hostOf(origin, env)).toBe(expected)
  })

  it.each([
    'socks5://dana:hunter22@one.example',
    'http://dana:hunter22%zz@one.example',
    '://',
    'a b',
  ])('is none where it is set to %s, and its password is not told', (value) => {
    const told = hostOf(GRAPH, { HTTPS_PROXY: value }) ?? ''
    expect(told).toMatch(/^HTTPS_PROXY: .*expected http:\/\/HOST:PORT/)
    expect(told).not.toMatch(/hunter22|dana/)
  })
})

describe('calls through a proxy', () => {
  it.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'])(
    'as %s says',
    async (name) => {
      const proxy = kept(await startProxy(403))
      const { client } = await tryRead(GRAPH, { [name]: USERS(proxy) })
      expect(proxy.tunnels).toEqual(['graph.corp.invalid:443'])
      const words = Buffer.from('dana:pa$$-wörd').toString('base64')
      expect(proxy.authorizations).toEqual([`Basic ${words}`])
      expect(client.proxy).toBe(proxy.host)
    },
  )

  it.each([
    [403, 'NO_PROXY'],
    [407, 'USER:PASSWORD'],
  ])('that it answers with %i end at once, with what to do', async (status, advice) => {
    const proxy = kept(await startProxy(status))
    const { error, slept, told } = await tryRead(GRAPH, { HTTPS_PROXY: USERS(proxy) })
    expect(error).toBeInstanceOf(GraphError)
    expect(error).toMatchObject({ type: 'proxy_refused', code: null, lost: false })
    expect(error?.message).toContain(`the proxy ${proxy.host} answered HTTP ${status}`)
    expect(adviceOf(error as GraphError)).toContain(advice)
    expect(slept).toEqual([])
    expect(proxy.tunnels).toHaveLength(1)
    expect(`${error?.stack} ${JSON.stringify(error)}`).not.toMatch(/dana|pa(\$|%24)/)
    expect(told).toContain('pa$$-wörd')
  })

  it('that cannot reach the API are tried again, and those to a dead proxy name it', async () => {
    const proxy = kept(await startProxy(502))
    const unreached = await tryRead(GRAPH, { HTTPS_PROXY: USERS(proxy) })
    expect(unreached.error).toMatchObject({ type: 'no_connection', lost: false })
    expect(proxy.tunnels).toHaveLength(5)
    await proxy.close()
    const { error } = await tryRead(GRAPH, { HTTPS_PROXY: USERS(proxy) })
    expect(error?.message).toBe(`cannot connect to the proxy ${proxy.host} (ECONNREFUSED)`)
  })

  it('are none to what NO_PROXY names', async () => {
    const proxy = kept(await startProxy(403))
    const env = { HTTPS_PROXY: USERS(proxy), NO_PROXY: '.corp.invalid' }
    const { error, client } = await tryRead(GRAPH, env)
    expect(error?.type).toBe('no_connection')
    expect(proxy.connections()).toBe(0)
    expect(client.proxy).toBeNull()
  }, 60_000)

  it('are none to this very machine, whatever is set', async () => {
    const proxy = kept(await startProxy(403))
    const server: ScriptedServer = kept(await startScripted(() => ({ json: { id: '1' } })))
    const url = USERS(proxy)
    const before = { ...process.env }
    Object.assign(process.env, { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url })
    try {
      const { error, client } = await tryRead(server.url, { HTTP_PROXY: url, HTTPS_PROXY: url })
      expect(error).toBeNull()
      expect(client.proxy).toBeNull()
    } finally {
      process.env = before
    }
    expect(server.arrived).toHaveLength(1)
    expect(proxy.connections()).toBe(0)
  })

  it('look nothing up in the environment by themselves', async () => {
    const proxy = kept(await startProxy(403))
    const own = kept(await startProxy(403))
    const before = { ...process.env }
    Object.assign(process.env, { HTTPS_PROXY: USERS(proxy), NO_PROXY: 'graph.corp.invalid' })
    try {
      await tryRead(GRAPH, { HTTPS_PROXY: USERS(own) })
    } finally {
      process.env = before
    }
    expect(proxy.connections()).toBe(0)
    expect(own.tunnels).toHaveLength(1)
  })
})

describe('a certificate that is not trusted', () => {
  it('is said at once, and what takes it', async () => {
    const server = kept(await startScripted(() => ({ json: { id: '1' } })))
    const tls = kept(await startTls(Number(new URL(server.url).port)))
    const { error, slept } = await tryRead(`https://localhost:${tls.port}`, {})
    expect(error).toMatchObject({ type: 'certificate_untrusted', lost: false })
    expect(error?.message).toBe('the certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)')
    expect(adviceOf(error as GraphError)).toContain('NODE_EXTRA_CA_CERTS')
    expect(slept).toEqual([])
    expect(server.arrived).toEqual([])
  })

  it('is said at once behind a proxy too', async () => {
    const server = kept(await startScripted(() => ({ json: { id: '1' } })))
    const tls = kept(await startTls(Number(new URL(server.url).port)))
    const proxy = kept(await startProxy({ to: tls.port }))
    const { error, slept } = await tryRead(GRAPH, { HTTPS_PROXY: USERS(proxy) })
    expect(error).toMatchObject({ type: 'certificate_untrusted', lost: false })
    expect(error?.message).toContain(`through the proxy ${proxy.host} (`)
    expect(slept).toEqual([])
    expect(server.arrived).toEqual([])
  })
})
