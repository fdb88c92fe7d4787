import type { WhoReport } from '../model/who.ts'
import { blocksOf, textOptionsOf } from './blocks.ts'
import { escapeMarkdown } from './escape.ts'
import { commentOf } from './fences.ts'
import { painterOf } from './paint.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { standingLines, unreadRows, whoHeader, whoRows, whoSummary } from './who-text.ts'

/** What one subject can do, as a comment. */
export const whoMarkdown = (report: WhoReport, render: RenderOptions): string => {
  const options = textOptionsOf(render, report.business.id)
  const rows = [...whoRows(report, options), ...unreadRows(report)]
  const problems = problemsText(report.problems, options.width, painterOf(false), true)
  return commentOf(
    ['### bizaccess who', `**${whoSummary(report).map(escapeMarkdown).join(' ')}**`],
    [
      { title: 'Who', fence: 'text', lines: whoHeader(report), rank: 0 },
      { title: 'Problems', fence: 'text', lines: problems, rank: 0 },
      { title: 'Beside any asset', fence: 'text', lines: standingLines(report), rank: 0 },
      { title: 'Access', fence: 'text', lines: blocksOf(rows, options).flat(), rank: 1 },
    ],
    render,
  )
}
