import { describe, expect, it } from 'vitest'
import { readMemory } from '../../src/apply/journal/journal-reading.ts'
import { resumePlan } from '../../src/apply/resume.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { verifyPlan } from '../../src/plan/saved/saved.ts'
import type { FaultEffect } from '../../src/sandbox/state.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'

const OWN = '"61550000000000001": [MANAGE, ADVERTISE, ANALYZE]'
const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management] }
modes: { unpacking: none, agency_update: replace }
businesses:
  "1001":
    name: Northwind
    users:
      "61550000000000002": { name: Lee, email: lee@northwind.example, role: EMPLOYEE }
      "61550000000000005": { name: Dana, email: dana@northwind.example, role: EMPLOYEE }
      "61550000000000009": { name: Kim, email: kim@northwind.example, role: EMPLOYEE }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "2003": { name: Oldmill }
  "3001": { name: Client }
ad_accounts:
  act_1111:
    name: EU
    owner: "1001"
    agencies: { "2003": [ANALYZE], "3001": [ANALYZE] }
    users: { ${OWN}, "61550000000000009": [MANAGE, ADVERTISE, ANALYZE], "61550000000000005": [ANALYZE] }
    on_behalf_of: { "5501": { requesting: "1001", receiving: "2003" } }
  act_7777: { name: Given, owner: "3001", agencies: { "1001": [ANALYZE] } }
  act_9999: { name: Wanted, owner: "3001" }
`

/** Every one of the nine actions, two of them needing others. */
const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
people: { lee: "61550000000000002", dana: "61550000000000005", own: { system_user: "61550000000000001" } }
policy: { agency_task_change: try }
ad_accounts:
  act_1111:
    agencies: { brightside: [ANALYZE], oldmill: [ADVERTISE, ANALYZE] }
    users: { lee: ADMIN, dana: [ADVERTISE, ANALYZE], own: ADMIN }
    on_behalf_of: []
  act_7777: { request: [] }
  act_9999: { request: [ANALYZE] }
`

const ACTIONS = [
  'request',
  'grant',
  'regrant',
  'assign',
  'reassign',
  'unassign',
  'revoke',
  'withdraw',
  'cancel',
]

const withPlan = async (
  run: (pipeline: Pipeline, text: string, plan: Plan) => Promise<void>,
): Promise<void> => {
  const pipeline = await startPipeline({ world: WORLD })
  try {
    const plan = await pipeline.plan(manifestOf(MANIFEST))
    expect(plan.steps.map(({ action }) => action)).toEqual(ACTIONS)
    await run(pipeline, JSON.stringify(plan), plan)
  } finally {
    await pipeline.close()
  }
}

/** What `apply plan.json` does: checks the file, reads again, and makes what is left. */
const resume = async (pipeline: Pipeline, text: string): Promise<ApplyReport> => {
  const { value, problems } = verifyPlan(text)
  if (value === null) throw new Error(problems.map(({ message }) => message).join('\n'))
  const manifest = manifestOf(MANIFEST)
  await pipeline.plan(manifest)
  const { live } = pipeline.last()
  const { memory } = await readMemory({ dir: pipeline.dir, business: '1001' })
  const resumed = resumePlan(value, live, memory, { manifest })
  expect(resumed.problems).toEqual([])
  return pipeline.apply(value, { settled: resumed.settled })
}

const endsOf = (report: ApplyReport): readonly string[] =>
  report.results.map(({ action, status }) => `${action} ${status}`)

const ENDS = ACTIONS.map((action) => `${action} ${action === 'request' ? 'waiting' : 'done'}`)

describe('a saved plan that was interrupted is simply run again', () => {
  it.each(ACTIONS.map((action, index) => ({ action, index })))(
    'before $action',
    async ({ index }) => {
      await withPlan(async (pipeline, text, plan) => {
        const abort = new AbortController()
        await pipeline.apply(plan, {
          signal: abort.signal,
          onEvent: (event) => {
            if (event.type === 'step' && event.index === index - 1) abort.abort()
          },
          ...(index === 0 ? { signal: AbortSignal.abort() } : {}),
        })
        expect(pipeline.sandbox.commits).toHaveLength(index)
        expect(endsOf(await resume(pipeline, text))).toEqual(ENDS)
        expect(pipeline.sandbox.commits).toHaveLength(ACTIONS.length)
        expect(endsOf(await resume(pipeline, text))).toEqual(ENDS)
        expect(pipeline.sandbox.commits).toHaveLength(ACTIONS.length)
      })
    },
  )

  it.each<[string, FaultEffect]>([
    ['is refused', { code: 100, message: 'Invalid parameter' }],
    ['stops the run', { code: 368, message: 'The action attempted has been deemed abusive' }],
    ['is answered by nobody, and done', { drop: 'after' }],
    ['is answered by nobody, and not done', { drop: 'before' }],
  ])('where each write in turn %s', async (_, effect) => {
    // A request that may have been sent is never asked again: see below.
    const first = effect.drop === 'before' ? 1 : 0
    for (const index of [...ACTIONS.keys()].slice(first)) {
      await withPlan(async (pipeline, text, plan) => {
        const call = plan.steps[index]?.calls[0]
        if (call === undefined) throw new Error('a step without a call')
        const match = { method: call.method, path: `^${call.path}$` }
        const same = plan.steps
          .slice(0, index)
          .filter(({ calls }) => calls[0]?.path === call.path && calls[0]?.method === call.method)
        pipeline.sandbox.setFaults([{ match, skip: same.length, times: 1, do: effect }])
        await pipeline.apply(plan)
        pipeline.sandbox.setFaults([])
        expect(endsOf(await resume(pipeline, text))).toEqual(ENDS)
        expect(pipeline.sandbox.commits).toHaveLength(ACTIONS.length)
      })
    }
  })

  it('but for a request that may have been sent: it is stale, and nothing is written', async () => {
    await withPlan(async (pipeline, _, plan) => {
      const match = { method: 'POST', path: 'client_ad_accounts$' }
      pipeline.sandbox.setFaults([{ match, times: 1, do: { drop: 'before' } }])
      await pipeline.apply(plan)
      await pipeline.plan(manifestOf(MANIFEST))
      const { live } = pipeline.last()
      const { memory } = await readMemory({ dir: pipeline.dir, business: '1001' })
      const { problems } = resumePlan(plan, live, memory)
      expect(problems.map(({ code }) => code)).toEqual(['saved_stale'])
    })
  })
})
