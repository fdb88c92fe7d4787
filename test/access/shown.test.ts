import { expect, it } from 'vitest'
import { shownOf } from '../../src/access/shown.ts'
import { heldRow } from '../../src/live/row.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveRelation, Scope } from '../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../src/model/memory.ts'

/** What the journal shows of what only a write leads to. */

const AT = '2026-11-20T08:00:00Z'

const row = (
  relation: 'users' | 'agencies',
  tasks: readonly string[],
  over: Partial<LiveRelation> = {},
): LiveRelation =>
  heldRow({ kind: 'ad_account', asset: 'act_1', relation, subject: '2002', tasks, ...over })

const READ: readonly Scope[] = [
  { kind: 'ad_account', asset: 'act_1', relation: 'agencies', status: 'complete', what: null },
]

const shown = (
  relations: readonly LiveRelation[],
  memory: Partial<Memory>,
  scopes: readonly Scope[] = READ,
): readonly string[] =>
  shownOf({
    live: { relations, scopes },
    memory: { ...NO_MEMORY, present: true, ...memory },
    kinds: KINDS,
  }).map(({ assumption, verdict, fits = '-', example }) =>
    [assumption, verdict, fits, example].join(' | '),
  )

const kept = (address: string, tasks: readonly string[], found: readonly string[]) => ({
  kept: new Map([[address, { at: AT, tasks, found }]]),
})

const BOTH = ['ADVERTISE', 'ANALYZE']
const USER = 'act_1/users/2002'
const AGENCY = 'act_1/agencies/2002'

it('an assignment that only adds contradicts that it replaces', () => {
  expect(shown([row('users', BOTH)], kept(USER, ['ANALYZE'], BOTH))).toEqual([
    `assignment_replaces | contradicted | assignment_adds | ${USER} was set to ANALYZE and shows ADVERTISE, ANALYZE`,
  ])
})

it.each([
  ['live shows something else by now', [row('users', ['ANALYZE'])], kept(USER, ['ANALYZE'], BOTH)],
  ['nothing of it took effect', [row('users', ['ANALYZE'])], kept(USER, ['MANAGE'], ['ANALYZE'])],
  [
    'what shows comes with what was sent',
    [row('users', [...BOTH, 'DRAFT'])],
    kept(USER, BOTH, [...BOTH, 'DRAFT']),
  ],
  [
    'the API shows tasks that nobody knows',
    [row('users', [...BOTH, 'FUTURE_TASK'])],
    kept(USER, ['ANALYZE'], [...BOTH, 'FUTURE_TASK']),
  ],
  ['somebody could not be taken off', [row('users', BOTH)], kept(USER, [], BOTH)],
  ['there is no row', [], kept(USER, ['ANALYZE'], BOTH)],
])('an assignment says nothing where %s', (_what, relations, memory) => {
  expect(shown(relations, memory)).toEqual([])
})

it('an agency that keeps its tasks is as it was assumed', () => {
  expect(shown([row('agencies', ['ANALYZE'])], kept(AGENCY, BOTH, ['ANALYZE']))).toEqual([
    `agency_update | seen | - | ${AGENCY} was set to ADVERTISE, ANALYZE and shows ANALYZE`,
  ])
})

const approval = { approvals: new Map([[AGENCY, { at: AT, tasks: BOTH }]]) }

it('a grant that waits for an admin shows as a row or not at all', () => {
  const pending = row('agencies', BOTH, { status: 'pending', apiStatus: 'PENDING' })
  expect(shown([pending], approval)).toEqual([
    `approval_rows | seen | approval_shown | ${AGENCY} waits for an approval and shows a row PENDING`,
  ])
  expect(shown([], approval)).toEqual([
    `approval_rows | seen | approval_hidden | ${AGENCY} waits for an approval and shows no row`,
  ])
  expect(shown([row('agencies', BOTH)], approval)).toEqual([])
  expect(shown([], approval, [])).toEqual([])
})

it('without a journal only the answers count', () => {
  const live = { relations: [row('users', BOTH)], scopes: READ }
  expect(shownOf({ live, kinds: KINDS })).toEqual([])
})
