import type { Directory } from '../../access/directory.ts'
import type { AssetView } from '../../access/views.ts'
import { ACTION_TABLE, actionRow } from '../../model/actions.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { shownCallsOf } from '../../model/write.ts'
import { waiting } from '../judge/builders.ts'
import type { Draft, Outcome } from '../outcome.ts'
import { isLossOf, managersOf, needsOfLoss } from './managers.ts'

/** Reasons for which access ends without waiting until others have theirs. */
const URGENT: ReadonlySet<string> = new Set(['offboarded', 'expired'])

/**
 * Whether others must get access before this step. If that waits for an admin, so does the step.
 */
const isAfterApproved = ({ action }: Draft): boolean =>
  ACTION_TABLE[action].after.some((other) => actionRow(other)?.isApproved === true)

const isUrgent = (draft: Draft): boolean => URGENT.has(draft.reason)

/**
 * Defers revokes on an asset while a declared agency waits for an admin there: until then nobody
 * would be left to work on it. The offboarded and the expired are not deferred.
 */
export const deferRevokes = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  const approvals = new Map<string, string[]>()
  for (const outcome of outcomes) {
    if (outcome.type !== 'waiting' || !outcome.isDeclared) continue
    if (outcome.waiting.state !== 'admin_approval') continue
    const { id } = outcome.waiting.asset
    approvals.set(id, [...(approvals.get(id) ?? []), outcome.waiting.address])
  }
  if (approvals.size === 0) return outcomes
  return outcomes.map((outcome) => {
    if (outcome.type !== 'step' || !isAfterApproved(outcome.step)) return outcome
    const needs = approvals.get(outcome.step.asset.id)
    if (needs === undefined || isUrgent(outcome.step)) return outcome
    const facts = { tasks: outcome.step.before, since: null, needs, isDeclared: false }
    return waiting(outcome.step, 'admin_approval', facts)
  })
}

/** What is needed to link steps: who makes the calls, and how many managers must stay. */
export interface Linking extends Pick<Directory, 'isSelf'> {
  readonly business: string
  readonly kinds: KindTable
  /** `policy.keep_managers`. */
  readonly keepManagers: number
}

/**
 * Steps with what must be done before each, and the calls they will make. Throws `Error` for a step
 * on an asset without a view.
 */
export const linkSteps = (
  linking: Linking,
  views: readonly AssetView[],
  drafts: readonly Draft[],
): readonly Step[] => {
  const byId = new Map(views.map((view) => [view.asset.id, view]))
  const byAsset = groupBy(drafts, (draft) => draft.asset.id)
  return drafts.map((draft) => {
    const view = byId.get(draft.asset.id)
    if (view === undefined && ACTION_TABLE[draft.action].on === 'asset') {
      throw new Error(`a step on an asset that was not seen`)
    }
    const beside = byAsset.get(draft.asset.id) ?? []
    return {
      ...draft,
      needs: [...lossNeeds(linking, view, draft, beside), ...orderNeeds(draft, beside)],
      calls: shownCallsOf(draft, linking.business, linking.kinds),
    }
  })
}

const lossNeeds = (
  linking: Linking,
  view: AssetView | undefined,
  draft: Draft,
  beside: readonly Draft[],
): readonly string[] => {
  if (view === undefined || !isLossOf(draft, view.kind)) return []
  const count = managersOf(linking, view, beside)
  return count === null ? [] : needsOfLoss(count, linking.keepManagers)
}

const orderNeeds = (draft: Draft, beside: readonly Draft[]): readonly string[] => {
  const { after } = ACTION_TABLE[draft.action]
  if (after.length === 0 || isUrgent(draft)) return []
  return beside
    .filter((other) => after.includes(other.action) && other.subject.id !== draft.subject.id)
    .map((other) => other.address)
}
