import type { Scope } from '../../model/live.ts'
import type { Unreadable } from '../../model/plan.ts'
import type { Position } from '../../model/problem.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'

/**
 * What follows from a list that was not read to its end. If the permission was refused, it is listed
 * and never touched; otherwise nothing is known, and there is no step.
 */
export const unreadScope = (
  { manifest }: PlanGround,
  { address, asset }: Pick<Unreadable, 'address' | 'asset'>,
  read: Pick<Scope, 'status' | 'what'> | null,
  source: Position | null = null,
): readonly Outcome[] => {
  if (read?.status !== 'unreadable') return [{ type: 'unknown', address }]
  const what = read.what ?? 'refused for permission'
  const unreadable: Outcome = { type: 'unreadable', unreadable: { address, asset, what } }
  if (manifest.policy.unreadable === 'report') return [unreadable]
  const problem = planProblem('asset_unreadable', { address, what }, source)
  return [unreadable, { type: 'problem', problem }]
}
