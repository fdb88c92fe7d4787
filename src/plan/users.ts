import { type Claim, claimOf } from '../access/claim.ts'
import { offboardedSource } from '../access/ground.ts'
import type { AssetView } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import { requestAddress, userAddress } from '../model/address.ts'
import { isSameEmail } from '../model/email.ts'
import type { LiveRelation } from '../model/live.ts'
import type { Manual, WaitingState } from '../model/plan.ts'
import { sortTasks } from '../model/tasks.ts'
import { unknownTasksWarning } from './agencies.ts'
import { type Case, manual, nameOf, nameToAct, UNCHANGED, unmanaged, waiting } from './builders.ts'
import {
  type Comparison,
  changeReason,
  comparisonOf,
  directionOf,
  removalReason,
  tasksToSend,
} from './change.ts'
import { planProblem } from './diagnostics.ts'
import { stepUnlessKept } from './kept.ts'
import type { Draft, Outcome } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'

/** Where one person or system user stands on one asset. */
type Standing = 'none' | 'satisfied' | 'differs'

type Decision = 'nothing' | 'assign' | 'reassign' | 'unassign' | 'unchanged' | 'unmanaged'

/** The truth table for people: what live shows × what the manifest claims → what to do. */
const DECISIONS: Readonly<Record<Standing, Readonly<Record<Claim, Decision>>>> = {
  none: { declared: 'assign', unwanted: 'nothing', left: 'nothing', offboarded: 'nothing' },
  satisfied: {
    declared: 'unchanged',
    unwanted: 'unassign',
    left: 'unmanaged',
    offboarded: 'unassign',
  },
  differs: {
    declared: 'reassign',
    unwanted: 'unassign',
    left: 'unmanaged',
    offboarded: 'unassign',
  },
}

interface Holder {
  readonly id: string
  readonly row: LiveRelation | undefined
  readonly wish: Wish | undefined
}

/** The outcomes of every person who is on the asset or declared for it. */
export const judgeUsers = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const wishes = wishesOfUsers(ground, view)
  const resolved = new Map<string, Wish>()
  const unresolved: Wish[] = []
  for (const wish of wishes) {
    const id = ground.directory.idOf(wish.subject)
    if (id !== null) resolved.set(id, wish)
    else if (isMissing(ground, view, wish)) unresolved.push(wish)
  }
  const rows = new Map(view.rows('users').map((row) => [row.subject, row]))
  const missing = unresolved.map((wish) => judgeMissing(ground, view, wish))
  const outcomes: Outcome[] = []
  const judge = (holder: Holder): void => {
    for (const outcome of judgeHolder(ground, view, holder)) outcomes.push(outcome)
  }
  resolved.forEach((wish, id) => {
    judge({ id, row: rows.get(id), wish })
  })
  rows.forEach((row, id) => {
    if (!resolved.has(id)) judge({ id, row, wish: undefined })
  })
  const sure = holdDoubted(ground, view, outcomes)
  return missing.length === 0 ? sure : [...holdBack(view, sure, missing), ...missing]
}

/** Somebody who is to hold something, and whom nobody can be. */
const isMissing = (ground: PlanGround, view: AssetView, wish: Wish): boolean =>
  wish.tasks.length > 0 &&
  ground.directory.meaningOf(wish.subject).type === 'nobody' &&
  !isSetAside(ground, view, wish)

const wishesOfUsers = (ground: PlanGround, view: AssetView): readonly Wish[] => {
  const relation = view.desired?.users ?? null
  return relation === null
    ? []
    : wishesOf(relation, ground.expiryDay, view.kind, ground.directory.oneOf)
}

/**
 * Whoever a doubtful name could mean is left as they are, and nobody is taken off an asset whose
 * lines hold such a name, but for the offboarded: those are named by what means them alone.
 */
