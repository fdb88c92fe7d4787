import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../src/apply/journal/journal.ts'
import {
  BROKEN,
  folderWith,
  IN_SYNC,
  MANIFEST,
  NEEDS_APPROVAL,
  REQUEST,
  runCli,
  TOO_MANY,
  WORLD,
} from '../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const withManifest = (manifest: string) => ({ 'access.yaml': manifest, 'world.yaml': WORLD })

describe('validate', () => {
  it('passes a good manifest', async () => {
    const { code, stdout } = await runCli(['validate'], { files: { 'access.yaml': MANIFEST } })
    expect([code, stdout]).toEqual([0, 'Valid: 1 file, 1 asset.\n'])
  })

  it('shows where a bad one is wrong, and exits 1', async () => {
    const { code, stdout } = await runCli(['validate'], { files: { 'access.yaml': BROKEN } })
    expect(code).toBe(1)
    expect(stdout).toContain('error access.yaml:3:')
    expect(stdout).toContain('agencies')
    expect(stdout).toMatch(/\n +\^/)
  })

  it('is its own document on failure, without excerpts', async () => {
    const files = { 'access.yaml': BROKEN }
    const result = await runCli(['validate', '--format', 'json'], { files })
    expect(result.json()).toMatchObject({ format_version: 1, kind: 'validate', ok: false })
    expect(result.stdout).not.toContain('excerpt')
  })

  it('leaves sandbox worlds in a folder to the sandbox', async () => {
    const files = { 'a/access.yaml': MANIFEST, 'a/world.yaml': WORLD, 'a/big.world.yaml': WORLD }
    const { code, stdout } = await runCli(['validate', 'a'], { files })
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 file')])
    expect((await runCli(['validate', 'a/world.yaml'], { files })).code).toBe(1)
  })

  it('reads folders in order, and skips what starts with a dot', async () => {
    const shared = 'version: 1\npartners: { brightside: "2002" }\n'
    const own =
      'version: 1\nbusiness: "1001"\npages: { "3333": { agencies: { brightside: [ANALYZE] } } }\n'
    const files = {
      'all/a.yaml': shared,
      'all/b/c.yml': own,
      'all/.d.yaml': BROKEN,
      'all/e.txt': '{',
    }
    const { code, stdout } = await runCli(['validate', 'all'], { files })
    expect([code, stdout]).toEqual([0, 'Valid: 2 files, 1 asset.\n'])
  })

  it.each([
    ['a file that is not there', ['none.yaml'], 'path_missing'],
    ['a folder without manifests', ['empty'], 'folder_without_manifests'],
  ])('refuses %s', async (_what, paths, code) => {
    const files = { 'empty/readme.txt': '' }
    const result = await runCli(['validate', '--format=json', ...paths], { files })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ kind: 'validate', problems: [{ code }] })
  })

  it.each(['tree', 'tree/link.yaml'])(
    'never reads through a symlink that leaves: %s',
    async (path) => {
      const outside = folderWith({ 'secret.yaml': 'password: hunter2\n' })
      const cwd = folderWith({ 'tree/good.yaml': MANIFEST })
      symlinkSync(join(outside, 'secret.yaml'), join(cwd, 'tree/link.yaml'))
      const result = await runCli(['validate', path], { cwd })
      expect(result.code).toBe(1)
      expect(result.stdout).toContain('symlink_leaves')
      expect(result.stdout + result.stderr).not.toContain('hunter2')
    },
  )

  it('follows a symlink that stays inside', async () => {
    const cwd = folderWith({ 'tree/.data/access.yaml': MANIFEST })
    symlinkSync(join(cwd, 'tree/.data/access.yaml'), join(cwd, 'tree/access.yaml'))
    expect((await runCli(['validate', 'tree'], { cwd })).code).toBe(0)
  })
})

