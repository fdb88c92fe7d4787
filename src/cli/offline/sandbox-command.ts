import { escapeJson } from '../../document/escape.ts'
import { checkGraphUrl } from '../../graph/wire/endpoint.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { ACT_NAMES, type ActName, actRow, isAct } from '../../sandbox/acts/acts.ts'
import { playAct } from '../../sandbox/acts/played.ts'
import { playRemotely } from '../../sandbox/http/remote.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRun, Context } from '../context.ts'
import { DEFAULT_WORLD } from '../flags.ts'
import { hint, warn } from '../output/output.ts'
import { forgetWorld, keepWorld } from '../session/kept-world.ts'

/** `sandbox`: serves a world, or acts as somebody on Meta's web pages. */
export const sandbox: CommandRun = async (context) => {
  const [word, target, tasks] = context.args
  if (word === undefined) return serve(context)
  if (isAct(word)) return play({ act: word, address: target, tasks }, context)
  if (word !== RESET) {
    const known = [...ACT_NAMES, RESET]
    const near = nearestOf(word, known)
    const meant = near === null ? '' : ` Did you mean ${near}?`
    return stop(usage(`sandbox: no such act ${word}; expected ${known.join(', ')}.${meant}`))
  }
  return tasks === undefined ? reset(target, context) : stop(usage('sandbox reset takes one world'))
}

const RESET = 'reset'

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

interface Typed {
  readonly act: ActName
  readonly address: string | undefined
  readonly tasks: string | undefined
}

/** One act with all that it needs. */
interface Act {
  readonly act: ActName
  readonly address: string
  /** Empty where it takes none. */
  readonly tasks: string
}

const play = async (typed: Typed, context: Context): Promise<number> => {
  const act = actOf(typed)
  const url = loopbackOf(context)
  if (url !== null && context.flags.world !== undefined) {
    warn([cliProblem('world_unused', { world: context.flags.world, url })], context)
  }
  if (url === null) playKept(act, context)
  else await playServed(act, url, context)
  const row = actRow(act.act)
  hint(`${row.past} ${act.address}${row.tasks ? `: ${act.tasks}` : ''}.`, context)
  const { tasks, ...rest } = act
  say(row.tasks ? { ...rest, tasks } : rest, context)
  return 0
}

/** Throws `stop` when something is missing, or one word too many. */
const actOf = ({ act, address, tasks }: Typed): Act => {
  const row = actRow(act)
  const form = `bizaccess sandbox ${act} ${EXAMPLES[row.address] ?? row.address}`
  if (address === undefined) return stop(usage(`sandbox ${act} needs an address: ${form}`))
  if (!row.tasks && tasks !== undefined) stop(usage(`sandbox ${act} takes no tasks: ${form}`))
  return { act, address, tasks: tasks ?? '' }
}

const EXAMPLES: Readonly<Record<string, string>> = { ADDRESS: 'act_9999/request' }

const reset = (target: string | undefined, context: Context): number => {
  const name = target ?? worldOf(context)
  const wasKept = forgetWorld(name, context)
  say({ act: 'reset', world: name, was_kept: wasKept }, context)
  hint(wasKept ? `Forgot the world ${name}.` : `Nothing was kept of the world ${name}.`, context)
  return 0
}

/**
 * The served sandbox that BIZACCESS_GRAPH_URL points to. Null if there is none: then the kept
 * world is meant.
 */
const loopbackOf = ({ flags, io }: Context): string | null => {
  const url = flags.graphUrl ?? io.env['BIZACCESS_GRAPH_URL'] ?? ''
  return url.startsWith('http:') && checkGraphUrl(url) === null ? url : null
}

const playKept = (act: Act, context: Context): void => {
  const kept = keepWorld(worldOf(context), context)
  try {
    kept.save(playAct(kept.world, { ...act, now: context.io.now() }))
  } catch (error) {
    refuse(act, (error as Error).message)
  }
}

const playServed = async (act: Act, url: string, { io }: Context): Promise<void> => {
  const token = io.env['META_ACCESS_TOKEN'] ?? ''
  const answer = await playRemotely({ ...act, url, token }).catch((error: Error) => ({
    success: false,
    message: `no sandbox at ${url}: ${error.message}`,
  }))
  if (answer.success !== true) refuse(act, answer.message ?? 'the sandbox refused')
}

/** Who answers needs what waits; who changes something needs what is there. */
const refuse = ({ act }: Act, reason: string): never =>
  stop(
    cliProblem(actRow(act).changes === undefined ? 'nothing_waits' : 'cannot_be_played', {
      reason,
    }),
  )