const holdDoubted = (
  { doubts }: PlanGround,
  view: AssetView,
  outcomes: readonly Outcome[],
): readonly Outcome[] => {
  const held = doubts.heldOn(view.asset.id)
  if (held.size === 0) return outcomes
  const isTouched = doubts.isTouched(view.asset.id)
  return outcomes.flatMap((outcome) => {
    if (outcome.type === 'unchanged' || isOffboarding(outcome)) return [outcome]
    const isHeld = held.has(subjectIn(outcome) ?? '')
    return isHeld || (isTouched && isRemoval(outcome)) ? leftAlone(outcome) : [outcome]
  })
}

const subjectIn = (outcome: Outcome): string | null => {
  if (outcome.type === 'step') return outcome.step.subject.id
  return outcome.type === 'manual' ? (outcome.manual.subject?.id ?? null) : null
}

/** Whether somebody is to lose all they hold here, by the API or by hand. */
const isRemoval = (outcome: Outcome): boolean =>
  (outcome.type === 'step' && outcome.step.action === 'unassign') ||
  (outcome.type === 'manual' && outcome.manual.reason === 'no_removal_in_api')

/** Who is offboarded is given nothing, and who is ignored is nobody's business here. */
const isSetAside = (ground: PlanGround, view: AssetView, { subject }: Wish): boolean =>
  ground.manifest.offboarded.some((entry) => entry.alias === subject) ||
  view.desired?.ignore.includes(subject) === true

/**
 * Where somebody declared cannot be found, a row that looks undeclared may be that very person:
 * nobody is unassigned but the offboarded and the expired. Where the list of people itself could
 * not be read, nothing else is concluded either.
 */
const holdBack = (
  view: AssetView,
  outcomes: readonly Outcome[],
  missing: readonly Outcome[],
): readonly Outcome[] => {
  const isUnknown = missing.some(({ type }) => type === 'unknown' || type === 'unreadable')
  const absent = missing.flatMap((outcome) =>
    outcome.type === 'waiting' && ABSENT.has(outcome.waiting.state) ? [outcome.waiting] : [],
  )
  if (isUnknown) return outcomes.filter((outcome) => isOffboarding(outcome))
  if (absent.length === 0) return outcomes
  const isHeld = (outcome: Outcome): boolean =>
    outcome.type === 'step' && isRemoval(outcome) && outcome.step.reason === 'not_in_manifest'
  const held = outcomes.filter(isHeld)
  if (held.length === 0) return outcomes
  return [
    ...outcomes.flatMap((outcome) => (isHeld(outcome) ? leftAlone(outcome) : [outcome])),
    {
      type: 'problem',
      problem: planProblem(
        'unassign_held',
        {
          asset: view.asset.id,
          people: absent.map(({ subject }) => (subject === null ? '' : nameOf(subject))),
          held: held.length,
        },
        view.desired?.users?.source ?? null,
      ),
    },
  ]
}

/** Declared, and in no list of the run; their row may be one that looks undeclared. */
const ABSENT: ReadonlySet<WaitingState> = new Set(['not_in_business', 'people_unknown'])

const isOffboarding = (outcome: Outcome): boolean =>
  outcome.type === 'step' && outcome.step.reason === 'offboarded'

/** What is held is listed as it is; who holds nothing yet is not listed. */
const leftAlone = (outcome: Outcome): readonly Outcome[] => {
  if (outcome.type === 'step') return asHeld(outcome.step)
  return outcome.type === 'manual' ? asHeld(outcome.manual) : [outcome]
}

const asHeld = ({ before, ...entry }: Draft | Manual): readonly Outcome[] => {
  const { address, asset, subject } = entry
  return before === null
    ? []
    : [{ type: 'unmanaged', unmanaged: { address, asset, subject, tasks: before } }]
}

