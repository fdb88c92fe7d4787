import { verifyPlan } from '../plan/saved.ts'
import type { CommandRun } from './context.ts'
import { stop } from './diagnostics.ts'
import { showReport } from './output.ts'
import { readTextFile } from './text-file.ts'

/** `show plan.json`: checks and prints a saved plan. */
export const show: CommandRun = async (context) => {
  const [path = ''] = context.args
  const { value, problems } = verifyPlan(await readTextFile(path, context.io.cwd))
  if (value === null) return stop(...problems)
  showReport(value, context)
  return 0
}
