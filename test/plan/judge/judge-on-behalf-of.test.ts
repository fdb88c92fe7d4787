import { describe, expect, it } from 'vitest'
import { holdingsIn } from '../../../src/access/holdings.ts'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveRelation, LiveState } from '../../../src/model/live.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { judgeOnBehalfOf, pendingBehalf } from '../../../src/plan/judge/judge-on-behalf-of.ts'
import type { Outcome } from '../../../src/plan/outcome.ts'
import { type PlanGround, planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, liveOf, row, withoutHolding } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

type Judge = typeof judgeOnBehalfOf

const judged = (
  judge: Judge,
  manifest: Manifest,
  relations: LiveState['relations'],
): readonly Outcome[] => {
  const ground: PlanGround = planGroundOf({
    manifest,
    live: liveOf([asset('act_1')], relations),
    memory: NO_MEMORY,
    asOf: AS_OF,
    kinds: KINDS,
  })
  return viewsOf(ground)
    .flatMap((view) => judge(ground, view))
    .map(withoutHolding)
}

const pendingOnBehalfOf: Judge = (ground, view) =>
  holdingsIn(ground, view, 'on_behalf_of').flatMap((each) => pendingBehalf(ground, each))

const outcomesOf = (manifest: string, ...relations: LiveState['relations']) =>
  judged(judgeOnBehalfOf, manifestOf(HEAD + manifest), relations)

const request = (facts: Partial<LiveRelation>): LiveRelation =>
  row('act_1', 'on_behalf_of', '51', [], {
    status: 'pending',
    direction: 'sent',
    counterpart: { id: '2002', name: null },
    ...facts,
  })

const SENT = request({})
const RECEIVED = request({ direction: 'received' })
const APPROVED = request({ status: 'active' })
const STRANGE = request({ status: 'unrecognised', apiStatus: 'PARKED' })

const declared = (line: string, more = ''): string => `${more}ad_accounts:\n  act_1:\n    ${line}\n`
const LISTED = declared('on_behalf_of: [brightside]')
const EMPTY = declared('on_behalf_of: []')
const SILENT = declared('users: {}')
const ASSET = { kind: 'ad_account', id: 'act_1', name: 'Asset act_1' }
const SUBJECT = {
  type: 'obo_request',
  id: '51',
  name: null,
  alias: 'brightside',
  business: { id: '2002', name: null },
}

/** What the one outcome is: an action, a state, a reason. */
const wordsOf = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map((outcome) => {
    if (outcome.type === 'step') return `${outcome.step.action} (${outcome.step.reason})`
    if (outcome.type === 'waiting') return outcome.waiting.state
    return outcome.type === 'manual' ? outcome.manual.reason : outcome.type
  })

describe('what is done about a request', () => {
  const ADDITIVE = declared('mode: additive\n    on_behalf_of: []')
  const IGNORED = declared('ignore: [brightside]\n    on_behalf_of: [brightside]')
  const OFFBOARDED = declared('on_behalf_of: []', 'offboarded: [brightside]\n')
  const BY_MANIFEST = { LISTED, EMPTY, ADDITIVE, IGNORED, SILENT, NOTHING: '', OFFBOARDED }
  const TABLE = {
    sent: {
      row: SENT,
      LISTED: 'obo_in_progress',
      EMPTY: 'cancel (not_in_manifest)',
      ADDITIVE: 'unmanaged',
      IGNORED: 'unmanaged',
      SILENT: 'unmanaged',
      NOTHING: 'unmanaged',
      OFFBOARDED: 'cancel (offboarded)',
    },
    received: {
      row: RECEIVED,
      LISTED: 'obo_in_progress',
      EMPTY: 'obo_received',
      ADDITIVE: 'obo_received',
      IGNORED: 'unmanaged',
      SILENT: 'unmanaged',
      NOTHING: 'unmanaged',
      OFFBOARDED: 'obo_received',
    },
    approved: {
      row: APPROVED,
      LISTED: 'unchanged',
      EMPTY: 'obo_not_listed',
      ADDITIVE: 'unmanaged',
      IGNORED: 'unmanaged',
      SILENT: 'unmanaged',
      NOTHING: 'unmanaged',
      OFFBOARDED: 'obo_not_listed',
    },
    unrecognised: {
      row: STRANGE,
      LISTED: 'unrecognised_status',
      EMPTY: 'unrecognised_status',
      ADDITIVE: 'unmanaged',
      IGNORED: 'unmanaged',
      SILENT: 'unmanaged',
      NOTHING: 'unmanaged',
      OFFBOARDED: 'unrecognised_status',
    },
  } as const

  it.each(Object.keys(TABLE) as (keyof typeof TABLE)[])('%s, by what is declared', (standing) => {
    const { row: found, ...expected } = TABLE[standing]
    const entries = Object.entries(BY_MANIFEST)
    const actual = entries.map(([name, text]) => [name, wordsOf(outcomesOf(text, found)).join()])
    expect(Object.fromEntries(actual)).toEqual(expected)
  })

  it.each(Object.entries(BY_MANIFEST))('between two others is nothing of ours: %s', (_, text) => {
    expect(wordsOf(outcomesOf(text, request({ direction: 'others' })))).toContain('unmanaged')
    const own = request({ counterpart: { id: '1001', name: null } })
    expect(wordsOf(outcomesOf(text, own))).toContain('unmanaged')
  })

  it('of nobody is to be set up where it is listed, and nowhere else', () => {
    const actual = Object.entries(BY_MANIFEST).filter(([, text]) => outcomesOf(text).length > 0)
    expect(actual.map(([name]) => name)).toEqual(['LISTED'])
    const off = declared('on_behalf_of: [brightside]', 'offboarded: [brightside]\n')
    expect(outcomesOf(off)).toEqual([])
  })

  it('is by the business at its other end, and by its own id where that is not told', () => {
    const untold = request({ counterpart: null, subject: '2002' })
    expect(wordsOf(outcomesOf(LISTED, untold))).toEqual(['obo_in_progress'])
    // An id that is a business's own is never deleted as a request.
    expect(wordsOf(outcomesOf(EMPTY, untold))).toEqual(['unmanaged', 'problem'])
    expect(wordsOf(judged(pendingOnBehalfOf, manifestOf(HEAD), [untold]))).toEqual([
      'obo_in_progress',
    ])
  })

  it('stands beside others with the same business', () => {
    const outcomes = outcomesOf(LISTED, SENT, request({ subject: '52', direction: 'received' }))
    expect(wordsOf(outcomes)).toEqual(['obo_in_progress', 'obo_in_progress'])
  })

  it('is not guessed for a listed partner nobody has an id of', () => {
    const manifest = { ...manifestOf(HEAD + LISTED), partners: new Map() }
    expect(judged(judgeOnBehalfOf, manifest, [])).toEqual([])
  })
})

