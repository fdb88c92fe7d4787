import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/sandbox/state.ts'
import { echoing, leakedOf, proofOf } from '../../support/canaries.ts'
import { startMany } from '../../support/many-sandboxes.ts'
import { folderWith, runCli } from '../../support/run-cli.ts'
import { manifestOf, worldOf } from './fleets.ts'

/** Two businesses with a token and a secret each: none is ever printed or written by what runs over both. */

const SECRETS = {
  '1001': { token: 'CANARY|acme+token/1=="\\', secret: 'canary|acme+secret/2==' },
  '3003': { token: 'CANARY|beta+token/3=="\\', secret: 'canary|beta+secret/4==' },
} as const
const ALL = Object.values(SECRETS).flatMap(({ token, secret }) => [
  ...[token, secret],
  proofOf(token, secret),
])
const ENV = Object.fromEntries(
  Object.entries(SECRETS).flatMap(([business, { token, secret }]) => [
    [`META_ACCESS_TOKEN_${business}`, token],
    [`META_APP_SECRET_${business}`, secret],
  ]),
)
const FILES = {
  'businesses/acme/access.yaml': manifestOf('1001'),
  'businesses/beta/access.yaml': manifestOf('3003'),
}

type FaultsOf = (token: string, secret: string) => readonly Fault[]

const FAULTS: Readonly<Record<string, FaultsOf>> = {
  'nothing fails': () => [],
  'reads fail with token and secret in the words': (token, secret) => [
    {
      match: { method: 'GET', path: 'act_1111' },
      do: { code: 200, message: echoing(token, secret) },
    },
  ],
  'writes fail with token and secret in the words': (token, secret) => [
    {
      match: { method: 'POST', path: '/agencies$' },
      do: { code: 100, message: echoing(token, secret) },
    },
  ],
  'the tokens are dead': (token) => [{ match: {}, do: { code: 190, message: echoing(token) } }],
}

const COMMANDS: readonly (readonly string[])[] = [
  ['validate'],
  ['plan', '--verbose'],
  ['plan', '--format', 'json'],
  ['plan', '--format', 'markdown'],
  ['plan', '-o', 'plan.json', '-o', 'plan.html'],
  ['apply', '--verbose', '--auto-approve'],
  ['apply', '--format', 'json', '--auto-approve'],
  ['drift', '--verbose'],
  ['requests', '--format', 'json'],
  ['review', '-o', 'review.csv', '-o', 'review.html'],
  ['who', 'kim@northwind.example'],
]

describe.each(Object.entries(FAULTS))('over all businesses, when %s', (_name, faultsOf) => {
  it('no command prints or writes the token or the secret of any', async () => {
    const worlds = Object.entries(SECRETS).map(
      ([business, { token }]) => [token, worldOf(business, `Of ${business}`)] as const,
    )
    const many = await startMany(Object.fromEntries(worlds))
    try {
      for (const { token, secret } of Object.values(SECRETS)) {
        many.sandboxes.get(token)?.setFaults(faultsOf(token, secret))
      }
      const cwd = folderWith(FILES)
      let printed = ''
      for (const argv of COMMANDS) {
        const run = { cwd, env: ENV, sleep: async () => {} }
        const { stdout, stderr } = await runCli([...argv, '--all', '--graph-url', many.url], run)
        printed += `${stdout}\n${stderr}\n`
      }
      expect(new Set(many.seen.map(({ token }) => token)).size).toBe(2)
      expect(printed).toMatch(/businesses\/beta/)
      for (const { token, secret } of Object.values(SECRETS)) {
        const codes = many.sandboxes.get(token)?.requests.map(({ code }) => code)
        for (const fault of faultsOf(token, secret)) expect(codes).toContain(fault.do.code)
      }
      expect(leakedOf(ALL, printed, cwd)).toEqual([])
    } finally {
      await many.close()
    }
  })
})
