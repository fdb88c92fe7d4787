import { setImmediate as nextTurn } from 'node:timers/promises'
import { checkGraphUrl, createGraphClient, DEFAULT_GRAPH_URL } from '../../graph/client.ts'
import { clientOver, type GraphClient, type GraphOptions } from '../../graph/client-over.ts'
import { type Memory, NO_MEMORY } from '../../model/memory.ts'
import { endWords, versionEnds } from '../../model/text/api-versions.ts'
import { isBadProxy, proxyFor, proxySettingsOf } from '../../transport/proxy.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { isOn } from '../environment.ts'
import { DEFAULT_WORLD } from '../flags.ts'
import { warn } from '../output/output.ts'
import type { Progress } from '../output/progress.ts'
import { makePrivateFolder } from '../output/written-files.ts'
import { credentialsFor } from './credentials.ts'
import { setOr, stateDirOf } from './state-dir.ts'

/** A Graph API to work with (Meta's or the sandbox's) and the place of its journal. */
export interface Session {
  readonly client: GraphClient
  /**
   * How plans name the API: its origin, or `sandbox:NAME`, because a sandbox's port means
   * nothing.
   */
  readonly graph: string
  /** Folder of the journals. The sandbox has its own. */
  readonly journals: string
  /** Whether a run without a journal risks repeating what another run already asked for. */
  readonly remembers: boolean
  /** What was remembered before the first entry of a journal. */
  readonly before: Memory
  readonly close: () => Promise<void>
}

/**
 * `business`: the one that is worked in, as far as the command line and the manifest tell it; null
 * where the API will. Throws `stop` where there is no API to work with.
 */
export const openSession = async (
  context: Context,
  progress: Progress,
  business: string | null,
): Promise<Session> => {
  const { flags, fleet } = context
  // A tree is sorted by what its files say on a line of their own; their parser has the last word.
  if (fleet !== undefined && business !== fleet.business) {
    const manifest = business ?? 'unknown'
    stop(cliProblem('business_differs', { given: fleet.business, manifest }))
  }
  return flags.sandbox === undefined
    ? openGraph(context, progress, business)
    : openSandbox(context, progress, { name: worldOf(flags.sandbox, context), business })
}

/** A business of many has the world of its own folder, unless another is asked for by name. */
const worldOf = (asked: string, { fleet }: Context): string =>
  asked === DEFAULT_WORLD ? (fleet?.world ?? asked) : asked

const openGraph = (context: Context, progress: Progress, business: string | null): Session => {
  const { flags, io } = context
  const url = flags.graphUrl ?? setOr(io.env['BIZACCESS_GRAPH_URL']) ?? DEFAULT_GRAPH_URL
  const from = flags.graphUrl === undefined ? 'BIZACCESS_GRAPH_URL' : '--graph-url'
  const reason = checkGraphUrl(url)
  if (reason !== null) stop(cliProblem('bad_graph_url', { reason, from }))
  const proxy = proxySettingsOf(io.env)
  const found = proxyFor(url, proxy)
  if (isBadProxy(found)) stop(cliProblem('bad_proxy', found))
  const { token, appSecret, from: source } = credentialsFor(business, io)
  if (token === undefined) return stop(cliProblem('missing_token', { business }))
  const client = clientOf(context, progress, {
    url,
    ...{ token, from: source, proxy },
    ...(appSecret === undefined ? {} : { appSecret }),
  })
  if (client.origin !== DEFAULT_GRAPH_URL) {
    warn([cliProblem('not_metas_graph', { origin: client.origin })], context)
  }
  return {
    client,
    graph: client.origin,
    journals: stateDirOf(context),
    remembers: false,
    before: NO_MEMORY,
    close: client.close,
  }
}

const openSandbox = async (
  context: Context,
  progress: Progress,
  { name, business }: { readonly name: string; readonly business: string | null },
): Promise<Session> => {
  const { keepWorld } = await import('./kept-world.ts')
  const { openSandbox: open } = await import('../../sandbox/in-process.ts')
  const { innerRoute, INNER_ORIGIN } = await import('../../twin/inner-route.ts')
  const { memoryIn } = await import('../../twin/snapshot/carried-memory.ts')
  const kept = keepWorld(name, context)
  const { world, save } = kept
  // The API would say that it may not be read, as if it were there.
  if (business !== null && !world.businesses.has(business)) {
    stop(cliProblem('world_of_other', { world: name, business, of: world.token.business }))
  }
  makePrivateFolder(kept.folder)
  const sandbox = open({ world, onChange: save, now: context.io.now }, INNER_ORIGIN)
  const own = { url: INNER_ORIGIN, token: sandbox.token, from: 'the sandbox' }
  const answer: typeof sandbox.answer = async (request) => {
    // What comes from outside, such as Ctrl-C, is heard between two requests.
    await nextTurn()
    return sandbox.answer(request)
  }
  const client = clientOf(context, progress, own, (options) =>
    clientOver(() => innerRoute({ answer }), options),
  )
  return {
    client,
    graph: `sandbox:${kept.name}`,
    journals: kept.folder,
    remembers: true,
    before: memoryIn(world),
    close: client.close,
  }
}

interface Own extends Pick<GraphOptions, 'url' | 'token' | 'appSecret' | 'proxy'> {
  /** The variable that holds the token. */
  readonly from: string
}

const clientOf = (
  context: Context,
  progress: Progress,
  { from, ...own }: Own,
  create: typeof createGraphClient = createGraphClient,
): GraphClient => {
  const { flags, io, fleet } = context
  const { sleep } = io
  warnOfEnd(context)
  try {
    return create({
      ...own,
      now: () => io.now().getTime(),
      readOnly: isOn('BIZACCESS_READ_ONLY', io.env),
      onEvent: progress.onGraph,
      signal: io.signal,
      ...(sleep === undefined ? {} : { sleep: (ms) => sleep(ms, io.signal) }),
      ...(io.onSecret === undefined ? {} : { onSecret: io.onSecret }),
      ...(flags.apiVersion === undefined ? {} : { apiVersion: flags.apiVersion }),
      ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
      ...(flags.maxWait === undefined ? {} : { maxWaitMs: flags.maxWait }),
      ...(fleet === undefined ? {} : { fleet: fleet.graph, pools: fleet.pools }),
    })
  } catch (error) {
    return stop(cliProblem('bad_token', { from, reason: (error as Error).message }))
  }
}

/** Days before an API version's end from which every run mentions it; doctor does so earlier. */
const NEAR_ITS_END = 30

/** An expired version may still be answered: by another version, or only on some edges. */
const warnOfEnd = (context: Context): void => {
  const version = context.flags.apiVersion
  if (version === undefined) return
  const ends = versionEnds(version, context.io.now().toISOString()).filter(
    ({ daysLeft }) => daysLeft !== null && daysLeft < NEAR_ITS_END,
  )
  if (ends.length === 0) return
  warn([cliProblem('api_version_ends', { version, ends: ends.map(endWords) })], context)
}
