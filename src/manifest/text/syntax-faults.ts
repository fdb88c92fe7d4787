import type { Problem } from '../../model/problem.ts'
import { problem, type Report } from '../manifest-problems.ts'
import { lookAlikeIn } from './look-alikes.ts'
import { positionAt, type SourceText } from './source-text.ts'

/** At most this many syntax problems per file: later ones are mostly caused by the first. */
const MAX_SYNTAX_PROBLEMS = 3

/** What the YAML parser reports about a text that it cannot read. */
export interface Fault {
  readonly code: string
  readonly message: string
  /** Start and end offset. */
  readonly pos: readonly [number, number]
}

/** Reports the first faults, one per line: further ones on the same line are mostly echoes. */
export const reportFaults = (
  source: SourceText,
  faults: readonly Fault[],
  maxDepth: number,
  report: Report,
): void => {
  const exhausted = faults.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  const byLine = new Map<number, Fault>()
  for (const fault of exhausted === undefined ? faults : [exhausted]) {
    const { line } = positionAt(source, fault.pos[0])
    if (!byLine.has(line)) byLine.set(line, fault)
  }
  for (const fault of [...byLine.values()].slice(0, MAX_SYNTAX_PROBLEMS)) {
    report(problemOf(source, fault, maxDepth))
  }
}

const problemOf = (
  source: SourceText,
  { code, message, pos }: Fault,
  maxDepth: number,
): Problem => {
  const at = positionAt(source, pos[0])
  if (code === 'MULTIPLE_DOCS') return problem('several_documents', undefined, at)
  if (code === 'RESOURCE_EXHAUSTION') return problem('too_deep', { most: maxDepth }, at)
  const sign = lookAlikeAt(source, pos)
  if (sign !== null) return sign
  const language = source.text.trimStart().startsWith('{') ? 'JSON' : 'YAML'
  return problem('syntax', { language, fault: code, words: message.replace(/\.$/, '') }, at)
}

/**
 * The problem of a character on these lines that only looks like YAML punctuation; null if there
 * is none.
 */
export const lookAlikeAt = (
  source: SourceText,
  [from, to]: readonly [number, number],
): Problem | null => {
  const start = source.text.lastIndexOf('\n', from - 1) + 1
  const end = source.text.indexOf('\n', to)
  const sign = lookAlikeIn(source.text.slice(start, end < 0 ? source.text.length : end))
  if (sign === null) return null
  const { offset, ...args } = sign
  return problem('look_alike', args, positionAt(source, start + offset))
}
