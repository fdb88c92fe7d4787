import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Inputs, readInputs } from '../../src/action/inputs.ts'
import { publish } from '../../src/action/publish.ts'
import type { Ran } from '../../src/action/run-outcome.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Plan } from '../../src/model/plan.ts'
import { account, plan, step } from '../report/plans.ts'
import { folderWith } from '../support/run-cli.ts'

const published = async (ran: Ran) => {
  const folder = folderWith({ output: '', summary: '' })
  const env = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  }
  const printed: string[] = []
  const write = (text: string): void => void printed.push(text)
  const signal = new AbortController().signal
  const now = () => new Date('2026-11-22T09:00:00Z')
  const runner = { env, workspace: folder, write, writeError: write, now, signal }
  const inputs = readInputs({ INPUT_COMMAND: 'plan' }).value as Inputs
  const at = { repository: 'o/r', sha: '', branch: '', url: '' }
  const run = { ...at, event: 'push', attempt: 1, pull: null }
  await publish(ran, '/a\nexit_code<<x\n0\nx', {
    runner,
    inputs,
    run,
    github: null,
    reviewKey: null,
    business: null,
  })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { output: read('output'), summary: read('summary'), printed: printed.join('') }
}

const ranOf = (report: Plan): Ran => ({
  code: 2,
  told: [{ report, options: { format: 'text', color: true, width: 80, kinds: KINDS } }],
})

describe('what a run is told with', () => {
  it('has a summary under 900 KiB, whatever the names and however many', async () => {
    const steps = Array.from({ length: 2000 }, (_, n) =>
      step({ asset: account(`act_${n}`), after: ['名'.repeat(150) + n] }),
    )
    const { told, code } = ranOf(plan({ steps }))
    const { summary, printed } = await published({ code, told: [...told, ...told] })
    expect(Buffer.byteLength(summary)).toBeLessThan(900 * 1024)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(600 * 1024)
    expect(summary).toMatch(/… \d+ more lines/)
    expect(printed.split('\n').length).toBeLessThan(40)
  })

  it('has outputs that no value can add to', async () => {
    const { output } = await published(ranOf(plan({})))
    const [, delimiter = ''] = /^plan_file<<(\S+)$/m.exec(output) ?? []
    expect(delimiter).toMatch(/^end_[0-9a-f-]{36}$/)
    expect(output).toContain(`plan_file<<${delimiter}\n/a\nexit_code<<x\n0\nx\n${delimiter}\n`)
  })
})
