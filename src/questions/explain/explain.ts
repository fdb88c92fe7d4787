import type { KindTable } from '../../model/kinds.ts'
import type { ProblemTable } from '../../model/problem.ts'
import {
  type ErrorWords,
  EXPLAINED_TYPES,
  type Explained,
  type ExplainReport,
} from '../../model/reports/explain-report.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { explainedCodes } from './explained-codes.ts'
import { errorsNamed, explainedErrors } from './explained-errors.ts'
import { explainedTasks } from './explained-tasks.ts'
import { paragraph } from './paragraph.ts'
import { placeholderWords } from './placeholder-words.ts'

/** The tables that words are explained from, where this layer cannot know them itself. */
export interface Vocabulary {
  readonly kinds: KindTable
  /** The tables of problems, by the stage that meets them. */
  readonly stages: Readonly<Record<string, readonly ProblemTable[]>>
  readonly errors: readonly ErrorWords[]
}

/** Everything that has a word, sorted by what it is, and in the order of its table. */
const everythingExplained = (from: Vocabulary): readonly Explained[] => {
  const all = [
    ...explainedProblems(from.stages),
    ...explainedCodes(from.kinds),
    ...explainedTasks(from.kinds),
    ...explainedErrors(from.errors),
  ]
  return EXPLAINED_TYPES.flatMap((type) => all.filter((each) => each.type === type))
}

/** Every problem with the words of its message, in the order of the stages and tables. */
export const problemRows = (stages: Vocabulary['stages']) =>
  Object.entries(stages).flatMap(([stage, tables]) =>
    tables.flatMap((table) =>
      Object.entries(table).map(([code, { severity, words, about }]) => ({
        ...{ code, stage, severity },
        words: about ?? placeholderWords(words),
      })),
    ),
  )

const explainedProblems = (stages: Vocabulary['stages']): readonly Explained[] =>
  problemRows(stages).map(({ code, stage, severity, words }) => ({
    ...{ word: code, type: 'problem', of: stage, severity },
    text: paragraph([words]),
  }))

const reportOf = (word: string | null, entries: readonly Explained[]): ExplainReport => ({
  format_version: 1,
  kind: 'explain',
  word,
  entries,
  problems: [],
})

/** The list of all words. */
export const explainAll = (from: Vocabulary): ExplainReport =>
  reportOf(null, everythingExplained(from))

/** All that a word means. `near`: what may have been meant by a word that means nothing. */
export type Explanation =
  | { readonly type: 'report'; readonly report: ExplainReport }
  | { readonly type: 'unknown'; readonly near: string | null }

/** What a word means: a code, an action, a task, or the number of an error (`100/33`). */
export const explain = (word: string, from: Vocabulary): Explanation => {
  const errors = explainedErrors(errorsNamed(word, from.errors))
  if (errors.length > 0) return { type: 'report', report: reportOf(word, errors) }
  const all = everythingExplained(from)
  const entries = named(word, all)
  return entries.length > 0
    ? { type: 'report', report: reportOf(word, entries) }
    : { type: 'unknown', near: nearestOf(word, wordsOf(all)) }
}

/** By the word as it is written, else in any case. */
const named = (word: string, all: readonly Explained[]): readonly Explained[] => {
  const exact = all.filter((each) => each.word === word)
  const lower = word.toLowerCase()
  return exact.length > 0 ? exact : all.filter((each) => each.word.toLowerCase() === lower)
}

/** Every word once, but no numbers: one that is near another means something else. */
const wordsOf = (entries: readonly Explained[]): readonly string[] => [
  ...new Set(entries.map(({ word }) => word).filter((word) => /[a-z]/i.test(word))),
]
