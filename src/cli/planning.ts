import { readMemory } from '../apply/journal-reading.ts'
import { readLive } from '../live/read.ts'
import { type ReadRequest, readRequestOf } from '../live/wants.ts'
import { KINDS } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { makePlan } from '../plan/make-plan.ts'
import type { Context } from './context.ts'
import type { Flags } from './flags.ts'
import { interruptible } from './interrupt.ts'
import type { Source } from './manifest-source.ts'
import type { Session } from './session.ts'
import { readVersion } from './version.ts'

export interface Planned {
  readonly plan: Plan
  readonly live: LiveState
}

/** Everything a comparison stands on: both sides, the journal's memory, and the day. */
export interface Sides {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  readonly graph: string
  readonly problems: readonly Problem[]
}

/** What is read beside what the manifest manages. */
export interface ReadMore extends Pick<ReadRequest, 'onBehalfOf'> {
  readonly everything?: boolean
}

/** Reads what is live and what the journal remembers; `everything`: assets nobody declared too. */
export const readSides = async (
  { manifest, problems }: Source,
  session: Session,
  { flags, io }: Context,
  { everything = false, onBehalfOf }: ReadMore = {},
): Promise<Sides> => {
  const request = {
    ...readRequestOf(manifest, KINDS, { everything }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  }
  const live = await interruptible(readLive(session.client, request), io.signal)
  const past = await readMemory({
    dir: session.journals,
    business: manifest.business,
    now: io.now,
  })
  return {
    manifest,
    live,
    memory: past.memory,
    asOf: flags.asOf ?? io.now().toISOString().slice(0, 10),
    graph: session.graph,
    problems: [...problems, ...past.problems],
  }
}

/** Reads both sides and plans. Writes nothing. */
export const planSource = async (
  source: Source,
  session: Session,
  context: Context,
): Promise<Planned> => {
  const { flags, io } = context
  const sides = await readSides(source, session, context)
  const plan = makePlan({
    ...sides,
    preview: flags.asOf !== undefined,
    toolVersion: readVersion(),
    interactive: session.remembers || io.ask !== null,
    filter: filterOf(flags),
    ...pick(flags, ['replace', 'resend', 'allowRequests', 'allowRevocations']),
  })
  return { plan, live: sides.live }
}

export const filterOf = ({ only, who, reason, shard, shardBy }: Flags) => ({
  ...(only === undefined ? {} : { only }),
  ...(who === undefined ? {} : { who }),
  ...(reason === undefined ? {} : { reasons: reason }),
  ...(shard === undefined || shardBy === 'business' ? {} : { shard }),
})

/** The flags that were given, and nothing for those that were not. */
const pick = <Key extends keyof Flags>(
  flags: Flags,
  keys: readonly Key[],
): { readonly [K in Key]?: Exclude<Flags[K], undefined> } =>
  Object.fromEntries(
    keys.filter((key) => flags[key] !== undefined).map((key) => [key, flags[key]]),
  ) as { readonly [K in Key]?: Exclude<Flags[K], undefined> }
