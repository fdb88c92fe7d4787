import {
  type Checked,
  compareProblems,
  hasErrors,
  type Position,
  type Problem,
} from '../../model/problem.ts'
import type { Report } from '../manifest-problems.ts'
import type { Block } from './node.ts'
import { parseSource } from './parse.ts'
import { excerptAt, type SourceText, sourceTextOf } from './source-text.ts'

/** One manifest file whose text the caller has read. */
export interface ManifestFile {
  /** Relative to the working directory, with `/` between its parts. */
  readonly file: string
  readonly text: string
}

/** A file that was read; `root` is null if its text could not be parsed. */
export interface ReadFile {
  readonly file: string
  readonly root: Block | null
}

/** Collects the problems of a run, each of them once. */
export interface Findings {
  readonly report: Report
  readonly open: (source: SourceText) => void
  /** The value if there was no error, and all problems in the order of files and lines. */
  readonly checked: <T>(value: T | null) => Checked<T>
}

export const newFindings = (): Findings => {
  const found = new Map<string, Problem>()
  const sources = new Map<string, SourceText>()
  return {
    open: (source) => void sources.set(source.file, source),
    report: (problem) => {
      const key = `${problem.code} ${placeKey(problem.source)} ${problem.message}`
      if (!found.has(key)) found.set(key, problem)
    },
    checked: (value) => {
      const problems = [...found.values()].sort(compareProblems).map((problem) => {
        const source = problem.source === null ? undefined : sources.get(problem.source.file)
        if (source === undefined || problem.source === null) return problem
        return { ...problem, excerpt: excerptAt(source, problem.source) }
      })
      return { value: hasErrors(problems) ? null : value, problems }
    },
  }
}

const placeKey = (at: Position | null): string =>
  at === null ? '' : `${at.file}:${at.line}:${at.column}`

export const readFile = ({ file, text }: ManifestFile, findings: Findings): ReadFile => {
  const source = sourceTextOf(file, text)
  findings.open(source)
  return { file, root: parseSource(source, findings.report) }
}
