import {
  type Document,
  documentOf,
  type Item,
  type Items,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import { actionRow } from '../../model/actions.ts'
import { hasErrors } from '../../model/problem.ts'
import type { LogEntry, LogReport } from '../../model/reports/log-report.ts'

const WIDTHS = { mark: 'unanswered'.length, name: 0 }

type Run = Extract<LogEntry, { type: 'run' }>
type Write = Extract<LogEntry, { type: 'write' }>
type Seen = Extract<LogEntry, { type: 'seen' }>

const COLOURS: Readonly<Record<Write['status'], Colour>> = {
  done: 'green',
  waiting: 'magenta',
  failed: 'red',
  skipped: 'cyan',
  unknown: 'yellow',
  unanswered: 'yellow',
}

/** The journal: each run with its writes, and whether its chain is intact. */
export const describeLog = (report: LogReport): Document =>
  documentOf({
    command: 'log',
    tone: hasErrors(report.problems) || (!report.whole && report.lines > 0) ? 'stop' : 'calm',
    summary: summaryOf(report),
    problems: report.problems,
    sections: [
      sectionOf({
        ...{ id: 'writes', title: 'Writes', isPooled: false },
        blocks: runsOf(report.entries),
      }),
    ],
  })

/** One list for each run, and one for what came before the first. */
const runsOf = (entries: readonly LogEntry[]): readonly Items[] => {
  const runs: { readonly run: Run | null; readonly entries: (Write | Seen)[] }[] = []
  for (const entry of entries) {
    if (entry.type === 'run') runs.push({ run: entry, entries: [] })
    else if (runs.length === 0) runs.push({ run: null, entries: [entry] })
    else runs.at(-1)?.entries.push(entry)
  }
  return runs.map(({ run, entries: own }) => ({
    type: 'items',
    headline: run === null ? 'before the first write' : runWords(run),
    items: own.map((entry, order) =>
      entry.type === 'seen' ? seenItem(entry, order) : writeItem(entry, order),
    ),
    widths: WIDTHS,
  }))
}

const timeOf = (at: string): string => escapeText(at.replace('T', ' ').replace(/\.\d+Z$/, 'Z'))

const runWords = ({ at, tool_version, plan_digest }: Run): string =>
  `${timeOf(at)}  ${escapeText(`apply by bizaccess ${tool_version}, ${plan_digest.slice(0, 19)}…`)}`

const writeItem = (write: Write, order: number): Item => ({
  mark: escapeText(write.status),
  colour: COLOURS[write.status] ?? 'yellow',
  sign: actionRow(write.action)?.sign ?? '?',
  name: '',
  words: writeWords(write),
  details: errorLines(write),
  source: null,
  order,
  annotation: null,
})

/** The state that a later absence is compared with. */
const seenItem = ({ held, pending }: Seen, order: number): Item => {
  const parts = [
    ...(held.length === 0 ? [] : [`held: ${held.join(', ')}`]),
    ...(pending.length === 0 ? [] : [`pending: ${pending.join(', ')}`]),
  ]
  return {
    mark: 'seen',
    colour: 'dim',
    sign: ' ',
    name: '',
    words: escapeText(parts.join('; ')),
    details: [],
    source: null,
    order,
    annotation: null,
  }
}

const writeWords = ({ address, action, before, after, approval }: Write): string => {
  const sides = [before, after].flatMap((tasks) => (tasks === null ? [] : [tasks.join(', ')]))
  const waits = approval === true ? '; an admin must approve' : ''
  return escapeText(`${action} ${address}: ${sides.join(' -> ')}${waits}`)
}

const errorLines = ({ error }: Write): readonly string[] => {
  if (error === undefined) return []
  const code = error.code === null ? '' : `(#${error.code}) `
  const trace = error.trace_id === null ? '' : ` (trace id ${error.trace_id})`
  return [escapeText(`${code}${error.message}${trace}`)]
}

const summaryOf = ({ lines, head, whole, business }: LogReport): readonly string[] => {
  const of = `the journal of business ${escapeText(business.id)}`
  if (lines === 0 && whole) return [`There is nothing in ${of}.`]
  return [
    whole
      ? `Whole: ${of} has ${plural(lines, 'line')}, each of which follows from the one before.`
      : `Broken: ${of} cannot be trusted.`,
    ...(head === null ? [] : [`Last hash: ${escapeText(head)}`]),
  ]
}
