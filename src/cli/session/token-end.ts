import type { LiveState } from '../../model/live.ts'
import { endingSoon } from '../../questions/doctor/token-checks.ts'
import { cliProblem } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { warn } from '../output/output.ts'

/**
 * Says on stderr that the token, or its access to data, ends soon or has ended: of this run alone, as
 * the same input gives the same plan on any day.
 */
export const warnOfTokenEnd = (
  { tokenEnds }: Pick<LiveState, 'tokenEnds'>,
  context: Context,
): void => {
  if (tokenEnds === undefined) return
  const soon = endingSoon(tokenEnds, context.io.now().toISOString())
  warn(
    soon.map((ending) => cliProblem('token_ends', ending)),
    context,
  )
}
