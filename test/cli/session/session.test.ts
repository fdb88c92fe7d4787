import { describe, expect, it } from 'vitest'
import { MANIFEST, REQUEST, runCli, WORLD } from '../../support/run-cli.ts'

describe('a sandbox without the business that is meant', () => {
  const OTHER = MANIFEST.replace('"1001"', '"7777"')

  it.each([
    ['--sandbox', 'agency', '2002'],
    ['--sandbox=brand', 'brand', '1001'],
    ['--sandbox=world.yaml', 'world.yaml', '1001'],
  ])('%s is told from one that may not be read, before anything is', async (flag, world, of) => {
    const { code, stdout, stderr } = await runCli(['plan', flag], {
      files: { 'access.yaml': OTHER, 'world.yaml': WORLD },
    })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `error [world_of_other] the sandbox world ${world} has no business 7777: it is of ${of}. Give one that has it with --sandbox FILE`,
    )
  })

  it('fails its own business alone, where the others have a world', async () => {
    const { code, stdout, stderr } = await runCli(['plan', '--all', '--sandbox'], {
      files: {
        'businesses/acme/access.yaml': MANIFEST,
        'businesses/acme/world.yaml': WORLD,
        'businesses/beta/access.yaml': OTHER,
      },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^ {2}differs +businesses\/acme/m)
    expect(stderr).toContain('world_of_other')
  })

  it('is not one that the world has, though its token is of another', async () => {
    const { code, stdout } = await runCli(['plan', '--sandbox=world.yaml'], {
      files: { 'access.yaml': REQUEST.replace('"1001"', '"5005"'), 'world.yaml': WORLD },
    })
    expect([code, stdout]).toEqual([1, expect.stringContaining('wrong_business')])
  })
})
