import { getEventListeners } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CliCase, folderWith, runCli } from '../../support/run-cli.ts'
import { IN_SYNC, manifestOf, THREE, treeOf } from './fleets.ts'

/** `--all`: one command over every business of a tree. */

const NOW = '2026-11-22T10:00:00Z'
const all = (argv: readonly string[], options: CliCase = {}) =>
  runCli([...argv, '--all', '--sandbox'], { files: THREE, now: NOW, ...options })

interface Fleet {
  readonly kind: string
  readonly command: string
  readonly businesses: readonly Record<string, unknown>[]
  readonly results: readonly {
    readonly business: { readonly id: string | null; readonly name: string | null }
    readonly paths: readonly string[]
    readonly outcome: string
    readonly exit_code: number
    readonly words: string
  }[]
  readonly summary: Record<string, number>
  readonly exit_code: number
  readonly problems: readonly { readonly code: string }[]
}

const fleetOf = (text: string): Fleet => JSON.parse(text) as Fleet
const BROKEN = 'version: 1\nbusiness: "9009"\nad_accounts: { act_1111: { agencis: {} } }\n'

describe('the document', () => {
  it('has the documents of the businesses alone, byte for byte, by folder', async () => {
    const { code, stdout, cwd } = await all(['plan', '--format', 'json'])
    const fleet = fleetOf(stdout)
    expect({ code, kind: fleet.kind, command: fleet.command }).toEqual({
      ...{ code: 0, kind: 'fleet', command: 'plan' },
    })
    expect(fleet.results.map(({ business, paths }) => [business.id, business.name, paths])).toEqual(
      [
        ['1001', 'Acme', ['shared', 'businesses/acme']],
        ['3003', 'Beta', ['shared', 'businesses/beta']],
        ['4004', 'Calm', ['shared', 'businesses/calm']],
      ],
    )
    for (const [at, folder] of ['acme', 'beta', 'calm'].entries()) {
      const paths = ['shared', `businesses/${folder}`]
      const world = ['--sandbox', `businesses/${folder}/world.yaml`]
      const alone = await runCli(['plan', ...paths, ...world, '--format', 'json'], {
        cwd,
        now: NOW,
      })
      expect(fleet.businesses[at]).toEqual(JSON.parse(alone.stdout))
      expect(stdout).toContain(alone.stdout.trimEnd().replace(/^/gm, '    '))
    }
  })

  it('is one document of every command, whatever becomes of a business', async () => {
    for (const argv of [
      ...[['validate'], ['plan'], ['drift'], ['review'], ['requests'], ['who', 'kim']],
      ['apply', '--auto-approve'],
    ]) {
      const files = { ...THREE, 'businesses/broken/access.yaml': BROKEN }
      const words = argv[0] === 'validate' ? argv : [...argv, '--sandbox']
      const { code, stdout } = await runCli([...words, '--all', '--format', 'json'], {
        ...{ files, now: NOW },
      })
      const fleet = fleetOf(stdout)
      expect([argv[0], code, fleet.exit_code, fleet.businesses.length]).toEqual([argv[0], 1, 1, 4])
      expect(fleet.results.map(({ outcome }) => outcome === 'failed')).toEqual([
        ...[false, false, true, false],
      ])
      expect(fleet.summary['failed']).toBe(1)
    }
  })
})

describe('the exit code', () => {
  it.each([
    ['of the worst: 2 before 0', {}, 2],
    [
      'of the worst: 4 before 2',
      { 'businesses/beta/access.yaml': `${manifestOf('3003')}policy: { max_revocations: 0 }\n` },
      4,
    ],
    ['of the worst: 1 before 4', { 'businesses/beta/access.yaml': BROKEN }, 1],
  ])('is that %s', async (_, files, expected) => {
    const { code } = await all(['plan', '--detailed-exitcode'], { files: { ...THREE, ...files } })
    expect(code).toBe(expected)
  })

  it('is 0 where all are as they should be', async () => {
    const files = treeOf({ calm: { business: '4004', name: 'Calm', manifest: IN_SYNC('4004') } })
    const { code, stdout } = await all(['plan', '--detailed-exitcode'], { files })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}ok +businesses\/calm, 4004 "Calm"/)
  })
})

