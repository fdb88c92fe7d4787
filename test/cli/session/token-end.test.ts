import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const NOW = '2026-11-22T09:30:00Z'

const worldWith = (ends: string): string =>
  WORLD.replace('token: { business', `token: { ${ends}business`)

const inDays = (days: number): string =>
  new Date(Date.parse(NOW) + days * 86_400_000 + 60_000).toISOString()

const asked = (ends: string, argv: readonly string[], more: object = {}) =>
  runCli([...argv, '--sandbox=world.yaml'], {
    files: {
      'world.yaml': `${worldWith(ends)}${more === FAILS ? FAULT : ''}`,
      'access.yaml': MANIFEST,
    },
    now: NOW,
  })

/** A plan without the folder of its world, from which the sandbox has its name. */
const unplaced = (plan: string): string =>
  plan.replace(/"sandbox:[^"]+"|(?<="plan_digest": ")[^"]+/g, '')

const FAILS = {}
const FAULT =
  'faults: [{ match: { path: debug_token }, do: { code: 190, message: "Not for you." } }]\n'

const expiresIn = (days: number): string => `expires: "${inDays(days)}", `

describe('the end of the token', () => {
  it.each([
    [0, 'on 2026-11-22, in less than a day'],
    [1, 'on 2026-11-23, in 1 day'],
    [14, 'on 2026-12-06, in 14 days'],
  ])('within %i days is told by plan and apply, quiet or not', async (days, when) => {
    const said = `warning [token_ends] the token expires ${when}: create a new token`
    for (const command of [['plan'], ['plan', '--quiet'], ['apply', '--auto-approve']]) {
      const { stdout, stderr } = await asked(expiresIn(days), command)
      expect(stderr.replace(/\s+/g, ' ')).toContain(said)
      expect(stdout).not.toContain('token')
    }
  })

  it.each(['', expiresIn(15), `data_expires: "${inDays(15)}", `])(
    'is not told: %s',
    async (ends) => {
      const { stderr } = await asked(ends, ['plan'])
      expect(stderr).not.toContain('token')
    },
  )

  it('is told of its access to data, before and after', async () => {
    const dataEnds = (days: number) => asked(`data_expires: "${inDays(days)}", `, ['plan'])
    const [soon, over] = await Promise.all([dataEnds(3), dataEnds(-3)])
    const what = "the token's access to its user's data"
    expect(soon.stderr.replace(/\s+/g, ' ')).toContain(`${what} ends on 2026-11-25, in 3 days: let`)
    expect(over.stderr.replace(/\s+/g, ' ')).toContain(`${what} ended on 2026-11-19: let`)
  })

  it('is in no plan, saved or shown', async () => {
    const files = await Promise.all(
      ['', expiresIn(1)].map(async (ends) => {
        const { stdout, cwd } = await asked(ends, ['plan', '--format=json', '-o', 'plan.json'])
        return [stdout, readFileSync(join(cwd, 'plan.json'), 'utf8')].map(unplaced)
      }),
    )
    expect(files[1]).toEqual(files[0])
  })

  it('is told once by the apply of a saved plan', async () => {
    const { cwd } = await asked(expiresIn(1), ['plan', '-o', 'plan.json'])
    const argv = ['apply', 'plan.json', '--auto-approve', '--sandbox=world.yaml']
    const { code, stderr } = await runCli(argv, { cwd, now: NOW })
    expect(stderr.match(/token_ends/g)).toHaveLength(1)
    expect(code).toBe(0)
  })

  it.each(['drift', 'rehearse'])('is not asked for by %s', async (command) => {
    const { stderr } = await asked(expiresIn(1), [command])
    expect(stderr).not.toContain('token_ends')
  })

  it('that cannot be read is passed over, and changes nothing else', async () => {
    const [fails, answers] = await Promise.all([
      asked(expiresIn(1), ['plan', '--format=json'], FAILS),
      asked(expiresIn(1), ['plan', '--format=json']),
    ])
    expect(fails.stderr).toBe('')
    expect(fails.code).toBe(answers.code)
    expect(unplaced(fails.stdout)).toBe(unplaced(answers.stdout))
  })
})
