import { describe, expect, it } from 'vitest'
import type { JournalEntry, JournalEvent } from '../../../src/apply/journal/journal-entry.ts'
import { memoryOf } from '../../../src/apply/journal/journal-memory.ts'

const REQUEST = { action: 'request', address: 'act_1/request', after: ['ANALYZE'] } as const
const GRANT = { action: 'grant', address: 'act_1/agencies/2', after: ['ANALYZE'] } as const
const SEEN_HELD = { type: 'seen', held: ['act_1/request'], pending: [] } as const

describe('what the journal remembers', () => {
  const NOTHING = { requests: [], approvals: [], kept: [], seen: [] }
  const entries = (...events: readonly JournalEvent[]) =>
    events.map((event, index) => ({
      ...event,
      n: index + 1,
      at: `2026-11-0${index + 1}T00:00:00.000Z`,
      prev: '',
      hash: '',
    }))
  const remembered = (...events: readonly JournalEvent[]) => {
    const { requests, approvals, kept, seen } = memoryOf(
      entries(...events),
      '2026-11-22T09:00:00.000Z',
    )
    return {
      requests: [...requests.keys()],
      approvals: [...approvals.keys()],
      kept: [...kept.keys()],
      seen: [...(seen ?? [])].map(([address, { standing }]) => `${standing} ${address}`),
    }
  }
  const intent = { type: 'intent', before: null } as const

  it.each<[string, readonly JournalEvent[], Partial<ReturnType<typeof remembered>>]>([
    [
      'what was seen held, then seen pending, is pending',
      [SEEN_HELD, { type: 'seen', held: [], pending: ['act_1/request'] }],
      { seen: ['pending act_1/request'] },
    ],
    ['what was seen held', [SEEN_HELD], { seen: ['held act_1/request'] }],
    [
      'what was seen held and is asked for again is asked for',
      [SEEN_HELD, { ...intent, ...REQUEST }],
      { requests: ['act_1/request'] },
    ],
    [
      'what was seen held and was refused anew is still what was held',
      [SEEN_HELD, { ...intent, ...REQUEST }, { type: 'outcome', status: 'failed', ...REQUEST }],
      { seen: ['held act_1/request'] },
    ],
    [
      'a request that was granted at once is held',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'done', ...REQUEST },
      ],
      { requests: ['act_1/request'], seen: ['held act_1/request'] },
    ],
    [
      'what we gave up, or may have, is nothing that a client took',
      [SEEN_HELD, { ...intent, action: 'withdraw', address: 'act_1/request', after: null }],
      {},
    ],
    [
      'an intent alone may have been sent',
      [{ ...intent, ...REQUEST }],
      { requests: ['act_1/request'] },
    ],
    [
      'a refused request was not',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'failed', ...REQUEST },
      ],
      {},
    ],
    [
      'a limited request was not',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'skipped', ...REQUEST },
      ],
      {},
    ],
    [
      'a lost request may have been',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'unknown', ...REQUEST },
      ],
      { requests: ['act_1/request'] },
    ],
    [
      'a resent request that was refused leaves the first one remembered',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'waiting', ...REQUEST },
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'failed', ...REQUEST },
      ],
      { requests: ['act_1/request'] },
    ],
    [
      'a withdrawn request is forgotten',
      [
        { ...intent, ...REQUEST },
        {
          type: 'outcome',
          status: 'done',
          action: 'withdraw',
          address: 'act_1/request',
          after: null,
        },
      ],
      {},
    ],
    [
      'an approval is',
      [{ type: 'outcome', status: 'waiting', approval: true, ...GRANT }],
      { approvals: ['act_1/agencies/2'] },
    ],
    [
      'an approval whose agency was revoked later is not',
      [
        { type: 'outcome', status: 'waiting', approval: true, ...GRANT },
        {
          type: 'outcome',
          status: 'done',
          action: 'revoke',
          address: 'act_1/agencies/2',
          after: null,
        },
      ],
      {},
    ],
    [
      'what the API kept is, until a write at the address took effect',
      [
        { type: 'outcome', status: 'unknown', found: ['MANAGE'], ...GRANT },
        { type: 'outcome', status: 'done', ...GRANT },
      ],
      {},
    ],
    [
      'what the API kept is',
      [{ type: 'outcome', status: 'unknown', found: ['MANAGE'], ...GRANT }],
      { kept: ['act_1/agencies/2'] },
    ],
  ])('%s', (_, events, expected) => {
    expect(remembered(...events)).toEqual({ ...NOTHING, ...expected })
  })
})

