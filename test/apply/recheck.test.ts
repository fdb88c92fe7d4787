import { describe, expect, it } from 'vitest'
import { type Recheck, recheckRails } from '../../src/apply/recheck.ts'
import type { StepResult } from '../../src/model/apply.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Policy } from '../../src/model/manifest.ts'
import type { Step } from '../../src/model/plan.ts'
import {
  asset,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  planOf,
  row,
  type StepDraft,
  stepOf,
} from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const MAX = '61550000000000007'

const LIVE = liveOf(
  [
    asset('act_1'),
    asset('act_2', { ownership: 'client' }),
    asset('act_7', { ownership: 'absent' }),
    asset('act_8', { ownership: 'absent' }),
    asset('act_9', { ownership: 'pending' }),
  ],
  [row('act_1', 'users', LEE, MANAGES), row('act_1', 'users', KIM, MANAGES)],
)
const PLAN = planOf('', LIVE)
const SOURCE = { file: 'access.yaml', line: 7, column: 3 }

const messages = (
  drafts: readonly StepDraft[],
  { policy = {}, ...facts }: Partial<Recheck> & { readonly policy?: Partial<Policy> } = {},
): readonly string[] => {
  const steps = drafts.map(stepOf)
  const all = { ...PLAN.policy, keep_managers: 0, ...policy }
  const plan = { ...PLAN, steps, policy: all, ...facts.plan }
  const recheck = { live: LIVE, kinds: KINDS, settled: new Map(), manifest: null, ...facts, plan }
  return recheckRails(recheck).map(({ message }) => message)
}

const off = (id: string, facts: Partial<StepDraft> = {}): StepDraft => ({
  action: 'unassign',
  type: 'business_user',
  id,
  before: MANAGES,
  after: null,
  ...facts,
})
const request = (on: string): StepDraft => ({
  action: 'request',
  type: 'business',
  id: '1001',
  on,
  after: ['ANALYZE'],
})
const settled = (...drafts: readonly StepDraft[]): ReadonlyMap<string, StepResult> =>
  new Map(
    drafts.map(stepOf).map(({ address, action }) => [address, { address, action, status: 'done' }]),
  )

describe('max_revocations of a saved plan', () => {
  const two = [off(LEE), off(KIM)]
  const broken =
    `2 revocations, more than max_revocations: 1. Hit: ${LEE} (loses MANAGE, ADVERTISE, ANALYZE on act_1), ` +
    `${KIM} (loses MANAGE, ADVERTISE, ANALYZE on act_1). If exactly this is meant, pass --allow-revocations 2`

  it.each([
    { limit: 2, allowed: {}, expected: [] },
    { limit: 1, allowed: {}, expected: [broken] },
    { limit: 1, allowed: { allowed_revocations: 1 }, expected: [broken] },
    { limit: 1, allowed: { allowed_revocations: 2 }, expected: [] },
  ])('of $limit with $allowed', ({ limit, allowed, expected }) => {
    const plan = { ...PLAN, ...allowed, steps: two.map(stepOf) }
    const policy = { ...PLAN.policy, keep_managers: 0, max_revocations: limit }
    expect(messages(two, { plan: { ...plan, policy } })).toEqual(expected)
  })
})

describe('max_open_requests of a saved plan', () => {
  const both = [request('act_7'), request('act_8')]
  const words = (asked: number, limit: number): string =>
    `1 requests are open and ${asked} would be asked, more than max_open_requests: ${limit}. Plan again`

  it.each<[number, readonly StepDraft[], readonly StepDraft[], readonly string[]]>([
    [3, both, [], []],
    [2, both, [], [words(2, 2)]],
    [2, both, [request('act_7')], []],
    [1, both, [request('act_7')], [words(1, 1)]],
    [0, both, both, []],
    [0, [off(KIM)], [], []],
  ])('of %i beside one that is open', (limit, drafts, before, expected) => {
    const policy = { max_open_requests: limit }
    expect(messages(drafts, { policy, settled: settled(...before) })).toEqual(expected)
  })
})

