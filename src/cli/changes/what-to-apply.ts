import type { Context } from '../context.ts'
import { readSource } from '../input/manifest-source.ts'
import { type AlsoAsked, planSource, rolesOf } from './planning.ts'
import type { Preparing } from './prepared.ts'

/**
 * What the arguments `[PATH… | plan.json [PATH…]]` give: manifests, or a saved plan. Throws `stop` for
 * what cannot be used; nothing live is read yet.
 */
export const whatToApply = async (context: Context, also: AlsoAsked = {}): Promise<Preparing> => {
  const [first] = context.args
  // `plan -o FILE` saves a plan under any name but that of a manifest in YAML.
  if (first !== undefined && !/\.ya?ml$/i.test(first)) {
    const { savedPlanOf } = await import('./saved-plan.ts')
    const saved = await savedPlanOf(first, context, also)
    if (saved !== null) return saved
  }
  const source = await readSource(context.args, context)
  const { business } = source.manifest
  return {
    business,
    prepare: async (session) => {
      const { input, ...planned } = await planSource(source, session, context, also)
      const { live: _, memory, ...rest } = input
      return {
        ...planned,
        ...rolesOf(source.manifest),
        origin: { memory, origin: { type: 'manifest', input: rest } },
      }
    },
  }
}
