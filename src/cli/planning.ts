import { readMemory } from '../apply/journal.ts'
import { readLive } from '../live/read.ts'
import { readRequestOf } from '../live/wants.ts'
import { KINDS } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
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

/** Reads what is live and what the journal remembers, and plans. Writes nothing. */
export const planSource = async (
  { manifest, problems }: Source,
  session: Session,
  { flags, io }: Context,
): Promise<Planned> => {
  const request = readRequestOf(manifest, KINDS, { everything: false })
  const live = await interruptible(readLive(session.client, request), io.signal)
  const past = await readMemory({ dir: session.journals, business: manifest.business })
  const plan = makePlan({
    manifest,
    live,
    memory: past.memory,
    asOf: flags.asOf ?? io.now().toISOString().slice(0, 10),
    preview: flags.asOf !== undefined,
    graph: session.graph,
    toolVersion: readVersion(),
    interactive: session.remembers || io.ask !== null,
    problems: [...problems, ...past.problems],
    filter: filterOf(flags),
    ...pick(flags, ['replace', 'resend', 'allowRequests', 'allowRevocations']),
  })
  return { plan, live }
}

const filterOf = ({ only, who, reason }: Flags) => ({
  ...(only === undefined ? {} : { only }),
  ...(who === undefined ? {} : { who }),
  ...(reason === undefined ? {} : { reasons: reason }),
})

/** The flags that were given, and nothing for those that were not. */
const pick = <Key extends keyof Flags>(
  flags: Flags,
  keys: readonly Key[],
): { readonly [K in Key]?: Exclude<Flags[K], undefined> } =>
  Object.fromEntries(
    keys.filter((key) => flags[key] !== undefined).map((key) => [key, flags[key]]),
  ) as { readonly [K in Key]?: Exclude<Flags[K], undefined> }
