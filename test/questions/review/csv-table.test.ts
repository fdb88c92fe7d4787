import { describe, expect, it } from 'vitest'
import type { ReviewReport } from '../../../src/model/reports/review-report.ts'
import { CSV_HEADINGS, cellsOf } from '../../../src/questions/review/table/csv-columns.ts'
import { linesOf } from '../../../src/questions/review/table/csv-lines.ts'
import {
  bare,
  everyFinding,
  hostile,
  LIVE,
  MANIFEST,
  manyAssets,
  notWhole,
  reviewOf,
} from '../../report/reviews.ts'
import { asset, KIM, liveOf, row } from '../../support/builders.ts'

const rowsOf = (report: ReviewReport) => linesOf(report).map((line) => cellsOf(line, report))

const REVIEWS = { everyFinding, bare, hostile, manyAssets, notWhole }

describe('a review as a table', () => {
  it('has the columns that were promised, in that order', () => {
    expect(CSV_HEADINGS.join()).toBe(
      'business_id,business_name,read_at,manifest_digest,asset_kind,asset_id,asset_name,subject_type,subject_id,subject_name,subject_email,alias,tasks,role,path,declared,standing,since,findings,source,decision,reviewer,comment',
    )
  })

  it.each(Object.entries(REVIEWS))(
    'has every grant, seat and invitation of %s exactly once',
    (_, report) => {
      const told = [
        ...report.assets.flatMap((on) =>
          on.access.map(({ address, path }) => `${on.id} ${address} ${path}`),
        ),
        ...[...report.people, ...report.invitations].map(({ address }) => `- ${address} seat`),
      ]
      const lines = linesOf(report).filter(({ address }) => address !== null)
      const PATHS: Readonly<Record<string, string>> = { agency: 'agency_share', role: 'seat' }
      const rows = lines.map(
        ({ asset: on, address, path }) =>
          `${on?.id ?? '-'} ${address} ${PATHS[path] ?? path.split(' ')[0]}`,
      )
      expect([...rows].sort()).toEqual([...told].sort())
      expect(new Set(rows).size).toBe(rows.length)
    },
  )

  it.each(Object.entries(REVIEWS))('shows the code of every finding of %s', (_, report) => {
    const shown = new Set(rowsOf(report).flatMap(({ findings }) => findings.split('+')))
    expect(report.findings.filter(({ code }) => !shown.has(code))).toEqual([])
  })

  it.each(Object.entries(REVIEWS))('says each code of %s once a row', (_, report) => {
    for (const { findings } of rowsOf(report)) {
      const codes = findings.split('+')
      expect(codes).toEqual([...new Set(codes)])
    }
  })

  it('says of a seat the role, of an invitation the e-mail, and of neither an asset', () => {
    const [kim] = rowsOf(everyFinding).filter(
      (cells) => cells.path === 'role' && cells.subject_id === KIM,
    )
    expect(kim).toMatchObject({
      ...{ asset_kind: 'business', asset_id: '', asset_name: '', tasks: '' },
      ...{ subject_type: 'business_user', subject_name: 'Kim', alias: 'kim', role: 'EMPLOYEE' },
    })
    expect(rowsOf(everyFinding).filter((cells) => cells.subject_type === 'invitation')).toEqual([
      expect.objectContaining({ subject_email: 'joe@elsewhere.example', role: '', alias: '' }),
      expect.objectContaining({
        ...{ subject_email: 'new@northwind.example', role: 'ADMIN', alias: 'eve', path: 'role' },
        since: '2026-11-16T09:30:00Z',
      }),
    ])
  })

  it('joins tasks, and keeps what is asked for or not known from being a grant', () => {
    const paths = rowsOf(everyFinding).map(({ path, tasks }) => `${path} ${tasks}`)
    expect(paths).toContain('agency MANAGE+ADVERTISE+ANALYZE+DRAFT')
    expect(paths).toContain('pending ANALYZE')
    expect(paths).toContain('unrecognised ANALYZE')
    expect(paths).toContain('exposure credit_line spends our credit line')
  })

  it('has a row for who acts on behalf of whom', () => {
    const live = liveOf(
      [asset('act_1')],
      [
        row('act_1', 'on_behalf_of', '5005', [], {
          counterpart: { id: '2002', name: 'Brightside' },
          direction: 'received',
        }),
      ],
    )
    expect(rowsOf(reviewOf(null, live))[0]).toMatchObject({
      ...{ path: 'on_behalf_of', subject_id: '5005', subject_name: 'Brightside' },
      asset_id: 'act_1',
    })
  })
})

describe('coverage', () => {
  const coverageOf = (manifest: string | null, filter = {}) =>
    reviewOf(manifest, LIVE, { filter }).coverage

  it('counts active grants by kind, without our own user and what is only asked for', () => {
    expect(coverageOf(MANIFEST)).toEqual({
      ...{ declared: 3, live: 8 },
      by_kind: { ad_account: { declared: 3, live: 6 }, page: { declared: 0, live: 2 } },
    })
  })

  it('counts what the filters let through, and nothing without a manifest', () => {
    expect(coverageOf(MANIFEST, { only: ['31'] })).toEqual({
      ...{ declared: 0, live: 2 },
      by_kind: { page: { declared: 0, live: 2 } },
    })
    expect(coverageOf(MANIFEST, { who: ['lee'] })).toMatchObject({ declared: 2, live: 3 })
    expect(coverageOf(null)).toBeNull()
  })
})
