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
  const [first, ...others] = found ?? []
  if (first === undefined) return stop(cliProblem('business_needed', { command }))
  if (others.length === 0) return first.id
  const businesses = namedBusinesses([first, ...others])
  return stop(cliProblem('business_of_several', { command, businesses }))
}

/** `1001 (Northwind)`. */
export const namedBusinesses = (found: readonly Named[]): readonly string[] =>
  found.map(({ id, name }) => (name === null ? id : `${id} (${name})`))
