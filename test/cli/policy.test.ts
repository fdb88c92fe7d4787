import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli, WORLD } from '../support/run-cli.ts'

const KIM = '61550000000000009'
const LEE = '61550000000000002'

/** What the main branch says: kim, by e-mail, is protected. */
const BASE = `version: 1
business: "1001"
people: { kim: kim@northwind.example }
policy: { protected: [kim] }
ad_accounts: { act_1111: { users: { kim: [ADVERTISE, ANALYZE] } } }
`

const manifest = (people: string, users: string): string => `version: 1
business: "1001"
people: { ${people} }
ad_accounts: { act_1111: { users: ${users} } }
`

const planned = async (files: Readonly<Record<string, string>>, policy = 'base.yaml') => {
  const cwd = folderWith({ 'world.yaml': WORLD, ...files })
  return planIn(cwd, policy)
}

const planIn = async (cwd: string, policy: string) => {
  const argv = ['plan', '--sandbox', 'world.yaml', '--policy', policy, '--format', 'json']
  const { code, json, stdout, stderr } = await runCli(argv, { cwd })
  const { problems } = json() as unknown as { problems: { code: string; message: string }[] }
  return { code, problems, codes: problems.map((each) => each.code), text: stdout + stderr }
}

describe('--policy', () => {
  it('protects whom its own names mean, however the manifest calls them', async () => {
    const own = manifest(`k: "${KIM}"`, '{}')
    const { code, codes } = await planned({ 'base.yaml': BASE, 'access.yaml': own })
    expect([code, codes]).toEqual([4, ['rail_protected']])
  })

  it('stops where a pull request points the name at somebody else, and names both', async () => {
    const own = manifest(`kim: "${LEE}"`, '{}')
    const { code, codes, problems } = await planned({ 'base.yaml': BASE, 'access.yaml': own })
    expect([code, codes]).toEqual([1, ['policy_name_differs', 'rail_protected']])
    expect(problems[0]?.message).toContain(KIM)
    expect(problems[0]?.message).toContain(LEE)
  })

  it('stops there also where no people are managed, for the name is what matters', async () => {
    const own = `version: 1\nbusiness: "1001"\npeople: { kim: "${LEE}" }\npages: {}\n`
    const { code, codes } = await planned({ 'base.yaml': BASE, 'access.yaml': own })
    expect([code, codes]).toEqual([1, ['policy_name_differs']])
  })

  it('goes on where an id stands for the e-mail of the same person', async () => {
    const own = manifest(`kim: "${KIM}"`, '{ kim: [ADVERTISE, ANALYZE] }')
    const { code, codes } = await planned({ 'base.yaml': BASE, 'access.yaml': own })
    expect([code, codes]).toEqual([0, []])
  })

  it('shows nothing of a file that is none of ours', async () => {
    const own = manifest('kim: kim@northwind.example', '{ kim: [ADVERTISE, ANALYZE] }')
    const files = { 'access.yaml': own, environ: 'PATH=/bin\0TOKEN=SECRET\0' }
    const { code, text } = await planned(files, 'environ')
    expect(code).toBe(1)
    expect(text).not.toContain('SECRET')
    expect(text).not.toContain('PATH=')
  })
})

describe.skipIf(process.platform === 'win32')('a policy behind a link', () => {
  const own = manifest('kim: kim@northwind.example', '{ kim: [ADVERTISE, ANALYZE] }')

  it.each([
    ['is refused', 'rails.yaml'],
    ['of a folder is refused', 'rails/base.yaml'],
  ])('%s', async (_what, policy) => {
    const elsewhere = folderWith({ 'base.yaml': 'policy: {}\n', secret: 'TOKEN: SECRET\n' })
    const cwd = folderWith({ 'world.yaml': WORLD, 'access.yaml': own })
    if (policy.includes('/')) symlinkSync(elsewhere, join(cwd, 'rails'))
    else symlinkSync(join(elsewhere, 'secret'), join(cwd, policy))
    const { code, codes, text } = await planIn(cwd, policy)
    expect([code, codes]).toEqual([1, ['policy_is_link']])
    expect(text).not.toContain('SECRET')
  })

  it('is refused outside the working directory too', async () => {
    const elsewhere = folderWith({ 'base.yaml': 'policy: {}\n' })
    symlinkSync(join(elsewhere, 'base.yaml'), join(elsewhere, 'link.yaml'))
    const cwd = folderWith({ 'world.yaml': WORLD, 'access.yaml': own })
    expect((await planIn(cwd, join(elsewhere, 'link.yaml'))).codes).toEqual(['policy_is_link'])
    expect((await planIn(cwd, join(elsewhere, 'base.yaml'))).code).toBe(0)
  })

  it('is no link where only the working directory is reached by one', async () => {
    const real = folderWith({ 'world.yaml': WORLD, 'access.yaml': own })
    mkdirSync(join(real, 'rails'))
    writeFileSync(join(real, 'rails', 'base.yaml'), 'policy: {}\n')
    const link = join(folderWith({}), 'here')
    symlinkSync(real, link)
    expect((await planIn(link, 'rails/base.yaml')).code).toBe(0)
  })
})
