import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readMemory } from '../apply/journal.ts'
import { checkSaved, resumePlan } from '../apply/resume.ts'
import { readLive } from '../live/read.ts'
import type { ReadRequest } from '../live/wants.ts'
import type { ScopeRelation } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Plan } from '../model/plan.ts'
import { verifyPlan } from '../plan/saved.ts'
import { applyPrepared, type Prepared } from './applying.ts'
import type { Context } from './context.ts'
import { cliProblem, stop } from './diagnostics.ts'
import type { Flags } from './flags.ts'
import { interruptible } from './interrupt.ts'
import { readRegularFile, readSource } from './manifest-source.ts'
import type { Session } from './session.ts'

/** The text of a JSON file that says it is a plan; null for a manifest written as JSON. */
export const savedPlanText = async (path: string, { io }: Context): Promise<string | null> => {
  const isThere = await stat(resolve(io.cwd, path)).then(
    (state) => state.isFile(),
    () => false,
  )
  const text = isThere ? await readRegularFile(path, io.cwd) : ''
  return /^\s*\{[\s\S]*"kind"\s*:\s*"plan"/.test(text) ? text : null
}

/** Applies a saved plan as it was reviewed: what it is for is read again, nothing is planned. */
export const applySaved = async (text: string, context: Context): Promise<number> => {
  refusePlanningFlags(context.flags)
  const { value: plan, problems } = verifyPlan(text)
  if (plan === null) return stop(...problems)
  const [, ...paths] = context.args
  const manifest = paths.length === 0 ? null : (await readSource(paths, context)).manifest
  return applyPrepared(
    plan.business.id,
    (session) => prepareSaved(plan, manifest, session, context),
    context,
  )
}

/** Flags that shape a plan; this one is made already. */
const PLANNING_FLAGS = {
  only: '--only',
  who: '--who',
  reason: '--reason',
  replace: '--replace',
  resend: '--resend',
  policy: '--policy',
  allowRevocations: '--allow-revocations',
  allowRequests: '--allow-requests',
} as const satisfies { readonly [Key in keyof Flags]?: string }

const refusePlanningFlags = (flags: Flags): void => {
  const names = Object.keys(PLANNING_FLAGS) as (keyof typeof PLANNING_FLAGS)[]
  const given = names.filter((name) => flags[name] !== undefined)
  if (given.length > 0) {
    stop(cliProblem('flags_with_saved_plan', { flags: given.map((name) => PLANNING_FLAGS[name]) }))
  }
}

const prepareSaved = async (
  plan: Plan,
  manifest: Manifest | null,
  session: Session,
  { io }: Context,
): Promise<Prepared> => {
  const today = io.now().toISOString().slice(0, 10)
  const unfit = checkSaved(plan, { origin: session.graph, today, manifest })
  if (unfit.length > 0) return stop(...unfit)
  const live = await interruptible(readLive(session.client, concernedBy(plan)), io.signal)
  const { memory } = await readMemory({ dir: session.journals, business: plan.business.id })
  const { settled, problems } = resumePlan(plan, live, memory, { manifest })
  return { plan, live, settled, refusals: problems }
}

const READ: Readonly<Record<string, readonly ScopeRelation[]>> = {
  agencies: ['agencies'],
  users: ['users'],
  request: ['request'],
  on_behalf_of: ['on_behalf_of'],
}

/** What the steps of a plan touch, and nothing else. */
const concernedBy = (plan: Plan): ReadRequest => {
  const ids = [...new Set(plan.steps.map(({ asset }) => asset.id))]
  const assets = ids.map((id) => {
    const steps = plan.steps.filter(({ asset }) => asset.id === id)
    const relations = steps.flatMap(({ address }) => READ[address.split('/')[1] ?? ''] ?? [])
    return { kind: steps[0]?.asset.kind ?? '', id, relations: [...new Set(relations)] }
  })
  // Open requests count together, whatever their kind.
  const asks = plan.steps.some(({ action }) => action === 'request')
  const listings = asks ? 'all' : 'needed'
  return { business: plan.business.id, assets, people: true, listings }
}
