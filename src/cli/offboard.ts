import { hasErrors } from '../model/problem.ts'
import { offboardManifest } from '../plan/offboard.ts'
import { applyPrepared } from './applying.ts'
import type { CommandRun } from './context.ts'
import { stop } from './diagnostics.ts'
import { businessOf, readSourceIfAny } from './manifest-source.ts'
import { checkName } from './name-argument.ts'
import { type Planned, planSource } from './planning.ts'

/** `offboard NAME|ID [PATH…]`: the apply of a manifest by which one subject may hold nothing. */
export const offboard: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  // The manifest lends aliases and policy, where there is one.
  const base = await readSourceIfAny(paths, context)
  checkName(name, base)
  const business = businessOf(base, context, 'offboard')
  const { value, problems } = offboardManifest(base?.manifest ?? null, business, name)
  if (value === null || hasErrors(problems)) return stop(...problems)
  const source = { manifest: value, problems: [...(base?.problems ?? []), ...problems] }
  return applyPrepared(
    business,
    async (session) => insisting(await planSource(source, session, context), name),
    context,
  )
}

/** Lists that the token may not read: of a plan a warning, as it only leaves out what it cannot see. */
const UNREAD: ReadonlySet<string> = new Set(['listing_unreadable', 'people_unreadable'])

/** Who asks that somebody holds nothing must not be told that all is done where nobody could look. */
const insisting = ({ plan, live }: Planned, name: string): Planned => ({
  live,
  plan: {
    ...plan,
    problems: plan.problems.map((problem) =>
      UNREAD.has(problem.code)
        ? {
            ...problem,
            severity: 'error',
            message: `${problem.message}. What ${name} holds there is not known, and was not taken`,
          }
        : problem,
    ),
  },
})
