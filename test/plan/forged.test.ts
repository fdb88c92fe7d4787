import { describe, expect, it } from 'vitest'
import { checkSaved, resumePlan } from '../../src/apply/resume.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { shownCallsOf } from '../../src/model/write.ts'
import { planDigestOf, stepsDigestOf } from '../../src/plan/make-plan.ts'
import { orderSteps } from '../../src/plan/order.ts'
import { verifyPlan } from '../../src/plan/saved.ts'
import {
  asset,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  type StepDraft,
  stepOf,
} from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const MANIFEST = `policy: { protected: [kim], keep_managers: 2, max_revocations: 1, max_open_requests: 1 }
ad_accounts:
  act_1: { agencies: { brightside: [ANALYZE] } }
`
const SCOPES = ['agencies', 'users', 'request', 'on_behalf_of'] as const
const ASSETS = [
  asset('act_1'),
  asset('act_7', { ownership: 'client' }),
  asset('act_8', { ownership: 'absent' }),
  asset('act_9', { ownership: 'pending' }),
]
const live: LiveState = liveOf(
  ASSETS,
  [
    row('act_1', 'users', OWN, MANAGES),
    row('act_1', 'users', KIM, MANAGES),
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'agencies', '2003', ['ANALYZE']),
    row('act_1', 'agencies', '1001', MANAGES),
    row('act_7', 'users', LEE, ['ANALYZE']),
    row('act_7', 'agencies', '2003', ['ANALYZE']),
  ],
  {
    scopes: ASSETS.flatMap(({ kind, id }) =>
      SCOPES.map((relation) => ({ kind, asset: id, relation, status: 'complete', what: null })),
    ),
  },
)
const manifest = manifestOf(HEAD + MANIFEST)
const plan = planOf(MANIFEST, live)

/** With the calls that such a step makes. */
const called = (draft: StepDraft): Step => {
  const step = stepOf(draft)
  return { ...step, calls: shownCallsOf(step, '1001', KINDS) }
}

/** The plan with other steps and policy, all digests made anew, as it comes out of its check. */
const forge = (drafts: readonly StepDraft[], change: Partial<Plan> = {}): Plan => {
  const steps = orderSteps(drafts.map(called), KINDS)
  const edited = { ...plan, ...change, steps, problems: [] }
  const sealed = { ...edited, steps_digest: stepsDigestOf(edited) }
  const text = JSON.stringify({ ...sealed, plan_digest: planDigestOf(sealed) })
  const { value, problems } = verifyPlan(text)
  expect(problems).toEqual([])
  return value as Plan
}

const LOOSE = {
  policy: { ...plan.policy, protected: [], keep_managers: 0, max_revocations: 99 },
}

const refusals = (saved: Plan, beside: typeof manifest | null = null): readonly string[] => {
  const now = { origin: plan.graph, today: plan.as_of, manifest: beside }
  const unfit = checkSaved(saved, now)
  if (unfit.length > 0) return unfit.map(({ code }) => code)
  return resumePlan(saved, live, NO_MEMORY, { manifest: beside }).problems.map(({ code }) => code)
}

/** What would be sent. */
const writesOf = (saved: Plan): readonly string[] => {
  const { settled, problems } = resumePlan(saved, live, NO_MEMORY)
  const open = saved.steps.filter(({ address }) => !settled.has(address))
  return problems.length > 0 ? [] : open.map(({ address }) => address)
}

const unassign = (id: string, alias?: string): StepDraft => ({
  action: 'unassign',
  type: id === OWN ? 'system_user' : 'business_user',
  id,
  before: MANAGES,
  after: null,
  ...(alias === undefined ? {} : { alias }),
})

