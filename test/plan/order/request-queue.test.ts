import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { DAMAGED_MEMORY, NO_MEMORY } from '../../../src/model/memory.ts'
import type { Action } from '../../../src/model/plan.ts'
import { step, waiting } from '../../../src/plan/judge/builders.ts'
import { queueRequests, type RequestLimits } from '../../../src/plan/order/request-queue.ts'
import type { Outcome } from '../../../src/plan/outcome.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, liveOf } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const draft = (action: Action, id: string): Outcome =>
  step(
    {
      address: action === 'request' ? `${id}/request` : `${id}/agencies/2002`,
      asset: { kind: 'ad_account', id, name: null },
      subject: { type: 'business', id: '1001', name: null, alias: null },
      source: null,
    },
    { action, before: null, after: ['ANALYZE'], reason: 'missing_in_live' },
  )

interface Given extends Partial<RequestLimits> {
  readonly room?: number
  readonly journal?: boolean
  readonly damaged?: boolean
  readonly assets?: LiveState['assets']
  readonly unread?: readonly string[]
}

const queued = (outcomes: readonly Outcome[], given: Given = {}): readonly Outcome[] => {
  const { room = 2, journal = true, damaged = false, assets = [], unread, ...limits } = given
  const ground = planGroundOf({
    manifest: manifestOf(`${HEAD}policy: { max_open_requests: ${room} }\n`),
    live: liveOf(assets, [], unread === undefined ? {} : { unreadRequests: unread }),
    memory: damaged ? DAMAGED_MEMORY : { ...NO_MEMORY, present: journal },
    asOf: AS_OF,
    kinds: KINDS,
  })
  return queueRequests(ground, outcomes, { interactive: false, allowRequests: null, ...limits })
}

const wordsOf = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map((outcome) => {
    if (outcome.type === 'step') return `${outcome.step.action} ${outcome.step.asset.id}`
    if (outcome.type === 'waiting') return `${outcome.waiting.state} ${outcome.waiting.asset?.id}`
    return outcome.type === 'problem' ? outcome.problem.code : outcome.type
  })

const ASKED = ['act_3', 'act_1', 'act_2'].map((id) => draft('request', id))
const GRANTS = [draft('grant', 'act_8'), draft('grant', 'act_9')]

describe('requests', () => {
  it('go out as far as there is room, by address, whatever order they were found in', () => {
    expect(wordsOf(queued(ASKED))).toEqual(['queued act_3', 'request act_1', 'request act_2'])
  })

  it('all wait, and are told why, where a list of the open ones was not read to its end', () => {
    const unread = ['pending_client_pages']
    const found = queued(ASKED, { unread })
    const waits = ['queued act_3', 'queued act_1', 'queued act_2']
    expect(wordsOf(found)).toEqual([...waits, 'open_requests_unknown'])
    expect(found.at(-1)).toMatchObject({
      problem: {
        message: expect.stringMatching(/^pending_client_pages .* 3 requests stay queued/),
      },
    })
    // No number confirms what nobody can count.
    const confirmed = queued(ASKED, { unread, journal: false, allowRequests: 3 })
    expect(wordsOf(confirmed)).toEqual([...waits, 'open_requests_unknown'])
    expect(wordsOf(queued(GRANTS, { unread }))).toEqual(['grant act_8', 'grant act_9'])
  })

  it('that wait say for what, and are otherwise as they were', () => {
    const [outcome] = queued(ASKED)
    expect(outcome).toEqual({
      type: 'waiting',
      isDeclared: true,
      waiting: {
        address: 'act_3/request',
        asset: { kind: 'ad_account', id: 'act_3', name: null },
        subject: { type: 'business', id: '1001', name: null, alias: null },
        tasks: ['ANALYZE'],
        state: 'queued',
        since: null,
        who: 'an earlier request must be answered first',
        where: 'policy.max_open_requests, or --allow-requests if there is no journal',
        source: null,
      },
    })
  })

  it.each([
    [0, ['request act_3', 'request act_1', 'request act_2']],
    [1, ['queued act_3', 'request act_1', 'request act_2']],
    [2, ['queued act_3', 'request act_1', 'queued act_2']],
    [5, ['queued act_3', 'queued act_1', 'queued act_2']],
  ])('share the room with %i that are open', (open, expected) => {
    const pending = Array.from({ length: open }, (_, n) =>
      asset(`act_9${n}`, { ownership: 'pending' }),
    )
    const assets = [asset('act_7'), asset('act_8', { ownership: 'client' }), ...pending]
    expect(wordsOf(queued(ASKED, { room: 3, assets }))).toEqual(expected)
  })

  it('alone are queued: other steps and lists pass as they are', () => {
    const others = [
      ...GRANTS,
      draft('withdraw', 'act_5'),
      { type: 'unchanged' } as const,
      waiting(
        {
          address: 'act_6/request',
          asset: { kind: 'ad_account', id: 'act_6', name: null },
          subject: { type: 'business', id: '1001', name: null, alias: null },
          source: null,
        },
        'client_response',
        { tasks: null, since: null },
      ),
    ]
    expect(queued(others, { room: 0 })).toEqual(others)
  })
})

