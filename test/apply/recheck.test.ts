import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../src/access/directory.ts'
import { type Recheck, recheckRails } from '../../src/apply/recheck.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { Policy } from '../../src/model/manifest.ts'
import type { Step } from '../../src/model/plan.ts'
import type { StepResult } from '../../src/model/reports/apply-report.ts'
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
  const recheck = { live: LIVE, kinds: KINDS, settled: new Map(), beside: null, ...facts, plan }
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

  const differs = (given: number): string =>
    `--allow-revocations ${given} does not match: the plan has 2 revocations. Look at the plan again before passing 2`

  it.each([
    { limit: 2, given: {}, expected: [] },
    { limit: 1, given: {}, expected: [broken] },
    { limit: 1, given: { allowRevocations: 1 }, expected: [differs(1)] },
    { limit: 2, given: { allowRevocations: 1 }, expected: [differs(1)] },
    { limit: 1, given: { allowRevocations: 2 }, expected: [] },
  ])('of $limit with $given', ({ limit, given, expected }) => {
    expect(messages(two, { policy: { max_revocations: limit }, ...given })).toEqual(expected)
    // What the file says was allowed is nobody's word.
    const plan = { ...PLAN, allowed_revocations: 2, steps: two.map(stepOf) }
    const policy = { ...PLAN.policy, keep_managers: 0, max_revocations: limit }
    expect(messages(two, { plan: { ...plan, policy }, ...given })).toEqual(expected)
  })
})

describe('max_open_requests of a saved plan', () => {
  const both = [request('act_7'), request('act_8')]
  const words = (asked: number, limit: number): string =>
    `${asked} more would be sent while 1 request is open; max_open_requests is ${limit}. Plan again`

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

describe('--allow-requests with a saved plan', () => {
  const both = [request('act_7'), request('act_8')]
  const policy = { max_open_requests: 9 }
  const needed =
    'the plan has 2 requests, and no journal here remembers what was asked for before. If none of it was, pass --allow-requests 2'
  const differs =
    '--allow-requests 3 does not match: the plan has 2 requests. Look at the plan again before passing 2'

  it.each([
    { given: {}, isBlind: false, expected: [] },
    { given: {}, isBlind: true, expected: [needed] },
    { given: { allowRequests: 2 }, isBlind: true, expected: [] },
    { given: { allowRequests: 2 }, isBlind: false, expected: [] },
    { given: { allowRequests: 3 }, isBlind: true, expected: [differs] },
    { given: { allowRequests: 3 }, isBlind: false, expected: [differs] },
  ])('$given, blind: $isBlind', ({ given, isBlind, expected }) => {
    expect(messages(both, { policy, isBlind, ...given })).toEqual(expected)
    // The number is the reviewed plan's, whatever is done of it.
    const before = settled(request('act_7'))
    expect(messages(both, { policy, isBlind, settled: before, ...given })).toEqual(expected)
  })

  it('is asked for by nothing else', () => {
    expect(messages([off(KIM)], { isBlind: true })).toEqual([])
  })
})

describe('a list of open requests that was not read to its end', () => {
  it('lets no request of a saved plan go', () => {
    const live = { ...LIVE, unreadRequests: ['pending_client_pages'] }
    const found = messages([request('act_7')], { live, policy: { max_open_requests: 9 } })
    expect(found).toEqual([
      expect.stringContaining('1 request would be sent, and pending_client_pages'),
    ])
    expect(messages([off(KIM)], { live })).toEqual([])
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
      recheckRails({ plan, live: LIVE, kinds: KINDS, settled: new Map(), beside: null }),
    ).toMatchObject([{ code: 'rail_step', severity: 'error', source: SOURCE }])
  })

  it.each([
    ['the plan', 'kim', 'lee'],
    ['the manifest', 'lee', 'kim'],
  ])('spare by id whom %s protects by alias', (_, inPlan, inManifest) => {
    const policy = { protected: [inPlan] }
    const manifest = manifestOf(`${HEAD}policy: { protected: [${inManifest}] }\nad_accounts: {}\n`)
    const beside = { manifest, directory: directoryOf(manifest, LIVE) }
    expect(messages([off(KIM)], { policy, beside })).toEqual([kept(KIM, 'policy.protected')])
  })
})