describe('plan', () => {
  it('shows steps and exits 0, or 2 when asked in detail', async () => {
    const files = withManifest(MANIFEST)
    const plain = await runCli(['plan', SANDBOX], { files })
    expect(plain.code).toBe(0)
    expect(plain.stdout).toContain('+ agency  brightside 2002')
    expect(plain.stdout).toContain('- user')
    expect(plain.stdout).toContain('Plan: 1 to grant, 1 to unassign.')
    expect(plain.stderr).toBe('')
    expect((await runCli(['plan', SANDBOX, '--detailed-exitcode'], { files })).code).toBe(2)
  })

  it('says so when there is nothing to do', async () => {
    const result = await runCli(['plan', SANDBOX, '--detailed-exitcode'], {
      files: withManifest(IN_SYNC),
    })
    expect(result.code).toBe(0)
    expect(result.stdout).toContain('No changes')
  })

  it('is blocked by a rail with exit code 4', async () => {
    const result = await runCli(['plan', SANDBOX, '--detailed-exitcode', '--format=json'], {
      files: withManifest(TOO_MANY),
    })
    expect(result.code).toBe(4)
    expect(result.json()).toMatchObject({
      kind: 'plan',
      problems: [{ code: 'rail_max_revocations' }],
    })
  })

  it('saves the JSON plan and still prints', async () => {
    const files = withManifest(MANIFEST)
    const result = await runCli(['plan', SANDBOX, '-o', 'plan.json'], { files })
    expect(result.stdout).toContain('Plan: ')
    const saved = readFileSync(join(result.cwd, 'plan.json'), 'utf8')
    expect(JSON.parse(saved)).toMatchObject({
      kind: 'plan',
      graph: expect.stringMatching(/^sandbox:/),
    })
    expect(readdirSync(result.cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
    const shown = await runCli(['show', 'plan.json'], { cwd: result.cwd })
    expect([shown.code, shown.stdout]).toEqual([0, result.stdout])
  })

  it('takes the word after --sandbox for a world only if it is one', async () => {
    const files = withManifest(MANIFEST)
    const result = await runCli(['plan', '--sandbox', 'access.yaml'], { files })
    expect(result.stdout).toContain('in the sandbox world agency')
    const world = await runCli(['plan', '--sandbox', 'world.yaml'], { files })
    expect(world.stdout).toContain('Plan: 1 to grant')
  })

  it('marks a plan for another day as a preview', async () => {
    const argv = ['plan', SANDBOX, '--as-of', '2030-01-01', '--format=json']
    const result = await runCli(argv, { files: withManifest(MANIFEST) })
    expect(result.json()).toMatchObject({ as_of: '2030-01-01', preview: true })
  })

  it.each([
    ['no token', [], {}, 'missing_token'],
    ['plain http', ['--graph-url', 'http://graph.example'], {}, 'bad_graph_url'],
    ['a world that is none', ['--sandbox=nowhere'], {}, 'no_world'],
    ['a broken world', ['--sandbox=access.yaml'], {}, 'bad_world'],
    ['a bad version', ['--api-version', '26'], { META_ACCESS_TOKEN: 'x' }, 'usage'],
    ['a bad token', [], { META_ACCESS_TOKEN: 'x y' }, 'bad_token'],
  ])('refuses %s with an error document', async (_what, flags, env, code) => {
    const argv = ['plan', '--format=json', ...flags]
    const result = await runCli(argv, { files: withManifest(MANIFEST), env })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ format_version: 1, kind: 'error', problems: [{ code }] })
  })

  it('names a Graph URL that is not Meta’s, and what it did not answer', async () => {
    const env = { META_ACCESS_TOKEN: 'TOKENTOKEN', BIZACCESS_GRAPH_URL: 'http://127.0.0.1:1' }
    const argv = ['plan', '--max-wait', '1ms']
    const result = await runCli(argv, { files: withManifest(MANIFEST), env })
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('not_metas_graph')
    expect(result.stderr + result.stdout).not.toContain('TOKENTOKEN')
  })

  it('may only be tightened beside --policy', async () => {
    const files = {
      ...withManifest(MANIFEST),
      'base.yaml': 'version: 1\npolicy: { max_revocations: 0 }\n',
    }
    expect((await runCli(['plan', SANDBOX, '--policy', 'base.yaml'], { files })).code).toBe(4)
  })

  it('is shown where it loosens the rails of --policy', async () => {
    const files = {
      ...withManifest(`policy: { max_revocations: 1 }\n${MANIFEST}`),
      'base.yaml': 'version: 1\npolicy: { max_revocations: 0 }\n',
    }
    const result = await runCli(['plan', SANDBOX, '--policy', 'base.yaml'], { files })
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('error access.yaml:1:11 [policy_loosened]')
    expect(result.stderr).toContain('policy: { max_revocations: 1 }')
  })

  it('is interrupted with 130', async () => {
    const signal = AbortSignal.abort()
    const result = await runCli(['plan', SANDBOX, '--format=json'], {
      files: withManifest(MANIFEST),
      signal,
    })
    expect(result.code).toBe(130)
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code: 'interrupted' }] })
  })
})

