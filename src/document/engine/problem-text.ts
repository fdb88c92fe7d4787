import type { Problem, Severity } from '../../model/problem.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { escapeText } from '../escape.ts'
import { wrapTo } from '../fitted.ts'
import type { Colour, Painter } from '../paint.ts'
import { excerptLines, placeOf } from '../problem-words.ts'
import { shortened } from '../shortened.ts'

const COLOURS: Readonly<Record<Severity, Colour>> = { error: 'red', warning: 'yellow' }

/**
 * From this many on, problems of the same code without a manifest line are counted instead of
 * listed.
 */
const MANY = 4

/** Problems as blocks, errors last, so that what stops the reader is next to the verdict. */
export const problemsText = (
  problems: readonly Problem[],
  width: number,
  paint: Painter,
  verbose = false,
): readonly string[] =>
  (['warning', 'error'] as const).flatMap((severity) =>
    [
      ...groupBy(
        problems.filter((problem) => problem.severity === severity),
        ({ code, source }) => (source === null ? code : ''),
      ),
    ].flatMap(([code, alike]) => {
      const isCut = code !== '' && !verbose && alike.length >= MANY
      const shown = isCut ? alike.slice(0, MANY - 2) : alike
      const more = `and ${alike.length - shown.length} more ${code} (--verbose lists them)`
      return [
        ...shown.flatMap((problem) => problemText(problem, width, paint)),
        ...(isCut ? [`${paint(severity, COLOURS[severity])} ${more}`] : []),
      ]
    }),
  )

/** `error [scope_unknown] 400 times, the first: …`, one line for each code. */
export const problemsByCode = (problems: readonly Problem[]): readonly string[] =>
  (['warning', 'error'] as const).flatMap((severity) =>
    [
      ...groupBy(
        problems.filter((problem) => problem.severity === severity),
        ({ code }) => code,
      ),
    ].map(([code, own]) => {
      const [first] = own as readonly [Problem]
      const times = own.length === 1 ? '' : ` ${own.length} times, the first`
      return `${severity} [${escapeText(code)}]${times}: ${shortened(first.message)}`
    }),
  )

const problemText = (problem: Problem, width: number, paint: Painter): readonly string[] => {
  const label = paint(problem.severity, COLOURS[problem.severity])
  const words = problem.message
    .split('\n')
    .flatMap((line) => (isCommand(line) ? [escapeText(line)] : wrapTo(escapeText(line), width - 2)))
  const place = problem.source === null ? '' : ` ${placeOf(problem.source, true)}`
  return [
    `${label}${place} ${paint(`[${escapeText(problem.code)}]`, 'dim')}`,
    ...words.map((line) => `  ${line}`),
    ...excerptLines(problem).map((line) => paint(`    ${line}`, 'dim')),
  ]
}

/** An indented line of a message is a command to copy, so it stays on one line. */
const isCommand = (line: string): boolean => line.startsWith('  ')
