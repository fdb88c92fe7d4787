import { describe, expect, it } from 'vitest'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveAsset, LiveRelation } from '../../../src/model/live.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import { NO_MEMORY, type Seen } from '../../../src/model/memory.ts'
import { judgeRequest } from '../../../src/plan/judge/judge-request.ts'
import type { Outcome } from '../../../src/plan/outcome.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, liveOf, row, withoutHolding } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

interface Scene {
  readonly asset?: Partial<LiveAsset>
  readonly row?: Partial<LiveRelation> & { readonly tasks?: readonly string[] }
  /** Whether the journal remembers that we asked. */
  readonly asked?: boolean
  /** How an apply saw it last. */
  readonly seen?: Seen['standing']
  readonly resend?: boolean
}

const seenAs = (standing: Seen['standing']) =>
  new Map([['act_1/request', { at: '2026-11-02T09:00:00Z', standing }]])

const judged = (manifest: Manifest, scene: Scene = {}): readonly Outcome[] => {
  const { tasks = ['ANALYZE'], ...facts } = scene.row ?? {}
  const rows = scene.row === undefined ? [] : [row('act_1', 'request', '1001', tasks, facts)]
  const asked = new Map([['act_1/request', { at: '2026-11-01T09:00:00Z', tasks: ['ANALYZE'] }]])
  const ground = planGroundOf({
    manifest,
    live: liveOf([asset('act_1', { ownership: 'client', ...scene.asset })], rows),
    memory: {
      ...NO_MEMORY,
      requests: scene.asked === true ? asked : new Map(),
      ...(scene.seen === undefined ? {} : { seen: seenAs(scene.seen) }),
    },
    asOf: AS_OF,
    kinds: KINDS,
    replace: [],
    resend: scene.resend === true ? ['act_1/request'] : [],
  })
  return viewsOf(ground)
    .flatMap((view) => judgeRequest(ground, view))
    .map(withoutHolding)
}

const outcomesOf = (block: string, scene: Scene = {}): readonly Outcome[] =>
  judged(manifestOf(`${HEAD}ad_accounts:\n  act_1: ${block}\n`), scene)

const ASKS = '{ request: [ANALYZE] }'
const GIVES_UP = '{ request: [] }'
const KEEPS = '{ mode: additive, request: [] }'

const ABOUT = {
  address: 'act_1/request',
  asset: { kind: 'ad_account', id: 'act_1', name: 'Asset act_1' },
  subject: { type: 'business', id: '1001', name: 'Northwind', alias: null },
  source: { file: 'access.yaml', line: 6, column: 12 },
}
const PENDING = { status: 'pending' } as const
const STRANGE = { status: 'unrecognised', apiStatus: 'PARKED' } as const

const wordOf = ([outcome]: readonly Outcome[]): string => {
  if (outcome?.type === 'step') return `${outcome.step.action} (${outcome.step.reason})`
  if (outcome?.type === 'waiting') return outcome.waiting.state
  return outcome?.type === 'manual' ? outcome.manual.reason : (outcome?.type ?? 'nothing')
}

describe('what is done about our request', () => {
  it.each<[string, Scene, readonly [asks: string, givesUp: string, keeps: string]]>([
    ['none', {}, ['request (missing_in_live)', 'unchanged', 'unchanged']],
    ['asked, and gone', { asked: true }, ['declined_or_vanished', 'unchanged', 'unchanged']],
    ['seen held, and gone', { seen: 'held' }, ['client_revoked', 'unchanged', 'unchanged']],
    [
      'asked, seen held, and gone',
      { asked: true, seen: 'held' },
      ['client_revoked', 'unchanged', 'unchanged'],
    ],
    [
      'seen pending, and gone',
      { seen: 'pending' },
      ['declined_or_vanished', 'unchanged', 'unchanged'],
    ],
    [
      'seen held, and gone, to be asked for again',
      { seen: 'held', resend: true },
      ['request (missing_in_live)', 'unchanged', 'unchanged'],
    ],
    [
      'seen held, and pending by now',
      { seen: 'held', row: PENDING },
      ['client_response', 'withdraw (given_up)', 'unchanged'],
    ],
    [
      'seen pending, and granted',
      { seen: 'pending', row: {} },
      ['unchanged', 'withdraw (given_up)', 'unchanged'],
    ],
    [
      'gone, to be sent again',
      { asked: true, resend: true },
      ['request (missing_in_live)', 'unchanged', 'unchanged'],
    ],
    ['pending', { row: PENDING }, ['client_response', 'withdraw (given_up)', 'unchanged']],
    [
      'pending, and remembered',
      { row: PENDING, asked: true },
      ['client_response', 'withdraw (given_up)', 'unchanged'],
    ],
    [
      'pending without a word of tasks',
      { row: { ...PENDING, tasks: [] } },
      ['client_response', 'withdraw (given_up)', 'unchanged'],
    ],
    [
      'pending for other tasks',
      { row: { ...PENDING, tasks: ['ADVERTISE'] } },
      ['asked_other_tasks', 'withdraw (given_up)', 'unchanged'],
    ],
    ['granted', { row: {} }, ['unchanged', 'withdraw (given_up)', 'unchanged']],
    [
      'granted with more',
      { row: { tasks: ['ADVERTISE', 'ANALYZE'] } },
      ['request_tasks_differ', 'withdraw (given_up)', 'unchanged'],
    ],
    [
      'of a status nobody knows',
      { row: STRANGE },
      ['unrecognised_status', 'unrecognised_status', 'unchanged'],
    ],
  ])('%s', (_, scene, expected) => {
    expect([ASKS, GIVES_UP, KEEPS].map((block) => wordOf(outcomesOf(block, scene)))).toEqual(
      expected,
    )
  })

  it('takes having more for enough where nothing is taken away', () => {
    const more = { row: { tasks: ['ADVERTISE', 'ANALYZE'] } }
    expect(wordOf(outcomesOf('{ mode: additive, request: [ANALYZE] }', more))).toBe('unchanged')
  })

  it('is nothing where nothing is requested', () => {
    expect(outcomesOf('{ users: {} }', { row: PENDING })).toEqual([])
    expect(judged(manifestOf(HEAD), { row: PENDING })).toEqual([])
  })

  it('is an error at its line where the asset is ours', () => {
    expect(outcomesOf(ASKS, { asset: { ownership: 'owned' } })).toEqual([
      {
        type: 'problem',
        problem: {
          code: 'request_on_own_asset',
          severity: 'error',
          message:
            'act_1 has request, but our business owns it: there is nobody to ask. Use agencies and users',
          source: ABOUT.source,
        },
      },
    ])
  })

  it('gives up what a relation without any path no longer asks for', () => {
    const manifest = manifestOf(`${HEAD}ad_accounts:\n  act_1: ${ASKS}\n`)
    const assets = manifest.assets.map((declared) => ({
      ...declared,
      request: { whole: true, paths: [], source: ABOUT.source },
    }))
    expect(judged({ ...manifest, assets }, { row: PENDING })).toEqual([
      {
        type: 'step',
        step: {
          ...ABOUT,
          action: 'withdraw',
          before: ['ANALYZE'],
          after: null,
          reason: 'given_up',
          via: ['direct'],
        },
      },
    ])
  })
})

