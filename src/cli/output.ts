import { resolve } from 'node:path'
import { KINDS } from '../model/kinds.ts'
import type { Problem } from '../model/problem.ts'
import { problemsText } from '../report/engine/problem-text.ts'
import type { Format } from '../report/formats.ts'
import { painterOf } from '../report/paint.ts'
import { type RenderOptions, render } from '../report/render.ts'
import { errorReport, type Report } from '../report/report.ts'
import type { Context } from './context.ts'
import { stopProblems, stopSaid } from './diagnostics.ts'
import { isOn, isSet } from './environment.ts'
import { writeWhole } from './files.ts'
import type { Flags } from './flags.ts'
import type { Io, Sink } from './io.ts'

const PIPE_WIDTH = 100

/** Colour is decided here, once: --no-color, then NO_COLOR, then FORCE_COLOR, then the terminal. */
export const usesColor = (sink: Sink, color: boolean, env: Io['env']): boolean => {
  if (!color || (env['NO_COLOR'] ?? '') !== '') return false
  if (isSet('FORCE_COLOR', env)) return isOn('FORCE_COLOR', env)
  return sink.isTTY && env['TERM'] !== 'dumb'
}

/** Columns to lay text out in: those of the terminal, or COLUMNS, or a fixed number. */
export const widthFor = (sink: Sink, env: Io['env']): number => {
  const asked = Number(env['COLUMNS'] ?? '')
  const columns = sink.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : PIPE_WIDTH)
  return Math.max(40, columns)
}

/** What stands beside a report for its text. */
type Beside = Pick<RenderOptions, 'plan' | 'advise' | 'expiring' | 'calls'>

const optionsFor = (sink: Sink, { flags, io }: Context, beside: Beside): RenderOptions => ({
  format: flags.format,
  color: sink === NO_SINK ? false : usesColor(sink, flags.color, io.env),
  width: widthFor(sink, io.env),
  kinds: KINDS,
  verbose: flags.verbose === true,
  filters: filterWords(flags),
  ...beside,
})

/** Stands for a file: no colours, the width of a pipe. */
const NO_SINK: Sink = { write: () => {}, isTTY: false, columns: PIPE_WIDTH }

/** The filters of the command line as they were given, so that no report claims more than it saw. */
const filterWords = ({ only, who, reason, shard, shardBy }: Flags): readonly string[] => [
  ...(only === undefined ? [] : [`--only ${only}`]),
  ...(who ?? []).map((name) => `--who ${name}`),
  ...(reason === undefined ? [] : [`--reason ${reason.join(',')}`]),
  ...(shard === undefined || shardBy === 'business'
    ? []
    : [`--shard ${shard.index}/${shard.count}`]),
]

/** Documents of others that have no room for a problem. */
const WITHOUT_PROBLEMS: readonly Format[] = ['gitlab']

/** Writes a command's report to `--out`, or to stdout. */
export const showReport = (report: Report, context: Context, beside: Beside = {}): void => {
  const { flags, io } = context
  if (WITHOUT_PROBLEMS.includes(flags.format)) warn(report.problems, context)
  const options = optionsFor(flags.out === undefined ? io.stdout : NO_SINK, context, beside)
  io.onReport?.(report, options)
  if (flags.out === undefined) io.stdout.write(render(report, options))
  else writeReport(report, { path: flags.out, options, io })
}

interface ReportFile {
  readonly path: string
  readonly options: RenderOptions
  readonly io: Io
}

/** What came of a run is told in any case: where its file cannot be written, on stdout. */
const writeReport = (report: Report, { path, options, io }: ReportFile): void => {
  try {
    writeWhole(resolve(io.cwd, path), render(report, options))
  } catch (error) {
    const lost = stopProblems(error)
    if (lost === null) throw error
    io.stdout.write(render({ ...report, problems: [...report.problems, ...lost] }, options))
    showInWords(lost, io, options.color)
    stopSaid()
  }
}

/** Writes a report to stderr, for a person, beside the document on stdout. */
export const showAside = (report: Report, context: Context): void => {
  const { flags, io } = context
  const aside = { ...context, flags: { ...flags, format: 'text' } as Flags }
  io.stderr.write(render(report, optionsFor(io.stderr, aside, {})))
}

/** Where stdout is for a terminal, or for a document that is no place for an error. */
const ERRORS_IN_WORDS: readonly Format[] = ['text', 'diff', 'gitlab', 'csv']

/** What stopped a command: as an `error` document on stdout, or in words on stderr. */
export const showProblems = (
  problems: readonly Problem[],
  io: Io,
  { format, color }: { readonly format: Format; readonly color: boolean },
): void => {
  const isInWords = ERRORS_IN_WORDS.includes(format)
  const sink = isInWords ? io.stderr : io.stdout
  const report = errorReport(problems)
  const options: RenderOptions = {
    format: isInWords ? 'text' : format,
    color: usesColor(sink, color, io.env),
    width: widthFor(sink, io.env),
    kinds: KINDS,
  }
  io.onReport?.(report, options)
  sink.write(render(report, options))
}

const showInWords = (problems: readonly Problem[], io: Io, color: boolean): void => {
  const paint = painterOf(usesColor(io.stderr, color, io.env))
  const lines = problemsText(problems, widthFor(io.stderr, io.env), paint)
  io.stderr.write(`${lines.join('\n')}\n`)
}

/** Problems on stderr, beside what stdout is for; not even --quiet hides them. */
export const warn = (problems: readonly Problem[], { flags, io }: Context): void => {
  if (problems.length > 0) showInWords(problems, io, flags.color)
}

/** A hint for whoever watches, on stderr; nothing with --quiet. */
export const hint = (text: string, { flags, io }: Context): void => {
  if (flags.quiet !== true) io.stderr.write(`${text}\n`)
}
