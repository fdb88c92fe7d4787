import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
    expect(stdout).toContain('done        + grant act_1111/agencies/2002: ADVERTISE, ANALYZE\n')
    expect(stdout).toContain('done        - unassign act_1111/users/61550000000000009: ')
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
    expect(stdout).toMatch(/^before the first write\n {2}seen {10}held: act_9999\/request$/m)
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