describe('what is said of our request', () => {
  it('that is made: what is asked for, and by which line', () => {
    const more = '{ request: [ADVERTISE, ANALYZE] }'
    expect(outcomesOf(more, { asset: { ownership: 'absent' } })).toEqual([
      {
        type: 'step',
        step: {
          ...ABOUT,
          action: 'request',
          before: null,
          after: ['ADVERTISE', 'ANALYZE'],
          reason: 'missing_in_live',
          via: ['direct'],
        },
      },
    ])
  })

  it('that waits: for what, since when', () => {
    const since = '2026-11-10T08:00:00Z'
    expect(outcomesOf(ASKS, { row: { ...PENDING, since } })).toEqual([
      {
        type: 'waiting',
        isDeclared: true,
        waiting: {
          ...ABOUT,
          tasks: ['ANALYZE'],
          state: 'client_response',
          since,
          who: 'an admin of Asset act_1',
          where: 'their Business settings: Requests > Received',
        },
      },
    ])
    expect(outcomesOf(ASKS, { row: PENDING })).toMatchObject([{ waiting: { since: null } }])
  })

  it.each<[string, Scene]>([
    ['Client Ltd', { row: { counterpart: { id: '5005', name: 'Client Ltd' } } }],
    ['5005', { row: { counterpart: { id: '5005', name: null } } }],
    ['Asset act_1', { row: {} }],
    ['act_1', { row: {}, asset: { name: null } }],
  ])('names %s, who owns the asset as far as it is known', (name, scene) => {
    const [waits] = outcomesOf(ASKS, { ...scene, row: { ...scene.row, ...PENDING } })
    expect(waits).toMatchObject({ waiting: { who: `an admin of ${name}` } })
    const [differs] = outcomesOf('{ request: [ADVERTISE, ANALYZE] }', scene)
    expect(differs).toEqual({
      type: 'manual',
      manual: {
        ...ABOUT,
        asset: { ...ABOUT.asset, name: scene.asset === undefined ? 'Asset act_1' : null },
        reason: 'request_tasks_differ',
        what: `we hold ANALYZE, but the manifest requests ADVERTISE, ANALYZE. Only the owner can change it: ask ${name}`,
        before: ['ANALYZE'],
        after: ['ADVERTISE', 'ANALYZE'],
      },
    })
  })

  it('for other tasks: both lists, those live in the order of the kind', () => {
    const row = { ...PENDING, tasks: ['ANALYZE', 'ADVERTISE'] }
    expect(outcomesOf('{ request: [DRAFT] }', { row })).toMatchObject([
      {
        manual: {
          reason: 'asked_other_tasks',
          what: expect.stringContaining(
            'asked for ADVERTISE, ANALYZE, but the manifest now requests DRAFT',
          ),
          before: ['ADVERTISE', 'ANALYZE'],
          after: ['DRAFT'],
        },
      },
    ])
  })

  it('that is gone: nothing is held', () => {
    expect(outcomesOf(ASKS, { asked: true })).toMatchObject([
      { manual: { reason: 'declined_or_vanished', before: null, after: ['ANALYZE'] } },
    ])
  })

  it('of a status nobody knows: the API’s own word', () => {
    expect(outcomesOf(ASKS, { row: STRANGE })).toMatchObject([
      {
        manual: {
          what: expect.stringContaining('(PARKED)'),
          before: ['ANALYZE'],
          after: ['ANALYZE'],
        },
      },
    ])
    expect(outcomesOf(ASKS, { row: { ...STRANGE, apiStatus: null } })).toMatchObject([
      { manual: { what: expect.stringContaining('(no status and no tasks)') } },
    ])
  })
})
