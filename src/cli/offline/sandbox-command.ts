import { escapeJson } from '../../document/escape.ts'
import { checkGraphUrl } from '../../graph/wire/endpoint.ts'
import { playRemotely } from '../../sandbox/http/remote.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { type Act, playPerson } from '../../sandbox/writes/played-people.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { DEFAULT_WORLD } from '../flags.ts'
import { hint, warn } from '../output/output.ts'
import { forgetWorld, keepWorld } from '../session/kept-world.ts'

/** `sandbox`: serves a world, or acts as the person who would answer on Meta's web pages. */
export const sandbox: CommandRun = async (context) => {
  const [word, target] = context.args
  if (word === undefined) return serve(context)
  const act = ACTS[word]
  return act === undefined
    ? stop(usage(`sandbox: no such act ${word}; expected ${Object.keys(ACTS).join(', ')}`))
    : act(target, context)
}

const usage = (words: string) => cliProblem('usage', { words })

const worldOf = ({ flags }: Context): string => flags.world ?? DEFAULT_WORLD

/** With `--format json` prints the one document on stdout; otherwise the hints say it. */
const say = (told: Readonly<Record<string, unknown>>, { flags, io }: Context): void => {
  const document = { format_version: 1, kind: 'sandbox', ...told, problems: [] }
  if (flags.format === 'json') io.stdout.write(`${escapeJson(JSON.stringify(document))}\n`)
}

/** Prints two lines that a shell can eval, then serves until interrupted. */
const serve = async (context: Context): Promise<number> => {
  const { flags, io } = context
  const kept = keepWorld(worldOf(context), context)
  const served = await startSandbox({
    world: kept.world,
    onChange: kept.save,
    now: io.now,
    ...(flags.port === undefined ? {} : { port: flags.port }),
  }).catch((error: Error) => stop(usage(`the sandbox cannot listen: ${error.message}`)))
  if (flags.format === 'json') {
    say({ world: kept.name, url: served.url, token: served.token }, context)
  } else {
    io.stdout.write(`export BIZACCESS_GRAPH_URL=${served.url}\n`)
    io.stdout.write(`export META_ACCESS_TOKEN=${served.token}\n`)
  }
  hint(`Serving the world ${kept.name} at ${served.url}; Ctrl-C ends it.`, context)
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    else io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await served.close()
  return 0
}

type Play = (target: string | undefined, context: Context) => Promise<number>

const play =
  (act: Act): Play =>
  async (target, context) => {
    const address = target ?? stop(usage(`sandbox ${act} needs an address: act_9999/request`))
    const url = loopbackOf(context)
    if (url !== null && context.flags.world !== undefined) {
      warn([cliProblem('world_unused', { world: context.flags.world, url })], context)
    }
    if (url === null) playKept(act, address, context)
    else await playServed(act, address, url, context)
    hint(`${PAST[act]} ${address}.`, context)
    say({ act, address }, context)
    return 0
  }

const PAST: Readonly<Record<Act, string>> = {
  accept: 'Accepted',
  decline: 'Declined',
  approve: 'Approved',
}

const reset: Play = async (target, context) => {
  const name = target ?? worldOf(context)
  const wasKept = forgetWorld(name, context)
  say({ act: 'reset', world: name, was_kept: wasKept }, context)
  hint(wasKept ? `Forgot the world ${name}.` : `Nothing was kept of the world ${name}.`, context)
  return 0
}

const ACTS: Readonly<Record<string, Play>> = {
  accept: play('accept'),
  decline: play('decline'),
  approve: play('approve'),
  reset,
}

/**
 * The served sandbox that BIZACCESS_GRAPH_URL points to. Null if there is none: then the kept
 * world is meant.
 */
const loopbackOf = ({ flags, io }: Context): string | null => {
  const url = flags.graphUrl ?? io.env['BIZACCESS_GRAPH_URL'] ?? ''
  return url.startsWith('http:') && checkGraphUrl(url) === null ? url : null
}

const playKept = (act: Act, address: string, context: Context): void => {
  const kept = keepWorld(worldOf(context), context)
  try {
    kept.save(playPerson(kept.world, act, address, context.io.now()))
  } catch (error) {
    stop(cliProblem('nothing_waits', { reason: (error as Error).message }))
  }
}

const playServed = async (
  act: Act,
  address: string,
  url: string,
  { io }: Context,
): Promise<void> => {
  const token = io.env['META_ACCESS_TOKEN'] ?? ''
  const answer = await playRemotely({ act, address, url, token }).catch((error: Error) => ({
    success: false,
    message: `no sandbox at ${url}: ${error.message}`,
  }))
  if (answer.success !== true) {
    stop(cliProblem('nothing_waits', { reason: answer.message ?? 'the sandbox refused' }))
  }
}
