import { describe, expect, it } from 'vitest'
import { type Look, waitForAnswers, watchedOf } from '../../src/apply/answers.ts'
import { readRequestOfPlan } from '../../src/apply/concerned.ts'
import type { LiveRelation } from '../../src/model/live.ts'
import type { Action, ManualReason, Plan } from '../../src/model/plan.ts'
import type { ApplyReport, ResultStatus, StepResult } from '../../src/model/reports/apply-report.ts'
import { asset, liveOf, planOf, row } from '../support/builders.ts'

const MANIFEST = 'ad_accounts: { act_1: { agencies: { brightside: [ANALYZE] } } }\n'
const ADDRESS = 'act_1/agencies/2002'
const WATCHED = [{ address: ADDRESS, state: 'admin_approval' as const }]

const live = liveOf([asset('act_1')], [])
const plan = planOf(MANIFEST, live)
const granted = liveOf([asset('act_1')], [row('act_1', 'agencies', '2002', ['ANALYZE'])])

const INVITED = row('1001', 'members', 'ann@x.example', ['EMPLOYEE'], {
  kind: 'business',
  status: 'pending',
})

const reportOf = (status: ResultStatus, action: Action = 'grant'): ApplyReport => ({
  format_version: 1,
  kind: 'apply',
  plan_digest: plan.plan_digest,
  steps_digest: plan.steps_digest,
  summary: { done: 0, waiting: 0, failed: 0, skipped: 0, unknown: 0, [status]: 1 },
  retry_at: null,
  results: [{ address: ADDRESS, action, status }],
  calls: { read: 0, write: 0, http: 0 },
  problems: [],
})

describe('what an apply left with people', () => {
  it.each<[string, ApplyReport, number]>([
    ['a grant under review', reportOf('waiting'), 1],
    ['nothing that is done', reportOf('done'), 0],
    ['nothing of an invitation that failed', reportOf('failed', 'invite'), 0],
    ['nothing after a failure', reportOf('failed'), 0],
    ['nothing after a skipped step', reportOf('skipped'), 0],
    ['nothing after an interruption', { ...reportOf('waiting'), interrupted: true }, 0],
    ['nothing of an action that nobody answers', reportOf('waiting', 'assign'), 0],
    ['nothing where nothing was sent', { ...reportOf('waiting'), results: [] }, 0],
  ])('is %s', (_, report, count) => {
    expect(watchedOf(report, plan)).toEqual(WATCHED.slice(0, count))
  })

  it('is whoever was invited, until they have come', () => {
    expect(watchedOf(reportOf('done', 'invite'), plan)).toEqual([
      { address: ADDRESS, state: 'invitation' },
    ])
  })

  it('is what waited before as well, but not what nobody answers', () => {
    const waitsFor = (state: string) =>
      ({ address: `x/${state}`, state }) as Plan['waiting'][number]
    const before = {
      ...plan,
      steps: [],
      waiting: [
        waitsFor('invitation'),
        waitsFor('queued'),
        { ...waitsFor('client_response'), needs: ['y'] },
      ],
    }
    expect(watchedOf({ ...reportOf('done'), results: [] }, before)).toEqual([
      { address: 'x/invitation', state: 'invitation' },
    ])
  })
})

/** Waits while these looks are given, one after the other; no real time passes. */
const waitWith = async (
  looks: readonly (Look | null)[],
  waitMs = 600_000,
  watched: Parameters<typeof waitForAnswers>[0]['watched'] = WATCHED,
) => {
  let now = 0
  const left = [...looks]
  const pauses: number[] = []
  const waited = await waitForAnswers({
    watched,
    waitMs,
    now: () => new Date(now),
    signal: new AbortController().signal,
    sleep: async (ms) => {
      pauses.push(ms / 1000)
      now += ms
    },
    look: async () => left.shift() ?? null,
  })
  return { outcome: waited.answers[0]?.outcome, ready: waited.ready, pauses, unused: left.length }
}

const settledAs = (status: StepResult['status'] | null): Look => ({
  plan,
  live,
  settled: new Map(
    status === null ? [] : [[ADDRESS, { address: ADDRESS, action: 'grant', status }]],
  ),
})

