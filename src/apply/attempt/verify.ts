import type { GraphClient } from '../../graph/client-over.ts'
import { GraphError } from '../../graph/errors/graph-error.ts'
import { readRelations } from '../../live/read.ts'
import type { KindTable } from '../../model/kinds.ts'
import { isReadOut, type Look, type Looks, UNSEEN } from './looks.ts'
import { type Effect, effectOf, type Observation, observationOf, relationOf } from './settle.ts'

export interface Verifier {
  readonly client: GraphClient
  readonly business: string
  readonly kinds: KindTable
  readonly looks: Looks
}

export interface Verdict {
  readonly effect: Effect
  readonly seen: Observation
  /** Whether the last two reads agree that nothing changed; then a lost write may be sent again. */
  readonly isUntouchedTwice: boolean
}

/** What became of writes, and the error that ended all reading, or null. */
export interface Verified {
  readonly verdicts: ReadonlyMap<Look, Verdict>
  readonly failure: GraphError | null
}

/**
 * Reads once what is due, all together. A write is settled if its effect shows, if the same other
 * thing showed twice, or if it was read for the last time; a refused one is read only once, to see
 * whether it was in effect already. After an error that ends all reading, all are settled.
 */
export const verifyDue = async (verifier: Verifier): Promise<Verified> => {
  const { looks } = verifier
  const due = looks.due()
  if (due.length === 0) return { verdicts: new Map(), failure: null }
  const failure = await lookAt(verifier, due)
  const settled =
    failure === null ? due.filter((look) => isReadOut(look) || isSettled(look)) : looks.open()
  looks.end(settled)
  return { verdicts: new Map(settled.map((look) => [look, verdictOf(look)])), failure }
}

const isSettled = ({ effects, sent }: Look): boolean => {
  const effect = effects.at(-1)
  if (sent.type === 'refused' || effect === 'effected' || effect === 'waits') return true
  return effect === 'other' && effects.at(-2) === 'other'
}

const verdictOf = ({ effects, seen }: Look): Verdict => ({
  effect: effects.at(-1) ?? 'unseen',
  seen,
  isUntouchedTwice: effects.slice(-2).join() === 'untouched,untouched',
})

/** Reads all targets once. What ends the run ends the reading, and leaves them unseen. */
const lookAt = async (
  { client, business, kinds }: Verifier,
  due: readonly Look[],
): Promise<GraphError | null> => {
  const targets = due.map(({ step }) => ({
    kind: step.asset.kind,
    asset: step.asset.id,
    relation: relationOf(step),
  }))
  const read = await readRelations(client, business, targets, kinds).catch((error: unknown) => {
    if (error instanceof GraphError) return error
    throw error
  })
  for (const look of due) {
    look.seen = read instanceof GraphError ? UNSEEN : observationOf(look.step, read)
    look.effects.push(effectOf(look.step, look.seen, kinds))
  }
  return read instanceof GraphError ? read : null
}
