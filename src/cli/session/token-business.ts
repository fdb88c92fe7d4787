import { type Named, readBusinesses } from '../../live/glance/businesses.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { interruptible } from './interrupt.ts'
import type { Session } from './session.ts'

/**
 * The business of `--business`, else the only one that the token's user belongs to. Throws `stop`
 * where there are several, which it names, or where the API does not tell them.
 */
export const tokenBusiness = async (
  { client }: Session,
  { flags, io }: Context,
  command: string,
): Promise<string> => {
  if (flags.business !== undefined) return flags.business
  const found = await interruptible(readBusinesses(client), io.signal)
  const { id } = onlyOf(found ?? [], command) ?? stop(cliProblem('business_needed', { command }))
  return id
}

/** The only one of these businesses; undefined if there is none. Throws `stop` for several. */
export const onlyOf = (found: readonly Named[], command: string): Named | undefined => {
  const businesses = found.map(namedBusiness)
  return found.length > 1
    ? stop(cliProblem('business_of_several', { command, businesses }))
    : found[0]
}

/** `1001 (Northwind)`. */
export const namedBusiness = ({ id, name }: Named): string =>
  name === null ? id : `${id} (${name})`
