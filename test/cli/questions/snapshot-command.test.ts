import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../support/run-cli.ts'

const saidIn = (stdout: string) => {
  const { steps, waiting, manual, unreadable, unmanaged, summary, steps_digest } =
    JSON.parse(stdout)
  return { steps, waiting, manual, unreadable, unmanaged, summary, steps_digest }
}

const example = (name: string) =>
  readFile(join(import.meta.dirname, `../../../examples/${name}/access.yaml`), 'utf8')

describe('snapshot', () => {
  it.each(['brand', 'agency'])('of %s is planned like %s itself', async (name) => {
    const files = { 'access.yaml': await example(name) }
    const made = await runCli(['snapshot', '--sandbox', name, '-o', 'world.yaml'], { files })
    expect([made.code, made.stdout]).toEqual([0, ''])
    expect(made.stderr).toContain('bizaccess plan --sandbox world.yaml')
    const { cwd } = made
    const live = await runCli(['plan', '--sandbox', name, '--format', 'json'], { cwd })
    const copy = await runCli(['plan', '--sandbox', 'world.yaml', '--format', 'json'], { cwd })
    expect([copy.code, saidIn(copy.stdout)]).toEqual([live.code, saidIn(live.stdout)])
  })

  it.each([
    ['world.yaml', 'node_modules/'],
    ['worlds/mine.yaml', '../node_modules/'],
  ])('names in %s the schema that is installed, for editors', async (out, from) => {
    const SCHEMA = 'bizaccess/schema/world.schema.json'
    const files = { [`node_modules/${SCHEMA}`]: '{}', 'worlds/x': '' }
    const { cwd } = await runCli(['snapshot', '--sandbox', 'brand', '-o', out], { files })
    const text = await readFile(join(cwd, out), 'utf8')
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${from}${SCHEMA}`)
    const copy = await runCli(['review', '--sandbox', out, '--format', 'json'], { cwd })
    expect(copy.code).toBe(0)
  })

  it('prints the world, and never an invite link', async () => {
    const { code, stdout } = await runCli(['snapshot', '--sandbox', 'brand', '-q'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^version: 1\n/)
    expect(stdout).not.toMatch(/SANDBOXINVITE|SANDBOXTOKEN/)
  })

  it('carries what the journal knows, so that nothing is asked for twice', async () => {
    const files = { 'access.yaml': await example('agency') }
    const { cwd } = await runCli(['apply', '--sandbox', 'agency', '--auto-approve'], { files })
    const live = await runCli(['plan', '--sandbox', 'agency', '--format', 'json'], { cwd })
    await runCli(['snapshot', '--sandbox', 'agency', '-o', 'world.yaml'], { cwd })
    const copy = await runCli(['plan', '--sandbox', 'world.yaml', '--format', 'json'], { cwd })
    expect(saidIn(copy.stdout)).toEqual(saidIn(live.stdout))
    expect(await readFile(join(cwd, 'world.yaml'), 'utf8')).toContain('\nremembered:\n')
  })

  it('overwrites only with --force', async () => {
    const files = { 'world.yaml': 'mine' }
    const argv = ['snapshot', '--sandbox', 'brand', '-o', 'world.yaml']
    const first = await runCli(argv, { files })
    expect([first.code, await readFile(join(first.cwd, 'world.yaml'), 'utf8')]).toEqual([1, 'mine'])
    const { code } = await runCli([...argv, '--force'], { cwd: first.cwd })
    expect([code, await readFile(join(first.cwd, 'world.yaml'), 'utf8')]).not.toEqual([0, 'mine'])
  })

  it('says nothing of who it was, anonymised', async () => {
    const plain = await runCli(['snapshot', '--sandbox', 'brand', '-q'])
    const { code, stdout } = await runCli(['snapshot', '--sandbox', 'brand', '--anonymize', '-q'])
    expect(code).toBe(0)
    const ids = [...plain.stdout.matchAll(/\d{12,}/g)].map(([id]) => id)
    expect(ids.filter((id) => stdout.includes(id) && id !== '880000000000001')).toEqual([])
    expect(stdout).not.toMatch(/northwind|brightside/i)
  })

  it('is none where a read fails for good, and says which', async () => {
    const { stdout: text } = await runCli(['snapshot', '--sandbox', 'brand', '-q'])
    const [id] = /act_\d+/.exec(text) ?? []
    const world = `${text}faults: [{match: {path: "assigned_users|owned_ad_accounts"}, do: {code: 2}}]\n`
    const { code, stdout, stderr } = await runCli(
      ['snapshot', '--sandbox=broken.yaml', '--max-wait', '1s', '-o', 'out.yaml'],
      { files: { 'broken.yaml': world } },
    )
    expect(id).toBeDefined()
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('owned_ad_accounts')
  })
})
