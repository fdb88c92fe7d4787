import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { proofOf } from '../../support/canaries.ts'
import { folderWith, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const ROBOT = '61550000000000001'

interface Doc {
  readonly kind: string
  readonly ready: boolean
  readonly checks: readonly {
    readonly id: string
    readonly status: string
    readonly kind: string | null
    readonly found: string
  }[]
}

/** `id` or `id kind` of every finding that is not ok, with its status. */
const ailing = (document: unknown): readonly string[] =>
  (document as Doc).checks
    .filter(({ status }) => status !== 'ok')
    .map(({ id, kind, status }) => `${status} ${id}${kind === null ? '' : ` ${kind}`}`)

/** A doctor's findings have a date: versions of the API and tokens end. */
const NOW = '2026-11-22T09:00:00Z'

const run = async (world: string, argv: readonly string[] = ['--business=1001']) => {
  const cwd = folderWith({ 'world.yaml': world })
  return runCli(['doctor', SANDBOX, '--format=json', ...argv], { cwd, now: NOW })
}

it('has a table of all kinds that fits a terminal', async () => {
  const manifest = readFileSync(
    new URL('../../../examples/brand/access.yaml', import.meta.url),
    'utf8',
  )
  for (const columns of [80, 160]) {
    const cwd = folderWith({ 'access.yaml': manifest })
    const argv = ['doctor', '--sandbox=brand']
    const { stdout } = await runCli(argv, { cwd, now: NOW, columns })
    const table = stdout.slice(stdout.indexOf('What it can do')).split('\n')
    expect(Math.max(...table.map(({ length }) => length))).toBeLessThanOrEqual(columns)
    const [, heads = '', more = ''] = table
    expect(heads.trim().split(/ {2,}/)).toHaveLength(7)
    expect(more.includes('accounts')).toBe(columns === 80)
  }
})

const PAGES_MANIFEST = `version: 1
business: "1001"
people: { lee: lee@northwind.example }
pages:
  "3333": { users: { lee: [ANALYZE] } }
`
const PAGE = `pages: { "3333": { name: Shop, owner: "1001", users: { "${ROBOT}": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE] } } }\n`
const withToken = (words: string): string => WORLD.replace('scopes:', `${words}, scopes:`)
const withScopes = (...scopes: readonly string[]): string =>
  WORLD.replace(/scopes: \[[^\]]*\]/, `scopes: [${scopes.join(', ')}]`)

/** What a Page of ours that the robot is on leaves to be said: nobody can know about requests. */
const USUAL = ['unknown actions ad_account']

