import { readMemory } from '../../apply/journal/journal-reading.ts'
import { assetTestOf } from '../../apply/passing-assets.ts'
import { apiDayOf } from '../../graph/observed.ts'
import { addGroups } from '../../live/groups/read-groups.ts'
import { readLive } from '../../live/read.ts'
import { type ReadRequest, readRequestOf } from '../../live/wants.ts'
import { KINDS } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Memory } from '../../model/memory.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { PlanFilter } from '../../plan/filter.ts'
import { planLooking } from '../../plan/look-further.ts'
import { makePlan, type PlanInput } from '../../plan/make-plan.ts'
import type { RenderOptions } from '../../report/render.ts'
import type { Context } from '../context.ts'
import type { Flags } from '../flags.ts'
import type { Source } from '../input/manifest-source.ts'
import { readVersion } from '../own-package.ts'
import { interruptible } from '../session/interrupt.ts'
import type { Session } from '../session/session.ts'

export interface Planned {
  readonly plan: Plan
  /** What it was made from. */
  readonly input: PlanInput
  readonly live: LiveState
  /** When reading `live` began. */
  readonly readAt: Date
}

/** Everything a comparison needs: both sides, what the journal remembers, and the day. */
export interface Sides {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  /** The day by the API's clock, if ours is more than a day off; otherwise null. */
  readonly apiDay: string | null
  /** When reading `live` began. */
  readonly readAt: Date
  readonly graph: string
  readonly problems: readonly Problem[]
  readonly holding?: NonNullable<PlanInput['holding']>
}

/** What to read in addition to what the manifest manages. */
export interface ReadMore extends Pick<ReadRequest, 'onBehalfOf' | 'origins' | 'tokenEnds'> {
  readonly everything?: boolean
  /** With `everything`: also who belongs to the business. */
  readonly seats?: boolean
  /** What this filter leaves out is not read. */
  readonly filter?: PlanFilter
}

/** What is asked along for the person who runs the command; no plan rests on it. */
export type AlsoAsked = Pick<ReadRequest, 'tokenEnds'>

/**
 * Reads the live state and what the journal remembers. With `everything`, also assets that nobody
 * declares.
 */
export const readSides = async (
  { manifest, problems }: Source,
  session: Session,
  { flags, io }: Context,
  { everything = false, seats = false, filter = {}, ...also }: ReadMore = {},
): Promise<Sides> => {
  const read = async (): Promise<LiveState> => {
    const passes = await assetTestOf(filter, manifest, session.client)
    const request = {
      ...readRequestOf(manifest, KINDS, {
        everything,
        seats,
        ...(passes === null ? {} : { passes }),
      }),
      ...also,
    }
    return readLive(session.client, request)
  }
  const readAt = io.now()
  const live = await interruptible(read(), io.signal)
  const past = await readMemory({
    dir: session.journals,
    before: session.before,
    business: manifest.business,
    now: io.now,
  })
  return {
    manifest,
    live,
    memory: past.memory,
    asOf: flags.asOf ?? io.now().toISOString().slice(0, 10),
    // A day given by --as-of does not come from a clock.
    apiDay: flags.asOf === undefined ? apiDayOf(session.client.observed(), io.now()) : null,
    readAt,
    graph: session.graph,
    problems: [...problems, ...past.problems],
  }
}

/**
 * Reads both sides and plans. Writes nothing. Everything is read only if somebody would be invited
 * to the business or removed from it. A shard reads only its own part, and the rest only if it would
 * ask for something or take something away: such steps of all shards share one limit.
 */
export const planSource = async (
  source: Source,
  session: Session,
  context: Context,
  also: AlsoAsked = {},
): Promise<Planned> => {
  const filter = filterOf(context)
  const first = await readSides(source, session, context, { filter, ...also })
  const { plan, sides } = await planLooking(first, {
    filter,
    plan: (read) => makePlan(inputOf(read, session, context)),
    readMore: async (more) => {
      const whole = await readSides(source, session, context, more)
      // A problem in reading another shard's part is not a problem of this one.
      const { problems } = filter.shard === undefined ? whole.live : first.live
      const { tokenEnds } = first.live
      const live = {
        ...whole.live,
        ...(tokenEnds === undefined ? {} : { tokenEnds }),
        ...{ problems, calls: sum(first.live, whole.live) },
      }
      return { ...whole, live, readAt: first.readAt }
    },
    readGroups: (read) => withGroups(read, session, context),
  })
  const { live, readAt } = sides
  return { plan, input: inputOf(sides, session, context), live, readAt }
}

/** The same sides, with the asset groups that access comes through. */
export const withGroups = async (
  sides: Sides,
  { client }: Session,
  { io }: Context,
): Promise<Sides> => ({
  ...sides,
  live: await interruptible(addGroups(client, sides.live, KINDS), io.signal),
})

/** Plans from both sides once they are read. */
export const planSides = (sides: Sides, session: Session, context: Context): Planned => {
  const input = inputOf(sides, session, context)
  return { plan: makePlan(input), input, live: sides.live, readAt: sides.readAt }
}

const inputOf = (
  { readAt: _, ...sides }: Sides,
  session: Session,
  context: Context,
): PlanInput => ({
  ...sides,
  preview: context.flags.asOf !== undefined,
  toolVersion: readVersion(),
  interactive: session.remembers || context.io.ask !== null,
  filter: filterOf(context),
  ...pick(context.flags, ['replace', 'resend', ...ALLOWED]),
})

/** The roles of a manifest, if it has any, by which an output names lists of tasks. */
export const rolesOf = ({ roles }: Pick<Manifest, 'roles'>): Pick<RenderOptions, 'roles'> =>
  roles === undefined ? {} : { roles }

/** Flags that each accept exactly one number of a plan; they are given again with a saved one. */
export const ALLOWED = [
  'allowRevocations',
  'allowRequests',
  'allowInvitations',
  'allowOffboarded',
] as const satisfies readonly (keyof Flags)[]

const sum = ({ calls: one }: LiveState, { calls: other }: LiveState): LiveState['calls'] => ({
  read: one.read + other.read,
  write: one.write + other.write,
  http: one.http + other.http,
  rounds: one.rounds + other.rounds,
})

export const filterOf = ({
  flags: { only, who, reason, shard, shardBy },
  fleet,
}: Pick<Context, 'flags' | 'fleet'>) => ({
  ...(fleet === undefined ? {} : { isOfMany: true }),
  ...(only === undefined ? {} : { only }),
  ...(who === undefined ? {} : { who }),
  ...(reason === undefined ? {} : { reasons: reason }),
  ...(shard === undefined || shardBy === 'business' ? {} : { shard }),
})

/** Only those of the flags that were given. */
export const pick = <Key extends keyof Flags>(
  flags: Flags,
  keys: readonly Key[],
): { readonly [K in Key]?: Exclude<Flags[K], undefined> } =>
  Object.fromEntries(
    keys.filter((key) => flags[key] !== undefined).map((key) => [key, flags[key]]),
  ) as { readonly [K in Key]?: Exclude<Flags[K], undefined> }