describe('when it was', () => {
  const APPROVAL = { type: 'outcome', status: 'waiting', approval: true, ...GRANT } as const
  const RUN = { type: 'run', tool_version: '0', plan_digest: '', steps_digest: '' } as const
  const NOW = '2026-11-22T09:00:00.000Z'
  const at = (time: string, event: JournalEvent): JournalEntry => ({
    ...event,
    ...{ n: 1, at: time, prev: '', hash: '' },
  })
  const sinceOf = (...entries: readonly JournalEntry[]): string | undefined =>
    memoryOf(entries, NOW).approvals.get('act_1/agencies/2')?.at

  it.each<[string, readonly JournalEntry[], string]>([
    ['is what was written', [at('2026-11-20T08:00:00.000Z', APPROVAL)], '2026-11-20T08:00:00.000Z'],
    ['is now where that lies in the future', [at('2036-01-01T08:00:00.000Z', APPROVAL)], NOW],
    [
      'is no later than what followed it: the clock ran ahead, and was put right',
      [at('2036-01-01T08:00:00.000Z', APPROVAL), at('2026-11-01T08:00:00.000Z', RUN)],
      '2026-11-01T08:00:00.000Z',
    ],
    [
      'stays where the clock ran ahead afterwards',
      [at('2026-11-20T08:00:00.000Z', APPROVAL), at('2036-01-01T08:00:00.000Z', RUN)],
      '2026-11-20T08:00:00.000Z',
    ],
  ])('%s', (_, entries, expected) => {
    expect(sinceOf(...entries)).toBe(expected)
  })

  it('of what was seen, too', () => {
    const entry = at('2036-01-01T08:00:00.000Z', SEEN_HELD)
    expect(memoryOf([entry], NOW).seen?.get('act_1/request')?.at).toBe(NOW)
  })
})

describe('whom the journal remembers as invited', () => {
  const ANN = '1001/members/ann@x.example'
  const after = ['EMPLOYEE']
  const sent: JournalEvent = { type: 'intent', action: 'invite', address: ANN, before: null, after }
  const ended = (
    status: 'done' | 'waiting' | 'unknown' | 'failed',
    begun?: true,
  ): JournalEvent => ({
    ...{ type: 'outcome', action: 'invite', address: ANN, after, status },
    ...(begun === undefined ? {} : { begun }),
  })
  const back = (status: 'done' | 'failed'): JournalEvent => ({
    ...{ type: 'outcome', action: 'uninvite', address: ANN, after: null, status },
  })
  const left = (status: 'done' | 'waiting' | 'unknown', email?: string): JournalEvent => ({
    ...{ type: 'outcome', action: 'remove', address: '1001/members/5', after: null, status },
    ...(email === undefined ? {} : { email }),
  })
  const invited = (...events: readonly JournalEvent[]): boolean => {
    const entries = events.map((event, place) => ({
      ...event,
      ...{ n: place + 1, at: `2026-11-0${place + 1}T00:00:00.000Z`, prev: '', hash: '' },
    })) as readonly JournalEntry[]
    return memoryOf(entries, '2026-11-22T09:00:00.000Z').invitations?.has(ANN) === true
  }

  it.each<[boolean, string, readonly JournalEvent[]]>([
    [true, 'sent, whatever became of it', [sent]],
    [true, 'done', [sent, ended('done')]],
    [true, 'unknown', [sent, ended('unknown')]],
    [false, 'refused', [sent, ended('failed')]],
    [true, 'refused after an earlier one', [sent, ended('done'), sent, ended('failed')]],
    [true, 'taken back, and refused anew', [sent, ended('failed', true)]],
    [false, 'taken back', [sent, ended('done'), back('done')]],
    [true, 'not taken back', [sent, ended('done'), back('failed')]],
    [false, 'removed', [sent, ended('done'), left('done', 'Ann@x.example')]],
    [false, 'marked for removal', [sent, ended('done'), left('waiting', 'ann@x.example')]],
    [true, 'perhaps removed', [sent, ended('done'), left('unknown', 'ann@x.example')]],
    [true, 'somebody else removed', [sent, ended('done'), left('done', 'bea@x.example')]],
    [true, 'removed, in an older journal', [sent, ended('done'), left('done')]],
  ])('%s: %s', (expected, _, events) => {
    expect(invited(...events)).toBe(expected)
  })
})