describe('apply', () => {
  it('asks, applies, and then has nothing left to do', async () => {
    const first = await runCli(['apply', SANDBOX], { files: withManifest(MANIFEST), answer: 'yes' })
    expect(first.questions).toEqual([
      `Apply these 2 changes to "Northwind" (1001)? Only 'yes' is accepted: `,
    ])
    expect(first.stdout).toContain('Apply: 2 done')
    expect(first.code).toBe(0)
    const { cwd } = first
    const again = await runCli(['plan', SANDBOX, '--detailed-exitcode'], { cwd })
    expect(again.stdout).toContain('No changes')
    expect(again.code).toBe(0)
  })

  it.each([
    ['another word', 'y', 'not_approved'],
    ['no answer', null, 'not_approved'],
    ['no terminal', undefined, 'not_interactive'],
  ])('does nothing after %s', async (_what, answer, code) => {
    const given = answer === undefined ? {} : { answer }
    const argv = ['apply', SANDBOX, '--format=json']
    const result = await runCli(argv, { files: withManifest(MANIFEST), ...given })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ kind: 'apply', results: [], problems: [{ code }] })
    const { cwd } = result
    expect((await runCli(['plan', SANDBOX, '--detailed-exitcode'], { cwd })).code).toBe(2)
  })

  it('shows the plan on stderr where stdout is a document and somebody is asked', async () => {
    const argv = ['apply', SANDBOX, '--format=json']
    const result = await runCli(argv, { files: withManifest(MANIFEST), answer: 'yes' })
    expect(result.stderr).toContain('Plan: 1 to grant, 1 to unassign.')
    expect(result.json()).toMatchObject({ kind: 'apply', summary: { done: 2 } })
  })

  it('is blocked by a rail with 4 and asks nobody', async () => {
    const argv = ['apply', SANDBOX, '--format=json']
    const result = await runCli(argv, { files: withManifest(TOO_MANY), answer: 'yes' })
    expect([result.code, result.questions]).toEqual([4, []])
    expect(result.json()).toMatchObject({
      results: [],
      problems: [{ code: 'rail_max_revocations' }],
    })
    const accepted = ['apply', SANDBOX, '--allow-revocations', '1', '--auto-approve']
    expect((await runCli(accepted, { cwd: result.cwd })).code).toBe(0)
  })

  it('goes on only with the reviewed steps', async () => {
    const expected = `sha256:${'0'.repeat(64)}`
    const argv = ['apply', SANDBOX, '--format=json', '--auto-approve', '--expect', expected]
    const result = await runCli(argv, { files: withManifest(MANIFEST) })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({
      results: [],
      problems: [{ code: 'steps_digest_differs' }],
    })
  })

  it('waits on an admin, who then approves', async () => {
    const argv = ['apply', SANDBOX, '--auto-approve', '--detailed-exitcode']
    const first = await runCli(argv, { files: withManifest(NEEDS_APPROVAL) })
    expect(first.code).toBe(3)
    expect(first.stdout).toContain('Apply: 1 waiting')
    const { cwd } = first
    expect((await runCli(['plan', SANDBOX, '--detailed-exitcode'], { cwd })).code).toBe(3)
    const act = ['sandbox', 'approve', 'act_2222/agencies/2002', '--world=world.yaml']
    expect((await runCli(act, { cwd })).code).toBe(0)
    expect((await runCli(['plan', SANDBOX, '--detailed-exitcode'], { cwd })).code).toBe(0)
  })

  it('keeps the sandbox apart from the real journal, for its owner’s eyes', async () => {
    const { cwd } = await runCli(['apply', SANDBOX, '--auto-approve'], {
      files: withManifest(REQUEST),
    })
    expect(readdirSync(join(cwd, '.bizaccess'))).toEqual(['sandbox'])
    expect(statSync(join(cwd, '.bizaccess')).mode & 0o777).toBe(0o700)
    const [world] = readdirSync(join(cwd, '.bizaccess/sandbox')).filter((name) =>
      /yaml$/.test(name),
    )
    expect(statSync(join(cwd, '.bizaccess/sandbox', world ?? '')).mode & 0o777).toBe(0o600)
    await runCli(['sandbox', 'reset', 'world.yaml'], { cwd })
    expect(readdirSync(join(cwd, '.bizaccess/sandbox'))).toEqual([])
  })

  it('is interrupted while it reads, and leaves no lock', async () => {
    const argv = ['apply', SANDBOX, '--format=json', '--auto-approve']
    const signal = AbortSignal.abort()
    const result = await runCli(argv, { files: withManifest(MANIFEST), signal })
    expect(result.code).toBe(130)
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code: 'interrupted' }] })
    expect((await runCli(argv, { cwd: result.cwd })).code).toBe(0)
  })

  it('is interrupted at the question with 130 and its own document', async () => {
    const controller = new AbortController()
    const argv = ['apply', SANDBOX, '--format=json']
    const files = withManifest(MANIFEST)
    const result = await runCli(argv, {
      files,
      signal: controller.signal,
      answer: null,
      onQuestion: () => controller.abort(),
    })
    expect(result.code).toBe(130)
    expect(result.json()).toMatchObject({ kind: 'apply', interrupted: true, results: [] })
  })

  it('applies a saved plan, and again without a call', async () => {
    const files = withManifest(MANIFEST)
    const { cwd } = await runCli(['plan', SANDBOX, '-o', 'plan.json'], { files })
    const argv = ['apply', 'plan.json', SANDBOX, '--auto-approve', '--format=json']
    const first = await runCli(argv, { cwd })
    expect(first.json()).toMatchObject({ summary: { done: 2 }, calls: { write: 2 } })
    const again = await runCli(argv, { cwd })
    expect(again.json()).toMatchObject({ summary: { done: 2 }, calls: { write: 0 } })
  })

  it('refuses a saved plan that was changed, filtered or is of another manifest', async () => {
    const files = withManifest(MANIFEST)
    const { cwd } = await runCli(['plan', SANDBOX, '-o', 'plan.json'], { files })
    const argv = ['apply', 'plan.json', SANDBOX, '--auto-approve', '--format=json']
    const filtered = await runCli([...argv, '--only', 'act_*'], { cwd })
    expect(filtered.json()).toMatchObject({ problems: [{ code: 'flags_with_saved_plan' }] })
    writeFileSync(join(cwd, 'other.yaml'), IN_SYNC)
    const other = await runCli([...argv, 'other.yaml'], { cwd })
    expect(other.json()).toMatchObject({ problems: [{ code: 'saved_other_manifest' }] })
    const text = readFileSync(join(cwd, 'plan.json'), 'utf8')
    writeFileSync(join(cwd, 'plan.json'), text.replaceAll('"2002"', '"5005"'))
    const changed = await runCli(argv, { cwd })
    expect(changed.code).toBe(1)
    expect(changed.json()).toMatchObject({ kind: 'error' })
  })

  it('names who holds the journal, and exits 1', async () => {
    const first = await runCli(['plan', SANDBOX], { files: withManifest(MANIFEST) })
    const [world = ''] = readdirSync(join(first.cwd, '.bizaccess/sandbox'))
    const dir = join(first.cwd, '.bizaccess/sandbox', world)
    const held = await openJournal({
      dir,
      business: '1001',
      now: () => new Date('2026-11-22T09:00:00Z'),
    })
    const argv = ['apply', SANDBOX, '--auto-approve', '--format=json']
    const second = await runCli(argv, { cwd: first.cwd })
    await held.value?.close()
    expect(second.code).toBe(1)
    expect(second.json()).toMatchObject({ kind: 'error', problems: [{ code: 'journal_locked' }] })
    expect((await runCli(argv, { cwd: first.cwd })).code).toBe(0)
  })

  it('writes nothing when writes are switched off', async () => {
    const env = { BIZACCESS_READ_ONLY: '1' }
    const argv = ['apply', SANDBOX, '--auto-approve', '--format=json']
    const result = await runCli(argv, { files: withManifest(MANIFEST), env })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ summary: { done: 0 }, calls: { write: 0 } })
  })

  it('writes its document to a file and to stdout', async () => {
    const argv = ['apply', SANDBOX, '--auto-approve', '--format=json', '-o', 'apply.json']
    const result = await runCli(argv, { files: withManifest(MANIFEST) })
    const text = readFileSync(join(result.cwd, 'apply.json'), 'utf8')
    expect(text).toBe(result.stdout)
    expect(result.json()).toMatchObject({ kind: 'apply', summary: { done: 2 } })
  })
})

