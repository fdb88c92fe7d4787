import { type Document, documentOf } from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { listOf, plural } from '../../document/plural.ts'
import { hasErrors } from '../../model/problem.ts'
import type { ImportReport } from '../../model/reports/import-report.ts'

/**
 * The manifest itself if it is printed; otherwise which files were written, and what they
 * contain.
 */
export const describeImport = (report: ImportReport): Document => {
  const printed = report.files.filter(({ file }) => file === null)
  return documentOf({
    command: 'import',
    tone: hasErrors(report.problems) ? 'stop' : 'calm',
    summary: [importSummary(report)],
    problems: report.problems,
    verbatim:
      printed.length === 0
        ? null
        : printed.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join(''),
  })
}

/** What an import produced, in one sentence. */
const importSummary = ({ files, summary }: ImportReport): string => {
  const names = listOf(files.flatMap(({ file }) => (file === null ? [] : [escapeText(file)])))
  const counts = COUNTED.filter(([key]) => summary[key] > 0).map(([key, one, many]) =>
    plural(summary[key], one, many),
  )
  if (files.length === 0) return 'Nothing to add: no file was changed.'
  return `${names === '' ? 'Live' : names}: ${counts.length === 0 ? 'no assets' : listOf(counts)}.`
}

const COUNTED = [
  ['assets', 'asset', 'assets'],
  ['relations', 'key of declared assets', 'keys of declared assets'],
  ['partners', 'partner', 'partners'],
  ['people', 'person', 'people'],
  ['members', 'member', 'members'],
  ['profiles', 'profile', 'profiles'],
] as const satisfies readonly (readonly [keyof ImportReport['summary'], string, string])[]
