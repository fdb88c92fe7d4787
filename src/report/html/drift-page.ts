import type { Difference, DriftReport } from '../../model/drift.ts'
import { hasErrors } from '../../model/problem.ts'
import { headerOf, type TextOptions, textOptionsOf } from '../blocks.ts'
import { driftRow, driftSentences, driftVerdict } from '../drift-text.ts'
import { readingLines } from '../plan-summary.ts'
import type { RenderOptions } from '../render.ts'
import { BY_WEIGHT, DRIFT, MOVED } from '../words.ts'
import type { Page, PageRow, Section, Tone } from './page.ts'
import { pageRow, sectionOf, unreadableSection, waitingSection } from './rows.ts'

/** Drift as a page: what somebody holds too much of before what somebody lacks. */
export const driftPage = (report: DriftReport, render: RenderOptions): Page => {
  const options = textOptionsOf(render, report.business.id)
  return {
    command: 'drift',
    header: headerOf(report),
    tone: toneOf(report),
    alerts: driftVerdict(report),
    summary: [...driftSentences(report, render.filters ?? [], 'below'), ...readingLines(render)],
    problems: report.problems,
    sections: [
      ...differenceSections(report, options),
      waitingSection(report.waiting, options),
      unreadableSection(report.unreadable, options),
    ],
    filters: { change: 'Change', finding: 'Since the last apply' },
    facts: [
      ['as_of', report.as_of],
      ['in_sync', report.in_sync ? 'yes' : 'no'],
      ['complete', report.complete ? 'yes' : 'no'],
      ['graph', report.graph],
    ],
  }
}

const differenceSections = (
  { differences }: DriftReport,
  options: TextOptions,
): readonly Section[] =>
  BY_WEIGHT.map((type) => {
    const { counted } = DRIFT[type]
    const rows = differences
      .filter((difference) => difference.type === type)
      .map((difference) => differenceRow(difference, options))
    return sectionOf(type, `${counted.charAt(0).toUpperCase()}${counted.slice(1)}`, rows, options)
  })

const differenceRow = (difference: Difference, options: TextOptions): PageRow =>
  pageRow(difference, driftRow(difference, options), {
    action: difference.type,
    change: difference.type,
    isAlarm: isHeld(difference),
    tasks: [...new Set([...(difference.found ?? []), ...(difference.declared ?? [])])],
    findings: [
      difference.moved === undefined ? null : MOVED[difference.moved],
      difference.by_hand === undefined ? null : 'to do by hand',
    ],
  })

/** Somebody holds what the manifest does not give them. */
const isHeld = ({ type }: Difference): boolean => type === 'extra' || type === 'expired'

const toneOf = ({ complete, problems, differences }: DriftReport): Tone => {
  if (!complete || hasErrors(problems)) return 'stop'
  if (differences.some(isHeld)) return 'take'
  return differences.length > 0 ? 'change' : 'calm'
}
