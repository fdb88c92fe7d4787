import type { ReviewReport } from '../model/review.ts'
import { textOptionsOf } from './blocks.ts'
import { escapeMarkdown } from './escape.ts'
import { commentOf, type Section } from './fences.ts'
import { painterOf } from './paint.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { findingBlocks } from './review-findings.ts'
import { matrixBlocks, subjectBlocks } from './review-groups.ts'
import { notVisibleLines, reviewHeader, reviewSummary, unreadLines } from './review-text.ts'

/**
 * A review as a comment or an issue: what stands out before who holds what, so that a long matrix
 * is cut and no finding is.
 */
export const reviewMarkdown = (report: ReviewReport, render: RenderOptions): string => {
  const options = textOptionsOf(render, report.business.id)
  const [first = '', ...others] = reviewSummary(report).map(escapeMarkdown)
  const sections: readonly Section[] = [
    { title: 'How it was made', fence: 'text', lines: reviewHeader(report), rank: 0 },
    {
      title: 'Problems',
      fence: 'text',
      lines: problemsText(report.problems, options.width, painterOf(false), true),
      rank: 0,
    },
    { title: 'Not read', fence: 'text', lines: unreadLines(report, options).slice(1), rank: 1 },
    {
      title: 'Findings',
      fence: 'text',
      lines: findingBlocks(report, options).flatMap((lines, at) =>
        at === 0 ? lines : ['', ...lines],
      ),
      rank: 2,
    },
    {
      title: 'Who holds what',
      fence: 'text',
      lines: matrixBlocks(report, options).flat(),
      grouped: subjectBlocks(report, options).flat(),
      rank: 3,
    },
    {
      title: 'Not visible from here',
      fence: 'text',
      lines: notVisibleLines(report, options).slice(1),
      rank: 1,
    },
  ]
  return commentOf(
    ['### bizaccess review', `**${first}**`, ...(others.length === 0 ? [] : [others.join('  \n')])],
    sections,
    render,
  )
}
