import { emptyManifest } from '../../model/manifest.ts'
import { openRequests } from '../../questions/drift/requests.ts'
import { readSides } from '../changes/planning.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfRead } from '../exit-codes.ts'
import { businessOf, readSourceIfAny, type Source } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { openSession } from '../session/session.ts'
import { readVersion } from '../version.ts'

/** `requests [PATH…]`: everything that waits on a person, in both directions. Reads only. */
export const requests: CommandRun = async (context) => {
  const source = await sourceOf(context)
  const progress = createProgress(context)
  const session = await openSession(context, progress)
  try {
    const sides = await readSides(source, session, context, {
      everything: true,
      onBehalfOf: 'everywhere',
    })
    const report = openRequests({ ...sides, toolVersion: readVersion() })
    progress.clear()
    showReport(report, context, { calls: sides.live.calls })
    return exitOfRead(report)
  } finally {
    progress.clear()
    await session.close()
  }
}

/** The manifest, or, with only `--business`, one that declares nothing. */
const sourceOf = async (context: Context): Promise<Source> => {
  const source = await readSourceIfAny(context.args, context)
  const business = businessOf(source, context, 'requests')
  return source ?? { manifest: emptyManifest(business), problems: [] }
}
