import { describe, expect, it } from 'vitest'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { Ownership } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Action, Reason } from '../../../src/model/plan.ts'
import { step, waiting } from '../../../src/plan/judge/builders.ts'
import { deferRevokes, linkSteps } from '../../../src/plan/order/needs.ts'
import type { Draft, Outcome } from '../../../src/plan/outcome.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const aboutOf = (id: string, subject: string, type: 'business' | 'business_user') => ({
  address: `${id}/${type === 'business' ? 'agencies' : 'users'}/${subject}`,
  asset: { kind: 'ad_account', id, name: null },
  subject: { type, id: subject, name: null, alias: null },
  source: null,
})

const SIDES = {
  grant: { before: null, after: ['ANALYZE'] },
  revoke: { before: ['ANALYZE'], after: null },
  assign: { before: null, after: MANAGES },
  unassign: { before: MANAGES, after: null },
} as const satisfies Partial<Record<Action, object>>

/** A step about a business (four digits) or a person. */
const stepOf = (
  action: keyof typeof SIDES,
  subject: string,
  facts: { readonly on?: string; readonly reason?: Reason } = {},
): Extract<Outcome, { type: 'step' }> => {
  const type = subject.length === 4 ? 'business' : 'business_user'
  const change = { action, ...SIDES[action], reason: facts.reason ?? 'not_in_manifest' }
  const outcome = step(aboutOf(facts.on ?? 'act_1', subject, type), change)
  if (outcome.type !== 'step') throw new Error('no step')
  return outcome
}

describe('a revoke', () => {
  const APPROVAL = waiting(aboutOf('act_1', '2002', 'business'), 'admin_approval', {
    tasks: ['ANALYZE'],
    since: null,
  })
  const shown = (...outcomes: readonly Outcome[]): readonly string[] =>
    deferRevokes(outcomes).map((outcome) =>
      outcome.type === 'waiting'
        ? `${outcome.waiting.state} ${outcome.waiting.subject?.id}`
        : outcome.type,
    )

  it('waits beside a declared agency that waits on an admin', () => {
    const [, deferred] = deferRevokes([APPROVAL, stepOf('revoke', '2003')])
    expect(deferred).toEqual({
      type: 'waiting',
      isDeclared: false,
      waiting: {
        ...aboutOf('act_1', '2003', 'business'),
        tasks: ['ANALYZE'],
        state: 'admin_approval',
        since: null,
        who: 'another admin of our business',
        where: 'business.facebook.com/settings/requests/admin_reviews',
        needs: ['act_1/agencies/2002'],
      },
    })
  })

  it('waits for all of them, found before or after it', () => {
    const other = waiting(aboutOf('act_1', '2004', 'business'), 'admin_approval', {
      tasks: null,
      since: null,
    })
    const [deferred] = deferRevokes([stepOf('revoke', '2003'), APPROVAL, other])
    expect(deferred).toMatchObject({
      waiting: { needs: ['act_1/agencies/2002', 'act_1/agencies/2004'] },
    })
  })

  it.each<[string, Outcome, Outcome]>([
    ['on another asset', APPROVAL, stepOf('revoke', '2003', { on: 'act_2' })],
    ['of the offboarded', APPROVAL, stepOf('revoke', '2003', { reason: 'offboarded' })],
    ['of what expired', APPROVAL, stepOf('revoke', '2003', { reason: 'expired' })],
    ['of a person', APPROVAL, stepOf('unassign', KIM)],
    [
      'beside an approval nobody declared',
      { ...APPROVAL, isDeclared: false } as Outcome,
      stepOf('revoke', '2003'),
    ],
    [
      'beside somebody who is not in the business',
      waiting(aboutOf('act_1', KIM, 'business_user'), 'not_in_business', {
        tasks: null,
        since: null,
      }),
      stepOf('revoke', '2003'),
    ],
    ['beside a grant', stepOf('grant', '2004'), stepOf('revoke', '2003')],
    ['beside what is unchanged', { type: 'unchanged' }, stepOf('revoke', '2003')],
  ])('does not wait %s', (_, beside, revoke) => {
    expect(deferRevokes([beside, revoke])).toEqual([beside, revoke])
  })

  it('alone is deferred, not what it waits for', () => {
    expect(shown(stepOf('grant', '2004'), stepOf('revoke', '2003'), APPROVAL)).toEqual([
      'step',
      'admin_approval 2003',
      'admin_approval 2002',
    ])
  })
})

describe('what must be done before', () => {
  const needsOf = (
    steps: readonly Extract<Outcome, { type: 'step' }>[],
    { keep = 1, ownership = 'owned' as Ownership } = {},
  ): Readonly<Record<string, readonly string[]>> => {
    const ground = planGroundOf({
      manifest: manifestOf(HEAD),
      live: liveOf(
        [asset('act_1', { ownership }), asset('act_2')],
        [OWN, KIM].map((id) => row('act_1', 'users', id, MANAGES)),
      ),
      memory: NO_MEMORY,
      asOf: AS_OF,
      kinds: KINDS,
    })
    const drafts: readonly Draft[] = steps.map((outcome) => outcome.step)
    const { isSelf, isLeaving } = ground.directory
    const linking = {
      business: '1001',
      kinds: KINDS,
      policy: { keep_managers: keep, keep_admins: 1 },
      isSelf,
      isLeaving,
    }
    const linked = linkSteps(linking, viewsOf(ground), drafts)
    return Object.fromEntries(
      linked.map(({ action, address, needs }) => [`${action} ${address}`, needs]),
    )
  }

  it('the last manager goes: somebody else has come', () => {
    const handover = [stepOf('assign', LEE), stepOf('unassign', KIM)]
    const [assign, unassign] = [`assign act_1/users/${LEE}`, `unassign act_1/users/${KIM}`]
    expect(needsOf(handover)).toEqual({ [assign]: [], [unassign]: [`act_1/users/${LEE}`] })
    expect(needsOf(handover, { keep: 0 })).toEqual({ [assign]: [], [unassign]: [] })
    expect(needsOf(handover, { ownership: 'client' })).toEqual({ [assign]: [], [unassign]: [] })
  })

  it('an agency goes: those that come have come, but for itself and other assets', () => {
    const needs = needsOf([
      stepOf('grant', '2002'),
      stepOf('grant', '2003'),
      stepOf('grant', '2004', { on: 'act_2' }),
      stepOf('assign', LEE),
      stepOf('revoke', '2003'),
    ])
    expect(needs['revoke act_1/agencies/2003']).toEqual(['act_1/agencies/2002'])
    expect(Object.values(needs).flat()).toHaveLength(1)
  })

  it.each(['offboarded', 'expired'] as const)('an agency that is %s waits for nobody', (reason) => {
    const needs = needsOf([stepOf('grant', '2002'), stepOf('revoke', '2003', { reason })])
    expect(Object.values(needs).flat()).toEqual([])
  })

  it('a person goes: no agency has to come', () => {
    const needs = needsOf([stepOf('grant', '2002'), stepOf('unassign', KIM)], { keep: 0 })
    expect(Object.values(needs).flat()).toEqual([])
  })

  it('cannot be told of an asset that was not seen', () => {
    expect(() => needsOf([stepOf('revoke', '2003', { on: 'act_7' })])).toThrow(
      'a step on an asset that was not seen',
    )
  })
})
