import { explainAll, explain as explainWord } from '../../questions/explain/explain.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { showReport } from '../output/output.ts'
import { VOCABULARY } from './explained-tables.ts'

/** `explain [WORD]`: what a code, an action, a task or an error means; without a word, all words. */
export const explain: CommandRun = async (context) => {
  const [word] = context.args
  if (word === undefined || context.flags.list === true) {
    if (word !== undefined) return stop(usage(`explain: --list lists all words, or name one`))
    showReport(explainAll(VOCABULARY), context)
    return 0
  }
  const found = explainWord(word, VOCABULARY)
  if (found.type === 'unknown') {
    return stop(cliProblem('word_unknown', { word, near: found.near }))
  }
  showReport(found.report, context)
  return 0
}

const usage = (words: string) => cliProblem('usage', { words })
