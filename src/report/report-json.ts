import { escapeJson } from '../document/escape.ts'
import type { Problem } from '../model/problem.ts'
import type { Report } from './report.ts'

/** Excerpts are for people and only repeat the manifest, so they are left out. */
const withoutExcerpt = ({ excerpt: _excerpt, ...problem }: Problem): Problem => problem

/** The public document of a report. Names stay as the API gave them. */
export const renderJson = (report: Report): string =>
  `${escapeJson(
    JSON.stringify({ ...report, problems: report.problems.map(withoutExcerpt) }, null, 2),
  )}\n`