describe('offboard', () => {
  it('takes everything from one person without a manifest', async () => {
    const files = { 'world.yaml': WORLD }
    const argv = ['offboard', 'kim@northwind.example', SANDBOX, '--auto-approve', '--format=json']
    const result = await runCli([...argv, '--business', '1001'], { files })
    expect(result.json()).toMatchObject({
      kind: 'apply',
      results: [
        { address: 'act_1111/users/61550000000000009', status: 'done' },
        { address: '1001/members/61550000000000009', status: 'done' },
      ],
      waiting: [],
      manual: [{ address: '1001/elsewhere/61550000000000009', reason: 'not_visible' }],
    })
    expect(result.code).toBe(0)
  })

  it('knows the aliases of the manifest, and asks', async () => {
    const argv = ['offboard', 'kim', SANDBOX]
    const result = await runCli(argv, { files: withManifest(MANIFEST), answer: 'yes' })
    expect(result.stdout).toContain('is offboarded, loses 1 ad account')
    expect(result.code).toBe(0)
  })

  it.each([
    ['nobody of that name', ['nobody'], 'offboard_unknown_name'],
    ['another business than the manifest’s', ['kim', '--business', '2002'], 'business_differs'],
  ])('refuses %s', async (_what, words, code) => {
    const argv = ['offboard', SANDBOX, '--format=json', '--auto-approve', ...words]
    const result = await runCli(argv, { files: withManifest(MANIFEST) })
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code }] })
  })
})

