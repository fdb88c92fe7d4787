import { emptyManifest } from '../../model/manifest.ts'
import { openRequests } from '../../questions/drift/requests.ts'
import { readSides } from '../changes/planning.ts'
import type { CommandRun } from '../context.ts'
import { exitOfRequests } from '../exit-codes.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { readVersion } from '../own-package.ts'
import { openSession } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

/** `requests [PATH…]`: everything that waits on a person, in both directions. Reads only. */
export const requests: CommandRun = async (context) => {
  const found = await readSourceIfAny(context.args, context)
  const said = businessOf(found, context)
  const progress = createProgress(context)
  const session = await openSession(context, progress, said)
  try {
    const business = said ?? (await tokenBusiness(session, context, 'requests'))
    const source = found ?? { manifest: emptyManifest(business), problems: [] }
    const sides = await readSides(source, session, context, {
      everything: true,
      onBehalfOf: 'everywhere',
    })
    const { olderThan: ms } = context.flags
    const report = openRequests({
      ...sides,
      toolVersion: readVersion(),
      ...(ms === undefined ? {} : { olderThan: { ms, at: sides.readAt } }),
    })
    progress.clear()
    showReport(report, context, { calls: sides.live.calls })
    return exitOfRequests(report)
  } finally {
    progress.clear()
    await session.close()
  }
}
