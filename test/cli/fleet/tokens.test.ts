import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ManyOptions, type ManySandboxes, startMany } from '../../support/many-sandboxes.ts'
import { runCli } from '../../support/run-cli.ts'
import { manifestOf, worldOf } from './fleets.ts'

/** Each business of a run with the token, the limits and the journal of its own. */

const ACME = 'EAAtokenOfAcme1'
const OTHERS = 'EAAtokenOfOthers1'
const FILES = {
  'businesses/acme/access.yaml': manifestOf('1001'),
  'businesses/beta/access.yaml': manifestOf('3003'),
}
const WORLDS = { [ACME]: worldOf('1001', 'Acme'), [OTHERS]: worldOf('3003', 'Beta') }

const withMany = async <T>(
  options: ManyOptions,
  work: (many: ManySandboxes, url: readonly string[]) => Promise<T>,
): Promise<T> => {
  const many = await startMany(WORLDS, options)
  try {
    return await work(many, ['--graph-url', many.url, '--all'])
  } finally {
    await many.close()
  }
}

const proofsOf = ({ seen }: ManySandboxes, token: string): readonly boolean[] => [
  ...new Set(seen.filter((each) => each.token === token).map(({ proof }) => proof !== null)),
]

describe('the token of a business', () => {
  it('is its own where there is one, else the one for all, and none is ever shown', () =>
    withMany({}, async (many, url) => {
      const env = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS }
      const { code, stdout, stderr } = await runCli(['plan', ...url], { files: FILES, env })
      expect(code).toBe(0)
      expect(stdout).toMatch(/1001 "Acme"[\s\S]*3003 "Beta"/)
      expect(new Set(many.seen.map(({ token }) => token))).toEqual(new Set([ACME, OTHERS]))
      for (const secret of [ACME, OTHERS]) expect(stdout + stderr).not.toContain(secret)
    }))

  it('is also its own where the command runs for it alone', () =>
    withMany({}, async (many) => {
      const env = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS }
      const argv = ['plan', 'businesses/acme', '--graph-url', many.url]
      expect((await runCli(argv, { files: FILES, env })).code).toBe(0)
      expect(new Set(many.seen.map(({ token }) => token))).toEqual(new Set([ACME]))
    }))

  it('falls back with its secret, and no secret goes with the token of another app', () =>
    withMany({}, async (many, url) => {
      const env = {
        ...{ META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS },
        ...{ META_APP_SECRET: 'secretofothers1' },
      }
      await runCli(['plan', ...url], { files: FILES, env })
      expect(proofsOf(many, ACME)).toEqual([false])
      expect(proofsOf(many, OTHERS)).toEqual([true])
    }))

  it('may have a secret of its own', () =>
    withMany({}, async (many, url) => {
      const env = {
        ...{ META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS },
        ...{ META_APP_SECRET_1001: 'secretofacme1' },
      }
      await runCli(['plan', ...url], { files: FILES, env })
      expect(proofsOf(many, ACME)).toEqual([true])
      expect(proofsOf(many, OTHERS)).toEqual([false])
    }))

  it('that is missing or refused fails its own business alone', () =>
    withMany({}, async (_, url) => {
      const env = { META_ACCESS_TOKEN_1001: ACME }
      const missing = await runCli(['plan', ...url], { files: FILES, env })
      expect(missing.code).toBe(1)
      expect(missing.stderr).toMatch(
        /businesses\/beta:\nerror \[missing_token\][\s\S]*META_ACCESS_TOKEN_3003/,
      )
      expect(missing.stdout).toMatch(/^ {2}differs +businesses\/acme/m)
      const wrong = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN_3003: 'EAAwrong' }
      const refused = await runCli(['plan', ...url], { files: FILES, env: wrong })
      expect(refused.code).toBe(1)
      expect(refused.stdout).toMatch(/^ {2}failed +businesses\/beta/m)
      expect(refused.stdout).toMatch(/^ {2}differs +businesses\/acme/m)
    }))
})

describe('apply --all over the API', () => {
  it('keeps a journal in the folder of each business', () =>
    withMany({}, async (many, url) => {
      const env = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS }
      const argv = ['apply', ...url, '--auto-approve']
      const { code, cwd } = await runCli(argv, { files: FILES, env })
      expect(code).toBe(0)
      for (const business of ['1001', '3003']) {
        const path = join(cwd, '.bizaccess', business, 'journal.ndjson')
        expect(existsSync(path)).toBe(true)
        expect(readFileSync(path, 'utf8')).not.toMatch(/EAAtoken/)
      }
      for (const sandbox of many.sandboxes.values()) expect(sandbox.commits).toHaveLength(2)
    }))
})

describe('a limit', () => {
  const limited = (code: number) => ({
    status: 400,
    body: { error: { message: 'Application request limit reached', type: 'OAuthException', code } },
  })

  it.each([4, 17])('%d of one token holds no business of another', (code) =>
    withMany({ refuse: (token) => (token === ACME ? limited(code) : null) }, async (_, url) => {
      const env = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS }
      const argv = ['plan', ...url, '--max-wait', '1s']
      const { stdout } = await runCli(argv, { files: FILES, env })
      expect(stdout).toMatch(/^ {2}failed +businesses\/acme/m)
      expect(stdout).toMatch(/^ {2}differs +businesses\/beta/m)
    }),
  )

  it.each([4, 17])('%d holds every business of its token: the others send nothing more', (code) =>
    withMany({ refuse: () => limited(code) }, async (many, url) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f']
      const files = Object.fromEntries(
        names.map((name, at) => [`businesses/${name}/access.yaml`, manifestOf(`500${at}`)]),
      )
      const argv = ['plan', ...url, '--max-wait', '1s', '--concurrency', '1']
      const env = { META_ACCESS_TOKEN: ACME }
      const { code: exit, stdout } = await runCli(argv, { files, env })
      expect(exit).toBe(1)
      expect(stdout).toMatch(/6 businesses: 6 failed/)
      expect(many.seen.length).toBeLessThan(names.length)
    }),
  )
})

describe('--concurrency', () => {
  it.each([1, 2, 3])('%d bounds the requests of all businesses together', (count) =>
    withMany({ latencyMs: 20 }, async (many, url) => {
      const env = { META_ACCESS_TOKEN_1001: ACME, META_ACCESS_TOKEN: OTHERS }
      const argv = ['plan', ...url, '--concurrency', `${count}`]
      expect((await runCli(argv, { files: FILES, env })).code).toBe(0)
      expect(many.mostOpen()).toBeLessThanOrEqual(count)
    }),
  )
})
