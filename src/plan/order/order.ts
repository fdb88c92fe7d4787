import { ACTION_TABLE, type Direction, PLACES } from '../../model/actions.ts'
import { type Kind, type KindTable, kindOf } from '../../model/kinds.ts'
import { isManager } from '../../model/tasks.ts'
import { compareText } from '../../model/text/text.ts'
import { directionOf } from '../judge/change.ts'
import type { Draft } from '../outcome.ts'

/** A step's place in the order of all writes. Throws `Error` if the table has no place for it. */
const placeOf = ({ action }: Draft, direction: Direction): number => {
  const place = ACTION_TABLE[action].places[direction]
  if (place === undefined) throw new Error(`no place in the order for a ${direction} ${action}`)
  return PLACES.indexOf(place)
}

/** The direction of a step. A replacement takes everything away first, whatever it gives back. */
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

/** The steps in the order in which they are made. */
export const orderSteps = <T extends Draft>(drafts: readonly T[], kinds: KindTable): readonly T[] =>
  drafts
    .map((draft) => ({ draft, rank: rankOf(draft, kinds) }))
    .sort(
      (one, other) => one.rank - other.rank || compareText(one.draft.address, other.draft.address),
    )
    .map(({ draft }) => draft)

/**
 * A step's place in the order, regardless of its address. Steps of equal rank may be made at the
 * same time.
 */
export const rankOf = (draft: Draft, kinds: KindTable): number => {
  const kind = kindOf(draft.asset.kind, kinds)
  return placeOf(draft, directionOfStep(draft, kind)) * 2 + (draft.reason === 'offboarded' ? 0 : 1)
}
