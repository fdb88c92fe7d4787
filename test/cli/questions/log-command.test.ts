import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../../src/model/text/digest.ts'
import { LOG_HEADINGS } from '../../../src/report/log-csv.ts'
import {
  folderWith,
  MANIFEST,
  NEEDS_APPROVAL,
  REQUEST,
  runCli,
  WORLD,
} from '../../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'

const applied = async (manifest = MANIFEST): Promise<string> => {
  const cwd = folderWith({ 'access.yaml': manifest, 'world.yaml': WORLD })
  await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, now: '2026-11-20T10:00:00Z' })
  return cwd
}

const journalOf = (cwd: string): string => {
  const root = join(cwd, '.bizaccess')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return join(root, files.find((file) => file.endsWith('journal.ndjson')) ?? '')
}

const headOf = (cwd: string): string => journalOf(cwd).replace(/ndjson$/, 'head')

const edit = (cwd: string, change: (text: string) => string): void => {
  const file = journalOf(cwd)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

describe('log', () => {
  it('prints runs and writes, one line each', async () => {
    const { code, stdout } = await runCli(['log', SANDBOX], { cwd: await applied() })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^2026-11-20 10:00:00Z {2}apply by bizaccess \d/)
    expect(stdout).toContain(
      'done        + grant act_1111/agencies/2002 ("EU Search", brightside): ',
    )
    expect(stdout).toContain(
      'done        - unassign act_1111/users/61550000000000009 ("EU Search", kim "Kim Poole"): ',
    )
    expect(stdout).toContain('Whole: the journal of business 1001 has 5 lines')
  })

  it('is a document, with and without its entries', async () => {
    const cwd = await applied(NEEDS_APPROVAL)
    const { json } = await runCli(['log', SANDBOX, '--format=json'], { cwd })
    expect(json()).toMatchObject({
      format_version: 1,
      kind: 'log',
      whole: true,
      entries: [
        { type: 'run', n: 1 },
        { type: 'write', n: 2, action: 'grant', status: 'waiting', approval: true, before: null },
      ],
      problems: [],
    })
    const argv = ['log', SANDBOX, '--verify', '--format=json', '--business=1001']
    const verified = await runCli(argv, { cwd })
    expect(verified.json()).toMatchObject({ whole: true, lines: 3, entries: [] })
  })

  const CI = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SHA: 'c0ffee0123456789c0ffee0123456789c0ffee01',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'northwind/access',
    GITHUB_RUN_ID: '42',
    GITHUB_ACTOR: 'kim',
    USER: 'runner',
  }
  const BY = {
    user: { id: '61550000000000001', name: 'Automation' },
    commit: CI.GITHUB_SHA,
    ci: {
      system: 'GitHub Actions',
      run: 'https://github.com/northwind/access/actions/runs/42',
      actor: 'kim',
    },
    os_user: 'runner',
  }

  it.each([
    ['apply', ['apply', SANDBOX, '--auto-approve']],
    ['offboard', ['offboard', 'kim', SANDBOX, '--auto-approve']],
  ])('says in every line who it was: %s', async (_name, argv) => {
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
    await runCli(argv, { cwd, env: CI })
    const lines = readFileSync(journalOf(cwd), 'utf8').trim().split('\n')
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ v: 2, by: BY })
    const { json } = await runCli(['log', SANDBOX, '--format=json'], { cwd })
    const entries = json()['entries'] as readonly object[]
    for (const entry of entries) expect(entry).toMatchObject({ by: BY })
    const { stdout } = await runCli(['log', SANDBOX], { cwd })
    expect(stdout.match(/^ {2}by /gm)).toHaveLength(1)
    expect(stdout).toContain(
      `by            "Automation" 61550000000000001; commit ${CI.GITHUB_SHA};`,
    )
  })

  it('reads a journal of a version that wrote down neither who nor names', async () => {
    const cwd = await applied()
    edit(cwd, (text) => {
      let prev = ''
      const lines = text
        .trim()
        .split('\n')
        .map((line) => {
          const {
            by: _by,
            asset: _asset,
            subject: _subject,
            hash: _hash,
            ...rest
          } = JSON.parse(line)
          const hash = digestOf({ ...rest, prev })
          const older = JSON.stringify({ ...rest, prev, hash })
          prev = hash
          return older
        })
      writeFileSync(headOf(cwd), JSON.stringify({ count: lines.length, hash: prev }))
      return `${lines.join('\n')}\n`
    })
    const { code, stdout } = await runCli(['log', SANDBOX], { cwd })
    expect(code).toBe(0)
    expect(stdout).not.toMatch(/^ {2}by /m)
    expect(stdout).toContain('done        + grant act_1111/agencies/2002: ADVERTISE, ANALYZE\n')
    await runCli(['offboard', 'brightside', SANDBOX, '--auto-approve'], { cwd, env: CI })
    const after = await runCli(['log', SANDBOX, '--format=json'], { cwd })
    expect(after.json()).toMatchObject({ whole: true, problems: [] })
    expect(JSON.stringify(after.json())).toContain(JSON.stringify(BY))
  })

  it('is a table, one thing a column, and no cell of it a formula', async () => {
    const world = WORLD.replace('name: EU Search', "name: '=HYPERLINK(1)'")
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': world })
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, env: CI })
    const { code, stdout } = await runCli(['log', SANDBOX, '--format=csv'], { cwd })
    expect(code).toBe(0)
    const [heads = '', ...rows] = stdout
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
    expect(heads.split(',')).toEqual(LOG_HEADINGS)
    const cells = rows.map((row) => row.split(','))
    for (const row of cells) {
      expect(row).toHaveLength(LOG_HEADINGS.length)
      for (const cell of row) expect(cell).not.toMatch(/^"?[=+@-]/)
    }
    const column = (name: (typeof LOG_HEADINGS)[number]) =>
      cells.map((row) => row[LOG_HEADINGS.indexOf(name)])
    expect(column('type')).toEqual(['run', 'write', 'write'])
    expect(column('asset_name')).toEqual(['', "'=HYPERLINK(1)", "'=HYPERLINK(1)"])
    expect(column('alias')).toEqual(['', 'brightside', 'kim'])
    expect(column('subject_id')).toEqual(['', '2002', '61550000000000009'])
    expect(column('ci_actor')).toEqual(['kim', 'kim', 'kim'])
  })

  it('says in a table, too, that it cannot be believed', async () => {
    const cwd = await applied()
    edit(cwd, (text) => text.replace('"done"', '"failed"'))
    const { code, stdout } = await runCli(['log', SANDBOX, '--format=csv'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toMatch(/\r\n1001,,,problem,,journal_broken,/)
  })

  it.each(['markdown', 'html'])('says who and names as %s', async (format) => {
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, env: CI })
    const { stdout } = await runCli(['log', SANDBOX, `--format=${format}`], { cwd })
    for (const word of ['Automation', 'Kim Poole', 'actions/runs/42']) {
      expect(stdout).toContain(word)
    }
  })

  it('needs no token and no journal', async () => {
    const { code, stdout } = await runCli(['log', '--business=1001'])
    expect([code, stdout]).toEqual([0, 'There is nothing in the journal of business 1001.\n'])
  })

  it.each<[string, (text: string) => string]>([
    ['a changed word', (text) => text.replace('"done"', '"failed"')],
    ['a missing line', (text) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['two swapped lines', (text) => text.replace(/^(.*\n)(.*\n)/, '$2$1')],
  ])('exits 1 on %s, and still shows what is there', async (_what, change) => {
    const cwd = await applied()
    edit(cwd, change)
    const { code, stdout } = await runCli(['log', SANDBOX], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('journal_broken')
    expect(stdout).toContain('Broken: ')
    expect(stdout).toContain('act_1111/agencies/2002')
    expect((await runCli(['log', SANDBOX, '--verify'], { cwd })).code).toBe(1)
  })

  it.each<[string, (cwd: string) => void, string]>([
    ['zeros at its end', (cwd) => edit(cwd, (text) => `${text}\0\0\0\0`), 'journal_broken'],
    ['garbage', (cwd) => edit(cwd, () => 'garbage\n'), 'journal_broken'],
    [
      'a whole line that is no entry',
      (cwd) => edit(cwd, (text) => `${text}{"a":1}\n`),
      'journal_broken',
    ],
    ['a cut at a line end', (cwd) => edit(cwd, (text) => text.replace(/.*\n$/, '')), 'journal_cut'],
    ['nothing left of it', (cwd) => edit(cwd, () => ''), 'journal_cut'],
    ['no head', (cwd) => rmSync(headOf(cwd)), 'journal_cut'],
  ])('--verify exits 1 on %s, and an apply writes nothing', async (_what, damage, code) => {
    const cwd = await applied()
    damage(cwd)
    const verified = await runCli(['log', SANDBOX, '--verify', '--format=json'], { cwd })
    expect([verified.code, verified.json()]).toMatchObject([
      1,
      { whole: false, problems: [{ code, severity: 'error' }] },
    ])
    const text = await runCli(['log', SANDBOX, '--verify'], { cwd })
    expect(text.stdout).toContain('Broken: the journal of business 1001 cannot be trusted.')
    writeFileSync(join(cwd, 'access.yaml'), NEEDS_APPROVAL)
    const again = await runCli(['apply', SANDBOX, '--auto-approve', '--format=json'], { cwd })
    expect([again.code, again.json()]).toMatchObject([1, { kind: 'error', problems: [{ code }] }])
  })

  it('says what an apply saw of clients', async () => {
    const world = WORLD.replace(
      /act_9999: .*/,
      'act_9999: { name: Client, owner: "5005", agencies: { "1001": [ANALYZE] } }',
    )
    const manifest = REQUEST.replace('ADVERTISE, ', '')
    const cwd = folderWith({ 'access.yaml': manifest, 'world.yaml': world })
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, now: '2026-11-20T10:00:00Z' })
    const { stdout, code } = await runCli(['log', SANDBOX], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^2026-11-20 10:00:00Z {2}an apply that wrote nothing\n {2}by .*\n {2}seen {10}held: act_9999\/request \("Client"\)$/m,
    )
    const { json } = await runCli(['log', SANDBOX, '--format=json'], { cwd })
    expect(json()).toMatchObject({
      entries: [{ type: 'seen', n: 1, held: ['act_9999/request'], pending: [] }],
    })
  })

  it('shows a write whose fate nobody wrote down', async () => {
    const cwd = await applied()
    edit(cwd, (text) => text.split('\n').slice(0, 2).join('\n'))
    const { hash } = JSON.parse(readFileSync(journalOf(cwd), 'utf8').split('\n')[1] ?? '')
    writeFileSync(headOf(cwd), JSON.stringify({ count: 2, hash }))
    const { code, stdout } = await runCli(['log', SANDBOX], { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('unanswered  + grant act_1111/agencies/2002')
  })
})
