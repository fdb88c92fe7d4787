import { ACTION_TABLE } from '../model/actions.ts'
import type { KindTable } from '../model/kinds.ts'
import type { Ownership } from '../model/live.ts'
import type { Step } from '../model/plan.ts'
import { effectOf, observationOf, relationOf } from './attempt/settle.ts'
import { outOfReach, type Reading } from './guard.ts'

/** How a step compares with what was read after it was planned. */
export type StepStanding =
  | { readonly type: 'ready' | 'done' | 'waiting' }
  /** The live state no longer matches the step, or could not be read. */
  | { readonly type: 'stale'; readonly why: string }

export const standingOf = (step: Step, read: Reading, kinds: KindTable): StepStanding => {
  const effect = effectOf(step, observationOf(step, read), kinds)
  const ownership = read.assets.find(({ id }) => id === step.asset.id)?.ownership
  const elsewhere = isGivenUp(step, ownership) ? null : outOfReach(step, ownership)
  if (elsewhere !== null && ownership !== 'unknown') return stale(elsewhere)
  switch (effect) {
    case 'effected':
      return isReplaced(step, read)
        ? stale(`${step.subject.id} is invited again, by another invitation`)
        : { type: 'done' }
    case 'waits':
    case 'under_way':
      return { type: 'waiting' }
    case 'untouched':
      return { type: 'ready' }
    case 'other':
      return stale('the live state is neither what it was nor what the step wants')
    case 'unseen':
      return stale(`live could not be read${whyUnread(step, read)}`)
  }
}

const stale = (why: string): StepStanding => ({ type: 'stale', why })

/** A withdrawn asset is on no list any more. One that became ours has not been withdrawn. */
const isGivenUp = ({ action }: Step, ownership: Ownership | undefined): boolean =>
  ACTION_TABLE[action].form === 'give_up' && ownership === 'absent'

/** An invitation that is gone while another is open for the same address has not been ended. */
const isReplaced = ({ action, subject }: Step, { relations }: Reading): boolean =>
  ACTION_TABLE[action].form === 'take_back' &&
  relations.some((row) => row.relation === 'members' && row.subject === subject.id)

const whyUnread = (step: Step, { scopes }: Reading): string => {
  const scope = scopes.find(
    ({ asset, relation }) => asset === step.asset.id && relation === relationOf(step),
  )
  return scope?.what == null ? '' : ` (${scope.what})`
}