describe('the text', () => {
  it('shows who has something to say, then a line for each and the sum', async () => {
    const { stdout } = await all(['plan'])
    expect(stdout).toMatch(/^businesses\/acme, 1001 "Acme"\n\nBusiness 1001 "Acme"/)
    expect(stdout).not.toMatch(/^businesses\/calm/m)
    expect(stdout).toMatch(/^ {2}ok +businesses\/calm, 4004 "Calm"/m)
    expect(stdout).toMatch(/\n3 businesses: 2 with differences, 1 ok\.\n$/)
    expect((await all(['plan', '--verbose'])).stdout).toMatch(/^businesses\/calm/m)
  })

  it('goes on after one that fails, and says on stderr whose fault it is', async () => {
    const files = { ...THREE, 'businesses/b/access.yaml': BROKEN }
    const { stdout, stderr } = await all(['plan'], { files })
    expect(stderr).toMatch(/^businesses\/b:\nerror businesses\/b\/access\.yaml:3:/m)
    expect(stdout).toMatch(/^ {2}failed +businesses\/b, 9009 /m)
    expect(stdout).toMatch(/^businesses\/beta, 3003 "Beta"$/m)
  })

  it('says once what all are told alike', async () => {
    const { stderr } = await all(['plan', '--api-version', 'v19.0'])
    expect(stderr.match(/api_version_ends/g)).toHaveLength(1)
  })
})

