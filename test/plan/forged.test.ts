import { describe, expect, it } from 'vitest'
import { checkSaved, resumePlan } from '../../src/apply/resume.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { shownCallsOf } from '../../src/model/write.ts'
import { makePlan, planDigestOf, stepsDigestOf } from '../../src/plan/make-plan.ts'
import { orderSteps } from '../../src/plan/order/order.ts'
import { verifyPlan } from '../../src/plan/saved/saved.ts'
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
    const forged = forge([revoke, off], { allowed_revocations: 2 })
    expect(refusals(forged)).toEqual(['rail_max_revocations'])
    const allowed = (count: number): readonly string[] =>
      resumePlan(forged, live, NO_MEMORY, { allowRevocations: count }).problems.map(
        ({ code }) => code,
      )
    expect([allowed(2), allowed(3)]).toEqual([[], ['rail_allow_revocations']])
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
    expect(saved.map(({ code }) => code)).toEqual(['saved_unwanted'])
  })

  it('calls somebody offboarded whom the manifest does not', () => {
    const off: StepDraft = {
      ...unassign(LEE),
      on: 'act_7',
      before: ['ANALYZE'],
      reason: 'offboarded',
    }
    expect(refusals(forge([off]), manifest)).toEqual(['saved_unwanted'])
    const named = manifestOf(`${HEAD}offboarded: [lee]\n${MANIFEST}`)
    const saved = { ...forge([off]), manifest_digest: named.digest }
    expect(refusals(saved, named)).toEqual([])
  })
})

