import { lstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { escapeText } from '../../document/escape.ts'
import { GraphError, messageOf } from '../../graph/errors/graph-error.ts'
import { type Named, readBusinesses } from '../../live/glance/businesses.ts'
import { reasonOf } from '../../model/text/system-error.ts'
import { stopProblems } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { hint } from '../output/output.ts'
import { createProgress } from '../output/progress.ts'
import { interruptible } from './interrupt.ts'
import { openSession } from './session.ts'
import { setOr } from './state-dir.ts'
import { namedBusiness, onlyOf } from './token-business.ts'

/** The longest that a first manifest waits for the API, in milliseconds. */
const MOST_WAIT_MS = 10_000

/**
 * The business of a first manifest at `path`: that of `--business`, else the only one of the token, if
 * there is a token and no manifest yet. Undefined where nothing tells it, which is said. Throws `stop`
 * where the token has several.
 */
export const firstBusiness = async (
  path: string,
  context: Context,
  mostWaitMs = MOST_WAIT_MS,
): Promise<string | undefined> => {
  const { flags, io } = context
  if (flags.business !== undefined) return flags.business
  const isThere = lstatSync(resolve(io.cwd, path), { throwIfNoEntry: false }) !== undefined
  if (isThere || setOr(io.env['META_ACCESS_TOKEN']) === undefined) return undefined
  const told = await toldBusinesses(context, mostWaitMs)
  if (typeof told === 'string') {
    hint(`The token did not tell its business, so ${path} has an example: ${told}`, context)
    return undefined
  }
  const only = onlyOf(told, 'init')
  if (only === undefined) return undefined
  const named = escapeText(namedBusiness(only))
  hint(`${path} is for the business of META_ACCESS_TOKEN: ${named}`, context)
  return only.id
}

/** One or more, or why there are none in words that hold no token. */
const toldBusinesses = async (
  context: Context,
  mostWaitMs: number,
): Promise<readonly Named[] | string> => {
  const { flags, io } = context
  const end = AbortSignal.timeout(mostWaitMs)
  const signal = AbortSignal.any([io.signal, end])
  const asking = { ...context, flags: { ...flags, maxWait: mostWaitMs }, io: { ...io, signal } }
  const progress = createProgress(asking)
  try {
    const session = await openSession(asking, progress, null)
    try {
      const found = await interruptible(readBusinesses(session.client), signal)
      return found === null || found.length === 0 ? 'the API names none for it' : found
    } finally {
      progress.clear()
      await session.close()
    }
  } catch (error) {
    if (io.signal.aborted) throw error
    return end.aborted ? `no answer in ${mostWaitMs / 1000} seconds` : escapeText(reasonIn(error))
  }
}

const reasonIn = (error: unknown): string => {
  const [stopped] = stopProblems(error) ?? []
  if (stopped !== undefined) return stopped.message
  return error instanceof GraphError ? messageOf(error) : reasonOf(error)
}
