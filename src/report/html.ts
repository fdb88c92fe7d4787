import { documentOf } from './html/document.ts'
import { driftPage } from './html/drift-page.ts'
import type { Page } from './html/page.ts'
import { plainPage } from './html/plain-page.ts'
import { planPage } from './html/plan-page.ts'
import { reviewPage } from './html/review-page.ts'
import type { RenderOptions } from './render.ts'
import type { Report } from './report.ts'

/** Nothing is cut or wrapped for a terminal: the browser does that. */
const WIDE = 1_000_000

/** A report as one self-contained page. */
export const renderHtml = (report: Report, options: RenderOptions): string => {
  const wide: RenderOptions = { ...options, width: WIDE, color: false }
  return documentOf(pageOf(report, wide), wide.kinds)
}

const pageOf = (report: Report, wide: RenderOptions): Page => {
  switch (report.kind) {
    case 'plan':
      return planPage(report, wide)
    case 'drift':
      return driftPage(report, wide)
    case 'review':
      return reviewPage(report, wide)
    case 'error':
    case 'validate':
    case 'apply':
    case 'requests':
    case 'who':
    case 'log':
    case 'import':
    case 'doctor':
    case 'init':
      return plainPage(report, wide)
  }
}