describe('every format', () => {
  it('has one table of a review, with all businesses', async () => {
    const { stdout } = await all(['review', '--format', 'csv'])
    const lines = stdout.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(stdout.indexOf('\uFEFF', 1)).toBe(-1)
    expect(lines.filter((line) => line.startsWith('business_id,'))).toHaveLength(1)
    expect([...new Set(lines.slice(1).map((line) => line.split(',')[0]))]).toEqual([
      ...['1001', '3003', '4004'],
    ])
  })

  it('adds the numbers for GitLab up', async () => {
    const numbers = async (argv: readonly string[], cwd?: string) =>
      JSON.parse(
        (
          await runCli([...argv, '--format', 'gitlab'], {
            now: NOW,
            ...(cwd === undefined ? { files: THREE } : { cwd }),
          })
        ).stdout,
      ) as Record<string, number>
    const whole = await numbers(['plan', '--all', '--sandbox'])
    const cwd = folderWith(THREE)
    const one = await numbers(
      ['plan', 'businesses/acme', '--sandbox', 'businesses/acme/world.yaml'],
      cwd,
    )
    expect(one['create']).toBeGreaterThan(0)
    expect(whole).toEqual({
      create: 2 * (one['create'] ?? 0),
      update: 2 * (one['update'] ?? 0),
      delete: 2 * (one['delete'] ?? 0),
    })
  })

  it('has a comment, a page and a diff of all, with what each does', async () => {
    for (const format of ['markdown', 'html', 'diff', 'github'] as const) {
      const { code, stdout } = await all(['plan', '--format', format])
      expect(code).toBe(0)
      for (const name of ['businesses/acme', 'businesses/beta', 'businesses/calm']) {
        expect(stdout.replaceAll('\\/', '/')).toContain(name)
      }
      expect(stdout).toContain('kim')
    }
  })

  it('is in its file only once it is whole', async () => {
    const cwd = folderWith(THREE)
    const before: boolean[] = []
    const { code } = await runCli(['plan', '--all', '--sandbox', '-o', 'plan.json'], {
      ...{ cwd, now: NOW },
      onReport: () => before.push(existsSync(join(cwd, 'plan.json'))),
    })
    expect({ code, before }).toEqual({ code: 0, before: [false, false, false] })
    expect(existsSync(join(cwd, 'plan.json'))).toBe(true)
  })

  it('goes into files, each in its own, and leaves none half-written', async () => {
    const out = ['plan.json', 'plan.html', 'plan.md'].flatMap((file) => ['-o', file])
    const { stdout, cwd } = await all(['plan', ...out])
    expect(stdout).toMatch(/3 businesses: 2 with differences, 1 ok/)
    expect(fleetOf(readFileSync(join(cwd, 'plan.json'), 'utf8')).businesses).toHaveLength(3)
    expect(readFileSync(join(cwd, 'plan.html'), 'utf8')).toMatch(
      /^<!doctype html>[\s\S]*<\/html>\n$/,
    )
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('a filter', () => {
  it('may match in some of the businesses; in none, it is a mistake', async () => {
    const files = {
      ...THREE,
      'businesses/beta/world.yaml': (THREE['businesses/beta/world.yaml'] ?? '').replaceAll(
        'act_1111',
        'act_3333',
      ),
      'businesses/beta/access.yaml': manifestOf('3003').replace('act_1111', 'act_3333'),
    }
    const some = await all(['plan', '--only', 'act_3*'], { files })
    expect(some.code).toBe(0)
    expect(some.stdout).toContain('act_3333')
    const none = await all(['plan', '--only', 'act_7*'], { files })
    expect(none.code).toBe(1)
    expect(none.stdout).toContain('--only act_7* matches nothing in any of these 3 businesses')
  })

  it('that is mistyped for one business alone is an error there', async () => {
    const { code } = await runCli(
      ['plan', 'businesses/acme', '--sandbox', 'businesses/acme/world.yaml', '--only', 'act_7*'],
      { files: THREE, now: NOW },
    )
    expect(code).toBe(1)
  })
})

describe('who NAME --all', () => {
  const files = {
    ...THREE,
    'businesses/beta/world.yaml': (THREE['businesses/beta/world.yaml'] ?? '')
      .replaceAll('kim@northwind.example', 'pat@northwind.example')
      .replaceAll('Kim Poole', 'Pat'),
    'businesses/beta/access.yaml': IN_SYNC('3003'),
  }

  it('says what one person holds everywhere, and where nobody has the name', async () => {
    const { code, stdout, stderr } = await all(['who', 'kim@northwind.example'], { files })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^businesses\/acme/)
    expect(stdout).toMatch(/^ {2}ok +businesses\/beta, 3003 +nobody of that name here$/m)
  })

  it('fails where it is nobody at all', async () => {
    const { code, stdout } = await all(['who', 'nobody@else.example'], { files })
    expect(code).toBe(1)
    expect(stdout).toContain('nobody@else.example is nobody in any of these 3 businesses')
  })
})

describe('apply --all', () => {
  const applied = (result: { readonly stdout: string }) => result.stdout.match(/Apply: [^.]*/g)

  it('asks once, after every plan, and applies what was shown', async () => {
    const done = await all(['apply'], { answer: 'yes' })
    expect(done.questions).toEqual([
      "Apply these 4 changes to 2 businesses? Only 'yes' is accepted: ",
    ])
    expect(done.code).toBe(0)
    expect(done.stdout.indexOf('Plan: ')).toBeLessThan(done.stdout.indexOf('Apply: '))
    const again = await runCli(['plan', '--all', '--sandbox', '--detailed-exitcode'], {
      cwd: done.cwd,
      now: NOW,
    })
    expect(again.code).toBe(0)
  })

  it('changes nothing without a yes', async () => {
    const { code, stdout, cwd } = await all(['apply'], { answer: 'no' })
    expect(code).toBe(1)
    expect(applied({ stdout })).not.toContain('done (1')
    const after = await runCli(['plan', '--all', '--sandbox', '--detailed-exitcode'], {
      cwd,
      now: NOW,
    })
    expect(after.code).toBe(2)
  })

  it('leaves alone a business that changed while the person thought, and applies the others', async () => {
    const cwd = folderWith(THREE)
    const { code, json } = await runCli(['apply', '--all', '--sandbox', '--format', 'json'], {
      ...{ cwd, now: NOW, answer: 'yes' },
      onQuestion: () =>
        runCli(
          [
            'sandbox',
            'assign',
            'act_1111/users/61550000000000002',
            'ANALYZE',
            '--world',
            'businesses/acme/world.yaml',
          ],
          { cwd, now: NOW },
        ),
    })
    const { businesses, results } = json() as unknown as Fleet
    expect(code).toBe(1)
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'ok', 'ok'])
    expect(businesses[0]).toMatchObject({
      kind: 'apply',
      problems: [{ code: 'changed_since_shown' }],
    })
    expect(businesses[1]).toMatchObject({ kind: 'apply', problems: [] })
  })

  it('without a terminal refuses what would have to be asked', async () => {
    const { code, json } = await all(['apply', '--format', 'json'])
    const { businesses } = json() as unknown as Fleet
    expect(code).toBe(1)
    expect(
      businesses.map(({ problems }) => (problems as { code: string }[]).map((each) => each.code)),
    ).toEqual([...[['not_interactive'], ['not_interactive'], []]])
  })

  it('keeps a journal for each business', async () => {
    const { cwd } = await all(['apply', '--auto-approve'])
    const folders = readdirSync(join(cwd, '.bizaccess/sandbox')).filter(
      (name) => !name.endsWith('.yaml'),
    )
    expect(folders).toHaveLength(3)
    expect(
      folders.flatMap((folder) => readdirSync(join(cwd, '.bizaccess/sandbox', folder))).sort(),
    ).toEqual(['1001', '3003', '4004'])
  })

  it('that is interrupted on the way ends what is under way, and begins no other business', async () => {
    const end = new AbortController()
    const argv = ['apply', '--auto-approve', '--concurrency', '1', '--format', 'json']
    const { code, json } = await all(argv, {
      signal: end.signal,
      onReport: ({ kind }) => {
        if (kind === 'apply') end.abort()
      },
    })
    const { results, businesses } = json() as unknown as Fleet
    expect(code).toBe(130)
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'interrupted', 'interrupted'])
    expect(businesses[1]).toMatchObject({ kind: 'error', problems: [{ code: 'interrupted' }] })
  })

  it('that is interrupted begins no other business, and says so of each', async () => {
    const end = new AbortController()
    end.abort()
    const { code, json } = await all(['apply', '--auto-approve', '--format', 'json'], {
      signal: end.signal,
    })
    const fleet = json() as unknown as Fleet
    expect(code).toBe(130)
    expect(fleet.results.map(({ outcome }) => outcome)).toEqual([
      'interrupted',
      'interrupted',
      'interrupted',
    ])
    expect(fleet.businesses.every(({ kind }) => kind === 'error')).toBe(true)
  })
})

