import { escapeText } from '../document/escape.ts'
import { GraphError, messageOf } from '../graph/errors/graph-error.ts'
import { adviceOf } from '../graph/errors/matched-rule.ts'
import type { Problem } from '../model/problem.ts'
import { reasonOf } from '../model/text/system-error.ts'
import { type Format, isFormat } from '../report/formats.ts'
import { cliProblem, seeHelp, stopProblems } from './cli-problems.ts'
import type { Context } from './context.ts'
import { EXIT } from './exit-codes.ts'
import type { Io } from './io.ts'
import { showProblems } from './output/output.ts'

/** A wrong command line, reported in the format it asks for if that can be recognised. */
export const showUsage = (words: string, argv: readonly string[], io: Io): number => {
  const color = !argv.includes('--no-color')
  showProblems([cliProblem('usage', { words })], io, { format: askedFormat(argv), color })
  return EXIT.failed
}

const askedFormat = (argv: readonly string[]): Format => {
  const at = argv.findIndex((word) => word === '--format' || word.startsWith('--format='))
  const value = argv[at] === '--format' ? argv[at + 1] : argv[at]?.slice('--format='.length)
  return value !== undefined && isFormat(value) ? value : 'text'
}

/**
 * Whatever a command threw: a stop with problems, an API error, or a bug of this program with its
 * stack.
 */
export const showFailure = (error: unknown, { io, flags, written }: Context): number => {
  const isSaid = stopProblems(error)?.length === 0
  if (isSaid) return io.signal.aborted ? EXIT.interrupted : EXIT.failed
  if (io.signal.aborted) {
    showProblems([cliProblem('interrupted', undefined)], io, flags)
    return EXIT.interrupted
  }
  const known = stopProblems(error)
  if (known !== null) {
    showProblems(known.map(withHelp(written)), io, flags)
    return EXIT.failed
  }
  if (error instanceof GraphError) {
    showProblems([refusalOf(error)], io, flags)
    return EXIT.failed
  }
  io.stderr.write(`${stackOf(error)}\n`)
  showProblems([bugOf(error)], io, flags)
  return EXIT.failed
}

/** What a command finds wrong with its own command line ends as the parser's words do. */
const withHelp =
  (written: Context['written']) =>
  (problem: Problem): Problem =>
    problem.code === 'usage' && written !== undefined
      ? { ...problem, message: seeHelp(problem.message, written.command) }
      : problem

/** Reports on stderr that stdout could not be written. The exit code is never that of a success. */
export const showLostOutput = (fault: unknown, code: number, io: Io): number => {
  const problem = cliProblem('not_written', { path: 'the output', reason: reasonOf(fault) })
  showProblems([problem], io, { format: 'text', color: true })
  return code === EXIT.interrupted ? code : EXIT.failed
}

/** What ended the whole run: the token was not accepted, or the API could not be reached. */
const refusalOf = (error: GraphError): Problem =>
  cliProblem('graph_refused', {
    message: messageOf(error)
      .replace(/^\(#\d+\) /, '')
      .replace(/\.$/, ''),
    code: codeOf(error),
    call: error.call === null ? '' : `${error.call}: `,
    advice: adviceOf(error),
    trace: error.traceId === null ? '' : ` (trace id ${error.traceId})`,
  })

/** Empty if the error does not come from an answer of the API. */
const codeOf = ({ code, subcode }: GraphError): string =>
  code === null ? '' : `${code}${subcode === null ? '' : ` subcode ${subcode}`}`

const bugOf = (error: unknown): Problem =>
  cliProblem('internal_error', { message: error instanceof Error ? error.message : String(error) })

const stackOf = (error: unknown): string =>
  error instanceof Error && error.stack !== undefined
    ? error.stack.split('\n').map(escapeText).join('\n')
    : escapeText(String(error))
