import { describe, expect, it } from 'vitest'
import { runCli } from '../../support/run-cli.ts'

const explained = (...argv: readonly string[]) => runCli(['explain', ...argv])

describe('explain', () => {
  it('needs no token, no manifest and no API', async () => {
    const { code, stdout, stderr } = await explained('client_revoked')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('client_revoked [to be done by hand]')
  })

  it.each([
    'tasks_outside_bundles',
    'business_admin',
    'regrant',
    'accepts_request',
    'obo_missing',
    'queued',
    'ANALYZE',
    'REPORTS_ONLY',
    '80042',
  ])('%s, on 80 columns', async (word) => {
    const { stdout } = await runCli(['explain', word], { columns: 80 })
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stdout).toMatchSnapshot()
  })

  it('writes JSON with a text for each thing that a word means', async () => {
    const { stdout } = await explained('not_in_manifest', '--format', 'json')
    expect(JSON.parse(stdout)).toEqual({
      format_version: 1,
      kind: 'explain',
      word: 'not_in_manifest',
      entries: [
        {
          word: 'not_in_manifest',
          type: 'finding',
          of: null,
          severity: 'medium',
          text: expect.stringContaining('Not in the manifest.'),
        },
        {
          word: 'not_in_manifest',
          type: 'reason',
          of: null,
          severity: null,
          text: expect.stringContaining('the step takes it away'),
        },
      ],
      problems: [],
    })
  })

  it.each([[[]], [['--list']]])('lists all words (%j)', async (argv) => {
    const { code, stdout } = await explained(...argv)
    expect(code).toBe(0)
    for (const word of ['unknown_task', 'no_manager', 'revoke', 'queued', 'DRAFT', '190/463']) {
      expect(stdout).toContain(word)
    }
    expect(stdout).not.toContain('nobody manages it')
    expect((await explained('--verbose', ...argv)).stdout).toContain('No person and no system user')
    const { entries } = JSON.parse((await explained('--format', 'json', ...argv)).stdout)
    expect(entries.length).toBeGreaterThan(400)
  })

  it('answers a slip with the word that was meant, and anything else with the list', async () => {
    const slip = await explained('unknwn_task')
    expect([slip.code, slip.stdout]).toEqual([1, ''])
    expect(slip.stderr.replaceAll(/\s+/g, ' ')).toContain('Did you mean unknown_task?')
    const odd = await explained('\u001b[2Jzzzzzzzzzz', '--format', 'json')
    expect(odd.code).toBe(1)
    expect(JSON.parse(odd.stdout)).toMatchObject({
      kind: 'error',
      problems: [{ code: 'word_unknown', message: expect.stringContaining('explain --list') }],
    })
    expect(odd.stdout).not.toContain('\u001b')
  })

  it('refuses --list with a word', async () => {
    const { code, stderr } = await explained('grant', '--list')
    expect(code).toBe(1)
    expect(stderr).toContain('[usage]')
  })

  it.each(['markdown', 'html'])('has %s', async (format) => {
    const { code, stdout } = await explained('unknown_task', '--format', format)
    expect(code).toBe(0)
    expect(stdout).toContain('has no task')
  })
})
