import { readJournal } from '../../apply/journal/journal-reading.ts'
import { appliedOf } from '../../questions/drift/applied.ts'
import { compareLive } from '../../questions/drift/compare.ts'
import { filterOf, readSides } from '../changes/planning.ts'
import { isLeftToOthers } from '../changes/sharding.ts'
import type { CommandRun } from '../context.ts'
import { EXIT, exitOfDrift } from '../exit-codes.ts'
import { readSource } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { openSession } from '../session/session.ts'

/** `drift [PATH…]`: what is live but not in the manifest, and the reverse. Reads only. */
export const drift: CommandRun = async (context) => {
  const source = await readSource(context.args, context)
  if (isLeftToOthers(source.manifest.business, context)) return EXIT.ok
  const progress = createProgress(context)
  const session = await openSession(context, progress, source.manifest.business)
  try {
    const filter = filterOf(context)
    const sides = await readSides(source, session, context, { filter })
    const { business } = source.manifest
    const { whole, entries } = await readJournal({ dir: session.journals, business })
    // A journal whose chain is broken proves nothing.
    const applied = appliedOf(whole ? entries : [])
    const interactive = session.remembers || context.io.ask !== null
    const report = compareLive({ ...sides, applied, filter, interactive })
    progress.clear()
    showReport(report, context, { calls: sides.live.calls })
    return exitOfDrift(report, context.flags.detailedExitcode === true)
  } finally {
    progress.clear()
    await session.close()
  }
}