/** A declared person the business does not have (or whose list could not be read). */
const judgeMissing = (ground: PlanGround, view: AssetView, wish: Wish): Outcome => {
  const { live, manifest, directory } = ground
  const about: Case = {
    address: userAddress(view.asset.id, wish.subject),
    asset: view.asset,
    subject: directory.unresolved(wish.subject),
    source: wish.source,
  }
  const person = manifest.people.get(wish.subject)
  const invitation = live.invitations.find(
    ({ email }) => person?.by === 'email' && isSameEmail(email, person.value),
  )
  const { business_users, system_users, pending_users } = live.directory
  const lists =
    person?.by === 'system_user'
      ? [system_users]
      : person?.by === 'email'
        ? [business_users, pending_users]
        : [business_users, system_users]
  if (invitation !== undefined && business_users === 'complete') {
    const { email, since } = invitation
    const name = nameToAct(about.subject, email)
    return waiting(about, 'invitation', { tasks: wish.tasks, since, name })
  }
  if (lists.includes('unreadable')) {
    const what = 'the people of the business cannot be listed with this token (business_management)'
    return { type: 'unreadable', unreadable: { address: about.address, asset: view.asset, what } }
  }
  if (lists.includes('unknown')) return { type: 'unknown', address: about.address }
  // Lists that leave somebody out who is on an asset prove nobody's absence.
  return waiting(about, directory.areListsShort ? 'people_unknown' : 'not_in_business', {
    tasks: wish.tasks,
    since: null,
    name: nameToAct(about.subject, person?.value ?? null),
  })
}

/** Everybody declared for an asset we do not have yet waits for the answer to our request. */
export const judgeHanging = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  wishesOfUsers(ground, view)
    .filter((wish) => wish.tasks.length > 0 && !isSetAside(ground, view, wish))
    .map((wish) => {
      const id = ground.directory.idOf(wish.subject)
      const subject =
        id === null
          ? ground.directory.unresolved(wish.subject)
          : ground.directory.subjectOf('users', id, null)
      const about: Case = {
        address: userAddress(view.asset.id, subject.id),
        asset: view.asset,
        subject,
        source: wish.source,
      }
      return waiting(about, 'client_response', {
        tasks: wish.tasks,
        since: null,
        needs: [requestAddress(view.asset.id)],
        name: view.asset.name ?? view.asset.id,
      })
    })

const judgeHolder = (ground: PlanGround, view: AssetView, holder: Holder): readonly Outcome[] => {
  const { id, wish } = holder
  if (ground.directory.isOfOtherBusiness(view.asset.id, id))
    return judgeStranger(ground, view, holder)
  const claim = claimOf(ground, view, view.desired?.users ?? null, id, wish)
  const comparison = comparisonIn(view, holder)
  const outcomes = carryOut(DECISIONS[standingOf(holder, comparison)][claim], ground, view, holder)
  const unknown = claim === 'declared' ? (comparison?.unknown ?? []) : []
  if (unknown.length === 0 && !ground.directory.isSelf(id)) return outcomes
  return [
    ...outcomes,
    ...ownUserRail(ground, view, holder),
    ...unknownTasksWarning(userAddress(view.asset.id, id), unknown, wish?.source ?? null),
  ]
}

/**
 * Whoever another business put on the asset is its own to assign and to take off: listed, and said
 * where the manifest wants anything of them.
 */
const judgeStranger = (ground: PlanGround, view: AssetView, holder: Holder): readonly Outcome[] => {
  const about = caseOf(ground, view, holder)
  const before = held(view, holder)
  const isOffboarded = ground.directory.isOffboarded(holder.id)
  if (!isOffboarded && comparisonIn(view, holder)?.satisfied === true) return SATISFIED
  const isAskedFor = holder.wish !== undefined || isOffboarded
  return [
    isAskedFor
      ? manual(about, 'other_business', {
          ...{ before, after: holder.wish?.tasks ?? null },
          held: holder.row?.otherBusiness ?? '',
        })
      : unmanaged(about, before),
  ]
}

/** Null unless there are both sides, each with tasks. */
const comparisonIn = (view: AssetView, { row, wish }: Holder): Comparison | null =>
  row === undefined || wish === undefined || row.tasks.length === 0 || wish.tasks.length === 0
    ? null
    : comparisonOf(view, view.desired?.users ?? null, wish, row.tasks)

