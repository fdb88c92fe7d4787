import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../../src/model/live.ts'
import type { ReviewReport } from '../../../../src/model/reports/review-report.ts'
import {
  type EarlierReview,
  earlierReview,
  parseReview,
} from '../../../../src/questions/review/memory/earlier-review.ts'
import { makeReview, type ReviewInput } from '../../../../src/questions/review/review.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../../support/builders.ts'
import { manifestOf } from '../../../support/pipeline.ts'

const reviewOf = (manifest: string | null, live: LiveState, input: Partial<ReviewInput> = {}) =>
  makeReview({
    manifest: manifest === null ? null : manifestOf(HEAD + manifest),
    live,
    readAt: '2026-11-22T09:00:00Z',
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    ...input,
  })

const kept = (report: ReviewReport): EarlierReview => {
  const { value } = earlierReview(parseReview(JSON.stringify(report)), 'review.json')
  if (value === null) throw new Error('it is no review')
  return value
}

/** `state code subject assets`, of findings that are about somebody or some asset. */
const statesIn = ({ findings }: ReviewReport): readonly string[] =>
  findings
    .filter(({ subject, assets }) => subject !== null || assets.length > 0)
    .map(({ state, code, subject, assets, not_read: isNotRead }) =>
      [
        state,
        code,
        subject?.id ?? '-',
        assets.map(({ id }) => id).join('+'),
        ...(isNotRead === true ? ['(not read)'] : []),
      ].join(' '),
    )

const A = asset('act_1')
const B = asset('act_2')
const manages = (id: string, on: string) => row(on, 'agencies', id, MANAGES)
const ours = (on: string) => [row(on, 'users', LEE, MANAGES), row(on, 'users', KIM, MANAGES)]
const both = liveOf([A, B], [...ours('act_1'), ...ours('act_2'), manages('2002', 'act_1')])

const since = (manifest: string | null, was: LiveState, now: LiveState, input = {}) =>
  reviewOf(manifest, now, { since: kept(reviewOf(manifest, was)), ...input })