describe('who is offboarded, in a saved plan', () => {
  const manifest = manifestOf(`${HEAD}offboarded: [kim, brightside]\nad_accounts: {}\n`)
  const without = 'nobody of that id is offboarded. Plan again'

  it('is whom the manifest beside it names', () => {
    const gone = { reason: 'offboarded', source: SOURCE } as const
    expect(messages([off(KIM, gone)], { manifest })).toEqual([])
    expect(messages([off(LEE, gone)], { manifest })).toEqual([
      `unassign act_1/users/${LEE} may not be made: ${without}`,
    ])
    const steps = [stepOf(off(LEE, gone))]
    const plan = { ...PLAN, steps, policy: { ...PLAN.policy, keep_managers: 0 } }
    const [problem] = recheckRails({ plan, live: LIVE, kinds: KINDS, settled: new Map(), manifest })
    expect(problem).toMatchObject({ code: 'rail_step', source: SOURCE })
  })

  it('is nobody where no manifest is there to say otherwise', () => {
    expect(messages([off(LEE, { reason: 'offboarded' })])).toEqual([])
  })

  it('does not matter to a step of another reason', () => {
    expect(messages([off(LEE, { reason: 'not_in_manifest' })], { manifest })).toEqual([])
  })

  describe('of a request that is cancelled', () => {
    const cancel: StepDraft = {
      action: 'cancel',
      type: 'obo_request',
      id: '55',
      reason: 'offboarded',
    }
    const asked = (subject: string, partner: string | null) =>
      row('act_1', 'on_behalf_of', subject, [], {
        status: 'pending',
        direction: 'sent',
        counterpart: partner === null ? null : { id: partner, name: null },
      })
    const refused = [`cancel act_1/on_behalf_of/55 may not be made: ${without}`]

    it.each([
      ['the other business', [asked('54', '2003'), asked('55', '2002')], []],
      ['another business', [asked('54', '2002'), asked('55', '2003')], refused],
      ['nobody that the request names', [asked('55', null)], refused],
    ])('is %s', (_, relations, expected) => {
      expect(messages([cancel], { manifest, live: { ...LIVE, relations } })).toEqual(expected)
    })
  })

  it('is not a client of whose asset we are', () => {
    const given: StepDraft = { ...request('act_2'), action: 'withdraw', after: null }
    const client = { counterpart: { id: '2002', name: null } }
    const live = { ...LIVE, relations: [row('act_2', 'request', '1001', ['ANALYZE'], client)] }
    expect(messages([{ ...given, reason: 'offboarded' }], { manifest, live })).toEqual([
      `withdraw act_2/request may not be made: ${without}`,
    ])
  })
})

describe('the steps of a saved plan, one after another', () => {
  const keep = { policy: { keep_managers: 1 } }
  const kept = (id: string, why = 'policy.keep_managers'): string =>
    `unassign act_1/users/${id} may not be made: ${why}. Plan again`

  it('may take one manager, not both', () => {
    expect(messages([off(LEE)], keep)).toEqual([])
    expect(messages([off(LEE), off(KIM)], keep)).toEqual([kept(KIM)])
  })

  it('may take both after a third was given', () => {
    const onto: StepDraft = { ...off(MAX), action: 'assign', before: null, after: MANAGES }
    expect(messages([onto, off(LEE), off(KIM)], keep)).toEqual([])
    expect(messages([off(LEE), off(KIM), onto], keep)).toEqual([kept(KIM)])
  })

  it('keep whom a refused step would have taken', () => {
    const policy = { keep_managers: 1, protected: [KIM] }
    expect(messages([off(KIM), off(LEE)], { policy })).toEqual([kept(KIM, 'policy.protected')])
  })

  it('gain no manager by a refused step that claims one', () => {
    const live = { ...LIVE, relations: [row('act_1', 'users', LEE, MANAGES)] }
    const policy = { keep_managers: 1, protected: [KIM] }
    expect(messages([off(KIM), off(LEE)], { policy, live })).toEqual([
      kept(KIM, 'policy.protected'),
      kept(LEE),
    ])
  })

  it('are not asked about once they are settled', () => {
    expect(messages([off(LEE), off(KIM)], { ...keep, settled: settled(off(KIM)) })).toEqual([])
  })

  it('say where a refused step was declared', () => {
    const step: Step = stepOf(off(LEE, { source: SOURCE }))
    const policy = { ...PLAN.policy, protected: [LEE] }
    const plan = { ...PLAN, steps: [step], policy }
    expect(
      recheckRails({ plan, live: LIVE, kinds: KINDS, settled: new Map(), manifest: null }),
    ).toMatchObject([{ code: 'rail_step', severity: 'error', source: SOURCE }])
  })

  it.each([
    ['the plan', 'kim', 'lee'],
    ['the manifest', 'lee', 'kim'],
  ])('spare by id whom %s protects by alias', (_, inPlan, inManifest) => {
    const policy = { protected: [inPlan] }
    const manifest = manifestOf(`${HEAD}policy: { protected: [${inManifest}] }\nad_accounts: {}\n`)
    expect(messages([off(KIM)], { policy, manifest })).toEqual([kept(KIM, 'policy.protected')])
  })
})
