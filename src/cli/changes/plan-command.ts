import { expiringOf } from '../../questions/changes/expiring.ts'
import type { CommandRun } from '../context.ts'
import { EXIT, exitOfPlan } from '../exit-codes.ts'
import { readSource } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { openSession } from '../session/session.ts'
import { warnOfTokenEnd } from '../session/token-end.ts'
import { filterOf, planSource, rolesOf } from './planning.ts'
import { isLeftToOthers } from './sharding.ts'

/**
 * `plan [PATH…]`: what would change, and why. Its JSON, as `-o plan.json` saves it, is what `apply`
 * takes.
 */
export const plan: CommandRun = async (context) => {
  const { args, flags } = context
  const source = await readSource(args, context)
  if (isLeftToOthers(source.manifest.business, context)) return EXIT.ok
  const progress = createProgress(context)
  const session = await openSession(context, progress, source.manifest.business)
  try {
    const { plan, live } = await planSource(source, session, context, { tokenEnds: true })
    progress.clear()
    warnOfTokenEnd(live, context)
    const expiring = expiringOf(source.manifest, plan.as_of, { filter: filterOf(context) })
    showReport(plan, context, { expiring, calls: live.calls, ...rolesOf(source.manifest) })
    return exitOfPlan(plan, flags.detailedExitcode === true)
  } finally {
    progress.clear()
    await session.close()
  }
}
