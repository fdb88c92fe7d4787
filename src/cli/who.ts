import { readHoldings } from '../live/holdings.ts'
import { readLive } from '../live/read.ts'
import { type ReadRequest, readRequestOf } from '../live/wants.ts'
import { KINDS } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import { emptyManifest, type Manifest } from '../model/manifest.ts'
import { toSeconds } from '../model/time.ts'
import { withHoldings } from '../review/holdings.ts'
import { memberNamed, subjectNamed } from '../review/names.ts'
import { makeWho } from '../review/who.ts'
import type { CommandRun } from './context.ts'
import { stop } from './diagnostics.ts'
import { exitOfRead } from './exit-codes.ts'
import { interruptible } from './interrupt.ts'
import { businessOf, readSourceIfAny } from './manifest-source.ts'
import { checkName } from './name-argument.ts'
import { showReport } from './output.ts'
import { createProgress } from './progress.ts'
import { openSession, type Session } from './session.ts'
import { readVersion } from './version.ts'

/** `who NAME|ID [PATH…]`: everything one subject can do, with a manifest or without; reads only. */
export const who: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  const { io } = context
  const source = await readSourceIfAny(paths, context)
  checkName(name, source)
  const business = businessOf(source, context, 'who')
  const manifest = source?.manifest ?? null
  const progress = createProgress(context)
  const session = await openSession(context, progress)
  try {
    const live = await interruptible(readAbout(session, { name, business, manifest }), io.signal)
    const { value, problems } = subjectNamed({ manifest, live }, name)
    if (value === null) return stop(...live.problems, ...problems)
    const report = makeWho({
      who: value,
      manifest,
      live,
      readAt: toSeconds(io.now()),
      graph: session.graph,
      toolVersion: readVersion(),
      problems: source?.problems ?? [],
    })
    progress.clear()
    showReport(report, context, { calls: { ...live.calls, ...session.client.counts() } })
    return exitOfRead(report)
  } finally {
    progress.clear()
    await session.close()
  }
}

interface About {
  readonly name: string
  readonly business: string
  readonly manifest: Manifest | null
}

/**
 * Of a person whom alias, e-mail or id tells, their own lists: a handful of calls. Of everybody
 * else, and where those lists do not tell all, everything in reach.
 */
const readAbout = async (
  { client }: Session,
  { name, business, manifest }: About,
): Promise<LiveState> => {
  const people: ReadRequest = {
    ...{ business, assets: [], listings: 'needed' },
    ...{ people: true, details: true },
  }
  const live = await readLive(client, people)
  const member = memberNamed({ manifest, live }, name)
  if (member?.type === 'person' && member.id !== null) {
    const holdings = await readHoldings(client, { business, person: member.id }, KINDS)
    if (holdings !== null) return withHoldings(live, holdings, manifest)
  }
  const everything = readRequestOf(manifest ?? emptyManifest(business), KINDS, { everything: true })
  return readLive(client, { ...everything, details: true, onBehalfOf: 'everywhere' })
}
