import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../src/model/live.ts'
import { makeReview, type ReviewInput } from '../../src/review/review.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const reviewOf = (manifest: string | null, live: LiveState, input: Partial<ReviewInput> = {}) =>
  makeReview({
    manifest: manifest === null ? null : manifestOf(HEAD + manifest),
    live,
    readAt: '2026-11-22T09:00:00Z',
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    ...input,
  })

type Review = ReturnType<typeof reviewOf>

const rowsOf = ({ assets }: Review): readonly string[] =>
  assets.flatMap(({ access }) =>
    access.map((each) => `${each.address} ${each.path} ${each.standing}`),
  )

const findingsOf = ({ findings }: Review, code: string): readonly (readonly string[])[] =>
  findings.filter((found) => found.code === code).map(({ addresses }) => addresses)

const A = 'act_1'

describe('rows', () => {
  const live = liveOf(
    [asset(A), asset('act_9', { ownership: 'client' })],
    [
      row(A, 'users', OWN, MANAGES),
      row(A, 'users', LEE, ['ANALYZE']),
      row(A, 'agencies', '2002', MANAGES, { subjectName: 'Brightside' }),
      row(A, 'agencies', '2009', ['ANALYZE'], { status: 'pending', since: '2026-10-01T00:00:00Z' }),
      row('act_9', 'request', '1001', ['ANALYZE']),
    ],
  )

  it('are what is live, one for each asset and subject, with a manifest and without', () => {
    expect(rowsOf(reviewOf(null, live))).toEqual([
      'act_1/agencies/2009 pending null',
      'act_1/agencies/2002 agency_share null',
      'act_1/users/61550000000000001 direct null',
      'act_1/users/61550000000000002 direct null',
      'act_9/request agency_share null',
    ])
    const manifest = `ad_accounts: { ${A}: { agencies: {}, users: { lee: [ANALYZE] } } }`
    expect(rowsOf(reviewOf(manifest, live))).toEqual([
      'act_1/agencies/2009 pending not_in_manifest',
      'act_1/agencies/2002 agency_share not_in_manifest',
      'act_1/users/61550000000000002 direct declared',
      'act_1/users/61550000000000001 direct not_managed',
      'act_9/request agency_share not_managed',
    ])
  })

  it('carry the codes of what is found on them', () => {
    const review = reviewOf(null, live)
    expect(findingsOf(review, 'agency_manages')).toEqual([['act_1/agencies/2002']])
    expect(findingsOf(review, 'pending_long')).toEqual([['act_1/agencies/2009']])
    expect(findingsOf(review, 'system_user_manages')).toEqual([[`act_1/users/${OWN}`]])
    expect(review.assets[0]?.access.map(({ findings }) => findings)).toEqual([
      ['pending_long'],
      ['agency_manages'],
      ['system_user_manages'],
      [],
    ])
  })

  it('tell tasks, reason, end and line as the manifest has them', () => {
    const manifest = `ad_accounts:
  ${A}:
    users: { kim: { tasks: [ANALYZE], expires: 2026-11-01, reason: handover } }
`
    const held = liveOf([asset(A)], [row(A, 'users', KIM, ['ANALYZE'])])
    const review = reviewOf(manifest, held)
    expect(review.assets[0]?.access[0]).toMatchObject({
      standing: 'expired',
      declared: null,
      reason: 'handover',
      expires: '2026-11-01',
      source: { line: 7 },
    })
    expect(findingsOf(review, 'expired_still_held')).toEqual([[`act_1/users/${KIM}`]])
  })
})
