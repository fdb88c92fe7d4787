import type { Ground } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import { givingPaths } from '../../access/wish.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { BUSINESS } from '../../model/kinds.ts'
import { type Manual, shortNameOf, type WaitingState } from '../../model/plan.ts'
import { memberAddress, requestAddress } from '../../model/text/address.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { foldedOf } from '../../model/text/text.ts'
import type { Draft, Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import {
  type Case,
  caseOf,
  heldIn,
  manual,
  nameToAct,
  UNCHANGED,
  unmanaged,
  waiting,
} from './builders.ts'
import { changeReason, directionOf, removalReason, tasksToSend } from './change.ts'
import { type Decisions, NOTHING } from './decisions.ts'
import { unknownTasksWarning } from './judge-agencies.ts'
import { stepUnlessKept } from './kept.ts'

type Decision =
  | 'nothing'
  | 'look_for'
  | 'assign'
  | 'reassign'
  | 'unassign'
  | 'unchanged'
  | 'unmanaged'

/**
 * The truth table for people: what live shows × what the manifest claims → what to do. A name that
 * may mean several has an error of its own.
 */
const DECISIONS: Decisions<'users', Decision> = {
  nobody: { ...NOTHING, declared: 'look_for' },
  doubtful: NOTHING,
  none: { ...NOTHING, declared: 'assign' },
  satisfied: {
    declared: 'unchanged',
    unwanted: 'unassign',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'unassign',
  },
  differs: {
    declared: 'reassign',
    unwanted: 'unassign',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'unassign',
  },
}

type Holder = Holding<'users'>

/** The outcomes of every person who is on the asset or declared for it. */
export const judgeUsers = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const missing: Outcome[] = []
  const outcomes: Outcome[] = []
  for (const holder of holdingsIn(ground, view, 'users')) {
    const into = holder.standing === 'nobody' ? missing : outcomes
    for (const outcome of judgeHolder(ground, holder)) into.push(outcome)
  }
  const sure = holdDoubted(ground, view, outcomes)
  return missing.length === 0 ? sure : [...holdBack(ground, view, { sure, missing }), ...missing]
}

/**
 * Everybody whom a doubtful name could mean is left as they are, and nobody is removed from an
 * asset whose lines contain such a name, except the offboarded: those are named by something that
 * means only them.
 */
export const holdDoubted = (
  { doubts }: Ground,
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

/** Whether somebody is to lose everything they hold here, by the API or by hand. */
const isRemoval = (outcome: Outcome): boolean =>
  (outcome.type === 'step' && ACTION_TABLE[outcome.step.action].sign === '-') ||
  (outcome.type === 'manual' && outcome.manual.reason === 'no_removal_in_api')

/**
 * If somebody declared cannot be found, a row that looks undeclared may be that very person, so
 * only the offboarded and the expired are unassigned. If the list of people could not be read,
 * nothing else is concluded either.
 */
const holdBack = (
  ground: Ground,
  view: AssetView,
  {
    sure: outcomes,
    missing,
  }: { readonly sure: readonly Outcome[]; readonly missing: readonly Outcome[] },
): readonly Outcome[] => {
  const isUnknown = missing.some(({ type }) => type === 'unknown' || type === 'unreadable')
  const absent = missing.flatMap((outcome) =>
    outcome.type === 'waiting' && ABSENT.has(outcome.waiting.state) ? [outcome.waiting] : [],
  )
  if (isUnknown) return outcomes.filter((outcome) => isOffboarding(outcome))
  // A member who has not joined yet may be on the asset already, with an e-mail that nobody knows.
  const invited = missing.flatMap((outcome) =>
    outcome.type === 'waiting' &&
    outcome.waiting.state === 'invitation' &&
    seatOf(ground, outcome.waiting.subject?.alias ?? '') !== null
      ? [outcome.waiting]
      : [],
  )
  const isHeld = (outcome: Outcome): boolean =>
    outcome.type === 'step' &&
    isRemoval(outcome) &&
    outcome.step.reason === 'not_in_manifest' &&
    (absent.length > 0 || (invited.length > 0 && outcome.step.subject.alias === null))
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
          people: [...absent, ...invited].map(({ subject }) =>
            subject === null ? '' : shortNameOf(subject),
          ),
          held: held.length,
          ...(absent.length === 0 ? { isJoining: true } : {}),
        },
        view.desired?.users?.source ?? null,
      ),
    },
  ]
}

