import {
  type Document,
  documentOf,
  isEmpty,
  type Row,
  type Section,
  sectionOf,
  type Tone,
} from '../../document/document.ts'
import { escapeText, quoteName } from '../../document/escape.ts'
import { cutTo } from '../../document/fitted.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import type { Outcome } from '../../model/outcomes.ts'
import { PRECEDENCE } from '../../model/outcomes.ts'
import type { FleetEnd, FleetLine, FleetSummary } from './fleet-report.ts'

/** A business with the document of its report. */
export interface Described {
  readonly line: FleetLine
  readonly document: Document
}

interface Marked {
  /** Shown before a business. */
  readonly mark: string
  readonly colour: Colour
  readonly tone: Tone
  /** Of so many businesses: `3 differ`. */
  readonly counted: string
}

const OUTCOMES: Readonly<Record<Outcome, Marked>> = {
  ok: { mark: 'ok', colour: 'green', tone: 'calm', counted: 'ok' },
  failed: { mark: 'failed', colour: 'red', tone: 'stop', counted: 'failed' },
  differs: { mark: 'differs', colour: 'yellow', tone: 'change', counted: 'with differences' },
  waits: { mark: 'waits', colour: 'magenta', tone: 'change', counted: 'waiting on people' },
  blocked: { mark: 'blocked', colour: 'red', tone: 'stop', counted: 'blocked by a rail' },
  interrupted: { mark: 'interrupted', colour: 'red', tone: 'stop', counted: 'interrupted' },
}

/** Widest mark, so that lists line up. */
const MARK_WIDTH = Math.max(...Object.values(OUTCOMES).map(({ mark }) => mark.length))

/** `3 businesses: 1 failed, 2 ok.`, and what other shards have. */
export const fleetSentence = (summary: FleetSummary): string => {
  const counts = PRECEDENCE.filter((outcome) => summary[outcome] > 0).map(
    (outcome) => `${summary[outcome]} ${OUTCOMES[outcome].counted}`,
  )
  const { businesses, left_to_others: left } = summary
  const others = left === 0 ? '' : `; ${left} left to other shards`
  const all = plural(businesses, 'business', 'businesses')
  return `${[all, ...(counts.length === 0 ? [] : [counts.join(', ')])].join(': ')}${others}.`
}

/** `businesses/northwind, 1001 "Northwind"`. */
export const titleOf = ({ business: { id, name }, paths }: FleetLine): string => {
  const named = name === null ? [] : [quoteName(cutTo(name, 40))]
  const known = id === null ? [] : [[escapeText(id), ...named].join(' ')]
  return [escapeText(ownOf(paths)), ...known].join(', ')
}

/** The shared files say nothing about which business it is. */
const ownOf = (paths: readonly string[]): string => paths.at(-1) ?? ''

/** One line a business, with its outcome as the mark. */
const linesSection = (lines: readonly FleetLine[]): Section =>
  sectionOf({
    ...{ id: 'businesses', title: 'Businesses', isPooled: true },
    blocks: [
      {
        type: 'items',
        headline: '',
        items: lines.map((line, order) => ({
          ...{ mark: OUTCOMES[line.outcome].mark, colour: OUTCOMES[line.outcome].colour },
          ...{ sign: null, name: titleOf(line), words: line.words },
          ...{ details: [], source: null, order, annotation: null },
        })),
        widths: {
          mark: MARK_WIDTH,
          name: Math.max(0, ...lines.map((line) => titleOf(line).length)),
        },
      },
    ],
  })

/** What is said of all of them, without any of their own reports. */
export const describeEnd = ({ results, summary, problems }: FleetEnd): Document =>
  documentOf({
    command: 'fleet',
    tone: OUTCOMES[PRECEDENCE.find((outcome) => summary[outcome] > 0) ?? 'ok'].tone,
    summary: [fleetSentence(summary)],
    problems,
    sections: [linesSection(results)],
  })

/**
 * Whether a business has nothing to show beyond its line: its report found nothing to look at, or has
 * nothing in it.
 */
export const isQuiet = ({ line, document }: Described): boolean =>
  line.outcome === 'ok' &&
  document.verbatim === null &&
  document.problems.length + document.alerts.length === 0 &&
  (document.sections.every(isEmpty) || (document.tone === 'calm' && COMPARES.has(document.command)))

/** Commands that show what differs: where nothing does, what they have left is not worth a page. */
const COMPARES: ReadonlySet<string> = new Set(['plan', 'apply', 'drift', 'validate'])

/** All of them in one document, each section under the title of its business. */
export const describeFleet = (members: readonly Described[], end: FleetEnd): Document => {
  const told = members.filter((member) => !isQuiet(member))
  const own = describeEnd(end)
  const tones = [own.tone, ...members.map(({ document }) => document.tone)]
  let order = end.results.length
  const sections = told.flatMap(({ line, document }) => {
    const from = order
    order += document.sections.reduce((sum, section) => sum + rowsIn(section), 1)
    return document.sections
      .filter((section) => !isEmpty(section))
      .map((section) => titled(section, line, from))
  })
  return {
    ...own,
    tone: TONES.find((tone) => tones.includes(tone)) ?? own.tone,
    header: [`${end.command} over ${plural(end.summary.businesses, 'business', 'businesses')}`],
    problems: [...end.problems, ...told.flatMap(({ document }) => document.problems)],
    alerts: told.flatMap(({ line, document }) =>
      document.alerts.map((alert) => `${titleOf(line)}: ${alert}`),
    ),
    sections: [...own.sections, ...sections],
    filters: members[0]?.document.filters ?? own.filters,
  }
}

/** The first that anyone has is that of all. */
const TONES: readonly Tone[] = ['stop', 'take', 'change', 'calm']

const titled = (section: Section, line: FleetLine, from: number): Section => ({
  ...section,
  id: `${line.business.id ?? ownOf(line.paths)}-${section.id}`,
  title: `${titleOf(line)}: ${section.title}`,
  blocks: section.blocks.map((block) => moved(block, from)),
  short: section.short.map((block) => moved(block, from)),
})

/** Positions are counted over the whole document. */
const moved = (block: Section['blocks'][number], from: number): Section['blocks'][number] => {
  const later = <Placed extends Pick<Row, 'order'>>(each: Placed): Placed => ({
    ...each,
    order: each.order + from,
  })
  if ('rows' in block && block.type !== 'table') return { ...block, rows: block.rows.map(later) }
  return block.type === 'items' ? { ...block, items: block.items.map(later) } : block
}

const rowsIn = ({ blocks }: Section): number =>
  blocks.reduce((sum, block) => {
    if (block.type === 'table' || block.type === 'notes') return sum
    return sum + (block.type === 'items' ? block.items.length : block.rows.length)
  }, 0)