describe('doctor', () => {
  it('finds nothing where nothing ails, and exits 0', async () => {
    const { code, json } = await run(WORLD + PAGE)
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      format_version: 1,
      kind: 'doctor',
      ready: true,
      graph: expect.stringMatching(/^sandbox:world-/),
      business: { id: '1001', name: 'Northwind' },
      summary: { error: 0, warning: 0 },
      problems: [],
    })
    expect(ailing(json())).toEqual(USUAL)
  })

  it('says on what its reads rest: in a line, in full with --verbose, and in JSON', async () => {
    const line =
      /13 rest on answers that were recorded, 64 on documents alone; 7 have fields that are inferred/
    const one = await run(WORLD + PAGE, ['--business=1001', '--format=text'])
    expect(one.stdout.replace(/\s+/g, ' ')).toMatch(line)
    expect(one.stdout).not.toContain('catalog/assigned_users')
    const all = await run(WORLD + PAGE, ['--business=1001', '--format=text', '--verbose'])
    expect(all.stdout).toMatch(/documented +catalog\/assigned_users/)
    const { reads } = (await run(WORLD + PAGE)).json()
    expect(reads).toHaveLength(77)
    expect(reads).toContainEqual({
      of: 'ad_account',
      edge: 'assigned_users',
      rests_on: 'recorded',
      recorded: ['id', 'tasks'],
      documented: ['name', 'business'],
      inferred: [],
      source: 'reference of Ad Account Assigned Users',
    })
  })

  it.each<[string, string, number, readonly string[]]>([
    ['an expired token', withToken('expires: 2020-01-01T00:00:00Z'), 1, ['error token']],
    ['a token that ends soon', withToken('expires: 2026-11-25T09:00:00Z'), 0, ['warning expiry']],
    [
      'a token without the business',
      withScopes('ads_management'),
      1,
      ['error scopes', 'error business'],
    ],
    [
      'a token that may only look at ads',
      withScopes('business_management', 'ads_read', 'pages_show_list', 'pages_manage_metadata'),
      0,
      ['warning actions ad_account'],
    ],
    [
      'an employee',
      WORLD.replace('role: ADMIN', 'role: EMPLOYEE'),
      0,
      ['warning business_role', 'warning actions ad_account', 'warning actions page'],
    ],
    [
      'an app that wants its secret',
      WORLD.replace('id: "880000000000001"', 'id: "8", secret: s, require_proof: true'),
      1,
      ['error app_secret'],
    ],
    [
      'lists that are refused',
      `${WORLD}faults: [{ match: { path: owned_ad_accounts }, do: { code: 200 } }]\n`,
      0,
      ['warning lists ad_account', 'warning actions ad_account'],
    ],
    [
      'edges that are refused',
      `${WORLD}faults: [{ match: { path: act_.*/agencies }, do: { code: 3 } }]\n`,
      0,
      ['warning edges ad_account', 'warning actions ad_account'],
    ],
    [
      'on-behalf-of lists that are gone',
      `${WORLD}modes: { obo_edges: false }\n`,
      0,
      ['unknown actions ad_account'],
    ],
    [
      'a limit that is reached',
      `${WORLD}faults: [{ match: { path: owned }, do: { code: 17 } }]\n`,
      1,
      ['error connection'],
    ],
    [
      'a /me that is refused',
      `${WORLD}faults: [{ match: { path: ^/me$ }, do: { code: 2500, message: "An active access token must be used" } }]\n`,
      1,
      ['error own_user'],
    ],
    [
      'an app that is blocked',
      `${WORLD}faults: [{ match: { path: debug_token }, do: { code: 200, message: "(#200) API access blocked." } }]\n`,
      1,
      ['error token'],
    ],
    [
      'nobody who is ours',
      `${WORLD}faults: [{ match: { path: "system_users|business_users" }, do: { code: 200 } }]\n`,
      0,
      ['unknown own_user', 'unknown business_role', 'warning people'],
    ],
  ])('tells of %s', async (_what, world, code, expected) => {
    const result = await run(world + (world.includes('pages:') ? '' : PAGE))
    expect(result.code).toBe(code)
    expect(result.json()).toMatchObject({ kind: 'doctor', ready: code === 0 })
    expect(ailing(result.json())).toEqual(expect.arrayContaining([...expected]))
  })

  it('tells of another business, and whose the token is', async () => {
    const { code, json, stdout } = await run(WORLD, ['--business=5005'])
    expect([code, ailing(json())]).toEqual([1, ['error business']])
    expect(stdout).toContain('belongs to 1001 \\"Northwind\\"')
  })

  it('judges a manifest by what it needs, at its line', async () => {
    const poor = withScopes('business_management', 'ads_management') + PAGE
    const at = (files: Record<string, string>) =>
      runCli(['doctor', SANDBOX, '--format=json'], {
        files: { 'world.yaml': poor, ...files },
        now: NOW,
      })
    const pages = await at({ 'access.yaml': PAGES_MANIFEST })
    expect(pages.code).toBe(1)
    expect(ailing(pages.json())).toContain('error manifest page')
    expect(pages.json()).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({
          id: 'manifest',
          found: 'assign, reassign, unassign: needs pages_manage_metadata',
          source: { file: 'access.yaml', line: 5, column: 3 },
        }),
      ]),
    })
    const accounts = await at({ 'access.yaml': MANIFEST })
    expect([accounts.code, ailing(accounts.json())]).toEqual([0, []])
  })

  it('stops at a bad manifest', async () => {
    const bad = await runCli(['doctor', '--format=json'], {
      files: { 'access.yaml': 'version: 2' },
    })
    expect([bad.code, bad.json()['kind']]).toEqual([1, 'error'])
  })

  it('without a token says which variable to set', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--business=1001'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('[missing_token]')
    expect(stderr).toContain('META_ACCESS_TOKEN')
    expect(stderr).not.toContain('    at ')
  })
})