describe('a plan edited by somebody who knows how digests are made writes nothing, where it', () => {
  it.each<[string, StepDraft, Partial<Plan>]>([
    ["takes the token's own user off", unassign(OWN), LOOSE],
    [
      'narrows the token’s own user',
      { ...unassign(OWN), action: 'reassign', after: ['ANALYZE'] },
      LOOSE,
    ],
    ['takes a protected person off, without the alias', unassign(KIM), {}],
    ['takes a manager too many', unassign(LEE), {}],
    [
      'revokes the owner business',
      { action: 'revoke', type: 'business', id: '1001', before: MANAGES, after: null },
      LOOSE,
    ],
    [
      'grants to the owner business',
      { action: 'grant', type: 'business', id: '1001', before: null, after: MANAGES },
      LOOSE,
    ],
    [
      'gives our own asset up',
      { action: 'withdraw', type: 'business', id: '1001', before: null, after: null },
      LOOSE,
    ],
    [
      "touches the agencies of a client's asset",
      {
        action: 'revoke',
        on: 'act_7',
        type: 'business',
        id: '2003',
        before: ['ANALYZE'],
        after: null,
      },
      LOOSE,
    ],
    [
      'asks for one more than may be open',
      {
        action: 'request',
        on: 'act_8',
        type: 'business',
        id: '1001',
        before: null,
        after: ['ANALYZE'],
      },
      {},
    ],
  ])('%s', (_, draft, change) => {
    expect(writesOf(forge([draft], change))).toEqual([])
  })

  it('takes more away than was accepted by number', () => {
    const revoke: StepDraft = {
      action: 'revoke',
      type: 'business',
      id: '2003',
      before: ['ANALYZE'],
      after: null,
    }
    const off: StepDraft = { ...unassign(LEE), on: 'act_7', before: ['ANALYZE'] }
    expect(refusals(forge([revoke]))).toEqual([])
    expect(refusals(forge([revoke, off]))).toEqual(['rail_max_revocations'])
    expect(refusals(forge([revoke, off], { allowed_revocations: 2 }))).toEqual([])
    expect(refusals(forge([revoke, off], { allowed_revocations: 3 }))).toEqual([
      'rail_max_revocations',
    ])
  })

  it('deletes an object by calling it an on-behalf-of request', () => {
    const cancel: StepDraft = {
      action: 'cancel',
      type: 'obo_request',
      id: LEE,
      before: null,
      after: null,
    }
    const saved = forge([cancel], LOOSE)
    // No such request is there: the step counts as done, and no call is made.
    const { settled, problems } = resumePlan(saved, live, NO_MEMORY)
    expect(problems).toEqual([])
    expect([...settled.values()].map(({ status }) => status)).toEqual(['done'])
  })

  it.each(['sent', 'received', 'others'] as const)('cancels a request that was %s', (direction) => {
    const cancel: StepDraft = {
      action: 'cancel',
      type: 'obo_request',
      id: '55',
      before: null,
      after: null,
    }
    const facts = { status: 'pending', direction, counterpart: { id: '2003', name: null } } as const
    const asked = { ...live, relations: [row('act_1', 'on_behalf_of', '55', [], facts)] }
    const { problems } = resumePlan(forge([cancel]), asked, NO_MEMORY)
    expect(problems.map(({ code }) => code)).toEqual(direction === 'sent' ? [] : ['rail_step'])
  })

  it.each<[string, Partial<Plan['policy']>]>([
    ['max_revocations', { max_revocations: 2 }],
    ['max_open_requests', { max_open_requests: 2 }],
    ['keep_managers', { keep_managers: 1 }],
    ['protected', { protected: [] }],
    ['agency_task_change', { agency_task_change: 'try' }],
  ])('says a looser %s than the manifest beside it', (_, looser) => {
    const policy = { ...plan.policy, ...looser }
    expect(refusals(forge([], { policy }), manifest)).toEqual(['saved_policy_loosened'])
    expect(refusals(forge([]), manifest)).toEqual([])
  })

  it('hides a protected person from the plan, but not from the manifest beside it', () => {
    const policy = { ...plan.policy, protected: ['kim'], keep_managers: 2 }
    const hidden = forge([{ ...unassign(KIM), action: 'reassign', after: ['ANALYZE'] }], { policy })
    const saved = resumePlan(hidden, live, NO_MEMORY, { manifest }).problems
    expect(saved.map(({ message }) => message).join()).toContain('policy.protected')
  })

  it('calls somebody offboarded whom the manifest does not', () => {
    const off: StepDraft = {
      ...unassign(LEE),
      on: 'act_7',
      before: ['ANALYZE'],
      reason: 'offboarded',
    }
    expect(refusals(forge([off]), manifest)).toEqual(['rail_step'])
    const named = manifestOf(`${HEAD}offboarded: [lee]\n${MANIFEST}`)
    const saved = { ...forge([off]), manifest_digest: named.digest }
    expect(refusals(saved, named)).toEqual([])
  })
})
