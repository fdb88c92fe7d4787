import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveRelation } from '../../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { PlanInput } from '../../../src/plan/make-plan.ts'
import { asset, codesOf, liveOf, planOf, row, stepsOf } from '../../support/builders.ts'
import { withEdge } from '../../support/kinds.ts'

const WIDE = ['ADVERTISE', 'ANALYZE']
const ADDRESS = 'act_1/agencies/2003'

const agencies = (text: string, more = ''): string =>
  `ad_accounts: { act_1: { agencies: ${text}${more} } }\n`

/** A plan for oldmill (2003) on one account of ours. */
const planFor = (
  manifest: string,
  held: readonly string[] | null,
  facts: Partial<LiveRelation> = {},
  input: Partial<PlanInput> & { readonly memory?: Memory } = {},
): Plan =>
  planOf(
    manifest,
    liveOf([asset('act_1')], held === null ? [] : [row('act_1', 'agencies', '2003', held, facts)]),
    input,
  )

const remembered = (facts: Partial<Memory>): { memory: Memory } => ({
  memory: { ...NO_MEMORY, present: true, ...facts },
})

describe('a grant of ours that waits on an admin', () => {
  const sent = (at: string) =>
    remembered({ approvals: new Map([[ADDRESS, { at, tasks: ['ANALYZE'] }]]) })

  it.each([
    ['sent today', '2026-11-22T08:00:00Z', true],
    ['sent 14 days ago', '2026-11-08T23:59:00Z', true],
    ['sent 15 days ago', '2026-11-07T23:59:00Z', false],
  ])('%s is waited for without a row: %s', (_, at, waits) => {
    const plan = planFor(agencies('{ oldmill: [ANALYZE] }'), null, {}, sent(at))
    expect(plan.waiting).toMatchObject(waits ? [{ state: 'admin_approval', since: at }] : [])
    expect(stepsOf(plan)).toEqual(waits ? [] : [`grant ${ADDRESS}`])
  })

  it.each([
    ['we sent it', null, sent('2026-11-20T08:00:00Z'), 'admin_approval'],
    ['its status speaks of a review', 'PENDING_ADMIN_REVIEW', {}, 'admin_approval'],
    ['its status speaks of an approval', 'AWAITING_APPROVAL', {}, 'admin_approval'],
  ])('is told from a request to us: %s', (_, apiStatus, input, state) => {
    const pending = { status: 'pending', apiStatus, since: '2026-11-19' } as const
    const plan = planFor(agencies('{ oldmill: [ANALYZE] }'), ['ANALYZE'], pending, input)
    expect(plan.waiting).toMatchObject([{ state, tasks: ['ANALYZE'], since: '2026-11-19' }])
    expect(stepsOf(plan)).toEqual([])
  })

  it('is accepted where it is a request to us and declared; else it waits for us', () => {
    const pending = { status: 'pending', since: '2026-11-19' } as const
    expect(stepsOf(planFor(agencies('{ oldmill: [ANALYZE] }'), WIDE, pending))).toEqual([
      `grant ${ADDRESS}`,
    ])
    expect(planFor(agencies('{}'), WIDE, pending).waiting).toMatchObject([
      { state: 'incoming_request', tasks: WIDE, since: '2026-11-19' },
    ])
  })

  it('holds back revokes beside it where it is declared alone', () => {
    const beside = (manifest: string): readonly string[] => {
      const review = { status: 'pending', apiStatus: 'ADMIN_REVIEW' } as const
      const live = liveOf(
        [asset('act_1')],
        [row('act_1', 'agencies', '2003', WIDE, review), row('act_1', 'agencies', '2002', WIDE)],
      )
      return stepsOf(planOf(manifest, live))
    }
    expect(beside(agencies('{ oldmill: [ANALYZE] }'))).toEqual([])
    expect(beside(agencies('{ oldmill: none }'))).toEqual(['revoke act_1/agencies/2002'])
    expect(beside(agencies('{}'))).toEqual(['revoke act_1/agencies/2002'])
    expect(beside(`offboarded: [oldmill]\n${agencies('{ oldmill: [ANALYZE] }')}`)).toEqual([
      'revoke act_1/agencies/2002',
    ])
  })
})

describe('a status nobody knows', () => {
  it.each([
    ['PARKED', 'PARKED'],
    [null, 'no status and no tasks'],
  ])('%s is by hand', (apiStatus, word) => {
    const facts = { status: 'unrecognised', apiStatus } as const
    const plan = planFor(agencies('{ oldmill: [ANALYZE] }'), [], facts)
    expect(plan.manual).toMatchObject([
      { reason: 'unrecognised_status', before: [], after: ['ANALYZE'] },
    ])
    expect(plan.manual[0]?.what).toContain(`(${word})`)
    expect(planFor(agencies('{}'), WIDE, facts).manual).toMatchObject([
      { before: WIDE, after: null },
    ])
  })
})

