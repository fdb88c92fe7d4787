import type { Position, Problem, Severity } from '../model/problem.ts'
import { takeWidth } from '../model/width.ts'
import { escapeText } from './escape.ts'
import { groupsBy } from './groups-by.ts'
import type { Colour, Painter } from './paint.ts'
import { plural } from './plural.ts'
import { widthOf, wrapTo } from './width.ts'

const COLOURS: Readonly<Record<Severity, Colour>> = { error: 'red', warning: 'yellow' }

/** `access.yaml:28`, with the column where asked. */
export const placeOf = (source: Position, withColumn = false): string =>
  escapeText(`${source.file}:${source.line}${withColumn ? `:${source.column}` : ''}`)

/** From this many on, problems of one code that name no manifest line are counted. */
const MANY = 4

/** Problems as blocks, errors last: what stops the reader stands next to the verdict. */
export const problemsText = (
  problems: readonly Problem[],
  width: number,
  paint: Painter,
  verbose = false,
): readonly string[] =>
  (['warning', 'error'] as const).flatMap((severity) =>
    groupsBy(
      problems.filter((problem) => problem.severity === severity),
      ({ code, source }) => (source === null ? code : ''),
    ).flatMap(([code, alike]) => {
      const isCut = code !== '' && !verbose && alike.length >= MANY
      const shown = isCut ? alike.slice(0, MANY - 2) : alike
      const more = `and ${alike.length - shown.length} more ${code} (--verbose lists them)`
      return [
        ...shown.flatMap((problem) => problemText(problem, width, paint)),
        ...(isCut ? [`${paint(severity, COLOURS[severity])} ${more}`] : []),
      ]
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
    ...excerptOf(problem).map((line) => paint(line, 'dim')),
  ]
}

/** An indented line of a message is to be copied: it stays one line. */
const isCommand = (line: string): boolean => line.startsWith('  ')

/**
 * The excerpt indented, with tabs as single columns. What is escaped in its line takes more room
 * than it did, so the caret is placed anew.
 */
export const excerptOf = ({ excerpt }: Problem): readonly string[] => {
  if (excerpt === undefined) return []
  const written = excerpt.replace(/\n+$/, '').split('\n')
  const lines = written.map((line) => line.replaceAll('\t', ' ').replace(/\r$/, ''))
  return lines.map(
    (line, at) => `    ${isCaret(line) ? caretUnder(lines[at - 1], line) : escapeText(line)}`,
  )
}

const isCaret = (line: string): boolean => /^ *\^$/.test(line)

const caretUnder = (line: string | undefined, caret: string): string =>
  `${' '.repeat(widthOf(escapeText(takeWidth(line ?? '', caret.length - 1))))}^`

/** `2 errors, 1 warning`. */
export const countsOf = (problems: readonly Problem[]): string =>
  (['error', 'warning'] as const)
    .map((severity) => [severity, problems.filter((row) => row.severity === severity).length])
    .filter(([, count]) => count !== 0)
    .map(([severity, count]) => plural(count as number, severity as string))
    .join(', ')
