import { resolve } from 'node:path'
import { problemsText } from '../../document/engine/problem-text.ts'
import { painterOf } from '../../document/paint.ts'
import { KINDS } from '../../model/kinds.ts'
import type { Problem } from '../../model/problem.ts'
import type { Format } from '../../report/formats.ts'
import { type RenderOptions, render } from '../../report/render.ts'
import { errorReport, type Report } from '../../report/report.ts'
import { stopProblems, stopSaid } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { isOn, isSet } from '../environment.ts'
import type { Flags } from '../flags.ts'
import type { Io, Sink } from '../io.ts'
import { privatePage } from './browser.ts'
import type { ReportFile } from './report-files.ts'
import { writeWhole } from './written-files.ts'

const PIPE_WIDTH = 100

/**
 * The one place that decides about colour: --no-color first, then NO_COLOR, FORCE_COLOR, the
 * terminal.
 */
export const usesColor = (sink: Sink, color: boolean, env: Io['env']): boolean => {
  if (!color || (env['NO_COLOR'] ?? '') !== '') return false
  if (isSet('FORCE_COLOR', env)) return isOn('FORCE_COLOR', env)
  return sink.isTTY && env['TERM'] !== 'dumb'
}

/**
 * Width for text output in columns: that of the terminal, else COLUMNS, else a fixed number; at
 * least 40.
 */
export const widthFor = (sink: Sink, env: Io['env']): number => {
  const asked = Number(env['COLUMNS'] ?? '')
  const columns = sink.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : PIPE_WIDTH)
  return Math.max(40, columns)
}

/** What the text form of a report needs besides the report itself. */
type Extras = Pick<RenderOptions, 'plan' | 'advise' | 'expiring' | 'calls' | 'roles'>

export const optionsFor = (sink: Sink, { flags, io }: Context, extras: Extras): RenderOptions => ({
  format: flags.format,
  color: sink === NO_SINK ? false : usesColor(sink, flags.color, io.env),
  width: widthFor(sink, io.env),
  kinds: KINDS,
  verbose: flags.verbose === true,
  filters: filterWords(flags),
  ...extras,
})

/** Used for files: no colours, and the width of a pipe. */
export const NO_SINK: Sink = { write: () => {}, isTTY: false, columns: PIPE_WIDTH }

/**
 * The filters as given on the command line, so that no report claims to cover more than it does.
 */
const filterWords = ({ only, who, reason, shard, shardBy }: Flags): readonly string[] => [
  ...(only === undefined ? [] : [`--only ${only}`]),
  ...(who ?? []).map((name) => `--who ${name}`),
  ...(reason === undefined ? [] : [`--reason ${reason.join(',')}`]),
  ...(shard === undefined || shardBy === 'business'
    ? []
    : [`--shard ${shard.index}/${shard.count}`]),
]

/** Formats defined by others that have no room for a problem. */
const WITHOUT_PROBLEMS: readonly Format[] = ['gitlab']

/**
 * Writes a command's report to its files and to stdout, which gets it in any case: the result of a run
 * is never lost. Throws `stop` when a file cannot be written.
 */
export const showReport = (report: Report, context: Context, extras: Extras = {}): void => {
  const lost = saveReport(report, context, extras)
  const problems = [...report.problems, ...lost]
  printReport(lost.length === 0 ? report : { ...report, problems }, context, extras)
  failLost(lost, context)
}

/** Writes a report to stdout alone, as with one that is not the last word of the run. */
export const printReport = (report: Report, context: Context, extras: Extras = {}): void => {
  const { flags, io } = context
  if (WITHOUT_PROBLEMS.includes(flags.format)) warn(report.problems, context)
  const options = optionsFor(io.stdout, context, extras)
  io.onReport?.(report, options)
  io.stdout.write(render(report, options))
}

/**
 * Writes a report to the files of `-o` alone, when stdout has had it. Throws `stop` when one of them
 * cannot be written.
 */
export const saveShown = (report: Report, context: Context, extras: Extras = {}): void =>
  failLost(saveReport(report, context, extras), context)

/**
 * The files that a report goes to: those of `-o` and, with `--open` and no page among them, one of its
 * own. Each is made when it is asked for. Throws `stop` (`not_written`) then.
 */
export const filesFor = (
  { flags, files = [] }: Context,
  name: string,
): readonly (() => ReportFile)[] => {
  const lacksPage = flags.open === true && files.every(({ format }) => format !== 'html')
  return [...files.map((file) => () => file), ...(lacksPage ? [() => privatePage(name)] : [])]
}

/** Every file that can be written is, whatever becomes of the others. Returns what was not. */
const saveReport = (report: Report, context: Context, extras: Extras): readonly Problem[] => {
  const { onSaved, io } = context
  return filesFor(context, report.kind).flatMap((file) => {
    try {
      const { path, format, mode } = file()
      const options = { ...optionsFor(NO_SINK, context, extras), format }
      const whole = resolve(io.cwd, path)
      writeWhole(whole, render(report, options), mode === undefined ? {} : { mode })
      onSaved?.({ path: whole, format })
      return []
    } catch (error) {
      return stopProblems(error) ?? raise(error)
    }
  })
}

const raise = (error: unknown): never => {
  throw error
}

const failLost = (lost: readonly Problem[], { flags, io }: Context): void => {
  if (lost.length === 0) return
  showInWords(lost, io, flags.color)
  stopSaid()
}

/**
 * Writes a report as text to stderr, for the person watching, while stdout carries the document.
 */
export const showAside = (report: Report, context: Context, extras: Extras = {}): void => {
  const { flags, io } = context
  const aside = { ...context, flags: { ...flags, format: 'text' } as Flags }
  io.stderr.write(render(report, optionsFor(io.stderr, aside, extras)))
}

/**
 * Formats whose errors go to stderr in words: stdout is a terminal, or a document that has no
 * place for an error.
 */
const ERRORS_IN_WORDS: readonly Format[] = ['text', 'diff', 'gitlab', 'csv']

/** Shows what stopped a command: as an `error` document on stdout, or in words on stderr. */
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

/** Shows problems on stderr without disturbing stdout. Not even --quiet hides them. */
export const warn = (problems: readonly Problem[], { flags, io }: Context): void => {
  if (problems.length > 0) showInWords(problems, io, flags.color)
}

/** Shows a hint on stderr to whoever is watching; nothing with --quiet. */
export const hint = (text: string, { flags, io }: Context): void => {
  if (flags.quiet !== true) io.stderr.write(`${text}\n`)
}
