import { observationOf } from '../apply/attempt/settle.ts'
import { readRequestOfPlan } from '../apply/concerned.ts'
import { assetTestOf } from '../apply/passing-assets.ts'
import { type ResumeOptions, resumePlan } from '../apply/resume.ts'
import type { GraphClient } from '../graph/client-over.ts'
import { addGroups } from '../live/groups/read-groups.ts'
import { readLive } from '../live/read.ts'
import { readRequestOf } from '../live/wants.ts'
import { KINDS, kindOf } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Manual, Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { isKept } from '../plan/judge/kept.ts'
import { type More, planLooking } from '../plan/look-further.ts'
import { makePlan, type PlanInput } from '../plan/make-plan.ts'

/**
 * How the plan came about, so that it can be made again from what a twin shows: from a manifest, or
 * loaded from a file, where only what has become of its steps can be asked.
 */
export type Origin =
  | { readonly type: 'manifest'; readonly input: Omit<PlanInput, 'live' | 'memory'> }
  | { readonly type: 'saved'; readonly plan: Plan; readonly options: ResumeOptions }

/** Something that is done by hand, and why. */
export type LeftToHands = Pick<Manual, 'address' | 'reason'>

/** The manifest behind a plan; null for a plan file without one. */
export const manifestOf = (origin: Origin): Manifest | null =>
  origin.type === 'manifest' ? origin.input.manifest : (origin.options.manifest ?? null)

/** What is left to do on a twin. */
export interface Look {
  /** What would be sent. */
  readonly steps: readonly Step[]
  /** How many things wait for somebody. */
  readonly waiting: number
  readonly manual: readonly LeftToHands[]
  readonly problems: readonly Problem[]
}

/** Plans once more, from what the client reads. */
export const lookAgain = (client: GraphClient, memory: Memory, origin: Origin): Promise<Look> =>
  origin.type === 'manifest'
    ? planAgain(client, memory, origin.input)
    : resumeAgain(client, memory, origin)

/**
 * The same once the plan was applied. What was asked or allowed for that plan alone, by number or by
 * address, does not speak of a later one.
 */
export const lookAfterwards = (
  client: GraphClient,
  memory: Memory,
  origin: Origin,
): Promise<Look> => {
  if (origin.type === 'saved') return resumeAgain(client, memory, origin)
  const { replace: _r, resend: _s, allowRequests: _q, ...input } = origin.input
  const { allowRevocations: _v, allowInvitations: _i, allowOffboarded: _o, ...again } = input
  return planAgain(client, memory, again)
}

const planAgain = async (
  client: GraphClient,
  memory: Memory,
  input: Omit<PlanInput, 'live' | 'memory'>,
): Promise<Look> => {
  const { manifest, kinds = KINDS, filter = {} } = input
  const read = async ({ everything, filter: of = {} }: More) => {
    const passes = await assetTestOf(of, manifest, client)
    const more = { everything: everything === true, ...(passes === null ? {} : { passes }) }
    return { live: await readLive(client, readRequestOf(manifest, kinds, more), kinds) }
  }
  const first = await read({ filter })
  const { plan } = await planLooking(first, {
    filter,
    plan: ({ live }) => makePlan({ ...input, live, memory }),
    readMore: async (more) => withProblemsOf(first.live, await read(more), filter.shard),
    readGroups: async ({ live }) => ({ live: await addGroups(client, live, kinds) }),
  })
  const { steps, waiting, manual, problems } = plan
  return { steps, waiting: waiting.length, manual, problems }
}

/** A problem in reading another shard's part is not a problem of this one. */
const withProblemsOf = (
  { problems }: LiveState,
  whole: { readonly live: LiveState },
  shard: unknown,
): { readonly live: LiveState } =>
  shard === undefined ? whole : { live: { ...whole.live, problems } }

const resumeAgain = async (
  client: GraphClient,
  memory: Memory,
  { plan, options }: Extract<Origin, { type: 'saved' }>,
): Promise<Look> => {
  const { kinds = KINDS } = options
  const live = await readLive(client, readRequestOfPlan(plan), kinds)
  const { plan: resumed, settled, problems } = resumePlan(plan, live, memory, options)
  const waits = [...settled.values()].filter(({ status }) => status === 'waiting')
  const steps = resumed.steps.filter(({ address }) => !settled.has(address))
  const isByHand = (step: Step): boolean =>
    step.gap !== true && isKept(memory, kindOf(step.asset.kind, kinds), shownIn(live, step))
  const byHand = steps.filter(isByHand)
  return {
    steps: steps.filter((step) => !byHand.includes(step)),
    waiting: plan.waiting.length + waits.length,
    manual: [
      ...plan.manual,
      ...byHand.map(({ address }) => ({ address, reason: 'api_keeps_tasks' as const })),
    ],
    problems,
  }
}

/** A saved step says what it found when it was planned, not what its own try has left. */
const shownIn = (live: LiveState, step: Step) => ({
  address: step.address,
  after: step.after,
  before: observationOf(step, live).row?.tasks ?? null,
})