describe('waiting for answers', () => {
  it.each<[string, Look, string]>([
    ['a saved plan’s step that is done now', settledAs('done'), 'granted'],
    ['a saved plan’s step that waits still', settledAs('waiting'), 'waiting'],
    ['a saved plan’s step that is ready again', settledAs(null), 'gone'],
    ['a new plan that would grant again', { plan, live }, 'gone'],
    ['a new plan without a step', { plan: planOf(MANIFEST, granted), live: granted }, 'granted'],
    [
      'a plan that could not see everything',
      { plan: { ...planOf(MANIFEST, granted), complete: false }, live: granted },
      'waiting',
    ],
  ])('takes %s for its answer', async (_, look, outcome) => {
    expect((await waitWith([look])).outcome).toBe(outcome)
  })

  it.each<[string, readonly LiveRelation[], ResultStatus | null, string]>([
    ['is still invited', [INVITED], 'done', 'waiting'],
    ['has come', [], 'done', 'granted'],
    ['is gone', [], null, 'gone'],
  ])('of a saved plan sees that somebody %s', async (_, rows, status, outcome) => {
    const address = '1001/members/ann@x.example'
    const settled = new Map(
      status === null ? [] : [[address, { address, action: 'invite' as const, status }]],
    )
    const watched = [{ address, state: 'invitation' as const }]
    const look = { plan, live: liveOf([], rows), settled }
    expect((await waitWith([look], 600_000, watched)).outcome).toBe(outcome)
  })

  it('counts what became possible, and ends with the last answer', async () => {
    const { ready, unused } = await waitWith([{ plan, live }, settledAs('waiting')])
    expect([ready, unused]).toEqual([1, 1])
  })

  it('pauses longer each time up to a minute, and never beyond the end', async () => {
    const looks = Array.from({ length: 9 }, () => settledAs('waiting'))
    const { pauses, outcome } = await waitWith(looks, 200_000)
    expect(pauses).toEqual([15, 22.5, 33.75, 50.625, 60, 18.125])
    expect(outcome).toBe('waiting')
  })

  const requested = planOf(
    'ad_accounts: { act_9: { request: [ANALYZE] } }\n',
    liveOf([asset('act_9', { ownership: 'absent' })], []),
  )
  const lookAt = (over: Partial<Plan>, rows: readonly LiveRelation[] = []): Look => ({
    plan: { ...requested, steps: [], waiting: [], manual: [], ...over },
    live: liveOf([asset('act_1')], rows),
  })
  const pending = row('act_1', 'agencies', '2002', ['ANALYZE'], { status: 'pending' })
  const waits = [{ address: ADDRESS, state: 'admin_approval' }] as unknown as Plan['waiting']
  const byHand = (reason: ManualReason) =>
    [{ address: ADDRESS, reason }] as unknown as Plan['manual']

  it.each<[string, readonly Look[], string]>([
    ['waits while it is remembered', [lookAt({ waiting: waits })], 'waiting'],
    [
      'is gone once its row was seen and is not any more',
      [lookAt({ waiting: waits }, [pending]), lookAt({ waiting: waits })],
      'gone',
    ],
    [
      'waits where its row may only not have been read',
      [lookAt({ waiting: waits }, [pending]), lookAt({ waiting: waits, complete: false })],
      'waiting',
    ],
    ['is gone when it was declined', [lookAt({ manual: byHand('declined_or_vanished') })], 'gone'],
    ['is gone when it was taken back', [lookAt({ manual: byHand('client_revoked') })], 'gone'],
    [
      'is granted with other tasks, which is another matter',
      [lookAt({ manual: byHand('agency_tasks_differ') })],
      'granted',
    ],
  ])('what needs an approval %s', async (_, looks, outcome) => {
    expect((await waitWith(looks)).outcome).toBe(outcome)
  })

  it('ends at once when it is interrupted, before a look and during a pause', async () => {
    const stop = new AbortController()
    let looks = 0
    const input = {
      ...{ watched: WATCHED, waitMs: 600_000, now: () => new Date(0), signal: stop.signal },
      sleep: async () => stop.abort(),
      look: async () => {
        looks += 1
        return null
      },
    }
    expect((await waitForAnswers(input)).answers).toMatchObject([{ outcome: 'waiting' }])
    expect((await waitForAnswers(input)).minutes).toBe(0)
    expect(looks).toBe(0)
  })

  it('ends where a look is no use', async () => {
    expect(await waitWith([null, settledAs('done')])).toMatchObject({
      outcome: 'waiting',
      unused: 1,
    })
  })
})

describe('what a saved plan reads again', () => {
  it('is what its steps touch, and all open requests where it asks for more', () => {
    expect(readRequestOfPlan(plan)).toMatchObject({
      assets: [{ kind: 'ad_account', id: 'act_1', relations: ['agencies'] }],
      listings: 'needed',
    })
    const asking = planOf(
      'ad_accounts: { act_9: { request: [ANALYZE] } }\n',
      liveOf([asset('act_9', { ownership: 'absent' })], []),
      { interactive: true },
    )
    expect(asking.steps).toHaveLength(1)
    expect(readRequestOfPlan(asking)).toMatchObject({
      assets: [{ id: 'act_9', relations: ['request'] }],
      listings: 'all',
    })
  })
})
