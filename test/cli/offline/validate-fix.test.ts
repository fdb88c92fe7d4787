import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../../support/run-cli.ts'

const NAMES = `version: 1
business: "1001"
people: { kim: kim@northwind.example } # ours
offboarded: [kim]
`
const ACCOUNTS = `version: 1
ad_accounts:
  act_1:
    users:
      kim: [ANALYZE] # gone
  act_2: { request: [ANALYZE, ANALYZE] }
`
const FILES = { 'm/names.yaml': NAMES, 'm/accounts.yaml': ACCOUNTS }

describe('validate --fix', () => {
  it('changes the files, says what was taken out, and asks nobody', async () => {
    const cwd = folderWith(FILES)
    const { code, stdout } = await runCli(['validate', '--fix', 'm', '--format=json'], { cwd })
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        ...{ ok: true, problems: [], left: [] },
        fixed: [
          { file: 'm/accounts.yaml', line: 5, column: 7, code: 'offboarded_named', what: 'kim' },
          { file: 'm/accounts.yaml', line: 6, column: 31, code: 'task_twice', what: 'ANALYZE' },
        ],
      },
    ])
    expect(readFileSync(join(cwd, 'm/accounts.yaml'), 'utf8')).toBe(`version: 1
ad_accounts:
  act_1:
    users: {}
  act_2: { request: [ANALYZE] }
`)
    expect(readFileSync(join(cwd, 'm/names.yaml'), 'utf8')).toBe(NAMES)
    const again = await runCli(['validate', '--fix', 'm'], { cwd })
    expect(again.stdout).toContain('Nothing was fixed: no file was changed.')
  })

  it('says it in words', async () => {
    const { stdout } = await runCli(['validate', '--fix', 'm'], { files: FILES })
    expect(stdout).toContain('taken out: m/accounts.yaml:5 kim (offboarded_named)\n')
  })

  it('keeps the mode of a file', async () => {
    const cwd = folderWith(FILES)
    const file = join(cwd, 'm/accounts.yaml')
    chmodSync(file, 0o640)
    await runCli(['validate', '--fix', 'm'], { cwd })
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  it('touches nothing where something is wrong', async () => {
    const cwd = folderWith(FILES)
    writeFileSync(join(cwd, 'm/more.yaml'), 'version: 1\npages: { "3": { userz: {} } }\n')
    const { code } = await runCli(['validate', '--fix', 'm'], { cwd })
    expect([code, readFileSync(join(cwd, 'm/accounts.yaml'), 'utf8')]).toEqual([1, ACCOUNTS])
  })

  it('does not write to standard input', async () => {
    const { code, stderr } = await runCli(['validate', '--fix', '-'], { stdin: ACCOUNTS })
    expect([code, stderr]).toEqual([1, expect.stringContaining('nothing can be written to')])
  })
})
