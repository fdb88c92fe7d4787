import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../../src/cli/context.ts'
import { firstBusiness } from '../../../src/cli/session/first-business.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { folderWith, IN_SYNC, runCli, WORLD } from '../../support/run-cli.ts'

/** `init` at a sandbox; what it did there, and what came of it. */
const init = async (
  argv: readonly string[],
  given: {
    readonly files?: Readonly<Record<string, string>>
    readonly token?: string
  } = {},
) => {
  const sandbox: Sandbox = await startSandbox({ world: parseWorld(WORLD) })
  try {
    const token = given.token ?? sandbox.token
    const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: token }
    const cwd = folderWith(given.files ?? {})
    const { code, stdout, stderr } = await runCli(['init', ...argv], { cwd, env })
    const path = join(cwd, 'access.yaml')
    const text = existsSync(path) ? readFileSync(path, 'utf8') : null
    if (token !== '') expect(`${stdout}${stderr}${text}`).not.toContain(token)
    return { code, stdout, stderr, cwd, text, calls: sandbox.requests.length }
  } finally {
    await sandbox.close()
  }
}

const portOf = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('the business of a first manifest', () => {
  it('is the token’s, asked for once', async () => {
    const { code, text, stdout, stderr, calls } = await init([])
    expect([code, calls]).toEqual([0, 1])
    expect(text).toContain('business: "1001" # ours')
    expect(stderr).toContain('access.yaml is for the business of META_ACCESS_TOKEN: 1001')
    expect(stdout).not.toMatch(/Put the id|Export META_ACCESS_TOKEN/i)
  })

  it.each([
    ['is said', ['--business=7007'], {}, 'business: "7007"'],
    ['is in the manifest that is there', [], { 'access.yaml': IN_SYNC }, IN_SYNC],
  ])('asks nothing where it %s', async (_, argv, files, words) => {
    const { code, calls, text } = await init(argv, { files })
    expect([code, calls]).toEqual([0, 0])
    expect(text).toContain(words)
  })

  it('is an example where the token is refused, which is said', async () => {
    const { code, text, stdout, stderr } = await init([], { token: 'EAAno-such-token-of-anybody' })
    expect(code).toBe(0)
    expect(text).toContain('business: "1001" # an example')
    expect(stderr).toContain('The token did not tell its business')
    expect(stdout).toContain('Put the id of your business')
  })

  it('is none of several, which are named, and nothing is written', async () => {
    const data = [
      { id: '1001', name: 'Northwind' },
      { id: '1009', name: 'Other House' },
    ]
    const server = createHttpServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ data }))
    })
    const url = await portOf(server)
    const env = { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: 'EAAsecret' }
    const { code, stderr, cwd } = await runCli(['init'], { env })
    server.close()
    expect([code, readdirSync(cwd)]).toEqual([1, []])
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'so init needs --business ID: 1001 (Northwind), 1009 (Other House)',
    )
    expect(stderr).not.toContain('EAAsecret')
  })

  it('costs no call and no word without a token', async () => {
    const { code, calls, stderr, text } = await init([], { token: '' })
    expect([code, calls, stderr]).toEqual([0, 0, ''])
    expect(text).toContain('# an example')
  })
})

describe('an API that does not answer', () => {
  const contextAt = (url: string, cwd: string, said: string[]): Context =>
    ({
      args: [],
      flags: { format: 'text', color: false },
      io: {
        ...{ cwd, env: { BIZACCESS_GRAPH_URL: url, META_ACCESS_TOKEN: 'EAAsecret' } },
        ...{ now: () => new Date('2026-11-22T09:00:00Z'), signal: new AbortController().signal },
        stderr: { write: (text: string) => said.push(text), isTTY: false, columns: null },
      },
    }) as unknown as Context

  it('is waited for no longer than agreed', async () => {
    const server = createServer(() => {})
    const url = await portOf(server)
    const said: string[] = []
    const cwd = folderWith({})
    const context = contextAt(url, cwd, said)
    expect(await firstBusiness('access.yaml', context, 300)).toBeUndefined()
    expect(said.join('')).toContain('no answer in 0.3 seconds')
    expect(said.join('')).not.toContain('EAAsecret')
    server.close()
  })

  it('is said where nobody is there, or its address is none', async () => {
    for (const url of ['http://127.0.0.1:1', 'ftp://graph.facebook.com', 'no url']) {
      const said: string[] = []
      const context = contextAt(url, folderWith({}), said)
      expect(await firstBusiness('access.yaml', context, 1500)).toBeUndefined()
      expect(said.join('')).toContain('so access.yaml has an example: ')
    }
  })
})
