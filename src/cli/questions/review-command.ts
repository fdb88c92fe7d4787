import { readLive } from '../../live/read.ts'
import { readRequestOf } from '../../live/wants.ts'
import { KINDS } from '../../model/kinds.ts'
import { emptyManifest } from '../../model/manifest.ts'
import { toSeconds } from '../../model/text/time.ts'
import { makeReview } from '../../questions/review/review.ts'
import { filterOf } from '../changes/planning.ts'
import type { CommandRun } from '../context.ts'
import { exitOfRead } from '../exit-codes.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { interruptible } from '../session/interrupt.ts'
import { openSession } from '../session/session.ts'
import { readVersion } from '../version.ts'

/** `review [PATH…]`: the live access matrix, with or without a manifest. Reads only. */
export const review: CommandRun = async (context) => {
  const { args, flags, io } = context
  const source = await readSourceIfAny(args, context)
  const business = businessOf(source, context, 'review')
  const progress = createProgress(context)
  const session = await openSession(context, progress)
  try {
    const manifest = source?.manifest ?? null
    const request = readRequestOf(manifest ?? emptyManifest(business), KINDS, { everything: true })
    const live = await interruptible(
      readLive(session.client, { ...request, details: true, groups: true }),
      io.signal,
    )
    const report = makeReview({
      manifest,
      live,
      readAt: toSeconds(io.now()),
      graph: session.graph,
      toolVersion: readVersion(),
      filter: filterOf(flags),
      problems: source?.problems ?? [],
    })
    progress.clear()
    showReport(report, context, { calls: live.calls })
    return exitOfRead(report)
  } finally {
    progress.clear()
    await session.close()
  }
}