describe('doctor over HTTP', () => {
  const SECRET = 'a+secret/=='
  const TOKEN = 'SANDBOX|doctor+1=='
  const strict = WORLD.replace(
    'id: "880000000000001"',
    `id: "8", secret: ${SECRET}, require_proof: true`,
  )

  const withServer = async (
    env: Readonly<Record<string, string>>,
    argv: readonly string[] = [],
  ) => {
    const sandbox = await startSandbox({
      world: parseWorld(strict + PAGE),
      token: TOKEN,
      now: () => new Date(NOW),
    })
    try {
      const result = await runCli(['doctor', '--business=1001', ...argv], {
        env: { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: TOKEN, ...env },
        now: NOW,
      })
      return { ...result, commits: sandbox.commits, http: sandbox.counts.http }
    } finally {
      await sandbox.close()
    }
  }

  it('proves its secret, writes nothing, and says neither token nor secret', async () => {
    const proof = proofOf(TOKEN, SECRET)
    for (const [secret, code] of [
      [SECRET, 0],
      ['wrong', 1],
      ['', 1],
    ] as const) {
      const result = await withServer({ META_APP_SECRET: secret }, ['--verbose'])
      expect(result.code).toBe(code)
      expect(result.commits).toEqual([])
      expect(result.http).toBeLessThan(8)
      const printed = result.stdout + result.stderr
      expect([SECRET, TOKEN, proof].filter((word) => printed.includes(word))).toEqual([])
      expect(result.stdout).toMatch(/^Business 1001/)
    }
  })

  it('does not take the token of a Page or of the app', async () => {
    const env = { META_APP_SECRET: SECRET }
    const app = await withServer({ ...env, META_ACCESS_TOKEN: `8|${SECRET}` })
    expect(app.code).toBe(1)
    expect(app.stdout.replace(/\s+/g, ' ')).toContain(
      'an app\'s token, app 8 "Sandbox": it does not belong to anybody in a business',
    )
    expect(app.stdout).not.toContain(SECRET)
    const nonsense = await withServer({ ...env, META_ACCESS_TOKEN: 'EAANONSENSE' })
    expect([nonsense.code, nonsense.stdout]).toEqual([
      1,
      expect.stringContaining('the token is invalid'),
    ])
    expect(nonsense.stdout + nonsense.stderr).not.toContain('EAANONSENSE')
  })

  it('says that writes are switched off, and still works', async () => {
    const { code, stdout } = await withServer({ META_APP_SECRET: SECRET, BIZACCESS_READ_ONLY: '1' })
    expect(code).toBe(0)
    expect(stdout).toContain('warning  read_only')
  })
})

it.each([
  ['v24.0', /\[api_version_ends\]/],
  ['v25.0', null],
  ['v27.0', null],
])('a version at its end is told with every run: %s', async (version, words) => {
  const { stderr } = await runCli(['plan', '--sandbox=brand', `--api-version=${version}`], {
    files: { 'access.yaml': 'version: 1\nbusiness: "1001"\n' },
    now: '2026-11-26T09:00:00Z',
  })
  if (words === null) expect(stderr).not.toContain('api_version_ends')
  else {
    expect(stderr).toMatch(words)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'the Marketing API (ad accounts) ended it on 2026-11-10',
    )
  }
})
