import { type Json, textOf } from './json.ts'
import type { Open } from './open.ts'
import type { Want } from './want.ts'

/** So few are cheaper read one by one than by going on through a long list. */
const FEW = 50

/** A glance at a list: nothing may keep those waiting that it does not show. */
export const isBrief = ({ seek }: Want): boolean => seek !== undefined && seek.size <= FEW

/**
 * Whether a list that only looks for some ids should be followed further: not when it has them all,
 * nor when the rest are so few, or so rarely found, that asking for each costs less.
 */
export const isWorthGoingOn = (open: Open, rows: readonly Json[]): boolean => {
  const { seek } = open.want
  if (seek === undefined) return true
  for (const row of rows) if (seek.has(textOf(row, 'id') ?? '')) open.found += 1
  if (open.found >= seek.size || isBrief(open.want)) return false
  // A page costs one call, as does one asset; the first pages may happen to hold none.
  return open.found > open.answers || open.answers * 20 < seek.size
}