describe('apply --all --expect', () => {
  const RAIL = {
    'businesses/beta/access.yaml': `${manifestOf('3003')}policy: { max_revocations: 0 }\n`,
  }
  const digestOf = async (cwd: string): Promise<string> => {
    const { stdout } = await runCli(['plan', '--all', '--sandbox', '--format', 'json'], {
      cwd,
      now: NOW,
    })
    return (fleetOf(stdout) as Fleet & { readonly steps_digest: string }).steps_digest
  }
  const applyTo = async (
    cwd: string,
    digest: string,
    options: CliCase = {},
    more = ['--auto-approve'],
  ) => {
    const argv = ['apply', '--all', '--sandbox', '--format', 'json', '--expect', digest, ...more]
    const { code, json, stderr, questions } = await runCli(argv, { cwd, now: NOW, ...options })
    const { businesses, problems, results } = json() as unknown as Fleet
    const codes = businesses.map((each) =>
      (each['problems'] as Fleet['problems']).map((it) => it.code),
    )
    return { code, codes, stderr, questions, own: problems.map((each) => each.code), results }
  }
  const WRONG = `sha256:${'0'.repeat(64)}`

  it('applies the plans that were looked at, together', async () => {
    const cwd = folderWith(THREE)
    const digest = await digestOf(cwd)
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const { code, codes, own, stderr } = await applyTo(cwd, digest)
    expect([code, codes, own]).toEqual([0, [[], [], []], []])
    expect(stderr).not.toContain('Plan: ')
    expect(await digestOf(cwd)).not.toBe(digest)
  })

  it('changes nothing anywhere where one of them is another', async () => {
    const cwd = folderWith(THREE)
    const digest = await digestOf(cwd)
    writeFileSync(join(cwd, 'businesses/calm/access.yaml'), manifestOf('4004'))
    const other = await digestOf(cwd)
    const { code, codes, own } = await applyTo(cwd, digest)
    expect([code, own]).toEqual([1, ['fleet_digest_differs']])
    expect(codes).toEqual([['not_as_expected'], ['not_as_expected'], ['not_as_expected']])
    expect(await digestOf(cwd)).toBe(other)
    const asked = await applyTo(cwd, WRONG, { answer: 'yes' }, [])
    expect([asked.own, asked.questions]).toEqual([['fleet_digest_differs'], []])
  })

  it('is no digest of a fleet with nothing to do either', async () => {
    const files = treeOf({ calm: { business: '4004', name: 'Calm', manifest: IN_SYNC('4004') } })
    for (const more of [['--auto-approve'], []]) {
      const { code, own, results } = await applyTo(folderWith(files), WRONG, {}, more)
      expect([code, own, results[0]?.outcome]).toEqual([1, ['fleet_digest_differs'], 'ok'])
    }
  })

  it('applies the others where one cannot be planned, or hits a rail, as was looked at', async () => {
    const cwd = folderWith({ ...THREE, ...RAIL, 'businesses/broken/access.yaml': BROKEN })
    const { code, own, results } = await applyTo(cwd, await digestOf(cwd))
    expect([code, own]).toEqual([1, []])
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'blocked', 'failed', 'ok'])
  })

  it('leaves alone what changes afterwards', async () => {
    const cwd = folderWith(THREE)
    const act = ['sandbox', 'assign', 'act_1111/users/61550000000000002', 'ANALYZE']
    const world = ['--world', 'businesses/acme/world.yaml']
    const { code, codes, own } = await applyTo(
      cwd,
      await digestOf(cwd),
      { answer: 'yes', onQuestion: () => runCli([...act, ...world], { cwd, now: NOW }) },
      [],
    )
    expect([code, codes, own]).toEqual([1, [['changed_since_shown'], [], []], []])
  })

  it('asks, or says that nobody can be asked', async () => {
    const cwd = folderWith(THREE)
    const digest = await digestOf(cwd)
    const none = await applyTo(cwd, digest, {}, [])
    expect([none.code, none.codes]).toEqual([1, [['not_interactive'], ['not_interactive'], []]])
    const no = await applyTo(cwd, digest, { answer: 'no' }, [])
    expect([no.code, no.codes]).toEqual([1, [['not_approved'], ['not_approved'], []]])
    expect((await applyTo(cwd, digest, { answer: 'yes' }, [])).code).toBe(0)
  })

  it('is of the businesses of a shard where there is one', async () => {
    const part = ['--shard', '0/2', '--shard-by', 'business']
    const cwd = folderWith(THREE)
    const argv = ['plan', '--all', '--sandbox', '--format', 'json', ...part]
    const { stdout } = await runCli(argv, { cwd, now: NOW })
    const { steps_digest } = JSON.parse(stdout)
    expect(await digestOf(cwd)).not.toBe(steps_digest)
    expect((await applyTo(cwd, steps_digest)).own).toEqual(['fleet_digest_differs'])
    expect((await applyTo(cwd, steps_digest, {}, ['--auto-approve', ...part])).own).toEqual([])
  })
})

