import { describe, expect, it } from 'vitest'
import type { LiveRelation, LiveState } from '../../../src/model/live.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { offboardManifest } from '../../../src/plan/offboard.ts'
import { asset, HEAD, liveOf, planOf, row, stepsOf } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const base = manifestOf(`${HEAD}ad_accounts: {}\n`)

const offboard = (name: string, live: LiveState): Plan => {
  const { value: manifest } = offboardManifest(base, '1001', name)
  if (manifest === null) throw new Error(`nobody is called ${name}`)
  return planOf('', live, { manifest })
}

const manualsOf = ({ manual }: Plan): readonly string[] =>
  manual.map(({ address, reason }) => `${address} ${reason}`)

const pending = (
  kind: string,
  id: string,
  relation: 'agencies' | 'request',
  more: Partial<LiveRelation>,
) => ({
  ...row(id, relation, relation === 'request' ? '1001' : '2002', ['ANALYZE']),
  ...{ kind, status: 'pending' as const, ...more },
})

const RELATION = '1001/partners/2002 business_relation'

describe('what is open with a partner whom offboard names', () => {
  it.each([
    ['their request', 'ad_account', 'act_1', null, 'asked_by_offboarded'],
    ['a share they have not accepted', 'pixel', '41', null, 'shared_with_offboarded'],
    [
      'our grant that an admin has to approve',
      'ad_account',
      'act_1',
      'ADMIN_REVIEW',
      'approval_of_offboarded',
    ],
  ])('%s is listed', (_, kind, id, apiStatus, reason) => {
    const live = liveOf([asset(id, { kind })], [pending(kind, id, 'agencies', { apiStatus })])
    const plan = offboard('brightside', live)
    expect([stepsOf(plan), manualsOf(plan)]).toEqual([
      [],
      [RELATION, `${id}/agencies/2002 ${reason}`],
    ])
    expect(manualsOf(offboard('2009', live))).not.toContain(`${id}/agencies/2002 ${reason}`)
  })

  const asked = (counterpart: LiveRelation['counterpart']): LiveState =>
    liveOf(
      [asset('act_9', { ownership: 'pending' })],
      [pending('ad_account', 'act_9', 'request', { counterpart })],
    )

  it('our request to it is withdrawn, and it alone', () => {
    const live = asked({ id: '2002', name: 'Brightside' })
    const plan = offboard('brightside', live)
    expect(stepsOf(plan)).toEqual(['withdraw act_9/request'])
    expect(plan.steps).toMatchObject([
      { reason: 'offboarded', subject: { business: { id: '2002' } } },
    ])
    expect(plan.summary.revocations).toBe(0)
    expect(stepsOf(offboard('2009', live))).toEqual([])
  })

  it('our request to nobody knows whom is listed, for a partner alone', () => {
    expect(manualsOf(offboard('brightside', asked(null)))).toContain(
      'act_9/request request_of_unknown',
    )
    expect(manualsOf(offboard('kim', asked(null)))).not.toContain(
      'act_9/request request_of_unknown',
    )
  })
})
