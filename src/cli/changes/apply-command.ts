import type { CommandRun } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import { applyPrepared } from './applying.ts'
import { isLeftToOthers } from './sharding.ts'
import { whatToApply } from './what-to-apply.ts'

/** `apply [PATH… | plan.json [PATH…]]`: plans, shows it, asks, makes the calls, verifies them. */
export const apply: CommandRun = async (context) => {
  const { business, prepare } = await whatToApply(context, { tokenEnds: true })
  if (isLeftToOthers(business, context)) return EXIT.ok
  return applyPrepared(business, prepare, context)
}
