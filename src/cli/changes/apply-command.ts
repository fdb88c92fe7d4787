import type { CommandRun } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import { readSource } from '../input/manifest-source.ts'
import { applySource } from './applying.ts'
import { isLeftToOthers } from './sharding.ts'

/** `apply [PATH… | plan.json [PATH…]]`: plans, shows it, asks, makes the calls, verifies them. */
export const apply: CommandRun = async (context) => {
  const [first] = context.args
  if (first !== undefined && /\.json$/i.test(first)) {
    const { applySaved, savedPlanText } = await import('./saved-plan.ts')
    const text = await savedPlanText(first, context)
    if (text !== null) return applySaved(text, context)
  }
  const source = await readSource(context.args, context)
  if (isLeftToOthers(source.manifest.business, context)) return EXIT.ok
  return applySource(source, context)
}