describe('an agency whose tasks differ', () => {
  const TRY = 'policy: { agency_task_change: try }\n'
  const declared = agencies('{ oldmill: [ANALYZE] }')
  const HELD = [...WIDE, 'FUTURE']
  const kept = (tasks: readonly string[], found: readonly string[]) =>
    remembered({ kept: new Map([[ADDRESS, { at: '2026-11-20T00:00:00Z', tasks, found }]]) })

  it('is by hand, unless it is to be tried or replaced', () => {
    expect(planFor(declared, WIDE).manual).toMatchObject([
      { reason: 'agency_tasks_differ', before: WIDE, after: ['ANALYZE'] },
    ])
    expect(planFor(TRY + declared, WIDE).steps).toMatchObject([
      {
        action: 'regrant',
        before: WIDE,
        after: ['ANALYZE'],
        reason: 'tasks_differ',
        via: ['direct'],
      },
    ])
    const [replaced] = planFor(declared, WIDE, {}, { replace: [ADDRESS] }).steps
    expect(replaced).toMatchObject({ action: 'regrant', gap: true })
    expect(replaced?.calls.map(({ method }) => method)).toEqual(['DELETE', 'POST'])
  })

  it.each([
    ['just this', kept(['ANALYZE'], ['FUTURE', 'ANALYZE', 'ADVERTISE'])],
    ['this and what rode along', kept(['ANALYZE', 'FUTURE'], HELD)],
  ])('is by hand once the API has kept its tasks after %s', (_, memory) => {
    const plan = planFor(TRY + declared, HELD, {}, memory)
    expect(plan.manual).toMatchObject([
      { reason: 'api_keeps_tasks', before: HELD, after: ['ANALYZE', 'FUTURE'] },
    ])
    expect(stepsOf(plan)).toEqual([])
    const replaced = planFor(TRY + declared, HELD, {}, { ...memory, replace: [ADDRESS] })
    expect(stepsOf(replaced)).toEqual([`regrant ${ADDRESS}`])
  })

  it.each([
    ['live shows less now', kept(['ANALYZE'], [...HELD, 'DRAFT'])],
    ['live shows something else', kept(['ANALYZE'], ['MANAGE', 'ANALYZE', 'FUTURE'])],
    ['something else was sent', kept(['ADVERTISE'], HELD)],
    ['more was sent', kept(WIDE, HELD)],
    ['an unknown task was sent that live does not show', kept(['ANALYZE', 'OTHER'], HELD)],
  ])('is tried again where %s', (_, memory) => {
    expect(stepsOf(planFor(TRY + declared, HELD, {}, memory))).toEqual([`regrant ${ADDRESS}`])
  })

  it('is granted what it lacks while its other tasks stay, where nothing may be taken', () => {
    const additive = agencies('{ oldmill: [ANALYZE] }', ', mode: additive')
    expect(stepsOf(planFor(TRY + additive, WIDE))).toEqual([])
    expect(planFor(TRY + additive, ['ADVERTISE', 'FUTURE']).steps).toMatchObject([
      { action: 'regrant', after: [...WIDE, 'FUTURE'] },
    ])
  })
})

describe('tasks this version does not know', () => {
  const codes = (manifest: string, held: readonly string[]): readonly string[] =>
    codesOf(planFor(manifest, held))

  it('are pointed out where the agency is declared', () => {
    expect(codes(agencies('{ oldmill: [ANALYZE] }'), ['ANALYZE', 'FUTURE'])).toEqual([
      'unknown_tasks_live',
    ])
    expect(codes(agencies('{ oldmill: [ANALYZE] }'), ['ANALYZE'])).toEqual([])
    expect(codes(agencies('{}'), ['ANALYZE', 'FUTURE'])).toEqual([])
    const ignored = agencies('{ oldmill: [ANALYZE] }', ', ignore: [oldmill]')
    expect(codes(ignored, ['ANALYZE', 'FUTURE'])).toEqual([])
  })
})

describe('an asset whose agencies the API does not take off', () => {
  it('is a matter of hands', () => {
    const kinds = KINDS.map((kind) =>
      kind.relations.agencies === undefined ? kind : withEdge(kind, 'agencies', { remove: 'none' }),
    )
    const plan = planFor(agencies('{}'), WIDE, {}, { kinds })
    expect(stepsOf(plan)).toEqual([])
    expect(plan.manual).toMatchObject([
      { address: ADDRESS, reason: 'no_removal_in_api', before: WIDE, after: null },
    ])
  })
})
