import { applySource } from './applying.ts'
import type { CommandRun } from './context.ts'
import { readSource } from './manifest-source.ts'

/** `apply [PATH… | plan.json [PATH…]]`: plans, shows it, asks, makes the calls, verifies them. */
export const apply: CommandRun = async (context) => {
  const [first] = context.args
  if (first?.endsWith('.json') === true) {
    const { applySaved, savedPlanText } = await import('./saved-plan.ts')
    const text = await savedPlanText(first, context)
    if (text !== null) return applySaved(text, context)
  }
  return applySource(await readSource(context.args, context), context)
}
