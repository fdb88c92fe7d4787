import type { Claims } from '../../access/claim.ts'
import type { Standing } from '../../access/standings.ts'
import type { RelationName } from '../../model/relations.ts'

/** The truth table of a relation: a subject's standing × what the manifest claims → what to do. */
export type Decisions<Relation extends RelationName, Decision extends string> = Readonly<
  Record<Standing<Relation>, Readonly<Record<Claims[Relation], Decision>>>
>

/** The row of whoever nothing is done about, whatever the manifest claims. */
export const NOTHING = {
  declared: 'nothing',
  unwanted: 'nothing',
  spared: 'nothing',
  left: 'nothing',
  offboarded: 'nothing',
} as const
