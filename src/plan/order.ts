import { type Kind, type KindTable, kindOf } from '../model/kinds.ts'
import type { Action } from '../model/plan.ts'
import { isManager } from '../model/tasks.ts'
import { compareText } from '../model/text.ts'
import { type Direction, directionOf } from './change.ts'
import type { Draft } from './outcome.ts'

/**
 * The order of all writes, make before break: access is given before any is taken, so that a run
 * that stops half-way leaves people with too much rather than with nothing. `needs` and the rails
 * guard what order alone cannot.
 */
const ORDER: readonly { readonly action: Action; readonly when: readonly Direction[] }[] = [
  { action: 'request', when: ['widening'] },
  { action: 'grant', when: ['widening'] },
  { action: 'regrant', when: ['widening'] },
  { action: 'assign', when: ['widening'] },
  { action: 'reassign', when: ['widening'] },
  // Whoever gains MANAGE would go first of these; but it brings every task, so nobody loses one.
  { action: 'reassign', when: ['mixed'] },
  { action: 'reassign', when: ['narrowing'] },
  { action: 'unassign', when: ['narrowing'] },
  { action: 'regrant', when: ['narrowing', 'mixed'] },
  { action: 'revoke', when: ['narrowing'] },
  { action: 'withdraw', when: ['narrowing'] },
  { action: 'cancel', when: ['narrowing'] },
]

/** Assigns and widening reassigns are one class: they order by address alone. */
const SAME_CLASS: Readonly<Record<number, number>> = { 4: 3 }

const classOf = (draft: Draft, direction: Direction): number => {
  const index = ORDER.findIndex(
    (row) => row.action === draft.action && row.when.includes(direction),
  )
  if (index < 0) throw new Error(`no place in the order for a ${direction} ${draft.action}`)
  return SAME_CLASS[index] ?? index
}

/** A replacement takes everything away first, whatever it gives back. */
export const directionOfStep = (
  draft: Pick<Draft, 'before' | 'after' | 'gap'>,
  kind: Kind,
): Direction => (draft.gap === true ? 'narrowing' : directionOf(kind, draft.before, draft.after))

/** Whether a step gives MANAGE to somebody who does not have it. */
export const gainsManager = (draft: Pick<Draft, 'before' | 'after'>, kind: Kind): boolean =>
  !isManager(kind, draft.before ?? []) && isManager(kind, draft.after ?? [])

/** Whether a step takes MANAGE from somebody who has it. */
export const losesManager = (draft: Pick<Draft, 'before' | 'after'>, kind: Kind): boolean =>
  isManager(kind, draft.before ?? []) && !isManager(kind, draft.after ?? [])

/** Steps in the order they are made. */
export const orderSteps = <T extends Draft>(drafts: readonly T[], kinds: KindTable): readonly T[] =>
  drafts
    .map((draft) => ({ draft, rank: rankOf(draft, kinds) }))
    .sort(
      (one, other) => one.rank - other.rank || compareText(one.draft.address, other.draft.address),
    )
    .map(({ draft }) => draft)

/** A step's place in the order, but for its address: equal ranks may be made side by side. */
export const rankOf = (draft: Draft, kinds: KindTable): number => {
  const kind = kindOf(draft.asset.kind, kinds)
  return classOf(draft, directionOfStep(draft, kind)) * 2 + (draft.reason === 'offboarded' ? 0 : 1)
}
