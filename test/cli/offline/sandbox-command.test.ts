import { describe, expect, it } from 'vitest'
import { NEEDS_APPROVAL, runCli, WORLD } from '../../support/run-cli.ts'

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('a slip in the name of a world', () => {
  it.each([
    [['plan', '--sandbox', 'brnd'], 'Did you mean --sandbox brand?'],
    [['requests', '--business=1001', '--sandbox=brnd'], 'Did you mean brand?'],
    [['sandbox', '--world=larg'], 'Did you mean large?'],
  ])('%j', async (argv, words) => {
    const { code, stderr } = await runCli(argv)
    expect([code, flat(stderr)]).toEqual([1, expect.stringContaining(words)])
  })

  it('is none where no world is like it', async () => {
    const { stderr } = await runCli(['plan', '--sandbox', 'manifests'])
    expect(flat(stderr)).toContain('A sandbox world is named as --sandbox=WORLD.')
    expect(flat((await runCli(['plan', '--sandbox=xyz'])).stderr)).not.toContain('Did you mean')
  })
})

describe('sandbox', () => {
  it('says that --world is not used where a served sandbox is meant', async () => {
    const env = { BIZACCESS_GRAPH_URL: 'http://127.0.0.1:9', META_ACCESS_TOKEN: 'x' }
    const argv = ['sandbox', 'accept', 'act_1/request']
    const named = await runCli([...argv, '--world=brand'], { env })
    expect(flat(named.stderr)).toContain('--world brand is not used')
    expect((await runCli(argv, { env })).stderr).not.toContain('world_unused')
    expect((await runCli([...argv, '--world=brand'])).stderr).not.toContain('world_unused')
  })

  it('is one document with --format json', async () => {
    const reset = await runCli(['sandbox', 'reset', 'brand', '--format=json'])
    expect(reset.json()).toEqual({
      format_version: 1,
      kind: 'sandbox',
      act: 'reset',
      world: 'brand',
      was_kept: false,
      problems: [],
    })
    const argv = ['sandbox', 'accept', 'act_120000000000001/request', '--format=json']
    const played = await runCli(argv)
    expect([played.code, played.json()]).toEqual([
      0,
      expect.objectContaining({ act: 'accept', address: 'act_120000000000001/request' }),
    ])
  })

  it('tells programs where it serves', async () => {
    const served = await runCli(['sandbox', '--format=json', '--quiet'], {
      signal: AbortSignal.abort(),
    })
    expect(served.json()).toMatchObject({
      kind: 'sandbox',
      world: 'agency',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^SANDBOX/),
    })
    expect(served.stderr).toBe('')
  })
})

it('demo has no format but its own', async () => {
  const { code, stderr } = await runCli(['demo', '--format=json'])
  expect([code, stderr]).toEqual([1, ''])
})

describe('the clock of a run', () => {
  it('is that of its sandbox as well: what waits, since when, and whether they agree', async () => {
    const files = { 'world.yaml': WORLD, 'access.yaml': NEEDS_APPROVAL }
    const first = { files, now: '2028-02-29T23:30:00Z' }
    const { cwd } = await runCli(['apply', '--sandbox=world.yaml', '--auto-approve'], first)
    const { stdout } = await runCli(['plan', '--sandbox=world.yaml'], {
      cwd,
      now: '2028-03-01T00:30:00Z',
    })
    expect(flat(stdout)).toContain('as of 2028-03-01')
    expect(flat(stdout)).toContain('approval since 2028-02-29')
    const doctor = await runCli(['doctor', '--sandbox=world.yaml'], { ...first, cwd })
    expect(flat(doctor.stdout)).toMatch(/ok clock agrees with the API's/)
  })
})
