import { describe, expect, it } from 'vitest'
import { checkSaved, resumePlan } from '../../../src/apply/resume.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { planDigestOf, stepsDigestOf } from '../../../src/plan/make-plan.ts'
import { verifyPlan } from '../../../src/plan/saved/saved.ts'
import { asset, HEAD, KIM, LEE, liveOf, planOf, row } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const MANIFEST =
  'ad_accounts: { act_1: { users: { lee: [ANALYZE] }, agencies: { brightside: [ANALYZE] } } }'
const BEFORE = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
const plan = planOf(MANIFEST, BEFORE)

/** A plan edited by somebody who knows how digests are made. */
const forged = (edit: (plan: Plan) => Plan): string => {
  const edited = edit(plan)
  const steps_digest = stepsDigestOf(edited)
  const sealed = { ...edited, steps_digest }
  return JSON.stringify({ ...sealed, plan_digest: planDigestOf(sealed) })
}

const withStep =
  (edit: Record<string, unknown>) =>
  (whole: Plan): Plan => ({
    ...whole,
    steps: whole.steps.map((step, index) =>
      index === 0 ? { ...step, ...edit } : step,
    ) as Plan['steps'],
  })

const messages = (text: string): readonly string[] =>
  verifyPlan(text).problems.map(({ message }) => message)

const codes = (text: string): readonly string[] => verifyPlan(text).problems.map(({ code }) => code)

describe('a saved plan', () => {
  it('comes back as it was', () => {
    const { value, problems } = verifyPlan(JSON.stringify(plan))
    expect(problems).toEqual([])
    expect(value).toEqual(plan)
    expect(verifyPlan(JSON.stringify(plan, null, 2)).value).toEqual(plan)
  })

  it.each([
    ['no JSON', 'plan: 1', 'plan_not_json'],
    ['a list', '[]', 'plan_not_json'],
    ['another document', '{"format_version":1,"kind":"apply"}', 'plan_format'],
    ['many businesses', '{"format_version":1,"kind":"fleet","businesses":[]}', 'plan_of_many'],
    ['another version', '{"format_version":2,"kind":"plan"}', 'plan_format'],
    ['no steps', '{"format_version":1,"kind":"plan","business":{"id":"1"}}', 'plan_not_json'],
    ['changed words', JSON.stringify({ ...plan, as_of: '2026-11-23' }), 'plan_digest_differs'],
    [
      'a changed policy',
      JSON.stringify({ ...plan, policy: { ...plan.policy, keep_managers: 0 } }),
      'plan_digest_differs',
    ],
  ])('%s is refused', (_, text, code) => {
    expect(codes(text)).toContain(code)
  })

  it.each([
    ['an action nobody knows', { action: 'own' }, 'plan_step_malformed'],
    [
      'an id that is a path',
      { asset: { kind: 'ad_account', id: '../1', name: null } },
      'plan_step_malformed',
    ],
    [
      'a kind nobody knows',
      { asset: { kind: 'zeppelin', id: '1', name: null } },
      'plan_step_malformed',
    ],
    [
      'a subject that is a path',
      { subject: { type: 'business', id: '1/x', name: null, alias: null } },
      'plan_step_malformed',
    ],
    ['a task list that is none', { after: 'MANAGE' }, 'plan_step_malformed'],
    ['no tasks where tasks are sent', { after: [] }, 'plan_step_malformed'],
    ['tasks where all is taken away', { action: 'unassign' }, 'plan_step_malformed'],
    ['something before what is given', { before: ['MANAGE'] }, 'plan_step_malformed'],
    ['nothing before what is changed', { action: 'regrant' }, 'plan_step_malformed'],
    ['the address of another', { address: 'act_1/agencies/2003' }, 'plan_step_malformed'],
    ['a gap in a grant', { gap: true }, 'plan_step_malformed'],
    ['needs that are no list', { needs: 'act_1/agencies/2003' }, 'plan_step_malformed'],
    ['a need of nothing', { needs: ['act_1/agencies/2003'] }, 'plan_step_malformed'],
    [
      'a person as an agency',
      { subject: { type: 'business_user', id: '2002', name: null, alias: null } },
      'plan_step_malformed',
    ],
    [
      'a cancellation of a person',
      {
        action: 'cancel',
        address: `act_1/on_behalf_of/${KIM}`,
        after: null,
        subject: { type: 'business_user', id: KIM, name: null, alias: null },
      },
      'plan_step_malformed',
    ],
    [
      'another call',
      { calls: [{ method: 'DELETE', path: '/act_1', params: {} }] },
      'plan_calls_differ',
    ],
    ['other tasks in the call', { after: ['MANAGE', 'ADVERTISE', 'ANALYZE'] }, 'plan_calls_differ'],
  ])('%s is refused even with the digests made anew', (_, edit, code) => {
    expect(codes(forged(withStep(edit)))).toContain(code)
  })
})

