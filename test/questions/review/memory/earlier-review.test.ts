import { describe, expect, it } from 'vitest'
import {
  earlierReview,
  fitProblems,
  parseReview,
} from '../../../../src/questions/review/memory/earlier-review.ts'
import { makeReview } from '../../../../src/questions/review/review.ts'
import { asset, liveOf, MANAGES, row } from '../../../support/builders.ts'

const REVIEW = makeReview({
  manifest: null,
  live: liveOf([asset('act_1')], [row('act_1', 'agencies', '2002', MANAGES)]),
  readAt: '2026-11-22T09:00:00Z',
  graph: 'https://graph.test',
  toolVersion: '0.0.0',
})

const read = (value: unknown) => earlierReview(parseReview(JSON.stringify(value)), 'old.json')
const withFinding = (over: object) => ({
  ...REVIEW,
  findings: [REVIEW.findings[0], { ...REVIEW.findings[0], ...over }],
})

describe('an earlier review', () => {
  it('is read as it was written', () => {
    const { value, problems } = read(REVIEW)
    expect(problems).toEqual([])
    expect(value).toMatchObject({
      ...{ business: '1001', readAt: '2026-11-22T09:00:00Z', gaps: [], hasExposure: false },
      findings: REVIEW.findings,
    })
  })

  it.each<[string, string]>([
    ['{', 'since_not_review'],
    ['[]', 'since_not_review'],
    ['null', 'since_not_review'],
    [JSON.stringify({ ...REVIEW, kind: 'plan' }), 'since_not_review'],
    [JSON.stringify({ ...REVIEW, format_version: 2 }), 'since_not_review'],
    [JSON.stringify({ ...REVIEW, business: null }), 'since_damaged'],
    [JSON.stringify({ ...REVIEW, read_at: 'yesterday' }), 'since_damaged'],
    [JSON.stringify({ ...REVIEW, findings: {} }), 'since_damaged'],
    [JSON.stringify({ ...REVIEW, findings: ['x'] }), 'since_damaged'],
    [JSON.stringify(withFinding({ severity: 'huge' })), 'since_damaged'],
    [JSON.stringify(withFinding({ state: 'fresh' })), 'since_damaged'],
    [JSON.stringify(withFinding({ message: 7 })), 'since_damaged'],
    [JSON.stringify(withFinding({ subject: { type: 'robot', id: '1' } })), 'since_damaged'],
    [
      JSON.stringify(withFinding({ assets: [{ kind: 'castle', id: '1', name: null }] })),
      'since_damaged',
    ],
    [JSON.stringify(withFinding({ addresses: [null] })), 'since_damaged'],
    [JSON.stringify(withFinding({ code: 'later_code' })), 'since_newer'],
  ])('that is none, $#, is an error with its file and a way out', (text, code) => {
    const { value, problems } = earlierReview(parseReview(text), 'old.json')
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code, severity: 'error' }])
    expect(problems[0]?.message).toMatch(/old\.json[\s\S]*(Give|Take|Use)/)
  })

  it('of another business does not fit', () => {
    const { value } = read(REVIEW)
    if (value === null) throw new Error('it is no review')
    const problemsFor = (business: string) => fitProblems(value, { business, isExposed: false })
    expect([problemsFor('1001'), problemsFor('2002')]).toMatchObject([
      [],
      [{ code: 'since_other_business' }],
    ])
  })
})