describe('show', () => {
  it.each([
    ['what is not there', 'none.json', 'path_unreadable'],
    ['what is no plan', 'other.json', 'plan_format'],
    ['what is no JSON', 'broken.json', 'plan_not_json'],
  ])('refuses %s', async (_what, path, code) => {
    const files = { 'other.json': '{}', 'broken.json': '{' }
    const result = await runCli(['show', path, '--format=json'], { files })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code }] })
  })
})

describe('sandbox', () => {
  it('serves, prints two lines a shell can eval, and answers a person', async () => {
    const controller = new AbortController()
    const cwd = folderWith({ 'world.yaml': WORLD, 'access.yaml': NEEDS_APPROVAL })
    let stdout = ''
    const served = new Promise<Record<string, string>>((resolve) => {
      void serveUntil(cwd, controller.signal, (text) => {
        stdout += text
        const lines = [...stdout.matchAll(/^export (\w+)=([\w:/.]+)$/gm)]
        if (lines.length === 2)
          resolve(Object.fromEntries(lines.map(([, key, value]) => [key, value])))
      })
    })
    const env = await served
    const applied = await runCli(['apply', '--auto-approve', '--format=json'], { cwd, env })
    expect(applied.json()).toMatchObject({ summary: { waiting: 1 } })
    const act = await runCli(['sandbox', 'approve', 'act_2222/agencies/2002'], { cwd, env })
    expect(act.code).toBe(0)
    expect((await runCli(['plan', '--detailed-exitcode'], { cwd, env })).code).toBe(0)
    const again = await runCli(['sandbox', 'approve', 'act_2222/agencies/2002'], { cwd, env })
    expect(again.code).toBe(1)
    controller.abort()
  })

  it.each([
    ['an unknown act', ['sandbox', 'refuse', 'act_1/request'], 'usage'],
    ['an act without an address', ['sandbox', 'accept'], 'usage'],
    ['an address where nothing waits', ['sandbox', 'accept', 'act_1/request'], 'nothing_waits'],
  ])('refuses %s', async (_what, argv, code) => {
    const result = await runCli([...argv, '--format=json'])
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code }] })
  })
})

const serveUntil = async (
  cwd: string,
  signal: AbortSignal,
  write: (text: string) => void,
): Promise<number> => {
  const { run } = await import('../../src/cli/run.ts')
  const quiet = { write: () => {}, isTTY: false, columns: null }
  return run(['sandbox', '--world=world.yaml'], {
    cwd,
    env: {},
    stdout: { ...quiet, write },
    stderr: quiet,
    ask: null,
    now: () => new Date('2026-11-22T09:00:00Z'),
    signal,
  })
}

describe('demo', () => {
  it('ends with an empty plan and leaves nothing behind', async () => {
    const result = await runCli(['demo'], { env: { META_ACCESS_TOKEN: 'REALTOKEN' } })
    expect(result.stdout).toContain('No changes')
    expect(result.code).toBe(0)
    expect(readdirSync(result.cwd)).toEqual([])
    expect(existsSync(join(result.cwd, '.bizaccess'))).toBe(false)
  })
})

describe('schema', () => {
  it('is one JSON document', async () => {
    const result = await runCli(['schema'])
    expect(result.json()).toMatchObject({ title: 'bizaccess manifest' })
  })
})
