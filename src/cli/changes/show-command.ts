import { verifyPlan } from '../../plan/saved/saved.ts'
import { stop } from '../cli-problems.ts'
import type { CommandRun } from '../context.ts'
import { readTextFile } from '../input/text-file.ts'
import { showReport } from '../output/output.ts'

/** `show plan.json`: checks and prints a saved plan. */
export const show: CommandRun = async (context) => {
  const [path = ''] = context.args
  const { value, problems } = verifyPlan(await readTextFile(path, context.io.cwd))
  if (value === null) return stop(...problems)
  showReport(value, context)
  return 0
}
