import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Format } from '../report/formats.ts'
import { render } from '../report/render.ts'
import type { Report } from '../report/report.ts'
import type { Runner } from './github/runner.ts'
import { pagesOf, type Ran } from './run-outcome.ts'

/** The files of a result, by their endings; the formats that only a review has are added. */
const FILES: Readonly<Record<string, Format>> = { html: 'html', json: 'json' }

const OWN_FILES: Partial<Readonly<Record<Report['kind'], Readonly<Record<string, Format>>>>> = {
  review: { csv: 'csv' },
}

/**
 * Saves the result in a folder that ends with the job, for the workflow to keep as an artifact, and
 * gives its path; '' where there is no result.
 */
export const saveReport = (ran: Ran, { env }: Pick<Runner, 'env'>): string => {
  const page = pagesOf(ran).at(-1)
  if (page === undefined) return ''
  const folder = mkdtempSync(join(env['RUNNER_TEMP'] || tmpdir(), 'bizaccess-report-'))
  const { report, options } = page
  for (const [ending, format] of Object.entries({ ...FILES, ...OWN_FILES[report.kind] })) {
    const text = render(report, { ...options, format, color: false })
    writeFileSync(join(folder, `${report.kind}.${ending}`), text, { mode: 0o600 })
  }
  return folder
}
