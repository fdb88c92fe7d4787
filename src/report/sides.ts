import { quoteName } from '../document/escape.ts'
import { cutTo } from '../document/fitted.ts'
import { placeOf } from '../document/problem-words.ts'
import { notesOf, type RowOptions, tellingTasks } from '../document/wording/rows.ts'
import type { PlanAsset, Step, Subject } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import { RELATIONS, type RelationName } from '../model/relations.ts'
import type { Difference } from '../model/reports/drift-report.ts'
import { parseAddress } from '../model/text/address.ts'
import { driftNotes } from '../questions/drift/describe-drift.ts'

/** One relation as it is on both sides: what is live, and what is declared. */
export interface Sides {
  readonly relation: RelationName
  readonly asset: PlanAsset
  readonly subject: Subject
  /** Null if that side has nothing here; empty if it has something whose tasks are not known. */
  readonly live: readonly string[] | null
  readonly declared: readonly string[] | null
  /** Who it is, if the key does not say it. */
  readonly who: readonly string[]
  /** Why it changes, and the line of the manifest. */
  readonly why: readonly string[]
}

/** For a step, what it takes is the live side and what it sends is the declared side. */
export const sidesOfStep = (step: Step, options: RowOptions): Sides => {
  const { before, after } = step
  return sidesOf(step, options, {
    live: after === null ? (before ?? []) : before,
    declared: after,
    why: notesOf(step, options.kinds),
  })
}

/** Null for a difference about a whole asset or key that the manifest leaves out. */
export const sidesOfDifference = (difference: Difference, options: RowOptions): Sides | null => {
  const { type, subject, found, declared } = difference
  if (subject === null || type === 'unmanaged') return null
  const hasBoth = type === 'differs' || (type === 'expired' && (declared ?? []).length > 0)
  return sidesOf({ ...difference, subject }, options, {
    live: type === 'missing' ? null : (found ?? []),
    declared: hasBoth || type === 'missing' ? (declared ?? []) : null,
    why: driftNotes(difference),
  })
}

interface About {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject
  readonly source: Position | null
}

const sidesOf = (
  { address, asset, subject, source }: About,
  options: RowOptions,
  { live, declared, why }: Pick<Sides, 'live' | 'declared' | 'why'>,
): Sides => {
  const relation = parseAddress(address)?.relation ?? 'users'
  return {
    relation,
    asset,
    subject,
    live: live === null ? null : tellingTasks(asset.kind, live, declared, options),
    // Access that is given up is said so; an absent key would only not manage it.
    declared: RELATIONS[relation].isNamed ? declared : (declared ?? []),
    who: whoOf(subject, relation, options),
    why: [...why, ...(source === null ? [] : [placeOf(source)])],
  }
}

const whoOf = (
  { type, alias, id, name }: Subject,
  relation: RelationName,
  { business, width }: RowOptions,
): readonly string[] => {
  if (!RELATIONS[relation].isNamed && id === business) return []
  // A list of names has the id of each as it is.
  const isById = RELATIONS[relation].written === 'names'
  return [
    ...(type === 'system_user' ? ['system user'] : []),
    ...(alias === null || alias === id || isById ? [] : [id]),
    ...(name === null || (alias !== null && !isById)
      ? []
      : [quoteName(cutTo(name, Math.max(16, Math.floor(width / 2))))]),
  ]
}
