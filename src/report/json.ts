import type { Problem } from '../model/problem.ts'
import { escapeJson } from './escape.ts'
import type { Report } from './report.ts'

/** Excerpts are for eyes: they repeat the manifest and are left out. */
const withoutExcerpt = ({ excerpt: _excerpt, ...problem }: Problem): Problem => problem

/** The public document of a report; names stay as the API gave them. */
export const renderJson = (report: Report): string =>
  `${escapeJson(
    JSON.stringify({ ...report, problems: report.problems.map(withoutExcerpt) }, null, 2),
  )}\n`
