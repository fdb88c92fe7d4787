import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readRequestOfPlan } from '../../apply/concerned.ts'
import { readMemory } from '../../apply/journal/journal-reading.ts'
import { checkSaved, type ResumeOptions, resumePlan } from '../../apply/resume.ts'
import { apiDayOf } from '../../graph/observed.ts'
import { readLive } from '../../live/read.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Plan } from '../../model/plan.ts'
import { verifyPlan } from '../../plan/saved/saved.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import type { Flags } from '../flags.ts'
import { readSource } from '../input/manifest-source.ts'
import { readTextFile } from '../input/text-file.ts'
import { interruptible } from '../session/interrupt.ts'
import type { Session } from '../session/session.ts'
import { ALLOWED, type AlsoAsked, pick } from './planning.ts'
import type { Prepared, Preparing } from './prepared.ts'

/**
 * A saved plan as it was reviewed: what it touches is read again, but nothing is planned anew. Null
 * for a manifest written in JSON; throws `stop` for a plan that cannot be used.
 */
export const savedPlanOf = async (
  path: string,
  context: Context,
  also: AlsoAsked = {},
): Promise<Preparing | null> => {
  const text = await savedPlanText(path, context)
  if (text === null) return null
  refusePlanningFlags(context.flags)
  const { value: plan, problems } = verifyPlan(text)
  if (plan === null) return stop(...problems)
  const [, ...paths] = context.args
  const manifest = paths.length === 0 ? null : (await readSource(paths, context)).manifest
  return {
    business: plan.business.id,
    prepare: (session) => prepareSaved({ plan, manifest, also }, session, context),
  }
}

/** The text of a JSON file that says it is a plan; null for a manifest written in JSON. */
const savedPlanText = async (path: string, { io }: Context): Promise<string | null> => {
  const isThere = await stat(resolve(io.cwd, path)).then(
    (state) => state.isFile(),
    () => false,
  )
  const text = isThere ? await readTextFile(path, io.cwd) : ''
  return /^\s*\{[\s\S]*"kind"\s*:\s*"plan"/.test(text) ? text : null
}

/** Flags that shape a plan, and are errors with one that is already made. */
const PLANNING_FLAGS = {
  only: '--only',
  who: '--who',
  reason: '--reason',
  shard: '--shard',
  shardBy: '--shard-by',
  replace: '--replace',
  resend: '--resend',
  policy: '--policy',
} as const satisfies { readonly [Key in keyof Flags]?: string }

const refusePlanningFlags = (flags: Flags): void => {
  const names = Object.keys(PLANNING_FLAGS) as (keyof typeof PLANNING_FLAGS)[]
  const given = names.filter((name) => flags[name] !== undefined)
  if (given.length > 0) {
    stop(cliProblem('flags_with_saved_plan', { flags: given.map((name) => PLANNING_FLAGS[name]) }))
  }
}

interface Saved {
  readonly plan: Plan
  readonly manifest: Manifest | null
  readonly also: AlsoAsked
}

const prepareSaved = async (
  { plan, manifest, also }: Saved,
  session: Session,
  { flags, io }: Context,
): Promise<Prepared> => {
  const today = io.now().toISOString().slice(0, 10)
  const refuseUnfit = (on: string): void => {
    const unfit = checkSaved(plan, { origin: session.graph, today: on, manifest })
    if (unfit.length > 0) stop(...unfit)
  }
  refuseUnfit(today)
  const readAt = io.now()
  const request = { ...readRequestOfPlan(plan), ...also }
  const live = await interruptible(readLive(session.client, request), io.signal)
  const apiDay = apiDayOf(session.client.observed(), io.now())
  if (apiDay !== null) refuseUnfit(apiDay)
  const { journals: dir, before } = session
  const { memory } = await readMemory({ dir, before, business: plan.business.id, now: io.now })
  const options: ResumeOptions = {
    manifest,
    asOf: today,
    apiDay,
    interactive: session.remembers || io.ask !== null,
    ...pick(flags, ALLOWED),
  }
  const { problems, ...resumed } = resumePlan(plan, live, memory, options)
  const origin = { memory, origin: { type: 'saved', plan, options } } as const
  return { ...resumed, live, readAt, refusals: problems, origin }
}
