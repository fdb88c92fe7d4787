import { compareLive } from '../drift/compare.ts'
import type { CommandRun } from './context.ts'
import { exitOfDrift } from './exit-codes.ts'
import { readApplied } from './journal-entries.ts'
import { readSource } from './manifest-source.ts'
import { showReport } from './output.ts'
import { filterOf, readSides } from './planning.ts'
import { createProgress } from './progress.ts'
import { openSession } from './session.ts'

/** `drift [PATH…]`: what live has that the manifest does not say, and the reverse; reads only. */
export const drift: CommandRun = async (context) => {
  const source = await readSource(context.args, context)
  const progress = createProgress(context)
  const session = await openSession(context, progress)
  try {
    const sides = await readSides(source, session, context)
    const applied = await readApplied(session.journals, source.manifest.business)
    const report = compareLive({ ...sides, applied, filter: filterOf(context.flags) })
    progress.clear()
    showReport(report, context, { calls: sides.live.calls })
    return exitOfDrift(report, context.flags.detailedExitcode === true)
  } finally {
    progress.clear()
    await session.close()
  }
}