/**
 * States of somebody who is declared and in no list of the run. Their row may be one that looks
 * undeclared.
 */
const ABSENT: ReadonlySet<WaitingState> = new Set(['not_in_business', 'people_unknown'])

const isOffboarding = (outcome: Outcome): boolean =>
  outcome.type === 'step' && outcome.step.reason === 'offboarded'

/** Lists what is held as it is. Somebody who holds nothing yet is not listed. */
const leftAlone = (outcome: Outcome): readonly Outcome[] => {
  if (outcome.type === 'step') return asHeld(outcome.step, outcome.holding)
  return outcome.type === 'manual' ? asHeld(outcome.manual, outcome.holding) : [outcome]
}

const asHeld = (
  { address, asset, subject, before }: Draft | Manual,
  holding: Holding | undefined,
): readonly Outcome[] =>
  before === null
    ? []
    : [
        {
          type: 'unmanaged',
          ...(holding === undefined ? {} : { holding }),
          unmanaged: { address, asset, subject, tasks: before },
        },
      ]

/**
 * The outcome for a declared person whom the business does not have, or whose list could not be
 * read.
 */
const judgeMissing = (ground: Ground, holder: Holder, about: Case): Outcome => {
  const { live, manifest, directory } = ground
  const { subject, view, wish } = holder
  const tasks = wish?.tasks ?? []
  const person = manifest.people.get(subject)
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
    return waiting(about, 'invitation', { tasks, since, name })
  }
  if (lists.includes('unreadable')) {
    const what = 'the people of the business cannot be listed with this token (business_management)'
    return { type: 'unreadable', unreadable: { address: about.address, asset: view.asset, what } }
  }
  if (lists.includes('unknown')) return { type: 'unknown', address: about.address }
  const name = nameToAct(about.subject, person?.value ?? null)
  const seat = directory.areListsShort ? null : seatOf(ground, subject)
  if (seat !== null)
    return waiting(about, 'invitation', { tasks, since: null, name, needs: [seat] })
  // If somebody on an asset is missing from the lists, the lists prove nobody's absence.
  return waiting(about, directory.areListsShort ? 'people_unknown' : 'not_in_business', {
    tasks,
    since: null,
    name,
  })
}

/** The address of whoever is declared as a member by an e-mail, so that they are or will be invited. */
const seatOf = ({ manifest, expiryDay }: Ground, alias: string): string | null => {
  const person = manifest.people.get(alias)
  const members = manifest.assets.find(({ kind }) => kind === BUSINESS.name)?.members ?? null
  const isMember = givingPaths(members, expiryDay).some(({ subject }) => subject === alias)
  return isMember && person?.by === 'email'
    ? memberAddress(manifest.business, foldedOf(person.value))
    : null
}

/** Everybody declared for an asset that we do not have yet waits for the answer to our request. */
export const judgeHanging = (ground: Ground, view: AssetView): readonly Outcome[] =>
  holdingsIn(ground, view, 'users')
    .filter(({ claim }) => claim === 'declared')
    .map((holder) =>
      waiting(caseOf(ground, holder), 'client_response', {
        tasks: holder.wish?.tasks ?? [],
        since: null,
        needs: [requestAddress(view.asset.id)],
        name: view.asset.name ?? view.asset.id,
      }),
    )

