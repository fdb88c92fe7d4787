import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createPools, DEFAULT_CONCURRENCY } from '../../graph/client.ts'
import { follow } from '../../graph/pace/signals.ts'
import { createSlots } from '../../graph/pace/slots.ts'
import { createGraphFleet } from '../../graph/pace/token-share.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { CommandRow, Context } from '../context.ts'
import { type MemberOptions, type Ran, runMember } from './member-run.ts'
import { type TreeMember, WORLD_FILE } from './tree.ts'

/** Runs one command for the businesses of a tree, a few at a time. */
export interface Fleet {
  /** Waits for a place. Of an interrupted run, nothing is begun any more. */
  readonly run: (member: TreeMember, options?: MemberOptions) => Promise<Ran>
  readonly close: () => Promise<void>
}

/** `names`: the arguments before the paths. */
export const openFleet = async (
  row: CommandRow,
  names: readonly string[],
  context: Context,
): Promise<Fleet> => {
  const { flags, io } = context
  // As many businesses as requests at a time: each waits for an answer nearly always.
  const count = flags.concurrency ?? DEFAULT_CONCURRENCY
  const command = await row.load()
  const graph = createGraphFleet(count, () => io.now().getTime())
  const pools = createPools()
  const places = createSlots(count)
  // Of the run's own signal, however many businesses listen to it.
  const whole = follow(io.signal)

  const run: Fleet['run'] = async (member, options = {}) => {
    const { business, problems, paths } = member
    const alone = { ...context, args: [...names, ...paths] }
    if (business === null || problems.length > 0) {
      return runMember(async () => stop(...problems), alone)
    }
    // Without a path, a command would read what lies in the working directory.
    if (paths.length === 0) throw new Error(`business ${business} without files`)
    const leave = await places.enter()
    if (io.signal.aborted) {
      leave()
      return runMember(async () => stop(cliProblem('interrupted', undefined)), alone)
    }
    const fleet = {
      ...{ business, graph, pools },
      world: worldOf(member, io.cwd),
      aside: <T>(work: () => Promise<T>): Promise<T> => {
        leave()
        return work()
      },
    }
    const own = follow(whole.signal)
    const inside = { ...alone, fleet, io: { ...io, signal: own.signal } }
    return runMember(command, inside, options).finally(() => {
      own.end()
      leave()
    })
  }
  const close = async (): Promise<void> => {
    whole.end()
    await pools.close()
  }
  return { run, close }
}

const worldOf = ({ folder }: TreeMember, cwd: string): string | null => {
  const path = join(folder, WORLD_FILE)
  return existsSync(resolve(cwd, path)) ? path : null
}