describe('what is said of a request', () => {
  const LISTED_AT = { file: 'access.yaml', line: 7, column: 20 }
  const KEY_AT = { file: 'access.yaml', line: 7, column: 5 }
  const about = { address: 'act_1/on_behalf_of/51', asset: ASSET, subject: SUBJECT }

  it('that waits: since when, and on whom', () => {
    const since = '2026-11-10T08:00:00Z'
    const outcomeOf = (facts: Partial<LiveRelation>) => outcomesOf(LISTED, request(facts))[0]
    const waiting = {
      ...about,
      tasks: null,
      state: 'obo_in_progress',
      where: 'business.facebook.com/settings/requests',
      source: LISTED_AT,
    }
    expect(outcomeOf({ since })).toEqual({
      type: 'waiting',
      isDeclared: true,
      waiting: { ...waiting, since, who: 'brightside (2002)' },
    })
    expect(outcomeOf({ direction: 'received' })).toMatchObject({
      waiting: { ...waiting, since: null, who: 'us: accept or decline it' },
    })
  })

  it('that is cancelled: whose it was, and the key that does not list it', () => {
    const named = request({ subjectName: 'Brightside Ltd' })
    expect(outcomesOf(EMPTY, named)).toEqual([
      {
        type: 'step',
        step: {
          ...about,
          subject: { ...SUBJECT, name: 'Brightside Ltd' },
          action: 'cancel',
          before: null,
          after: null,
          reason: 'not_in_manifest',
          via: [],
          source: KEY_AT,
        },
      },
    ])
  })

  it('that is cancelled for the offboarded: the line that offboards them', () => {
    const text = declared('on_behalf_of: []', 'offboarded:\n  - brightside\n')
    expect(outcomesOf(text, SENT)).toMatchObject([
      { step: { reason: 'offboarded', source: { line: 6, column: 5 } } },
    ])
  })

  it('that is left alone: no tasks, and no line where no key stands', () => {
    expect(outcomesOf(SILENT, SENT)).toEqual([
      { type: 'unmanaged', unmanaged: { ...about, tasks: [] } },
    ])
  })

  it('of a status nobody knows: the API’s own word', () => {
    expect(outcomesOf(EMPTY, STRANGE)).toMatchObject([
      {
        manual: { ...about, what: expect.stringContaining('(PARKED)'), before: null, after: null },
      },
    ])
  })

  it('that is missing: the business, at its own id', () => {
    expect(outcomesOf(LISTED)).toMatchObject([
      {
        manual: {
          address: 'act_1/on_behalf_of/2002',
          subject: { type: 'business', id: '2002', name: null, alias: 'brightside' },
          reason: 'obo_missing',
          before: null,
          after: null,
          source: LISTED_AT,
        },
      },
    ])
  })
})

describe('what is in progress, whatever is declared', () => {
  it('are open requests of ours or to us alone', () => {
    const others = request({ subject: '53', direction: 'others' })
    const received = request({ subject: '52', direction: 'received' })
    const rows = [
      SENT,
      received,
      others,
      { ...APPROVED, subject: '54' },
      { ...STRANGE, subject: '55' },
    ]
    const pending = judged(pendingOnBehalfOf, manifestOf(HEAD + SILENT), rows)
    expect(
      pending.map((outcome) => outcome.type === 'waiting' && outcome.waiting.subject?.id),
    ).toEqual(['51', '52'])
    expect(pending[0]).toMatchObject({ waiting: { source: null } })
  })
})