describe('a review against an earlier one', () => {
  it('of the same state finds nothing new and nothing gone', () => {
    const report = since(null, both, both)
    expect(statesIn(report)).toEqual(['open agency_manages 2002 act_1'])
    expect(report.summary.states).toEqual({ new: 0, open: report.findings.length, gone: 0 })
    expect(report.since).toEqual({ read_at: '2026-11-22T09:00:00Z', manifest_digest: null })
  })

  it('calls a grouped finding new when one of its assets is, and what went gone, by its assets', () => {
    const moved = liveOf([A, B], [...ours('act_1'), ...ours('act_2'), manages('2002', 'act_2')])
    expect(statesIn(since(null, both, moved))).toEqual([
      'new agency_manages 2002 act_2',
      'gone agency_manages 2002 act_1',
    ])
    const wider = liveOf([A, B], [...both.relations, manages('2002', 'act_2')])
    expect(statesIn(since(null, both, wider))).toEqual(['new agency_manages 2002 act_1+act_2'])
    expect(statesIn(since(null, wider, both))).toEqual([
      'open agency_manages 2002 act_1',
      'gone agency_manages 2002 act_2',
    ])
  })

  it('takes a moment for a finding about many assets, and not one for each of their addresses', () => {
    const ids = Array.from({ length: 1000 }, (_, place) => `act_${10000 + place}`)
    const assets = ids.map((id) => asset(id))
    const before = liveOf(assets, [...ids.flatMap(ours), ...ids.map((id) => manages('2002', id))])
    const report = since(null, before, liveOf(assets, ids.flatMap(ours)))
    expect(report.summary.states).toMatchObject({ new: 0, gone: 1 })
    expect(report.findings.at(-1)).toMatchObject({ code: 'agency_manages', state: 'gone' })
    expect(report.findings.at(-1)?.addresses).toHaveLength(ids.length)
  })

  it('counts by severity what stands, and lists what is gone last', () => {
    const without = liveOf([A, B], [...ours('act_1'), row('act_2', 'users', LEE, MANAGES)])
    const report = since(null, both, without)
    expect(report.findings.at(-1)).toMatchObject({ state: 'gone', code: 'agency_manages' })
    expect(report.summary.findings).toMatchObject({ high: 0, medium: 1 })
    expect(
      report.assets.flatMap(({ access }) => access.flatMap(({ findings }) => findings)),
    ).toEqual(['one_manager'])
  })

  const unread = (relation: string, live: LiveState): LiveState => ({
    ...live,
    relations: live.relations.filter((each) => each.relation !== relation),
    scopes: live.scopes.map((scope) =>
      scope.relation === relation && scope.asset === 'act_1'
        ? { ...scope, status: 'unreadable', what: 'refused' }
        : scope,
    ),
  })

  it.each([
    ['its list could not be read', both, unread('agencies', both)],
    [
      'its asset is on no list, and the lists are not whole',
      both,
      {
        ...liveOf([B], ours('act_2')),
        unlisted: [{ kind: 'ad_account', listing: 'owned', what: 'failed' }],
      } as LiveState,
    ],
  ])('leaves open what was not looked at: %s', (_, was, now) => {
    expect(statesIn(since(null, was, now))).toEqual(['open agency_manages 2002 act_1 (not read)'])
  })

  it('is gone where its asset is, on whole lists', () => {
    expect(statesIn(since(null, both, liveOf([B], ours('act_2'))))).toEqual([
      'gone agency_manages 2002 act_1',
    ])
  })

  it.each([{ only: ['act_2'] }, { who: ['lee'] }])('leaves open what %j leaves out', (filter) => {
    const clean = liveOf([A, B], [...ours('act_1'), ...ours('act_2')])
    expect(statesIn(since('', both, clean, { filter }))).toContain(
      'open agency_manages 2002 act_1 (not read)',
    )
  })

  it('leaves open what only a manifest answers, without one', () => {
    const extra = `ad_accounts: { act_1: { agencies: {}, users: { lee: ADMIN } } }`
    const was = reviewOf(extra, liveOf([A], [row('act_1', 'agencies', '2009', ['ANALYZE'])]))
    expect(statesIn(was)).toContain(' not_in_manifest 2009 act_1')
    const now = reviewOf(null, liveOf([A], [...ours('act_1')]), { since: kept(was) })
    expect(statesIn(now)).toContain('open not_in_manifest 2009 act_1 (not read)')
  })

  it('leaves open what nobody asked this time', () => {
    const exposed = {
      rows: [
        {
          question: 'invoice',
          asset: null,
          type: 'business',
          id: '9009',
          name: 'Elsewhere',
          business: { id: '9009', name: 'Elsewhere' },
          what: 'x',
        },
      ],
      unread: [],
      apps: new Set<string>(),
    } as const
    const was = kept(reviewOf('', liveOf([A], ours('act_1')), { exposure: exposed }))
    const live = liveOf([A], ours('act_1'))
    expect(statesIn(reviewOf('', live, { since: was }))).toContain(
      'open foreign_spend 9009  (not read)',
    )
    const asked = { ...exposed, rows: [] }
    expect(statesIn(reviewOf('', live, { since: was, exposure: asked }))).toContain(
      'gone foreign_spend 9009 ',
    )
    const refused = {
      ...asked,
      unread: [{ question: 'invoice', asset: null, what: 'refused' }],
    } as const
    expect(statesIn(reviewOf('', live, { since: was, exposure: refused }))).toContain(
      'open foreign_spend 9009  (not read)',
    )
  })

  it('leaves open a second factor that is not visible any more', () => {
    const people = (twoFactor: string | null): LiveState => {
      const live = liveOf([A], ours('act_1'))
      return {
        ...live,
        people: live.people.map((each) => ({
          ...each,
          twoFactor: each.id === LEE ? twoFactor : 'ENABLED',
        })),
      }
    }
    const code = (report: ReviewReport) =>
      statesIn(report).filter((line) => line.includes('no_second'))
    expect(code(since(null, people('DISABLED'), people(null)))).toEqual([
      `open no_second_factor ${LEE}  (not read)`,
    ])
    expect(code(since(null, people('DISABLED'), people('ENABLED')))).toEqual([
      `gone no_second_factor ${LEE} `,
    ])
  })

  it('leaves open who reached it through a group, where the groups are not read', () => {
    const groups = {
      status: 'complete',
      what: null,
      rows: [
        {
          id: '8888',
          name: 'All',
          assets: [A],
          unread: [],
          members: [{ id: OWN, name: 'Automation', tasks: new Map([['ad_account', MANAGES]]) }],
        },
      ],
    } as const
    const was = { ...liveOf([A], ours('act_1')), groups }
    const line = `system_user_manages ${OWN} act_1`
    const { groups: _, ...bare } = was
    expect(statesIn(since(null, was, bare))).toContain(`open ${line} (not read)`)
    const empty = { ...was, groups: { ...groups, rows: [] } }
    expect(statesIn(since(null, was, empty))).toContain(`gone ${line}`)
  })

  it('remembers over several reviews: what was gone and is back is new', () => {
    const clean = liveOf([A, B], [...ours('act_1'), ...ours('act_2')])
    const first = reviewOf(null, both)
    const second = reviewOf(null, clean, { since: kept(first) })
    expect(statesIn(second)).toEqual(['gone agency_manages 2002 act_1'])
    const third = reviewOf(null, both, { since: kept(second) })
    expect(statesIn(third)).toEqual(['new agency_manages 2002 act_1'])
    const unreadNow = reviewOf(null, unread('agencies', both), { since: kept(third) })
    expect(statesIn(reviewOf(null, clean, { since: kept(unreadNow) }))).toEqual([
      'gone agency_manages 2002 act_1',
    ])
  })

  it('says what the earlier one did not look at', () => {
    const was = kept(reviewOf(null, both, { filter: { only: ['act_2'] } }))
    expect(reviewOf(null, both, { since: was }).problems).toMatchObject([
      { code: 'since_partial', severity: 'warning' },
    ])
  })
})
