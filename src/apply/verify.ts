import type { GraphClient } from '../graph/client.ts'
import { readRelations } from '../live/read.ts'
import type { KindTable } from '../model/kinds.ts'
import type { Step } from '../model/plan.ts'
import { type Effect, effectOf, type Observation, observationOf, relationOf } from './settle.ts'

/** When a write is read back, in ms after its answer: lists may lag behind. */
const READ_BACK_AT_MS = [0, 2_000, 6_000, 15_000]

export interface Verifier {
  readonly client: GraphClient
  readonly business: string
  readonly kinds: KindTable
  readonly sleep: (ms: number) => Promise<void>
}

export interface Verdict {
  readonly effect: Effect
  readonly seen: Observation
  /** Whether the last two reads agree that nothing changed: then a lost write may be sent again. */
  readonly isUntouchedTwice: boolean
}

/** Reads a step's scope until it shows the effect, or says the same other thing twice. */
export const verifyStep = async (
  verifier: Verifier,
  step: Step,
  times: number = READ_BACK_AT_MS.length,
): Promise<Verdict> => {
  const effects: Effect[] = []
  let seen: Observation = { status: 'unknown', row: null }
  let waited = 0
  for (const at of READ_BACK_AT_MS.slice(0, times)) {
    if (at > waited) await verifier.sleep(at - waited)
    waited = at
    seen = await observe(verifier, step)
    const effect = effectOf(step, seen, verifier.kinds)
    effects.push(effect)
    if (effect === 'effected' || effect === 'waits') break
    if (effect === 'other' && effects.at(-2) === 'other') break
  }
  return {
    effect: effects.at(-1) ?? 'unseen',
    seen,
    isUntouchedTwice: effects.slice(-2).join() === 'untouched,untouched',
  }
}

const observe = async ({ client, business, kinds }: Verifier, step: Step): Promise<Observation> => {
  const target = { kind: step.asset.kind, asset: step.asset.id, relation: relationOf(step) }
  return observationOf(step, await readRelations(client, business, [target], kinds))
}
