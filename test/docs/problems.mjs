// Every problem code with its severity and words, from the tables that `explain` has them from.
import { VOCABULARY } from '../../dist/cli/offline/explained-tables.js'
import { placeholderWords } from '../../dist/questions/explain/placeholder-words.js'

/** `{ code, stage, severity, words }` of every problem, in the order of the stages and tables. */
export const problemRows = () =>
  Object.entries(VOCABULARY.stages).flatMap(([stage, tables]) =>
    tables.flatMap((table) =>
      Object.entries(table).map(([code, { severity, words, about }]) => ({
        code,
        stage,
        severity,
        words: about ?? placeholderWords(words),
      })),
    ),
  )
