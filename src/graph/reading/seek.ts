import { type Json, textOf } from '../json.ts'
import type { Want } from '../want.ts'
import type { Open } from './open.ts'

/** Up to this many ids are cheaper to read one by one than to find by following a long list. */
const FEW = 50

/** A short look at a list, which must not delay what the list turns out not to contain. */
export const isBrief = ({ seek }: Want): boolean => seek !== undefined && seek.size <= FEW

/**
 * Whether to continue a list that is only searched for some ids: not if all have been found, nor if
 * the remaining ones are so few, or found so rarely, that asking for each costs less.
 */
export const isWorthGoingOn = (open: Open, rows: readonly Json[]): boolean => {
  const { seek } = open.want
  if (seek === undefined) return true
  for (const row of rows) if (seek.has(textOf(row, 'id') ?? '')) open.found += 1
  if (open.found >= seek.size || isBrief(open.want)) return false
  // A page costs one call, as does one asset; the first pages may happen to contain none.
  return open.found > open.answers || open.answers * 20 < seek.size
}
