import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Manifest } from '../model/manifest.ts'
import { hasErrors } from '../model/problem.ts'
import { offboardManifest } from '../plan/offboard.ts'
import { applySource } from './applying.ts'
import type { CommandRun, Context } from './context.ts'
import { cliProblem, stop } from './diagnostics.ts'
import { DEFAULT_PATH, readSource, type Source } from './manifest-source.ts'

/** `offboard NAME|ID [PATH…]`: the apply of a manifest by which one subject may hold nothing. */
export const offboard: CommandRun = async (context) => {
  const [name = '', ...paths] = context.args
  const base = await readBase(paths, context)
  const business = businessOf(base?.manifest ?? null, context)
  const { value, problems } = offboardManifest(base?.manifest ?? null, business, name)
  if (value === null || hasErrors(problems)) return stop(...problems)
  return applySource(
    { manifest: value, problems: [...(base?.problems ?? []), ...problems] },
    context,
  )
}

/** The manifest that lends aliases and policy: where paths name one, or the default one exists. */
const readBase = async (paths: readonly string[], context: Context): Promise<Source | null> => {
  if (paths.length > 0) return readSource(paths, context)
  const path = resolve(context.io.cwd, DEFAULT_PATH)
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  return isThere ? readSource([], context) : null
}

const businessOf = (manifest: Manifest | null, { flags }: Context): string => {
  const { business: given } = flags
  if (manifest === null) return given ?? stop(cliProblem('business_needed', undefined))
  if (given !== undefined && given !== manifest.business) {
    stop(cliProblem('business_differs', { given, manifest: manifest.business }))
  }
  return manifest.business
}
