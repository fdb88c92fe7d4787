import { describe, expect, it } from 'vitest'
import { checkGraphUrl, createGraphClient } from '../../../src/graph/client.ts'
import { tellsNoWait, waitOf } from '../../../src/graph/pace/usage.ts'

describe('the Graph URL', () => {
  it.each([
    'https://graph.facebook.com',
    'https://graph.facebook.com/',
    'https://proxy.example:8443',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('may be %s', (url) => {
    expect(checkGraphUrl(url)).toBeNull()
  })

  it.each([
    ['graph.facebook.com', 'not a URL'],
    ['http://graph.facebook.com', 'unencrypted'],
    ['http://127.0.0.1.evil.example', 'unencrypted'],
    ['http://localhost.evil.example', 'unencrypted'],
    ['ftp://graph.facebook.com', 'must be https'],
    ['https://user:pass@graph.facebook.com', 'user name'],
    ['https://graph.facebook.com/v27.0', 'only an origin'],
    ['https://graph.facebook.com?x=1', 'only an origin'],
  ])('may not be %s', (url, reason) => {
    expect(checkGraphUrl(url)).toContain(reason)
    expect(() => createGraphClient({ url, token: 'T' })).toThrow(reason)
  })

  it.each(['', 'EAAB\n', 'EA AB', 'EAAB\u00e9'])(
    'and the token %j is told as none, unnamed',
    (token) => {
      expect(() => createGraphClient({ token })).toThrow(/^the access token is empty or contains/)
    },
  )

  it('and the version cannot change the path', () => {
    expect(() => createGraphClient({ token: 'T', apiVersion: 'v27.0/../x' })).toThrow('version')
  })
})

describe('usage headers', () => {
  const headers = (entries: Record<string, unknown>) =>
    new Map(Object.entries(entries).map(([name, value]) => [name, JSON.stringify(value)]))
  const business = (waits: Record<string, number>) =>
    headers({
      'x-business-use-case-usage': Object.fromEntries(
        Object.entries(waits).map(([id, estimated_time_to_regain_access]) => [
          id,
          [{ estimated_time_to_regain_access }],
        ]),
      ),
    })

  it.each([
    ['minutes of the object asked about', business({ '1': 2, '9': 60 }), '1', 120_000],
    ['the longest where it is not named', business({ '7': 2, '9': 3 }), '1', 180_000],
    [
      'seconds of an ad account',
      headers({ 'x-ad-account-usage': { reset_time_duration: 30 } }),
      null,
      30_000,
    ],
    ['nothing', headers({ 'x-app-usage': { call_count: 100 } }), null, null],
    ['no wait', business({ '1': 0 }), '1', null],
    ['at most a day', business({ '1': 1e9 }), '1', 86_400_000],
    [
      'no nonsense',
      headers({ 'x-business-use-case-usage': 'x', 'x-ad-account-usage': [] }),
      null,
      null,
    ],
  ])('say %s', (_name, given, object, expected) => {
    expect(waitOf(given, object)).toBe(expected)
  })

  it.each([
    ['0 minutes of the object', business({ '1': 0, '9': 60 }), '1', true],
    ['0 minutes of the only one there is', business({ '7': 0 }), null, true],
    ['0 minutes of others', business({ '7': 0, '9': 0 }), '1', false],
    ['0 seconds', headers({ 'x-ad-account-usage': { reset_time_duration: 0 } }), '1', true],
    ['minutes', business({ '1': 2 }), '1', false],
    ['no time', headers({ 'x-app-usage': { call_count: 100 } }), '1', false],
    ['nonsense', headers({ 'x-business-use-case-usage': 'x' }), '1', false],
  ])('that tell %s', (_name, given, object, expected) => {
    expect(tellsNoWait(given, object)).toBe(expected)
  })

  it('that are not JSON say nothing', () => {
    expect(waitOf(new Map([['x-business-use-case-usage', '{']]), null)).toBeNull()
  })
})
