import { describe, expect, it } from 'vitest'
import { checkSaved, resumePlan } from '../../src/apply/resume.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planDigestOf, stepsDigestOf } from '../../src/plan/make-plan.ts'
import { verifyPlan } from '../../src/plan/saved.ts'
import { asset, HEAD, KIM, LEE, liveOf, planOf, row } from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

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
    ['with less than nothing', { ...plan.policy, keep_managers: -1 }],
    ['with words for numbers', { ...plan.policy, max_revocations: '10' }],
    ['with a name for a list', { ...plan.policy, protected: 'kim' }],
  ])('is refused %s a policy', (_, policy) => {
    const text = JSON.stringify({ ...plan, policy })
    expect(codes(text)).toEqual(['plan_not_json'])
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