describe('without a journal and a terminal', () => {
  const blind = (outcomes: readonly Outcome[], given: Given = {}) =>
    queued(outcomes, { journal: false, ...given })
  const messagesOf = (outcomes: readonly Outcome[]): readonly string[] =>
    outcomes.flatMap((outcome) => (outcome.type === 'problem' ? [outcome.problem.message] : []))
  const NOT_REMEMBERED =
    'no journal in the state dir: what was asked for before is not remembered, so'

  it('nothing is asked for, and the number that would be is said', () => {
    const outcomes = blind([...ASKED, ...GRANTS])
    expect(wordsOf(outcomes)).toEqual([
      'queued act_3',
      'queued act_1',
      'queued act_2',
      'grant act_8',
      'grant act_9',
      'no_journal',
    ])
    expect(messagesOf(outcomes)).toEqual([
      `${NOT_REMEMBERED} 2 requests and 2 grants could be repeated. Keep the state dir between runs, or pass --allow-requests 2`,
    ])
  })

  it('as many as are confirmed are asked for', () => {
    expect(wordsOf(blind(ASKED, { allowRequests: 2 }))).toEqual([
      'queued act_3',
      'request act_1',
      'request act_2',
      'no_journal',
    ])
  })

  it.each([0, 1, 3])('%i is another number than there are', (allowRequests) => {
    const outcomes = blind(ASKED, { allowRequests })
    expect(wordsOf(outcomes).filter((word) => word.startsWith('request'))).toEqual([])
    expect(messagesOf(outcomes).at(-1)).toBe(
      `--allow-requests ${allowRequests} does not match: the plan has 2; they stay queued`,
    )
    expect(messagesOf(outcomes)).toHaveLength(2)
  })

  it('grants alone may repeat too', () => {
    expect(messagesOf(blind([...GRANTS, draft('revoke', 'act_7')]))).toEqual([
      `${NOT_REMEMBERED} 2 grants could be repeated. Keep the state dir between runs`,
    ])
  })

  it('nothing is said where nothing could repeat', () => {
    const harmless = [draft('revoke', 'act_7'), { type: 'unchanged' } as const]
    expect(blind(harmless)).toEqual(harmless)
    expect(blind(harmless, { allowRequests: 0 })).toEqual(harmless)
  })

  it('a damaged journal holds requests back whoever confirms, and has been named already', () => {
    const given = { interactive: true, allowRequests: 2, damaged: true }
    expect(wordsOf(queued([...ASKED, ...GRANTS], given))).toEqual([
      'queued act_3',
      'queued act_1',
      'queued act_2',
      'grant act_8',
      'grant act_9',
    ])
  })

  it('somebody at the terminal, or a journal, is enough', () => {
    const all = ['queued act_3', 'request act_1', 'request act_2']
    expect(wordsOf(blind(ASKED, { interactive: true }))).toEqual(all)
    expect(wordsOf(queued(ASKED, { interactive: true }))).toEqual(all)
    expect(wordsOf(queued(ASKED, { allowRequests: 7 }))).toEqual(all)
  })
})
