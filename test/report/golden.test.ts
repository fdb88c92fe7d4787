import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { type RenderOptions, render } from '../../src/report/render.ts'
import type { Report } from '../../src/report/report.ts'
import {
  ACCOUNTS,
  asset,
  FACTS,
  LISTS,
  PAGES,
  REACH,
  REFUSED,
  reach,
  reportOf,
  token,
} from '../questions/doctor/facts.ts'
import {
  applied,
  blocked,
  drift,
  everyAction,
  everyManual,
  everyReason,
  everyWaiting,
  hostile,
  manyAssets,
  memberDrift,
  members,
  plan,
  requests,
  unmanaged,
  waiting,
} from './plans.ts'

const invalid: Report = {
  format_version: 1,
  kind: 'validate',
  ok: false,
  summary: { files: 2, businesses: 1, assets: 7 },
  problems: blocked.problems,
}

/** A person's token for a few days, of no admin, with one Page of two, and a stranger's names. */
const ailing = reportOf({
  ...token({
    type: 'user',
    expires: '2026-11-30T09:00:00Z',
    targets: new Map([['ads_read', ['7']]]),
  }),
  ...reach({
    business: { status: 'complete', what: null, name: 'North\u202Ewind "::error::x' },
    self: { id: '11', name: 'Robot', role: 'EMPLOYEE' },
    people: { ...REACH.people, pending_users: REFUSED },
    kinds: [
      { ...ACCOUNTS, lists: { ...LISTS, owned: REFUSED } },
      {
        ...PAGES,
        assets: [
          asset('31', { hasToken: true }),
          asset('32', { hasToken: false, isManaged: false }),
        ],
      },
    ],
  }),
  answers: {
    ...FACTS.answers,
    answered: 'v28.0',
    skewMs: null,
    usage: [{ object: null, percent: 80, waitMs: 0 }],
  },
})

const REPORTS: Readonly<Record<string, Report>> = {
  'plan-every-action': everyAction,
  'plan-every-reason': everyReason,
  'plan-every-waiting': everyWaiting,
  'plan-every-manual': everyManual,
  'plan-many-assets': manyAssets,
  'plan-hostile': hostile,
  'plan-blocked': blocked,
  'plan-in-sync': plan({}, { unchanged: 5, unmanaged: 1 }),
  'plan-waiting-only': plan({ waiting: [waiting()] }, { unchanged: 1 }),
  'plan-preview-elsewhere': plan({ preview: true, graph: 'http://127.0.0.1:9' }),
  'apply-mixed': applied,
  'apply-nothing': { ...applied, results: [], summary: plan().summary as never, retry_at: null },
  'plan-members': members,
  drift,
  'drift-members': memberDrift,
  requests,
  doctor: reportOf(),
  'doctor-ailing': ailing,
  validate: invalid,
  'validate-ok': { ...invalid, ok: true, problems: [] },
  error: { format_version: 1, kind: 'error', problems: blocked.problems },
}

/** Those that are also kept as a comment and as annotations. */
const IN_CI = {
  ...{ 'plan-every-action': 1, 'plan-blocked': 1, 'plan-members': 1, 'apply-mixed': 1 },
  ...{ drift: 1, 'drift-members': 1, validate: 1 },
}

const DIFFED = [
  ...['plan-every-action', 'plan-many-assets', 'plan-hostile', 'plan-members'],
  ...['drift', 'drift-members'],
]

const options = (over: Partial<RenderOptions>): RenderOptions => ({
  format: 'text',
  color: false,
  width: 80,
  kinds: KINDS,
  plan: everyAction,
  advise: ({ code }) => `retrying does not help; look code ${code} up`,
  ...over,
})

describe('reports as text look as in test/report/golden', () => {
  for (const [name, report] of Object.entries(REPORTS)) {
    it.each([80, 160])(`${name} at %d columns`, async (width) => {
      await expect(render(report, options({ width }))).toMatchFileSnapshot(
        `golden/${name}-${width}.txt`,
      )
    })
  }

  it.each(['markdown', 'github'] as const)('as %s too', async (format) => {
    for (const [name, report] of Object.entries(REPORTS).filter(([key]) => key in IN_CI)) {
      const text = render(report, options({ format }))
      await expect(text).toMatchFileSnapshot(`golden/${name}-${format}.txt`)
    }
  })

  it('as diff too', async () => {
    for (const name of DIFFED) {
      const text = render(REPORTS[name] as Report, options({ format: 'diff', width: 100 }))
      await expect(text).toMatchFileSnapshot(`golden/${name}-diff.txt`)
    }
  })

  it('lists what is not managed when verbose', async () => {
    const report = plan({ unmanaged: [unmanaged()] })
    await expect(render(report, options({ verbose: true }))).toMatchFileSnapshot(
      'golden/plan-verbose-80.txt',
    )
  })

  it('counts many problems of one code that name no line, unless verbose', () => {
    const problem = {
      code: 'scope_unknown',
      severity: 'error',
      message: 'x',
      source: null,
    } as const
    const report = plan({ complete: false, problems: Array.from({ length: 9 }, () => problem) })
    expect(render(report, options({}))).toContain('error and 7 more scope_unknown (--verbose')
    expect(render(report, options({ verbose: true }))).not.toContain('more scope_unknown')
  })

  it('claims no more than the filters let it see', () => {
    const filters = ['--only act_1*']
    const words = (report: Report) => render(report, options({ filters }))
    expect(words(plan({}, { unchanged: 5 }))).toContain('among what the filters let through')
    expect(words(everyReason)).toContain('Filtered by --only act_1*: the rest is not shown.')
    expect(words(everyReason)).not.toContain('unchanged')
  })

  it('says what follows for whoever was invited, removed or changed', async () => {
    const report: Report = {
      ...applied,
      summary: { done: members.steps.length, waiting: 0, failed: 0, skipped: 0, unknown: 0 },
      retry_at: null,
      results: members.steps.map(({ address, action }) => ({ address, action, status: 'done' })),
    }
    await expect(render(report, options({ plan: members }))).toMatchFileSnapshot(
      'golden/apply-members-80.txt',
    )
  })

  it('paints only when asked', async () => {
    await expect(render(manyAssets, options({ color: true }))).toMatchFileSnapshot(
      'golden/plan-many-assets-color.txt',
    )
  })

  it('is a public document as JSON', async () => {
    await expect(render(hostile, options({ format: 'json' }))).toMatchFileSnapshot(
      'golden/plan-hostile-json.txt',
    )
  })
})

it('leaves no sign alone on a line', () => {
  const folder = new URL('golden/', import.meta.url)
  const texts = readdirSync(folder).filter((file) => /-(80|160)\.txt$/.test(file))
  expect(texts.length).toBeGreaterThan(20)
  const alone = texts.filter((file) =>
    /^ *[-+~!?]$/m.test(readFileSync(new URL(file, folder), 'utf8')),
  )
  expect(alone).toEqual([])
})
