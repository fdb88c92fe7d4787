import type { GraphClient } from '../../graph/client-over.ts'
import { readExposure } from '../../live/exposure/read-exposure.ts'
import { readLive } from '../../live/read.ts'
import { type AssetTest, alsoSeats, type ReadRequest, readRequestOf } from '../../live/wants.ts'
import type { LiveExposure } from '../../model/exposure/exposed.ts'
import { KINDS } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import { emptyManifest } from '../../model/manifest.ts'
import { type Checked, hasErrors } from '../../model/problem.ts'
import { toSeconds } from '../../model/text/time.ts'
import { matchesAsset } from '../../plan/filter.ts'
import {
  type EarlierReview,
  earlierReview,
  fitProblems,
  parseReview,
} from '../../questions/review/memory/earlier-review.ts'
import { makeReview } from '../../questions/review/review.ts'
import { filterOf } from '../changes/planning.ts'
import { stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { exitOfReview } from '../exit-codes.ts'
import type { Flags } from '../flags.ts'
import type { FleetPlace } from '../fleet/fleet-place.ts'
import { businessOf, readSourceIfAny } from '../input/manifest-source.ts'
import { readTextFile } from '../input/text-file.ts'
import { showReport } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { readVersion } from '../own-package.ts'
import { interruptible } from '../session/interrupt.ts'
import { openSession } from '../session/session.ts'
import { tokenBusiness } from '../session/token-business.ts'

interface Read {
  readonly live: LiveState
  readonly exposure?: LiveExposure
}

/** Who else can spend or see is asked once it is known what is ours. */
const readAll = async (
  client: GraphClient,
  request: ReadRequest,
  { exposure = false, only }: Flags,
): Promise<Read> => {
  const live = await readLive(client, request)
  if (!exposure) return { live }
  const { business } = request
  const passes = only === undefined ? {} : { passes: (asset: Named) => matchesAsset(only, asset) }
  return { live, exposure: await readExposure(client, { business, live, kinds: KINDS, ...passes }) }
}

type Named = Parameters<AssetTest>[0]

/** The document that `--since` names. In a run over many businesses it is read once for all. */
const documentOf = (since: string, { io, fleet }: Context): Promise<Earlier> => {
  const known = fleet === undefined ? undefined : READ.get(fleet.graph)
  const read = known ?? readTextFile(since, io.cwd).then(parseReview)
  if (fleet !== undefined) READ.set(fleet.graph, read)
  return read
}

type Earlier = ReturnType<typeof parseReview>

const READ = new WeakMap<FleetPlace['graph'], Promise<Earlier>>()

/** The review that `--since` names. Throws `stop` for what is none. */
const sinceOf = async (
  context: Context,
  business: string | null,
): Promise<Checked<EarlierReview>> => {
  const { since } = context.flags
  if (since === undefined) return { value: null, problems: [] }
  const found = earlierReview(await documentOf(since, context), since, { business })
  return hasErrors(found.problems) ? stop(...found.problems) : found
}

/** What cannot be compared is said before anything is read. */
const refuseUnfit = (since: EarlierReview | null, business: string): void => {
  const problems = since === null ? [] : fitProblems(since, { business, isExposed: false })
  if (hasErrors(problems)) stop(...problems)
}

/** `review [PATH…]`: the live access matrix, with or without a manifest. Reads only. */
export const review: CommandRun = async (context) => {
  const { args, flags, io } = context
  if (flags.decisions !== undefined) {
    return (await import('./decisions-command.ts')).decideReviewed(context)
  }
  const source = await readSourceIfAny(args, context)
  const said = businessOf(source, context)
  const { value: since, problems } = await sinceOf(context, said)
  const progress = createProgress(context)
  const session = await openSession(context, progress, said)
  try {
    const business = said ?? (await tokenBusiness(session, context, 'review'))
    refuseUnfit(since, business)
    const manifest = source?.manifest ?? null
    const request = alsoSeats(
      readRequestOf(manifest ?? emptyManifest(business), KINDS, { everything: true }),
    )
    const { live, exposure } = await interruptible(
      readAll(session.client, { ...request, details: true, mirror: true, groups: true }, flags),
      io.signal,
    )
    const report = makeReview({
      manifest,
      live,
      readAt: toSeconds(io.now()),
      graph: session.graph,
      toolVersion: readVersion(),
      filter: filterOf(context),
      ...(exposure === undefined ? {} : { exposure }),
      ...(since === null ? {} : { since }),
      problems: [...problems, ...(source?.problems ?? [])],
    })
    progress.clear()
    showReport(report, context, { calls: { ...live.calls, ...session.client.counts() } })
    return exitOfReview(report, flags.failOn ?? null)
  } finally {
    progress.clear()
    await session.close()
  }
}
