import type { Manifest } from '../model/manifest.ts'
import { hasErrors } from '../model/problem.ts'
import { offboardManifest } from '../plan/offboard.ts'
import { applySource } from './applying.ts'
import type { CommandRun, Context } from './context.ts'
import { cliProblem, stop } from './diagnostics.ts'
import { readSourceIfAny } from './manifest-source.ts'

/** `offboard NAME|ID [PATH…]`: the apply of a manifest by which one subject may hold nothing. */
export const offboard: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  // The manifest lends aliases and policy, where there is one.
  const base = await readSourceIfAny(paths, context)
  const business = businessOf(base?.manifest ?? null, context)
  const { value, problems } = offboardManifest(base?.manifest ?? null, business, name)
  if (value === null || hasErrors(problems)) return stop(...problems)
  return applySource(
    { manifest: value, problems: [...(base?.problems ?? []), ...problems] },
    context,
  )
}

const businessOf = (manifest: Manifest | null, { flags }: Context): string => {
  const { business: given } = flags
  if (manifest === null)
    return given ?? stop(cliProblem('business_needed', { command: 'offboard' }))
  if (given !== undefined && given !== manifest.business) {
    stop(cliProblem('business_differs', { given, manifest: manifest.business }))
  }
  return manifest.business
}
