import type { CommandRun } from '../context.ts'
import { EXIT, exitOfRehearsal } from '../exit-codes.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { openSession } from '../session/session.ts'
import { rehearsalOf } from './rehearsing.ts'
import { isLeftToOthers } from './sharding.ts'
import { whatToApply } from './what-to-apply.ts'

/**
 * `rehearse [PATH… | plan.json [PATH…]]`: what an apply would lead to, under each reading of what the
 * API leaves open. Reads once; all that is written is a twin in memory.
 */
export const rehearse: CommandRun = async (context) => {
  const { business, prepare } = await whatToApply(context)
  if (isLeftToOthers(business, context)) return EXIT.ok
  const progress = createProgress(context)
  const session = await openSession(context, progress, business)
  try {
    const prepared = await prepare(session)
    const report = await rehearsalOf(prepared, context, progress)
    progress.clear()
    showReport(report, context, { plan: prepared.plan, calls: prepared.live.calls })
    return exitOfRehearsal(report, prepared.plan)
  } finally {
    progress.clear()
    await session.close()
  }
}
