import { describe, expect, it } from 'vitest'
import type { Context } from '../../../src/cli/context.ts'
import type { Session } from '../../../src/cli/session/session.ts'
import { tokenBusiness } from '../../../src/cli/session/token-business.ts'
import type { Json } from '../../../src/graph/json.ts'
import type { Want } from '../../../src/graph/want.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { IN_SYNC, runCli, WORLD } from '../../support/run-cli.ts'

/** A session whose token is told these businesses. */
const sessionWith = (rows: readonly Json[], status = 'complete'): Session => {
  const fetchAll = async (wants: readonly Want[]) =>
    new Map(wants.map((want) => [want, { status, rows }]))
  return { client: { fetchAll } } as unknown as Session
}

const contextWith = (business?: string): Context =>
  ({
    flags: business === undefined ? {} : { business },
    io: { signal: new AbortController().signal },
  }) as unknown as Context

const asked = (session: Session, business?: string): Promise<unknown> =>
  tokenBusiness(session, contextWith(business), 'snapshot').catch(({ message }) => message)

const US = { id: '1001', name: 'Northwind' }

describe('the business that a command without a manifest is about', () => {
  it('is the only one of the token', async () => {
    expect(await asked(sessionWith([US]))).toBe('1001')
  })

  it('is the one that was asked for, whatever the token has', async () => {
    expect(await asked(sessionWith([US, { id: '1002' }]), '1002')).toBe('1002')
  })

  it('is none of several, which are named', async () => {
    expect(await asked(sessionWith([US, { id: '1002' }]))).toBe(
      'the token has several businesses, so snapshot needs --business ID: 1001 (Northwind), 1002',
    )
  })

  it.each([
    ['has none', sessionWith([])],
    ['was told only some', sessionWith([US], 'partial')],
    ['was told one without an id', sessionWith([US, { name: 'Nobody' }])],
  ])('has to be given where the token %s', async (_, session) => {
    expect(await asked(session)).toContain('--business')
    expect(await asked(session)).not.toContain('1001')
  })

  describe.each([
    ['import', ['import']],
    ['review', ['review']],
    ['who', ['who', 'kim@northwind.example']],
    ['requests', ['requests']],
    ['doctor', ['doctor']],
    ['offboard', ['offboard', 'kim@northwind.example', '--auto-approve']],
    ['snapshot', ['snapshot']],
  ])('of %s', (_, argv) => {
    /** The exit code, and how often it was asked which businesses the token has. */
    const at = async (flags: readonly string[], files = {}): Promise<readonly unknown[]> => {
      const sandbox = await startSandbox({ world: parseWorld(WORLD) })
      try {
        const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
        const { code, stderr } = await runCli([...argv, '-q', ...flags], { env, files })
        expect(stderr).not.toContain('error')
        return [code, sandbox.requests.filter(({ path }) => path === '/me/businesses').length]
      } finally {
        await sandbox.close()
      }
    }

    // doctor also asks whether the business is one of the token's.
    const own = argv[0] === 'doctor' ? 1 : 0

    it('is the token’s', async () => {
      expect(await at([])).toEqual([0, own + 1])
    })

    it('costs no call where it is said', async () => {
      expect(await at(['--business=1001'])).toEqual([0, own])
      if (argv[0] === 'snapshot') return
      expect(await at([], { 'access.yaml': IN_SYNC })).toEqual([0, own])
    })
  })
})