describe('a saved plan as a whole', () => {
  const withSteps =
    (edit: (steps: Plan['steps']) => Plan['steps']) =>
    (whole: Plan): Plan => ({ ...whole, steps: edit(whole.steps) })

  it('is refused with a step that is none', () => {
    const none = JSON.stringify({ ...plan, steps: [null] })
    expect(codes(none)).toContain('plan_step_malformed')
  })

  it('is refused with a step twice', () => {
    const twice = withSteps((steps) => steps.flatMap((step) => [step, step]))
    expect(codes(forged(twice))).toContain('plan_step_malformed')
  })

  it('is refused in another order', () => {
    const text = forged(withSteps((steps) => [...steps].reverse()))
    expect(codes(text)).toEqual(['plan_order_differs'])
  })

  it.each([
    ['without', undefined],
    ['with null for', null],
    ['with a word for', 'strict'],
    ['with less than nothing in', { ...plan.policy, keep_managers: -1 }],
    ['with half a person in', { ...plan.policy, keep_managers: 0.5 }],
    ['with words for numbers in', { ...plan.policy, max_revocations: '10' }],
    ['with a name for a list in', { ...plan.policy, protected: 'kim' }],
    ['with a number for a name in', { ...plan.policy, protected: ['kim', 7] }],
    ['with a number for a word in', { ...plan.policy, agency_task_change: 1 }],
    ['with a part of', { ...plan.policy, coverage: undefined }],
  ])('is refused %s a policy', (_, policy) => {
    const text = JSON.stringify({ ...plan, policy })
    expect(codes(text)).toEqual(['plan_not_json'])
    expect(messages(text)).toEqual([NO_PLAN('it lacks a policy')])
  })
})

const NO_PLAN = (reason: string): string =>
  `this is not a saved plan: ${reason}. Write one with plan -o`