describe('flags that mean one business', () => {
  it.each([
    ...[
      '--allow-revocations=1',
      '--allow-requests=1',
      '--allow-invitations=1',
      '--allow-offboarded=1',
    ],
    '--replace=act_1111/agencies/2002',
  ])('are refused: %s', async (flag) => {
    const { code, stdout } = await all(['plan', flag, '--format', 'json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'error',
      problems: [{ code: 'not_with_all' }],
    })
  })

  it.each([
    ['apply', '--resend=act_9999/request'],
    ['review', '--business=1001'],
    ['review', '--decisions=x.csv'],
    ['validate', '--fix'],
  ])('are refused: %s %s', async (command, flag) => {
    const { code, stderr } = await runCli([command, '--all', flag], { files: THREE })
    expect(code).toBe(1)
    expect(stderr).toContain('[not_with_all]')
  })

  it('are all that have a number or an address', async () => {
    const { FLAG_SETS } = await import('../../../src/cli/flags.ts')
    const { OF_ONE } = await import('../../../src/cli/fleet/fleet-flags.ts')
    const accepting = (name: string) => /^allow|^(replace|resend|business)$/.test(name)
    const with_all = Object.values(FLAG_SETS).filter((set) =>
      (set as readonly string[]).includes('all'),
    )
    expect(with_all).toHaveLength(7)
    for (const set of with_all)
      for (const name of set.filter(accepting)) expect(OF_ONE).toHaveProperty(name)
  })
})

