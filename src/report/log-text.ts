import type { LogEntry, LogReport } from '../model/log.ts'
import { spaced } from './blocks.ts'
import { escapeText } from './escape.ts'
import { type Painter, painterOf, SIGN_COLOURS } from './paint.ts'
import { plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { padTo, wrapTo } from './width.ts'
import { SIGNS } from './words.ts'

const STATUS_WIDTH = 'unanswered'.length
const INDENT = 6

/** The journal as lines: each run with its writes, and whether its chain is whole. */
export const logText = (report: LogReport, render: RenderOptions): readonly string[] => {
  const paint = painterOf(render.color)
  return spaced([
    report.entries.flatMap((entry) => entryLines(entry, render.width, paint)),
    problemsText(report.problems, render.width, paint, render.verbose === true),
    summaryOf(report).flatMap((line) => wrapTo(line, render.width)),
  ])
}

const timeOf = (at: string): string => escapeText(at.replace('T', ' ').replace(/\.\d+Z$/, 'Z'))

const entryLines = (entry: LogEntry, width: number, paint: Painter): readonly string[] => {
  if (entry.type === 'run') {
    const words = `apply by bizaccess ${entry.tool_version}, ${entry.plan_digest.slice(0, 19)}…`
    return [paint(`${timeOf(entry.at)}  ${escapeText(words)}`, 'bold')]
  }
  if (entry.type === 'seen') return seenLines(entry, width)
  const sign = SIGNS[entry.action] ?? '?'
  const status = padTo(escapeText(entry.status), STATUS_WIDTH)
  const [first = '', ...others] = wrapTo(wordsOf(entry), width - INDENT - STATUS_WIDTH)
  return [
    `  ${status}  ${paint(sign, SIGN_COLOURS[sign])} ${first}`,
    ...[...others, ...errorLines(entry, width)].map(
      (line) => ' '.repeat(INDENT + STATUS_WIDTH) + line,
    ),
  ]
}

/** What a later absence is measured by. */
const seenLines = (
  { held, pending }: Extract<LogEntry, { type: 'seen' }>,
  width: number,
): readonly string[] => {
  const parts = [
    ...(held.length === 0 ? [] : [`held: ${held.join(', ')}`]),
    ...(pending.length === 0 ? [] : [`pending: ${pending.join(', ')}`]),
  ]
  const [first = '', ...others] = wrapTo(
    escapeText(parts.join('; ')),
    width - INDENT - STATUS_WIDTH,
  )
  const indent = ' '.repeat(INDENT + STATUS_WIDTH)
  return [`  ${padTo('seen', STATUS_WIDTH)}    ${first}`, ...others.map((line) => indent + line)]
}

type Write = Extract<LogEntry, { type: 'write' }>

const wordsOf = ({ address, action, before, after, approval }: Write): string => {
  const sides = [before, after].flatMap((tasks) => (tasks === null ? [] : [tasks.join(', ')]))
  const waits = approval === true ? '; an admin must approve' : ''
  return escapeText(`${action} ${address}: ${sides.join(' -> ')}${waits}`)
}

const errorLines = ({ error }: Write, width: number): readonly string[] => {
  if (error === undefined) return []
  const code = error.code === null ? '' : `(#${error.code}) `
  const trace = error.trace_id === null ? '' : ` (trace id ${error.trace_id})`
  return wrapTo(escapeText(`${code}${error.message}${trace}`), width - INDENT - STATUS_WIDTH)
}

const summaryOf = ({ lines, head, whole, business }: LogReport): readonly string[] => {
  const of = `the journal of business ${escapeText(business.id)}`
  if (lines === 0 && whole) return [`There is nothing in ${of}.`]
  return [
    whole
      ? `Whole: ${of} has ${plural(lines, 'line')}, each follows from the one before.`
      : `Broken: ${of} cannot be believed.`,
    ...(head === null ? [] : [`Last hash: ${escapeText(head)}`]),
  ]
}
