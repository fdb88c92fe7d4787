import type { Position, Problem } from '../model/problem.ts'
import { takeWidth } from '../model/text/width.ts'
import { escapeText } from './escape.ts'
import { widthOf } from './fitted.ts'
import { plural } from './plural.ts'

/** `access.yaml:28`, with the column if asked for. */
export const placeOf = (source: Position, withColumn = false): string =>
  escapeText(`${source.file}:${source.line}${withColumn ? `:${source.column}` : ''}`)

/** `access.yaml:28`, `access.yaml:28,31`, `access.yaml:28 +4`. */
export const placesOf = (sources: readonly Position[]): string => {
  const places = [...new Set(sources.map((source) => placeOf(source)))]
  const [first = '', ...others] = places
  const file = first.slice(0, first.lastIndexOf(':') + 1)
  if (others.length === 0) return first
  return others.length < 3 && others.every((place) => place.startsWith(file))
    ? [first, ...others.map((place) => place.slice(file.length))].join(',')
    : `${first} +${others.length}`
}

/** `2 errors, 1 warning`. */
export const countsOf = (problems: readonly Problem[]): string =>
  (['error', 'warning'] as const)
    .map((severity) => [severity, problems.filter((row) => row.severity === severity).length])
    .filter(([, count]) => count !== 0)
    .map(([severity, count]) => plural(count as number, severity as string))
    .join(', ')

/**
 * The lines of an excerpt, with tabs as single columns. Escaped characters are wider than they were,
 * so the position of the caret is computed again.
 */
export const excerptLines = ({ excerpt }: Problem): readonly string[] => {
  if (excerpt === undefined) return []
  const written = excerpt.replace(/\n+$/, '').split('\n')
  const lines = written.map((line) => line.replaceAll('\t', ' ').replace(/\r$/, ''))
  return lines.map((line, at) =>
    isCaret(line) ? caretUnder(lines[at - 1], line) : escapeText(line),
  )
}

const isCaret = (line: string): boolean => /^ *\^$/.test(line)

const caretUnder = (line: string | undefined, caret: string): string =>
  `${' '.repeat(widthOf(escapeText(takeWidth(line ?? '', caret.length - 1))))}^`
