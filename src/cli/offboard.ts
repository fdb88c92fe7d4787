import { hasErrors } from '../model/problem.ts'
import { offboardManifest } from '../plan/offboard.ts'
import { applySource } from './applying.ts'
import type { CommandRun } from './context.ts'
import { stop } from './diagnostics.ts'
import { businessOf, readSourceIfAny } from './manifest-source.ts'
import { checkName } from './name-argument.ts'

/** `offboard NAME|ID [PATH…]`: the apply of a manifest by which one subject may hold nothing. */
export const offboard: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  // The manifest lends aliases and policy, where there is one.
  const base = await readSourceIfAny(paths, context)
  checkName(name, base)
  const business = businessOf(base, context, 'offboard')
  const { value, problems } = offboardManifest(base?.manifest ?? null, business, name)
  if (value === null || hasErrors(problems)) return stop(...problems)
  return applySource(
    { manifest: value, problems: [...(base?.problems ?? []), ...problems] },
    context,
  )
}
