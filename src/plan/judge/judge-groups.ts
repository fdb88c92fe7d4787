import { offboardedSource } from '../../access/ground.ts'
import { type AssetView, viewsOf } from '../../access/views.ts'
import { ACTION_TABLE, isOfPeople } from '../../model/actions.ts'
import { ASSET_GROUP, BUSINESS } from '../../model/kinds.ts'
import type { LiveRelation } from '../../model/live.ts'
import { type Manual, type Plan, shortNameOf } from '../../model/plan.ts'
import { sortTasks } from '../../model/tasks.ts'
import { addressOf } from '../../model/text/address.ts'
import type { Draft, Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import { type Case, manual, nameToAct } from './builders.ts'
import { stepUnlessKept } from './kept.ts'
import { unreadScope } from './unread-scope.ts'

/**
 * What asset groups come to: the offboarded are taken out of them, but not on part of a view, where
 * not all is seen that they hold. Nobody else is: which groups there are no manifest says.
 */
export const judgeGroups = (
  ground: PlanGround,
  { isPart }: { readonly isPart: boolean },
): readonly Outcome[] => {
  // Most businesses have none, and views take a look at every row.
  const hasGroups = ground.live.assets.some(({ kind }) => kind === ASSET_GROUP.name)
  const views = hasGroups ? viewsOf({ live: ground.live, kinds: [ASSET_GROUP] }) : []
  return [...unreadList(ground), ...views.flatMap((view) => judgeGroup(ground, view, isPart))]
}

const judgeGroup = (ground: PlanGround, view: AssetView, isPart: boolean): readonly Outcome[] => {
  const scope = view.scope('users')
  if (scope?.status !== 'complete') {
    return unreadScope(ground, { address: `${view.asset.id}/users`, asset: view.asset }, scope)
  }
  return view
    .rows('users')
    .filter(({ subject }) => ground.directory.isOffboarded(subject))
    .map((row) => judgeMember(ground, view, { row, isPart }))
}

/** The token's own user is never taken out: offboarded, that is a broken rail, as on an asset. */
const judgeMember = (
  ground: PlanGround,
  view: AssetView,
  { row, isPart }: { readonly row: LiveRelation; readonly isPart: boolean },
): Outcome => {
  const about = caseOf(ground, view, row)
  if (ground.directory.isSelf(row.subject)) {
    const args = { address: about.address, who: shortNameOf(about.subject) }
    return { type: 'problem', problem: planProblem('rail_own_user', args, about.source) }
  }
  const before = sortTasks(view.kind, row.tasks)
  if (isPart) return manual(about, 'needs_whole_run', { before, after: null })
  const change = { before, after: null, reason: 'offboarded' } as const
  return stepUnlessKept(ground, view, about, { action: 'leave_group', ...change })
}

const caseOf = (ground: PlanGround, { asset }: AssetView, row: LiveRelation): Case => ({
  address: addressOf(asset.id, row.relation, row.subject),
  asset,
  subject: ground.directory.subjectOf('users', row.subject, row.subjectName),
  source: offboardedSource(ground, row.subject),
})

/** That nobody reaches anything through a group is concluded from complete reads alone. */
const unreadList = (ground: PlanGround): readonly Outcome[] => {
  const { live, manifest } = ground
  if (live.groups === undefined) return []
  const { status, what, rows } = live.groups
  const business = { kind: BUSINESS.name, id: manifest.business, name: live.business.name }
  const list = { address: `${manifest.business}/${ASSET_GROUP.section}`, asset: business }
  return [
    ...(status === 'complete' ? [] : unreadScope(ground, list, { status, what })),
    ...rows.flatMap(({ id, name, unread }) =>
      unread.flatMap((each) => {
        const asset = { kind: ASSET_GROUP.name, id, name }
        return unreadScope(ground, { address: `${id}/${each.kind}`, asset }, each)
      }),
    ),
  ]
}

/**
 * Whoever loses an asset and still reaches it through a group, of which the same plan does not take
 * them: said beside what takes the asset away, for nothing else shows it.
 */
export const keptByGroups = (
  ground: PlanGround,
  outcomes: readonly Outcome[],
): readonly Outcome[] => {
  const leaving = new Set(
    outcomes.flatMap((outcome) => (outcome.type === 'step' ? [outcome.step.address] : [])),
  )
  return outcomes.flatMap((outcome): readonly Outcome[] => {
    const loss = lossIn(outcome)
    if (loss?.subject == null) return []
    const { address, asset, subject, before, source } = loss
    const groups = ground.groups
      .on(asset)
      .filter(({ member }) => member.id === subject.id)
      .filter(({ group }) => !leaving.has(addressOf(group.id, 'users', subject.id)))
    if (groups.length === 0) return []
    const held = groups.map(({ group }) => `${group.name ?? ASSET_GROUP.label} ${group.id}`)
    const name = nameToAct(subject)
    return [
      manual({ address, asset, subject, source }, 'group_access', {
        ...{ before, after: null, name },
        held: held.join(', '),
      }),
    ]
  })
}

/** Whether a plan takes anybody off an asset, so that their groups matter. */
export const takesPeopleOff = ({
  steps,
  manual: byHand,
}: Pick<Plan, 'steps' | 'manual'>): boolean =>
  steps.some(isTakenOff) || byHand.some(({ reason }) => BY_HAND.has(reason))

type Loss = Pick<Draft | Manual, 'address' | 'asset' | 'subject' | 'before' | 'source'>

/** A person who is to hold nothing on an asset any more, by the API or by hand. */
const lossIn = (outcome: Outcome): Loss | null => {
  switch (outcome.type) {
    case 'step':
      return isTakenOff(outcome.step) ? outcome.step : null
    case 'manual':
      return BY_HAND.has(outcome.manual.reason) ? outcome.manual : null
    default:
      return null
  }
}

const isTakenOff = ({ action, after }: Draft): boolean =>
  isOfPeople(action) && after === null && ACTION_TABLE[action].on === 'asset'

/** What somebody keeps on an asset until a person takes it from them. */
const BY_HAND: ReadonlySet<Manual['reason']> = new Set(['no_removal_in_api'])
