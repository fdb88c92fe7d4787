import { hasErrors } from '../../model/problem.ts'
import type { RenderOptions } from '../render.ts'
import type { Report } from '../report.ts'
import { renderText } from '../text.ts'
import type { Page } from './page.ts'

/** A report that has no page of its own: its problems, and the lines of its text. */
export const plainPage = (report: Report, wide: RenderOptions): Page => {
  const rest = { ...report, problems: [] }
  const lines = report.kind === 'error' ? [] : renderText(rest, wide).trimEnd().split('\n')
  return {
    command: report.kind,
    header: '',
    tone: hasErrors(report.problems) ? 'stop' : 'calm',
    alerts: [],
    summary: report.kind === 'error' ? ['The command did not get as far as its report.'] : lines,
    problems: report.problems,
    sections: [],
    filters: { change: '', finding: '' },
    facts: [],
  }
}
