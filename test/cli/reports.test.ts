import { expect, it } from 'vitest'
import { render } from '../../src/report/render.ts'
import type { Report } from '../../src/report/report.ts'
import { BROKEN, MANIFEST, runCli, WORLD } from '../support/run-cli.ts'

/** Whoever runs commands inside a program gets their reports as values. */
const told = async (argv: readonly string[]) => {
  const reports: Report[] = []
  const texts: string[] = []
  const secrets: string[] = []
  const { stdout, stderr } = await runCli(argv, {
    files: { 'access.yaml': MANIFEST, 'broken.yaml': BROKEN, 'world.yaml': WORLD },
    onReport: (report, options) => {
      reports.push(report)
      texts.push(render(report, options))
    },
    onSecret: (secret) => secrets.push(secret),
  })
  return { kinds: reports.map(({ kind }) => kind), texts, secrets, printed: stdout + stderr }
}

it.each([
  ['a plan', ['plan', '--sandbox=world.yaml'], ['plan']],
  ['an apply', ['apply', '--sandbox=world.yaml', '--auto-approve'], ['plan', 'apply']],
  ['a refusal', ['plan', 'broken.yaml', '--sandbox=world.yaml'], ['error']],
  ['a wrong command line', ['plan', '--nonsense'], ['error']],
])('%s is told as it is printed', async (_, argv, kinds) => {
  const result = await told(argv)
  expect(result.kinds).toEqual(kinds)
  for (const text of result.texts) expect(result.printed).toContain(text)
})

it('the secrets of a run are told and not printed', async () => {
  const { secrets, printed } = await told(['plan', '--sandbox=world.yaml'])
  expect(secrets.length).toBeGreaterThan(0)
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([])
})
