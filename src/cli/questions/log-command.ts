import { relative } from 'node:path'
import { businessesIn } from '../../apply/journal/journal-files.ts'
import { readJournal } from '../../apply/journal/journal-reading.ts'
import type { LogReport } from '../../model/reports/log-report.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfProblems } from '../exit-codes.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { stateDirOf } from '../session/state-dir.ts'

/**
 * `log [PATH…]`: the journal in readable form; `--verify` only checks its chain. Needs no token.
 */
export const log: CommandRun = async (context) => {
  const source = await readSourceIfAny(context.args, context)
  const said = businessOf(source, context)
  const dir = await journalsOf(context)
  const business = said ?? (await onlyIn(dir, context))
  const { entries, ...journal } = await readJournal({ dir, business })
  const report: LogReport = {
    format_version: 1,
    kind: 'log',
    business: { id: business },
    ...journal,
    entries: context.flags.verify === true ? [] : entries,
  }
  showReport(report, context)
  return exitOfProblems(report.problems)
}

/** The business of the only journal that is kept here. Throws `stop` for none or several. */
const onlyIn = async (dir: string, { io }: Context): Promise<string> => {
  const folder = relative(io.cwd, dir)
  const [first, ...others] = await businessesIn(dir)
  if (first === undefined) return stop(cliProblem('no_journal_here', { folder }))
  if (others.length === 0) return first
  return stop(cliProblem('journals_of_several', { folder, businesses: [first, ...others] }))
}

/** The sandbox's journals are kept with its world. */
const journalsOf = async (context: Context): Promise<string> => {
  const { sandbox } = context.flags
  if (sandbox === undefined) return stateDirOf(context)
  const { keepWorld } = await import('../session/kept-world.ts')
  return keepWorld(sandbox, context).folder
}
