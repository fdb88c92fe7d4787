import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { graphError, type Reply, startScripted } from '../graph/scripted-server.ts'
import { MAIN } from '../support/built.ts'
import { CERTIFICATE, startProxy, startTls } from '../support/middlemen.ts'
import { folderWith, runCli } from '../support/run-cli.ts'

/** The program between networks: whoever stands in between, or is not there at all. */
const TOKEN = 'EAAexampleOfATokenThatIsLongEnough'
const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002" }
ad_accounts:
  act_1111: { agencies: { brightside: [ANALYZE] }, users: {} }
  act_9999: { request: [ANALYZE] }
pages: { "3333": { agencies: {} } }
`
const files = { 'access.yaml': MANIFEST }

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})
const kept = <T extends { readonly close: () => Promise<void> }>(opened: T): T => {
  closers.push(opened.close)
  return opened
}
/** `whole`: a batch is answered like a single call. */
const served = async (reply: (path: string) => Reply, whole = false) =>
  kept(await startScripted(({ path }) => reply(path), whole))

const errorsOf = (json: Record<string, unknown>): readonly string[] =>
  (json['problems'] as { severity: string; message: string }[])
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

describe('one cause is one error', () => {
  const HTML: Reply = { status: 403, headers: { 'content-type': 'text/html' }, text: '<h1>No</h1>' }
  const CASES: readonly (readonly [string, Reply, RegExp])[] = [
    ['a page of HTML', HTML, /HTTP 403 with a page of HTML.*a proxy or firewall in between/],
    ['a refused token', graphError(190), /answered 190.*create a new token/],
    ['a connection that drops', { drop: true }, /the connection broke off/],
  ]
  const COMMANDS = [
    ['plan'],
    ['drift'],
    ['review'],
    ['requests'],
    ['rehearse'],
    ['apply', '--auto-approve'],
  ]

  it.each(COMMANDS.flatMap((argv) => CASES.map((each) => [argv, ...each] as const)))(
    'for %j and %s',
    async (argv, _name, reply, words) => {
      const { url } = await served(() => reply, true)
      const env = { META_ACCESS_TOKEN: TOKEN, BIZACCESS_GRAPH_URL: url }
      const own = argv[0] === 'review' || argv[0] === 'requests' ? ['--business', '1001'] : []
      const more = ['--format', 'json', '--max-wait', '0s', ...own]
      const { code, json } = await runCli([...argv, ...more], { files, env })
      expect(code).toBe(1)
      const errors = errorsOf(json())
      expect(errors).toHaveLength(1)
      expect(errors[0]).toMatch(words)
    },
  )

  it('and what nobody helps by trying again is not called so', async () => {
    const { url } = await served(() => HTML, true)
    const env = { META_ACCESS_TOKEN: TOKEN, BIZACCESS_GRAPH_URL: url }
    const { code, stdout } = await runCli(['doctor'], { files, env })
    expect(code).toBe(1)
    const told = stdout.replace(/\s+/g, ' ')
    expect(told).toContain('a proxy or firewall in between')
    expect(told).toContain('retrying does not help')
    expect(told).not.toContain('retrying may help')
  })
})

interface Ended {
  readonly code: number | null
  readonly text: string
  readonly took: number
}

const start = (argv: readonly string[], env: Readonly<Record<string, string>>): ChildProcess => {
  const { PATH = '', SystemRoot = '' } = process.env
  return spawn(process.execPath, [MAIN, ...argv], {
    cwd: folderWith(files),
    env: { PATH, SystemRoot, META_ACCESS_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    const began = performance.now()
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part) => {
        text += part
      })
    }
    child.on('close', (code) => resolve({ code, text, took: performance.now() - began }))
  })

describe('a proxy', () => {
  const GRAPH = 'https://graph.corp.invalid'
  const authorityIn = (): string => {
    const file = join(folderWith({}), 'company.pem')
    writeFileSync(file, CERTIFICATE)
    return file
  }

  it('and a certificate of the company work, and doctor names the host alone', async () => {
    const server = await served((path) =>
      path === '/debug_token'
        ? { json: { data: { is_valid: true, type: 'SYSTEM_USER' } } }
        : { json: { id: '1001', name: 'N', data: [] } },
    )
    const tls = kept(await startTls(Number(new URL(server.url).port)))
    const proxy = kept(await startProxy({ to: tls.port }))
    const env = {
      BIZACCESS_GRAPH_URL: GRAPH,
      HTTPS_PROXY: `http://dana:hunter22@${proxy.host}`,
      NODE_EXTRA_CA_CERTS: authorityIn(),
    }
    const { text } = await endOf(start(['doctor', '--verbose'], env))
    expect(text).toContain(`${GRAPH} answers, through the proxy ${proxy.host}`)
    expect(text).not.toMatch(/dana|hunter22|ZGFuYTpodW50ZXIyMg/)
    expect(proxy.tunnels).toContain('graph.corp.invalid:443')
    expect(server.arrived.length).toBeGreaterThan(1)

    const { NODE_EXTRA_CA_CERTS: _, ...untrusting } = env
    const refused = await endOf(start(['plan'], untrusting))
    expect(refused.code).toBe(1)
    expect(refused.text).toContain('NODE_EXTRA_CA_CERTS')
    expect(refused.text.match(/not trusted/g)).toHaveLength(1)
    expect(refused.text).not.toMatch(/retrying may help|dana|hunter22/)
  }, 60_000)

  it('never gets what is meant for the sandbox, in this process or a served one', async () => {
    const proxy = kept(await startProxy(403))
    const url = `http://dana:hunter22@${proxy.host}`
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']
    const env = {
      ...Object.fromEntries(names.map((name) => [name, url])),
      NODE_USE_ENV_PROXY: '1',
    }
    const inside = await endOf(start(['review', '--sandbox', 'brand'], env))
    expect(inside.code).toBe(0)
    const sandbox = start(['sandbox', '--format', 'json'], env)
    try {
      const line = await new Promise<string>((resolve) => {
        sandbox.stdout?.once('data', (part) => resolve(String(part)))
      })
      const { url: graph, token } = JSON.parse(line) as { url: string; token: string }
      const served = { ...env, BIZACCESS_GRAPH_URL: graph, META_ACCESS_TOKEN: token }
      const told = await endOf(start(['sandbox', 'accept', 'act_1/request'], served))
      expect(told.text).not.toContain('no sandbox at')
      const read = await endOf(start(['doctor', '--business', '1001'], served))
      expect(read.text).toContain(`${graph} answers`)
    } finally {
      sandbox.kill()
    }
    expect(proxy.connections()).toBe(0)
  }, 120_000)

  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'that %s sets wrongly stops, its password untold',
    async (name) => {
      const env = { META_ACCESS_TOKEN: TOKEN, [name]: 'socks5://dana:hunter22@one.example' }
      const { code, stderr, stdout } = await runCli(['plan'], { files, env })
      expect(code).toBe(1)
      expect(stderr).toContain('HTTPS_PROXY: a socks5 proxy is not supported')
      expect(stdout + stderr).not.toMatch(/dana|hunter22/)
    },
  )
})

describe('a server that says nothing', () => {
  const mute = async (): Promise<{ readonly url: string; readonly called: Promise<void> }> => {
    let call = (): void => {}
    const called = new Promise<void>((resolve) => {
      call = resolve
    })
    const { url } = await served(() => {
      call()
      return { hang: true }
    })
    return { url, called }
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is left at %s',
    async (signal) => {
      const { url, called } = await mute()
      const child = start(['apply', '--auto-approve'], { BIZACCESS_GRAPH_URL: url })
      const ended = endOf(child)
      await called
      child.kill(signal)
      const { code, text } = await ended
      expect(code).toBe(130)
      expect(text).toContain('nothing was changed')
    },
    60_000,
  )

  it('is waited for no longer than --max-wait and a little', async () => {
    const { url } = await mute()
    const argv = ['plan', '--max-wait', '1s', '--format', 'json']
    const { code, text, took } = await endOf(start(argv, { BIZACCESS_GRAPH_URL: url }))
    expect(code).toBe(1)
    expect(text.match(/"severity": ?"error"/g)).toHaveLength(1)
    expect(text).toContain('no answer in time')
    expect(took).toBeLessThan(45_000)
  }, 90_000)
})
