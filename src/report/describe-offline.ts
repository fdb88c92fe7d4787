import { type Document, documentOf, type Item, sectionOf } from '../document/document.ts'
import { escapeText } from '../document/escape.ts'
import { plural } from '../document/plural.ts'
import { countsOf, placeOf } from '../document/problem-words.ts'
import type { FixedLine, ValidateReport } from '../model/reports/validate-report.ts'
import type { ErrorReport, InitReport } from './report.ts'

/** Reports of commands that do not use the API, and of those that did not get that far. */

export const describeValidate = (report: ValidateReport): Document =>
  documentOf({
    command: 'validate',
    tone: report.ok ? 'calm' : 'stop',
    summary: [
      ...takenLines('taken out', report.fixed),
      ...takenLines('left, as taking it out would change something else', report.left),
      ...(report.fixed?.length === 0 ? ['Nothing was fixed: no file was changed.'] : []),
      verdictOf(report),
    ],
    problems: report.problems,
  })

const takenLines = (words: string, lines: readonly FixedLine[] = []): readonly string[] =>
  lines.map((line) => `${words}: ${placeOf(line)} ${escapeText(line.what)} (${line.code})`)

/** Whether a manifest is valid, and what was read. */
const verdictOf = (report: ValidateReport): string => {
  const { files, businesses, assets } = report.summary
  const read = `${plural(files, 'file')}, ${plural(assets, 'asset')}`
  const of = businesses > 1 ? ` of ${businesses} businesses` : ''
  const found = report.problems.length === 0 ? '' : `; ${countsOf(report.problems)}`
  return `${report.ok ? 'Valid' : 'Not valid'}: ${read}${of}${found}.`
}

/** Its problems are all that it has to say. */
export const describeError = ({ problems }: ErrorReport): Document =>
  documentOf({ command: 'error', tone: 'stop', summary: [], problems })

const PLACED: Readonly<Record<InitReport['files'][number]['status'], string>> = {
  written: 'wrote',
  extended: 'extended',
  kept: 'kept',
}

export const describeInit = ({ files, next, problems }: InitReport): Document =>
  documentOf({
    command: 'init',
    tone: 'calm',
    summary: next,
    problems,
    sections: [
      sectionOf({
        ...{ id: 'files', title: 'Files', isPooled: true },
        blocks: [
          {
            type: 'items',
            headline: '',
            items: files.map(fileItem),
            widths: { mark: 'extended'.length, name: 0 },
          },
        ],
      }),
    ],
  })

const fileItem = ({ path, status }: InitReport['files'][number], order: number): Item => ({
  mark: PLACED[status],
  colour: status === 'kept' ? 'cyan' : 'green',
  sign: null,
  name: '',
  words: `${escapeText(path)}${status === 'kept' ? ' (it is there already, and was left as it is)' : ''}`,
  details: [],
  source: null,
  order,
  annotation: null,
})
