import type { Problem, Severity } from '../../model/problem.ts'
import { excerptLines, placeOf } from '../problem-words.ts'
import { type Content, type Markup, newline, tag } from './markup.ts'

/** This many of one severity are visible; the others are inside an element that opens. */
const LISTED = 20

/** The problems of a report, errors first, each in full. */
export const problemsMarkup = (problems: readonly Problem[]): Content =>
  problems.length === 0
    ? []
    : tag(
        'section',
        { id: 'problems', 'aria-labelledby': 'problems-title' },
        tag(
          'h2',
          { id: 'problems-title' },
          'Problems ',
          tag('span', { class: 'count' }, String(problems.length)),
        ),
        (['error', 'warning'] as const).map((severity) => severityMarkup(problems, severity)),
      )

const severityMarkup = (problems: readonly Problem[], severity: Severity): Content => {
  const alike = problems.filter((problem) => problem.severity === severity)
  const hidden = alike.slice(LISTED)
  return [
    listMarkup(alike.slice(0, LISTED)),
    hidden.length === 0
      ? []
      : tag(
          'details',
          {},
          tag('summary', {}, `and ${hidden.length} more of ${severity}`),
          listMarkup(hidden),
        ),
  ]
}

const listMarkup = (problems: readonly Problem[]): Content =>
  problems.length === 0
    ? []
    : tag('ul', { role: 'list', class: 'problems' }, problems.map(problemMarkup))

const problemMarkup = (problem: Problem): Markup => {
  const { severity, source, code, message } = problem
  const excerpt = excerptLines(problem)
  return tag(
    'li',
    { class: severity },
    tag('b', {}, severity),
    source === null ? [] : [' ', tag('code', { class: 'at' }, placeOf(source, true))],
    ' ',
    tag('span', { class: 'code' }, `[${code}]`),
    message.split('\n').map((line) => tag('p', {}, line)),
    excerpt.length === 0
      ? []
      : tag(
          'pre',
          {},
          excerpt.flatMap((line) => [line, newline]),
        ),
  )
}
