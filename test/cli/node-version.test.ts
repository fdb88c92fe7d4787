import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { MAIN } from '../support/built.ts'

/** Under an old Node.js the command says so, before it loads what would not load there. */

const ROOT = new URL('../../', import.meta.url)

/** The built command where Node.js says to be of that version. */
const runAs = (version: string, ...argv: readonly string[]) => {
  const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-test-'))
  const lie = join(cwd, 'lie.cjs')
  writeFileSync(
    lie,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
  )
  const run = spawnSync(process.execPath, ['--require', lie, MAIN, ...argv], {
    cwd,
    env: {},
    encoding: 'utf8',
  })
  return { code: run.status, stdout: run.stdout, stderr: run.stderr }
}

describe('a Node.js that is too old', () => {
  it.each(['18.20.8', '20.18.0', '20.9.0', '16.0.0'])('%s gets one sentence', (version) => {
    expect(runAs(version, 'validate')).toEqual({
      code: 1,
      stdout: '',
      stderr: `bizaccess: Node.js 20.18.1 or newer is needed, this is ${version}.\n`,
    })
  })

  it.each([[['--format', 'json']], [['--format=json']]])('and one document with %j', (flags) => {
    const { code, stdout } = runAs('18.20.8', 'plan', ...flags)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'error', problems: [{ code: 'old_node' }] })
  })

  it.each(['20.18.1', '20.100.0', '21.0.0', '100.0.0'])('is not %s', (version) => {
    expect(runAs(version, '--version')).toMatchObject({ code: 0, stderr: '' })
  })

  it('is what package.json says', () => {
    const { engines } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
    expect(readFileSync(MAIN, 'utf8')).toContain(
      `[${engines.node.replace('>=', '').replaceAll('.', ', ')}]`,
    )
  })
})

it('the entry is what an old Node.js can read, and imports nothing by itself', () => {
  const text = readFileSync(MAIN, 'utf8')
  const file = ts.createSourceFile('main.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  expect(file.statements.filter(ts.isImportDeclaration)).toEqual([])
  const old = ts.transpileModule(`${text}export {}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ES2020 },
  })
  const tokens = (source: string): string => source.replace(/\s+/g, '').replace(/;/g, '')
  expect(tokens(old.outputText)).toBe(`${tokens(text)}export{}`)
  expect(text).not.toMatch(/\bawait\b/)
})