const standingOf = ({ row }: Holder, comparison: Comparison | null): Standing => {
  if (row === undefined || row.tasks.length === 0) return 'none'
  return comparison === null || comparison.satisfied ? 'satisfied' : 'differs'
}

/** By far the most people are as they should be. */
const SATISFIED: readonly Outcome[] = [UNCHANGED]
const NOTHING: readonly Outcome[] = []

const carryOut = (
  decision: Decision,
  ground: PlanGround,
  view: AssetView,
  holder: Holder,
): readonly Outcome[] => {
  if (decision === 'nothing') return NOTHING
  if (decision === 'unchanged') return SATISFIED
  const about = caseOf(ground, view, holder)
  switch (decision) {
    case 'unmanaged':
      return [unmanaged(about, held(view, holder))]
    case 'assign':
      return [
        stepUnlessKept(ground, view, about, {
          action: 'assign',
          before: null,
          after: holder.wish?.tasks ?? [],
          reason: 'missing_in_live',
          via: holder.wish?.via ?? [],
        }),
      ]
    case 'reassign':
      return reassign(ground, view, holder, about)
    case 'unassign':
      return view.kind.users.remove === 'none'
        ? [manual(about, 'no_removal_in_api', { before: held(view, holder), after: null })]
        : [
            stepUnlessKept(ground, view, about, {
              action: 'unassign',
              before: held(view, holder),
              after: null,
              reason: removalReason(ground, holder.id, holder.wish),
              via: holder.wish?.via ?? [],
            }),
          ]
  }
}

const held = (view: AssetView, { row }: Holder): readonly string[] =>
  sortTasks(view.kind, row?.tasks ?? [])

const reassign = (
  ground: PlanGround,
  view: AssetView,
  holder: Holder,
  about: Case,
): readonly Outcome[] => {
  const { wish, row } = holder
  if (wish === undefined || row === undefined) throw new Error('a reassign without both sides')
  const before = held(view, holder)
  const after = tasksToSend(view, view.desired?.users ?? null, wish, row.tasks)
  if (ground.directory.isSelf(holder.id) && directionOf(view.kind, before, after) !== 'widening') {
    return [unmanaged(about, before)]
  }
  const reason = changeReason(view.kind, wish, before)
  const change = { action: 'reassign', before, after, reason, via: wish.via } as const
  return [stepUnlessKept(ground, view, about, change)]
}

/** The token's own user declared with less than it has, or offboarded: never a step, a broken rail. */
const ownUserRail = (ground: PlanGround, view: AssetView, holder: Holder): readonly Outcome[] => {
  const { wish, row } = holder
  if (!ground.directory.isSelf(holder.id) || row === undefined) return []
  const isOffboarded = ground.directory.isOffboarded(holder.id)
  const isDiffering = comparisonIn(view, holder)?.satisfied === false
  const isReduced =
    isDiffering &&
    wish !== undefined &&
    directionOf(
      view.kind,
      row.tasks,
      tasksToSend(view, view.desired?.users ?? null, wish, row.tasks),
    ) !== 'widening'
  const isNone = wish?.none === true && view.desired?.mode !== 'additive'
  if (!isOffboarded && !isReduced && !isNone) return []
  const about = caseOf(ground, view, holder)
  const args = { address: about.address, who: nameOf(about.subject) }
  return [{ type: 'problem', problem: planProblem('rail_own_user', args, about.source) }]
}

const caseOf = (ground: PlanGround, view: AssetView, { id, row, wish }: Holder): Case => ({
  address: userAddress(view.asset.id, id),
  asset: view.asset,
  subject: ground.directory.subjectOf('users', id, row?.subjectName ?? null),
  source: ground.directory.isOffboarded(id)
    ? offboardedSource(ground, id)
    : (wish?.source ?? view.desired?.users?.source ?? null),
})
