import { describe, expect, it } from 'vitest'
import { runCli, WORLD } from '../support/run-cli.ts'

const ROBOT = '61550000000000001'
const NOW = '2026-11-22T09:30:00Z'
const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002" }
ad_accounts:
  act_7111:
    agencies: { brightside: [ANALYZE] }
`

const worldWith = (status: number | null): string => `${WORLD}  act_7111:
    name: House
    owner: "1001"
${status === null ? '' : `    account_status: ${status}\n`}    users: { "${ROBOT}": [MANAGE, ADVERTISE, ANALYZE] }
`

const asked = (status: number | null, argv: readonly string[]) =>
  runCli([...argv, '--sandbox=world.yaml'], {
    files: { 'world.yaml': worldWith(status), 'access.yaml': MANIFEST },
    now: NOW,
  })

interface Document {
  readonly steps: readonly { readonly asset: object; readonly calls: readonly object[] }[]
  readonly steps_digest: string
  readonly plan_digest: string
}

const planOf = async (status: number | null): Promise<Document> =>
  (await asked(status, ['plan', '--format=json'])).json() as unknown as Document

describe('the status of an ad account', () => {
  it.each([
    [2, 'disabled', 'disabled'],
    [3, 'unsettled', 'unsettled'],
    [9, 'in_grace_period', 'in grace period'],
    [101, 'closed', 'closed'],
    [77, '77', 'status 77'],
  ])('%d stands beside its name, and its steps still go', async (status, key, words) => {
    const { steps } = await planOf(status)
    expect(steps).toMatchObject([{ asset: { id: 'act_7111', account_status: key } }])
    for (const command of ['plan', 'review']) {
      const { stdout } = await asked(status, [command])
      expect(stdout).toContain(`ad account act_7111 "House" (${words})`)
    }
  })

  it.each([[null], [1], [201]])('%s is said by nothing', async (status) => {
    const { steps } = await planOf(status)
    expect(steps[0]?.asset).toEqual({ kind: 'ad_account', id: 'act_7111', name: 'House' })
  })

  it('is no part of the steps, so that what was reviewed may still be applied', async () => {
    const [active, closed] = await Promise.all([planOf(1), planOf(101)])
    expect(closed.steps.map(({ calls }) => calls)).toEqual(active.steps.map(({ calls }) => calls))
    expect(closed.steps_digest).toBe(active.steps_digest)
    expect(closed.plan_digest).not.toBe(active.plan_digest)
  })

  it('is carried by a snapshot', async () => {
    const { stdout } = await asked(101, ['snapshot', '--business=1001'])
    expect(stdout).toMatch(/^ +account_status: "?101"?$/m)
  })
})