describe('--shard I/N --shard-by business', () => {
  it('divides the businesses among the runs, and says how many are left', async () => {
    const seen: (string | null)[] = []
    for (const part of ['0/2', '1/2']) {
      const argv = ['plan', '--shard', part, '--shard-by', 'business', '--format', 'json']
      const fleet = fleetOf((await all(argv)).stdout)
      seen.push(...fleet.results.map(({ business }) => business.id))
      expect(fleet.summary['left_to_others']).toBe(3 - fleet.results.length)
    }
    expect(seen.sort()).toEqual(['1001', '3003', '4004'])
  })
})

describe('review --all --since', () => {
  it('compares each business with its own review, and says where there is none', async () => {
    const first = await all(['review', '-o', 'old.json'])
    const { cwd } = first
    const since = ['review', '--all', '--sandbox', '--since', 'old.json', '--format', 'json']
    const again = fleetOf((await runCli(since, { cwd, now: NOW })).stdout)
    for (const { findings } of again.businesses) {
      const states = (findings as readonly { readonly state: string }[]).map(({ state }) => state)
      expect(states.length).toBeGreaterThan(0)
      expect(new Set(states)).toEqual(new Set(['open']))
    }
    const old = fleetOf(readFileSync(join(cwd, 'old.json'), 'utf8'))
    const less = { ...old, businesses: old.businesses.slice(1) }
    writeFileSync(join(cwd, 'old.json'), JSON.stringify(less))
    const partly = fleetOf((await runCli(since, { cwd, now: NOW })).stdout)
    expect(partly.businesses[0]).toMatchObject({ problems: [{ code: 'since_partial' }] })
    expect(partly.businesses[1]).toMatchObject({ problems: [] })
  })

  it('fails on what is new in any of them', async () => {
    const { cwd } = await all(['review', '-o', 'old.json'])
    const act = ['sandbox', 'assign', 'act_1111/users/61550000000000002', 'MANAGE']
    await runCli([...act, '--world', 'businesses/beta/world.yaml'], { cwd, now: NOW })
    const argv = ['review', '--all', '--sandbox', '--since', 'old.json', '--fail-on', 'low']
    const { code, stdout } = await runCli(argv, { cwd, now: NOW })
    expect(code).toBe(2)
    expect(stdout).toMatch(/^ {2}differs +businesses\/beta/m)
    expect(stdout).toMatch(/^ {2}ok +businesses\/acme/m)
  })
})

describe('a run over many businesses', () => {
  it('listens to the interrupt once, however many they are', async () => {
    const many = Array.from({ length: 14 }, (_, at) => `${6000 + at}`)
    const files = treeOf(
      Object.fromEntries(
        many.map((business) => [
          `b${business}`,
          { business, name: 'One of many', manifest: IN_SYNC(business) },
        ]),
      ),
    )
    const { signal } = new AbortController()
    let most = 0
    const onReport = () => {
      most = Math.max(most, getEventListeners(signal, 'abort').length)
    }
    const { code } = await all(['plan'], { files, signal, onReport })
    expect({ code, most, after: getEventListeners(signal, 'abort').length }).toEqual({
      ...{ code: 0, most: 1, after: 0 },
    })
  })

  it('makes the requests of each alone, and no other', async () => {
    const countOf = (report: Record<string, unknown>) => (report['calls'] as { http: number }).http
    const { stdout, cwd } = await all(['apply', '--auto-approve', '--format', 'json'])
    const together = fleetOf(stdout).businesses.map(countOf)
    const alone: number[] = []
    for (const folder of ['acme', 'beta', 'calm']) {
      const world = `businesses/${folder}/world.yaml`
      const argv = ['apply', 'shared', `businesses/${folder}`, '--sandbox', world]
      const told = await runCli(
        [...argv, '--state-dir', 's', '--auto-approve', '--format', 'json'],
        {
          ...{ cwd, now: NOW },
        },
      )
      alone.push(countOf(JSON.parse(told.stdout) as Record<string, unknown>))
    }
    expect(together).toEqual(alone)
  })
})
