import type { GraphClient } from '../../graph/client-over.ts'
import { GraphError } from '../../graph/errors/graph-error.ts'
import { readRelations } from '../../live/read.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import { type Effect, effectOf, type Observation, observationOf, relationOf } from './settle.ts'

/** When a write is read back, in milliseconds after its answer, because lists may lag behind. */
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
  /** Whether the last two reads agree that nothing changed; then a lost write may be sent again. */
  readonly isUntouchedTwice: boolean
}

export interface Doubt {
  readonly step: Step
  /** A refused write is read only once, to see whether it was in effect already. */
  readonly isRefused: boolean
}

interface Looked extends Doubt {
  readonly effects: Effect[]
  seen: Observation
}

/**
 * Reads the scopes of steps, all together, until each shows its effect or twice the same other thing.
 * `onSettled` is called as that happens. Resolves to the error that ended all reading, or null.
 */
export const verifySteps = async (
  verifier: Verifier,
  doubts: readonly Doubt[],
  onSettled: (verdicts: ReadonlyMap<Step, Verdict>) => Promise<void>,
): Promise<GraphError | null> => {
  let open = doubts.map((doubt): Looked => ({ ...doubt, effects: [], seen: UNSEEN }))
  let failure: GraphError | null = null
  let waited = 0
  for (const [place, at] of READ_BACK_AT_MS.entries()) {
    if (open.length === 0) break
    if (at > waited) await verifier.sleep(at - waited)
    waited = at
    failure = await lookAt(verifier, open)
    const isLast = failure !== null || place === READ_BACK_AT_MS.length - 1
    const settled = open.filter((looked) => isLast || isSettled(looked))
    open = open.filter((looked) => !settled.includes(looked))
    await onSettled(new Map(settled.map((looked) => [looked.step, verdictOf(looked)])))
    if (failure !== null) break
  }
  return failure
}

const UNSEEN: Observation = { status: 'unknown', row: null }

const isSettled = ({ effects, isRefused }: Looked): boolean => {
  const effect = effects.at(-1)
  if (isRefused || effect === 'effected' || effect === 'waits') return true
  return effect === 'other' && effects.at(-2) === 'other'
}

const verdictOf = ({ effects, seen }: Looked): Verdict => ({
  effect: effects.at(-1) ?? 'unseen',
  seen,
  isUntouchedTwice: effects.slice(-2).join() === 'untouched,untouched',
})

/** Reads all targets once. What ends the run ends the reading, and leaves them unseen. */
const lookAt = async (
  { client, business, kinds }: Verifier,
  open: readonly Looked[],
): Promise<GraphError | null> => {
  const targets = open.map(({ step }) => ({
    kind: step.asset.kind,
    asset: step.asset.id,
    relation: relationOf(step),
  }))
  const read = await readRelations(client, business, targets, kinds).catch((error: unknown) => {
    if (error instanceof GraphError) return error
    throw error
  })
  for (const looked of open) {
    looked.seen = read instanceof GraphError ? UNSEEN : observationOf(looked.step, read)
    looked.effects.push(effectOf(looked.step, looked.seen, kinds))
  }
  return read instanceof GraphError ? read : null
}