describe('what neither digest covers is formed again', () => {
  const MAX = '61550000000000007'
  const crowd = Array.from({ length: 14 }, (_, place) => `6155000000000010${place + 10}`)
  const crowded = liveOf(
    [asset('act_1')],
    [
      row('act_1', 'users', OWN, MANAGES),
      row('act_1', 'users', KIM, MANAGES),
      ...crowd.map((id) => row('act_1', 'users', id, ['ANALYZE'])),
    ],
  )
  const everybody = 'ad_accounts: { act_1: { users: { kim: ADMIN, own: ADMIN } } }'
  const reviewed = planOf(everybody, crowded)
  const sealed = (edited: Plan): Plan => {
    const text = JSON.stringify({ ...edited, plan_digest: planDigestOf(edited) })
    const { value, problems } = verifyPlan(text)
    expect(problems).toEqual([])
    // Nobody who compares digests sees a difference.
    expect(value?.steps_digest).toBe(edited.steps_digest)
    return value as Plan
  }
  const codes = (saved: Plan, options: Parameters<typeof resumePlan>[3] = {}): readonly string[] =>
    resumePlan(saved, crowded, NO_MEMORY, options).problems.map(({ code }) => code)

  it.each<[string, Partial<Plan>]>([
    ['the number that was accepted', { allowed_revocations: 14, problems: [] }],
    [
      'the reasons',
      {
        problems: [],
        steps: reviewed.steps.map((step) => ({ ...step, reason: 'offboarded' as const })),
      },
    ],
    ['the problems', { problems: [] }],
    ['the counts', { problems: [], summary: { ...reviewed.summary, revocations: 0 } }],
  ])('so 14 revocations are 14, whatever %s say', (_, change) => {
    expect(reviewed.problems.map(({ code }) => code)).toEqual(['rail_max_revocations'])
    const saved = sealed({ ...reviewed, ...change })
    const beside = manifestOf(HEAD + everybody)
    const isClaimed = saved.steps.some(({ reason }) => reason === 'offboarded')
    for (const options of [{}, { manifest: beside }]) {
      // Whom the file alone calls offboarded counts twice over: nothing gets looser by a word of it.
      const more = isClaimed && !('manifest' in options) ? ['rail_max_offboarded'] : []
      expect(codes(saved, options)).toEqual(['rail_max_revocations', ...more])
      expect(codes(saved, { ...options, allowRevocations: 13 })).toEqual([
        'rail_allow_revocations',
        ...more,
      ])
      expect(codes(saved, { ...options, allowRevocations: 14 })).toEqual(more)
      const { plan: formed } = resumePlan(saved, crowded, NO_MEMORY, options)
      expect(formed.summary).toMatchObject({ unassign: 14, revocations: 14 })
      expect(new Set(formed.steps.map(({ reason }) => reason))).toEqual(
        new Set(['not_in_manifest']),
      )
      expect(formed.allowed_revocations).toBeUndefined()
    }
  })

  it('so whom the manifest beside it offboards is offboarded, whatever the file says', () => {
    const aliases = crowd.map((id, place) => `p${place}: "${id}"`)
    const head = HEAD.replace('people: {', `people: { ${aliases.join(', ')},`)
    const text = `${head}offboarded: [${crowd.map((_, place) => `p${place}`).join(', ')}]\n${everybody}\n`
    const beside = manifestOf(text)
    const steps = reviewed.steps.map((step) => ({ ...step, reason: 'expired' as const }))
    const saved = sealed({ ...reviewed, steps, problems: [], manifest_digest: beside.digest })
    expect(codes(saved, { manifest: beside })).toEqual(['rail_max_offboarded'])
    expect(codes(saved, { manifest: beside, allowOffboarded: 14 })).toEqual([])
    const { plan: formed } = resumePlan(saved, crowded, NO_MEMORY, { manifest: beside })
    expect(new Set(formed.steps.map(({ reason }) => reason))).toEqual(new Set(['offboarded']))
    expect(formed.summary.revocations).toBe(0)
  })

  it.each([true, false])(
    'so a step waits for what it needs (manifest beside it: %s)',
    (isBeside) => {
      const text = `policy: { keep_managers: 1 }
ad_accounts:
  act_1: { agencies: { brightside: [ANALYZE] }, users: { max: ADMIN, own: ADMIN } }
`
      const head = HEAD.replace('people: {', `people: { max: "${MAX}",`)
      const before = liveOf(
        [asset('act_1')],
        [
          row('act_1', 'users', OWN, MANAGES),
          row('act_1', 'users', KIM, MANAGES),
          row('act_1', 'agencies', '2003', ['ANALYZE']),
        ],
        {
          people: [
            ...crowded.people,
            { type: 'business_user', id: MAX, name: 'Max', email: null, facebookId: null },
          ],
        },
      )
      const beside = manifestOf(head + text)
      const made = makePlan({
        manifest: beside,
        live: before,
        memory: NO_MEMORY,
        asOf: plan.as_of,
        graph: plan.graph,
        toolVersion: '0.0.0',
        interactive: true,
      })
      const needsOf = (one: Plan) => one.steps.map(({ action, needs }) => [action, ...needs])
      expect(needsOf(made)).toEqual([
        ['grant'],
        ['assign'],
        ['unassign', `act_1/users/${MAX}`],
        ['revoke', 'act_1/agencies/2002'],
      ])
      const saved = sealed({ ...made, steps: made.steps.map((step) => ({ ...step, needs: [] })) })
      const resumed = resumePlan(saved, before, NO_MEMORY, { manifest: isBeside ? beside : null })
      expect(resumed.problems).toEqual([])
      expect(needsOf(resumed.plan)).toEqual(needsOf(made))
    },
  )

  it('so a manifest beside it wants every step, as it stands in the file', () => {
    const beside = manifestOf(HEAD + everybody)
    const [first, ...others] = reviewed.steps as readonly [Step, ...Step[]]
    const extra = called({ ...unassign(KIM), before: MANAGES })
    const more = forge([], {})
    const edited = { ...more, steps: orderSteps([first, ...others, extra], KINDS) }
    const loose = { ...edited, policy: { ...edited.policy, keep_managers: 0, protected: [] } }
    const found = resumePlan(loose, crowded, NO_MEMORY, { manifest: beside, allowRevocations: 15 })
    expect(found.problems.map(({ code, message }) => [code, message])).toEqual([
      ['saved_unwanted', expect.stringContaining(`unassign act_1/users/${KIM} is no longer what`)],
    ])
  })

  it('so a rail that no step shows, and a plan that was not complete, stay said', () => {
    const own = { code: 'rail_own_user', severity: 'error', message: 'own', source: null } as const
    const late = { ...own, code: 'listing_unknown' }
    const saved = sealed({ ...reviewed, complete: false, problems: [own, late] })
    const { plan: formed } = resumePlan(saved, crowded, NO_MEMORY)
    expect(formed.problems.map(({ code }) => code)).toEqual(['rail_own_user', 'saved_incomplete'])
    expect(formed.complete).toBe(false)
  })
})
