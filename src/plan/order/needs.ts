import type { Uncounted } from '../../access/counted-managers.ts'
import type { AssetView } from '../../access/views.ts'
import { ACTION_TABLE, actionRow } from '../../model/actions.ts'
import { type KindTable, managedOf } from '../../model/kinds.ts'
import type { Policy } from '../../model/manifest.ts'
import type { Step, WaitingState } from '../../model/plan.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { shownCallsOf } from '../../model/write.ts'
import { nameToAct, waiting } from '../judge/builders.ts'
import type { Draft, Outcome } from '../outcome.ts'
import { endsAll, isLossOf, managersOf, needsOfLoss } from './managers.ts'

/** Reasons for which access ends without waiting until others have theirs. */
const URGENT: ReadonlySet<string> = new Set(['offboarded', 'expired'])

/** What a declared agency may be waiting for: an admin, or its own acceptance. */
const STANDING_IN: ReadonlySet<WaitingState> = new Set(['admin_approval', 'partner_response'])

/**
 * Whether others must get access before this step. If they wait for somebody, so does the step.
 */
const isAfterApproved = ({ action }: Draft): boolean =>
  ACTION_TABLE[action].after.some((other) => actionRow(other)?.isApproved === true)

const isUrgent = (draft: Draft): boolean => URGENT.has(draft.reason)

/**
 * Defers revokes on an asset while a declared agency waits there, for an admin or until it accepts:
 * before that, nobody would be left to work on it. The offboarded and the expired are not deferred.
 */
export const deferRevokes = (outcomes: readonly Outcome[]): readonly Outcome[] => {
  const found = groupBy(
    outcomes.flatMap((outcome) =>
      outcome.type === 'waiting' && outcome.isDeclared && STANDING_IN.has(outcome.waiting.state)
        ? [outcome.waiting]
        : [],
    ),
    ({ asset }) => asset.id,
  )
  if (found.size === 0) return outcomes
  return outcomes.map((outcome) => {
    if (outcome.type !== 'step' || !isAfterApproved(outcome.step)) return outcome
    const [first, ...others] = found.get(outcome.step.asset.id) ?? []
    if (first === undefined || isUrgent(outcome.step)) return outcome
    const needs = [first, ...others].map(({ address }) => address)
    // Whoever is waited for has to act, not whoever loses access.
    const name = first.subject === null ? '' : nameToAct(first.subject)
    const facts = { tasks: outcome.step.before, since: null, needs, name, isDeclared: false }
    return waiting(outcome.step, first.state, facts)
  })
}

/** What is needed to link steps: who makes the calls, and how many managers must stay. */
export interface Linking extends Uncounted {
  readonly business: string
  readonly kinds: KindTable
  readonly policy: Pick<Policy, 'keep_managers' | 'keep_admins'>
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
  const leaving = drafts.filter(endsAll)
  let groups: ReadonlyMap<string, readonly Draft[]> | undefined
  const onAsset = (id: string): readonly Draft[] => {
    groups ??= groupBy(drafts, (draft) => draft.asset.id)
    return groups.get(id) ?? []
  }
  const all: AllDrafts = { drafts, leaving, onAsset }
  return drafts.map((draft): Step => {
    const view = byId.get(draft.asset.id)
    if (view === undefined && ACTION_TABLE[draft.action].on === 'asset') {
      throw new Error(`a step on an asset that was not seen`)
    }
    const needs = [
      ...lossNeeds(linking, view, draft, all),
      ...orderNeeds(draft, all),
      ...(endsAll(draft) ? leavingNeeds(linking, views, draft, all) : []),
    ]
    // Node.js 20 takes sixteen times as long for `{ ...draft, needs, calls }`.
    return Object.assign({}, draft, {
      needs: needs.length < 2 ? needs : [...new Set(needs)],
      calls: shownCallsOf(draft, linking.business, linking.kinds),
    })
  })
}

/** All drafts of a plan, and which of them are asked for. */
interface AllDrafts {
  readonly drafts: readonly Draft[]
  /** Those that end everything their subject holds. */
  readonly leaving: readonly Draft[]
  /** Grouped when first asked for: most plans have nothing that waits for anything. */
  readonly onAsset: (id: string) => readonly Draft[]
}

const lossNeeds = (
  linking: Linking,
  view: AssetView | undefined,
  draft: Draft,
  { onAsset, leaving }: AllDrafts,
): readonly string[] => {
  if (view === undefined || !isLossOf(draft, view.kind)) return []
  const count = managersOf(linking, view, [...onAsset(draft.asset.id), ...leaving])
  return count === null ? [] : needsOfLoss(count, linking.policy[managedOf(view.kind).keep])
}

/**
 * Whoever is removed from the business loses everything, so every other step of theirs comes first,
 * and on each asset that they manage whatever keeps it managed.
 */
const leavingNeeds = (
  linking: Linking,
  views: readonly AssetView[],
  draft: Draft,
  all: AllDrafts,
): readonly string[] => {
  const { subject, address } = draft
  // An invitation of theirs is addressed by e-mail.
  const own = all.drafts.filter(
    ({ subject: { id } }) => id === subject.id || isSameEmail(id, subject.email),
  )
  const managed = views.flatMap((view) => {
    const count = managersOf(linking, view, [...all.onAsset(view.asset.id), ...all.leaving])
    const isManaging = count?.losing.some((loss) => loss.address === address) === true
    return count !== null && isManaging
      ? needsOfLoss(count, linking.policy[managedOf(view.kind).keep])
      : []
  })
  return [...own.map((other) => other.address), ...managed].filter((need) => need !== address)
}

const orderNeeds = (draft: Draft, { onAsset }: AllDrafts): readonly string[] => {
  const { after } = ACTION_TABLE[draft.action]
  if (after.length === 0 || isUrgent(draft)) return []
  return onAsset(draft.asset.id)
    .filter((other) => after.includes(other.action) && other.subject.id !== draft.subject.id)
    .map((other) => other.address)
}