const judgeHolder = (ground: PlanGround, holder: Holder): readonly Outcome[] => {
  const { view, subject, claim, standing, comparison, wish } = holder
  if (ground.directory.isOfOtherBusiness(view.asset.id, subject)) {
    return judgeStranger(ground, holder)
  }
  const outcomes = carryOut(DECISIONS[standing][claim], ground, holder)
  const unknown = claim === 'declared' ? (comparison?.unknown ?? []) : []
  if (unknown.length === 0 && !ground.directory.isSelf(subject)) return outcomes
  return [
    ...outcomes,
    ...ownUserRail(ground, holder),
    ...unknownTasksWarning(addressOf(holder), unknown, wish?.source ?? null),
  ]
}

/**
 * Only the business that put a person on the asset may assign or remove that person, so they are
 * listed, with a note if the manifest wants anything of them.
 */
const judgeStranger = (ground: Ground, holder: Holder): readonly Outcome[] => {
  const about = caseOf(ground, holder)
  const before = heldIn(holder)
  const isOffboarded = ground.directory.isOffboarded(holder.subject)
  if (!isOffboarded && holder.comparison?.satisfied === true) return SATISFIED
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

/** Nearly all people are as they should be. */
const SATISFIED: readonly Outcome[] = [UNCHANGED]
const NO_OUTCOMES: readonly Outcome[] = []

const carryOut = (decision: Decision, ground: PlanGround, holder: Holder): readonly Outcome[] => {
  if (decision === 'nothing') return NO_OUTCOMES
  if (decision === 'unchanged') return SATISFIED
  const about = caseOf(ground, holder)
  const { view, wish } = holder
  switch (decision) {
    case 'look_for':
      return [judgeMissing(ground, holder, about)]
    case 'unmanaged':
      return [unmanaged(about, heldIn(holder))]
    case 'assign':
      return [
        stepUnlessKept(ground, view, about, {
          action: 'assign',
          before: null,
          after: wish?.tasks ?? [],
          reason: 'missing_in_live',
          via: wish?.via ?? [],
        }),
      ]
    case 'reassign':
      return reassign(ground, holder, about)
    case 'unassign':
      return view.kind.relations.users?.remove === 'none'
        ? [manual(about, 'no_removal_in_api', { before: heldIn(holder), after: null })]
        : [
            stepUnlessKept(ground, view, about, {
              action: 'unassign',
              before: heldIn(holder),
              after: null,
              reason: removalReason(ground, holder),
              via: wish?.via ?? [],
            }),
          ]
  }
}

const reassign = (ground: PlanGround, holder: Holder, about: Case): readonly Outcome[] => {
  const { view, wish, row } = holder
  if (wish === undefined || row === undefined) throw new Error('a reassign without both sides')
  const before = heldIn(holder)
  const after = tasksToSend(holder, wish, row.tasks)
  if (
    ground.directory.isSelf(holder.subject) &&
    directionOf(view.kind, before, after) !== 'widening'
  ) {
    return [unmanaged(about, before)]
  }
  const reason = changeReason(view.kind, wish, before)
  const change = { action: 'reassign', before, after, reason, via: wish.via } as const
  return [stepUnlessKept(ground, view, about, change)]
}

/**
 * The token's own user, declared with less than it has, or offboarded, is never a step but a broken
 * rail.
 */
export const ownUserRail = (ground: Ground, holder: Holding): readonly Outcome[] => {
  const { view, subject, wish, row } = holder
  if (!ground.directory.isSelf(subject) || row === undefined) return []
  const isOffboarded = ground.directory.isOffboarded(subject)
  const isDiffering = holder.comparison?.satisfied === false
  const isReduced =
    isDiffering &&
    wish !== undefined &&
    directionOf(view.kind, row.tasks, tasksToSend(holder, wish, row.tasks)) !== 'widening'
  const isNone = wish?.none === true && view.desired?.mode !== 'additive'
  if (!isOffboarded && !isReduced && !isNone) return []
  const about = caseOf(ground, holder)
  const args = { address: about.address, who: shortNameOf(about.subject) }
  return [{ type: 'problem', problem: planProblem('rail_own_user', args, about.source) }]
}
