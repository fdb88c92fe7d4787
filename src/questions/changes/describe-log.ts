import {
  type Document,
  documentOf,
  type Item,
  type Items,
  sectionOf,
} from '../../document/document.ts'
import { escapeText, quoteName } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { plural } from '../../document/plural.ts'
import { actionRow } from '../../model/actions.ts'
import { hasErrors } from '../../model/problem.ts'
import type { Author, LogEntry, LogReport } from '../../model/reports/log-report.ts'
import { parseAddress } from '../../model/text/address.ts'

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

/** The journal: each run with whoever made it and its writes, and whether its chain is intact. */
export const describeLog = (report: LogReport): Document =>
  documentOf({
    command: 'log',
    tone: hasErrors(report.problems) || (!report.whole && report.lines > 0) ? 'stop' : 'calm',
    summary: summaryOf(report),
    problems: report.problems,
    sections: [
      sectionOf({
        ...{ id: 'writes', title: 'Writes', isPooled: false },
        blocks: runsOf(report),
      }),
    ],
  })

interface RunEntries {
  /** What it began with: the line of the run, or of what it saw if it wrote nothing. */
  readonly first: LogEntry
  readonly entries: (Write | Seen)[]
}

/** One list for each run. */
const runsOf = ({ entries, business }: LogReport): readonly Items[] => {
  const runs: RunEntries[] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (entry.type === 'run') runs.push({ first: entry, entries: [] })
    else if (run === undefined || isOwnRun(entry, run))
      runs.push({ first: entry, entries: [entry] })
    else run.entries.push(entry)
  }
  return runs.map(({ first, entries: own }) => ({
    type: 'items',
    headline: headlineOf(first),
    items: [
      ...byItems(first),
      ...own.map((entry, at) =>
        entry.type === 'seen' ? seenItem(entry, at + 1) : writeItem(entry, business.id, at + 1),
      ),
    ],
    widths: WIDTHS,
  }))
}

/** What a run sees is written together with its first line, so that any other time is another run. */
const isOwnRun = (entry: Write | Seen, { first }: RunEntries): boolean =>
  entry.type === 'seen' && entry.at !== first.at

const timeOf = (at: string): string => escapeText(at.replace('T', ' ').replace(/\.\d+Z$/, 'Z'))

const headlineOf = (first: LogEntry): string => {
  switch (first.type) {
    case 'run':
      return runWords(first)
    case 'seen':
      return `${timeOf(first.at)}  an apply that wrote nothing`
    case 'write':
      return 'before the first run'
  }
}

const runWords = ({ at, tool_version, plan_digest }: Run): string =>
  `${timeOf(at)}  ${escapeText(`apply by bizaccess ${tool_version}, ${plan_digest.slice(0, 19)}…`)}`

/** Who made the run, where its lines say so. */
const byItems = ({ by }: LogEntry): readonly Item[] =>
  by === undefined ? [] : [itemOf({ mark: 'by', colour: 'dim', sign: ' ', words: byWords(by) }, 0)]

/** `"Automation" 6155…; commit 0123…; GitHub Actions https://…, started by kim; OS user runner`. */
const byWords = ({ user, commit, ci, os_user }: Author): string =>
  [
    user === undefined
      ? null
      : `${user.name === null ? '' : `${quoteName(user.name)} `}${escapeText(user.id)}`,
    commit === undefined ? null : escapeText(`commit ${commit}`),
    ci === undefined ? null : ciWords(ci),
    os_user === undefined ? null : escapeText(`OS user ${os_user}`),
  ]
    .filter((part) => part !== null)
    .join('; ')

const ciWords = ({ system, run, actor }: Required<Author>['ci']): string =>
  escapeText(
    `${system}${run === null ? '' : ` ${run}`}${actor === null ? '' : `, started by ${actor}`}`,
  )

const itemOf = (
  item: Pick<Item, 'mark' | 'colour' | 'sign' | 'words'> & Partial<Item>,
  order: number,
): Item => ({ name: '', details: [], source: null, annotation: null, order, ...item })

const writeItem = (write: Write, business: string, order: number): Item =>
  itemOf(
    {
      mark: escapeText(write.status),
      colour: COLOURS[write.status] ?? 'yellow',
      sign: actionRow(write.action)?.sign ?? '?',
      words: writeWords(write, business),
      details: errorLines(write),
    },
    order,
  )

/** The state that a later absence is compared with. */
const seenItem = ({ held, pending, assets = [] }: Seen, order: number): Item => {
  const names = new Map(assets.map(({ id, name }) => [id, name]))
  const named = (address: string): string => {
    const name = names.get(parseAddress(address)?.asset ?? '') ?? null
    return `${escapeText(address)}${name === null ? '' : ` (${quoteName(name)})`}`
  }
  const parts = [
    ...(held.length === 0 ? [] : [`held: ${held.map(named).join(', ')}`]),
    ...(pending.length === 0 ? [] : [`pending: ${pending.map(named).join(', ')}`]),
  ]
  return itemOf({ mark: 'seen', colour: 'dim', sign: ' ', words: parts.join('; ') }, order)
}

const writeWords = (write: Write, business: string): string => {
  const { address, action, before, after, approval } = write
  const sides = [before, after].flatMap((tasks) => (tasks === null ? [] : [tasks.join(', ')]))
  const waits = approval === true ? '; an admin must approve' : ''
  const names = namesOf(write, business)
  const beside = names === '' ? '' : ` (${names})`
  return `${escapeText(`${action} ${address}`)}${beside}: ${escapeText(`${sides.join(' -> ')}${waits}`)}`
}

/** What the ids of an address were called; our own business goes without saying. */
const namesOf = ({ asset, subject }: Write, business: string): string =>
  [
    asset === undefined || asset.name === null || asset.id === business
      ? null
      : quoteName(asset.name),
    subject === undefined || subject.id === business ? null : subjectNames(subject),
  ]
    .filter((name) => name !== null)
    .join(', ')

const subjectNames = ({ alias, name, id }: Required<Write>['subject']): string | null => {
  const called = [
    alias === null || alias === id ? null : escapeText(alias),
    name === null ? null : quoteName(name),
  ]
  const words = called.filter((part) => part !== null)
  return words.length === 0 ? null : words.join(' ')
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
