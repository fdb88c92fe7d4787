import { describe, expect, it } from 'vitest'
import { runCli, WORLD } from '../support/run-cli.ts'

/** Ids, addresses and versions on the command line. */

const FILES = { 'world.yaml': WORLD }
const SANDBOX = ['--sandbox=world.yaml', '--business=1001', '--format=json']

describe('a name that is nearly one', () => {
  it.each([
    ['offboard', '02002', '2002'],
    ['who', '02002', '2002'],
    ['offboard', 'mailto:lee@northwind.example', 'lee@northwind.example'],
    ['who', 'Lee <lee@northwind.example>', 'lee@northwind.example'],
  ])('%s %s', async (command, name, meant) => {
    const { code, json } = await runCli([command, name, ...SANDBOX], { files: FILES })
    expect(code).toBe(1)
    expect(json()['problems']).toMatchObject([
      { code: 'bad_name', message: expect.stringContaining(`did you mean ${meant}?`) },
    ])
  })

  it('is a usage error in --business', async () => {
    const { json } = await runCli(['doctor', '--business=01001', '--format=json'])
    expect(json()['problems']).toMatchObject([{ code: 'usage' }])
  })
})

describe('--api-version', () => {
  it.each([
    ['26', 'Did you mean v26.0?'],
    ['26.0', 'Did you mean v26.0?'],
    ['V26', 'Did you mean v26.0?'],
    ['latest', 'such as v26.0. See'],
  ])('%s is a usage error', async (version, words) => {
    const env = { META_ACCESS_TOKEN: 'EAAexample' }
    const argv = ['plan', '--api-version', version, '--format=json']
    const { code, json } = await runCli(argv, { env })
    expect(code).toBe(1)
    expect(json()['problems']).toMatchObject([
      { code: 'usage', message: expect.stringContaining(words) },
    ])
  })
})

describe('offboard', () => {
  const faulty = (path: string, answer: string): string =>
    `${WORLD}faults: [{ match: { path: ${path} }, do: { ${answer} } }]\n`
  const REFUSED = 'code: 200, status: 403'
  const FAILING = 'code: 2, status: 500'

  it.each([
    ['business_users', REFUSED],
    ['business_users', FAILING],
    ['owned_ad_accounts', REFUSED],
    ['owned_ad_accounts', FAILING],
    ['client_pages', REFUSED],
  ])('whose list %s could not be read (%s) is no success', async (path, answer) => {
    const argv = ['offboard', 'kim@northwind.example', '--auto-approve', '--max-wait=1ms']
    const { code, json } = await runCli([...argv, ...SANDBOX], {
      files: { 'world.yaml': faulty(path, answer) },
    })
    expect(code).toBe(1)
    const problems = json()['problems'] as { severity: string; message: string }[]
    expect(problems.filter(({ severity }) => severity === 'error')).not.toEqual([])
  })

  it('whose lists were read is one', async () => {
    const argv = ['offboard', 'kim@northwind.example', '--auto-approve', ...SANDBOX]
    expect((await runCli(argv, { files: FILES })).code).toBe(0)
  })
})
