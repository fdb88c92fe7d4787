import type { ImportReport } from '../model/import.ts'
import { spaced } from './blocks.ts'
import { escapeText } from './escape.ts'
import { painterOf } from './paint.ts'
import { listOf, plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { wrapTo } from './width.ts'

/** The manifest itself where it is printed; else which files were written, and what is in them. */
export const importText = (report: ImportReport, render: RenderOptions): readonly string[] => {
  const printed = report.files.filter(({ file }) => file === null)
  if (printed.length > 0) return printed.map(({ text }) => text.replace(/\n$/, ''))
  return spaced([
    problemsText(report.problems, render.width, painterOf(render.color), render.verbose === true),
    wrapTo(importSummary(report), render.width),
  ])
}

/** What an import made, in a sentence. */
export const importSummary = ({ files, summary }: ImportReport): string => {
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
  ['profiles', 'profile', 'profiles'],
] as const satisfies readonly (readonly [keyof ImportReport['summary'], string, string])[]