describe('what is said of a plan that is refused', () => {
  const without = (key: keyof Plan): string => JSON.stringify({ ...plan, [key]: undefined })
  const LACKING = ['steps', 'waiting', 'manual', 'unmanaged', 'unreadable', 'problems'] as const

  it.each<readonly [string, string]>([
    ['plan: 1', 'it is not JSON'],
    ['', 'it is not JSON'],
    ['[]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
    ['7', 'it is not a JSON object'],
    ['"plan"', 'it is not a JSON object'],
    ['true', 'it is not a JSON object'],
    ...LACKING.map((key) => [without(key), `it lacks ${key}`] as const),
    [JSON.stringify({ ...plan, steps: {} }), 'it lacks steps'],
    [JSON.stringify({ ...plan, manual: undefined, problems: null }), 'it lacks manual'],
    [without('business'), 'it lacks a business'],
    [JSON.stringify({ ...plan, business: { id: '1001/x', name: null } }), 'it lacks a business'],
  ])('%.40s: %s', (text, reason) => {
    expect(messages(text)).toEqual([NO_PLAN(reason)])
  })

  it.each([
    [{ kind: 'apply' }, 'kind "apply", format_version 1'],
    [{ format_version: 2 }, 'kind "plan", format_version 2'],
    [{ format_version: '1' }, 'kind "plan", format_version "1"'],
  ])('of another format: %j', (edit, found) => {
    expect(messages(JSON.stringify({ ...plan, ...edit }))).toEqual([
      `this is not a plan of format_version 1 (found ${found}). Plan again with this version`,
    ])
  })

  it.each([
    ['the plan', { ...plan, plan_digest: plan.steps_digest }, ['plan_digest']],
    [
      'its steps alone',
      (() => {
        const edited = { ...plan, steps_digest: plan.plan_digest }
        return { ...edited, plan_digest: planDigestOf(edited) }
      })(),
      ['steps_digest'],
    ],
    [
      'its policy',
      { ...plan, policy: { ...plan.policy, keep_managers: 0 } },
      ['plan_digest', 'steps_digest'],
    ],
  ])('with a digest that is not of %s', (_, edited, which) => {
    const text = JSON.stringify(edited)
    expect(messages(text)).toEqual(
      which.map(
        (name) => `the plan was changed after it was saved: its ${name} does not match. Plan again`,
      ),
    )
    expect(verifyPlan(text).value).toBeNull()
  })

  it('with steps that are malformed, each', () => {
    const steps = plan.steps.map((step, index) => (index === 1 ? step : { ...step, action: 'own' }))
    const refused = plan.steps.flatMap((_, index) =>
      index === 1
        ? []
        : [`step ${index + 1} of the plan is malformed: no such action: "own". Plan again`],
    )
    expect(refused.length).toBeGreaterThan(1)
    expect(messages(JSON.stringify({ ...plan, steps }))).toEqual(refused)
  })

  it('with calls of its own', () => {
    const [address] = plan.steps.map((step) => step.address)
    expect(messages(forged(withStep({ calls: [] })))).toEqual([
      `the calls of ${address} are not those its action and tasks make. Plan again`,
    ])
  })

  it('in another order', () => {
    const steps = [...plan.steps].reverse()
    expect(messages(forged((whole) => ({ ...whole, steps })))).toEqual([
      'the steps of the plan are not in the order in which they are made. Plan again',
    ])
  })
})

describe('a saved plan against here and now', () => {
  const now = {
    origin: 'https://graph.test',
    today: '2026-11-22',
    manifest: manifestOf(HEAD + MANIFEST),
  }
  const refusals = (changes: Partial<typeof now>, saved: Plan = plan): readonly string[] =>
    checkSaved(saved, { ...now, ...changes }).map(({ code }) => code)

  it('may be applied where nothing changed', () => {
    expect(refusals({})).toEqual([])
    expect(refusals({ today: '2026-12-24' })).toEqual([])
  })

  it('is refused for another origin, business or manifest, and out of its time', () => {
    expect(refusals({ origin: 'http://127.0.0.1:1' })).toEqual(['saved_other_origin'])
    expect(refusals({ manifest: manifestOf(`${HEAD}ad_accounts: {}`) })).toEqual([
      'saved_other_manifest',
    ])
    expect(refusals({ manifest: { ...now.manifest, business: '7' } })).toEqual([
      'saved_other_business',
    ])
    expect(refusals({ today: '2026-11-21' })).toEqual(['saved_out_of_date'])
  })

  it('is refused the day after an expiry it counts on, not on that day', () => {
    const saved: Plan = { ...plan, expires_next: '2026-11-25' }
    expect(refusals({ today: '2026-11-25' }, saved)).toEqual([])
    expect(refusals({ today: '2026-11-26' }, saved)).toEqual(['saved_out_of_date'])
  })

  it('sends nothing again that the API accepted before without effect', () => {
    const kept = new Map([
      [`act_1/users/${KIM}`, { at: '2026-11-20T00:00:00Z', tasks: [], found: ['ANALYZE'] }],
      [`act_1/users/${LEE}`, { at: '2026-11-20T00:00:00Z', tasks: ['ADVERTISE'], found: [] }],
    ])
    const { problems } = resumePlan(plan, BEFORE, { ...NO_MEMORY, kept })
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'saved_stale',
        expect.stringContaining(`unassign act_1/users/${KIM} is stale: the API accepted it before`),
      ],
    ])
  })

  it('tells ready, done, waiting and stale apart', () => {
    const standing = (live: Parameters<typeof resumePlan>[1], memory = NO_MEMORY) => {
      const { settled, problems } = resumePlan(plan, live, memory)
      return {
        settled: [...settled.values()].map(({ address, status }) => `${address} ${status}`),
        stale: problems.map(({ code }) => code),
      }
    }
    expect(standing(BEFORE)).toEqual({ settled: [], stale: [] })
    const half = liveOf([asset('act_1')], [row('act_1', 'users', LEE, ['ANALYZE'])])
    expect(standing(half)).toEqual({
      settled: [`act_1/users/${LEE} done`, `act_1/users/${KIM} done`],
      stale: [],
    })
    const other = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ADVERTISE', 'ANALYZE'])])
    expect(standing(other).stale).toEqual(['saved_stale'])
    const unread = { ...BEFORE, scopes: [] }
    expect(standing(unread).stale).toHaveLength(plan.steps.length)
    const approvals = new Map([
      ['act_1/agencies/2002', { at: '2026-11-20T00:00:00Z', tasks: ['ANALYZE'] }],
    ])
    expect(standing(BEFORE, { ...NO_MEMORY, approvals }).settled).toEqual([
      'act_1/agencies/2002 waiting',
    ])
  })
})
