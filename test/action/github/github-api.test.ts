import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createGitHub, GitHubError } from '../../../src/action/github/github-api.ts'
import { startProxy, startTls } from '../../support/middlemen.ts'

const opened: { readonly close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

const kept = <T extends { readonly close: () => Promise<void> }>(each: T): T => {
  opened.push(each)
  return each
}

const API = 'https://github.corp.invalid/api/v3'

/** GitHub on this machine; it answers every request with what it was asked. */
const startGitHub = async (): Promise<string> => {
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    response.end(JSON.stringify({ method, url, authorization: headers.authorization }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  kept({
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3/`
}

describe("calls to GitHub's API", () => {
  it('go through the proxy of the environment, whose password is told to nobody', async () => {
    const tls = kept(await startTls(1))
    const proxy = kept(await startProxy({ to: tls.port }))
    const github = createGitHub(API, 'token', {
      HTTPS_PROXY: `http://dana:hunter22@${proxy.host}`,
    })
    // Nobody trusts that certificate: what counts is the way that was taken.
    const error = await github.get('/repos/a/b').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(GitHubError)
    expect(String(error)).not.toContain('hunter22')
    expect(proxy.tunnels).toEqual(['github.corp.invalid:443'])
    expect(proxy.authorizations).toEqual([
      `Basic ${Buffer.from('dana:hunter22').toString('base64')}`,
    ])
  })

  it('go past it where NO_PROXY says so, and on this machine', async () => {
    const proxy = kept(await startProxy(403))
    const url = `http://${proxy.host}`
    const env = { HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: 'corp.invalid' }
    await createGitHub(API, 'token', env)
      .get('/repos/a/b')
      .catch(() => null)
    const found = await createGitHub(await startGitHub(), 'token', env).get('/repos/a/b')
    expect(found).toEqual({
      method: 'GET',
      url: '/api/v3/repos/a/b',
      authorization: 'Bearer token',
    })
    expect(proxy.connections()).toBe(0)
  })

  it('are not made at all through a proxy that is none, or to an address that is not safe', () => {
    for (const [url, env] of [
      [API, { HTTPS_PROXY: 'ftp://dana:hunter22@proxy' }],
      ['http://github.corp.invalid', {}],
      ['github.corp.invalid', {}],
    ] as const) {
      let said = ''
      try {
        createGitHub(url, 'token', env)
      } catch (error) {
        expect(error).toBeInstanceOf(GitHubError)
        said = String(error)
      }
      expect(said).not.toBe('')
      expect(said).not.toContain('hunter22')
    }
  })
})
