import axe from 'axe-core'
import { KINDS } from '../../src/model/kinds.ts'
import type { PlanAsset, Step } from '../../src/model/plan.ts'
import { render } from '../../src/report/render.ts'
import type { Report } from '../../src/report/report.ts'
import {
  account,
  blocked,
  drift,
  everyAction,
  manyAssets,
  plan,
  step,
  waiting,
} from '../report/plans.ts'
import { everyFinding, hostile as hostileReview } from '../report/reviews.ts'

/** Reports that the browser is shown. */

export const html = (report: Report): string =>
  render(report, { format: 'html', color: false, width: 80, kinds: KINDS })

/** What could be taken for something else than a name. */
export const NASTY = [
  '<script>alert(1)</script>',
  '</script><script>alert(2)</script>',
  '"onmouseover="alert(3)" x="',
  "' onfocus='alert(4)' autofocus='",
  '<img src=x onerror=alert(5)>',
  '<!-- --!> <svg/onload=alert(6)>',
  'javascript:alert(7)',
  '&lt;b&gt; &#60;i&#62;',
  '\u202Egnp.exe\u2066\u200B',
  '\u001b[31mred\u001b]8;;https://evil.example\u0007',
  '</title></style><style>*{display:none}</style>',
  '{{7*7}} __proto__ constructor',
  '\u2028\u2029]]>',
] as const

const accounts: readonly PlanAsset[] = NASTY.map((name, at) => account(`act_${at + 1}`, name))

export const nasty: Report = plan({
  business: { id: '1001', name: NASTY.join(' ') },
  steps: accounts.map((asset, at) =>
    step({
      asset,
      subject: { type: 'business_user', id: `6155${at}`, name: NASTY[at] ?? null, alias: null },
    }),
  ),
  waiting: NASTY.map((who, at) =>
    waiting({
      address: `act_${at + 1}/agencies/2003`,
      asset: accounts[at] as PlanAsset,
      who,
      where: who,
      state: 'client_response',
    }),
  ),
  problems: NASTY.map((message) => ({
    code: message,
    severity: 'error' as const,
    message,
    source: { file: message, line: 1, column: 1 },
    excerpt: `${message}\n^`,
  })),
})

/** As big as they get: 2,000 assets by so many people and agencies, five changes on each asset. */
export const big = (people = 100): Report => {
  const assets = Array.from({ length: 2000 }, (_, at) =>
    account(`act_${100_000 + at}`, `Client ${at} ${at % 7 === 0 ? 'Search' : 'Social'}`),
  )
  const steps = assets.flatMap((asset, at) =>
    Array.from({ length: 5 }, (_, nth): Step => {
      const who = (at * 7 + nth * 21) % people
      const isAgency = who < 20
      return step({
        asset,
        action: nth === 0 ? 'unassign' : isAgency ? 'grant' : 'assign',
        ...(nth === 0 ? { before: ['MANAGE'], after: null, reason: 'not_in_manifest' } : {}),
        subject: {
          type: isAgency ? 'business' : 'business_user',
          id: `${6_155_000 + who}`,
          name: `Person ${who}`,
          alias: null,
        },
        // No two alike, so that none are told as one.
        via: [`profile p${at}-${nth}`],
        source: { file: 'access.yaml', line: at + 10, column: 5 },
      })
    }),
  )
  return plan({ steps })
}

export const REPORTS = {
  everyAction,
  manyAssets,
  blocked,
  drift,
  everyFinding,
  hostileReview,
  nasty,
} as const

/** The source of axe, which runs inside the page. */
export const AXE = axe.source
