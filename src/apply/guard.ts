import type { ResultStatus } from '../model/apply.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveState, Ownership } from '../model/live.ts'
import { objectsIn } from '../model/objects.ts'
import type { Action, Plan, Step } from '../model/plan.ts'
import { isManager } from '../model/tasks.ts'
import { directionOfStep, gainsManager, losesManager } from '../plan/order.ts'

/**
 * The rails for whatever really happened: before each step they are checked against what has been
 * confirmed so far, not against what the plan hoped for. What was sent and takes something away
 * counts as done until its answer says that it did not happen; what gives something counts only
 * once its effect was seen.
 */
export interface Guard {
  /** Why a step must not be sent, in words; null when it may, and then it counts as sent. */
  readonly admit: (step: Step) => string | null
  /** Takes note of how a step ended. */
  readonly settle: (step: Step, status: ResultStatus) => void
}

export const createGuard = (plan: Plan, live: LiveState, kinds: KindTable): Guard => {
  const ownership = new Map(live.assets.map((asset) => [asset.id, asset.ownership]))
  const known: Known = { plan, live, kinds, ownership, ...managersIn(plan, live, kinds) }
  return {
    admit: (step) => {
      for (const check of CHECKS) {
        const reason = check(step, known)
        if (reason !== null) return reason
      }
      if (isLoss(step, known)) known.managers.get(step.asset.id)?.delete(step.subject.id)
      return null
    },
    settle: (step, status) => {
      const held = known.managers.get(step.asset.id)
      if (held === undefined) return
      if (status === 'done' && isGain(step, known)) held.add(step.subject.id)
      if (status === 'done' && isLoss(step, known)) held.delete(step.subject.id)
      if (DID_NOT_HAPPEN.has(status) && isLoss(step, known)) held.add(step.subject.id)
    },
  }
}

/** A write that was refused, or not sent after all. */
const DID_NOT_HAPPEN: ReadonlySet<ResultStatus> = new Set(['failed', 'skipped'])

interface Known extends Managers {
  readonly plan: Plan
  readonly live: LiveState
  readonly kinds: KindTable
  readonly ownership: ReadonlyMap<string, Ownership>
}

type Check = (step: Step, known: Known) => string | null

const isNarrowing = (step: Step, { kinds }: Known): boolean =>
  directionOfStep(step, kindOf(step.asset.kind, kinds)) !== 'widening'

/** By the action, not by what a plan file says of its subject. */
const isOfPeople = ({ action }: Step): boolean => OF_PEOPLE.has(action)
const OF_PEOPLE: ReadonlySet<Action> = new Set(['assign', 'reassign', 'unassign'])

/** The token's own user is no manager that counts. */
const isOfOthers = (step: Step, { live }: Known): boolean =>
  isOfPeople(step) && step.subject.id !== live.self.person

const isGain = (step: Step, known: Known): boolean =>
  isOfOthers(step, known) && gainsManager(step, kindOf(step.asset.kind, known.kinds))

const isLoss = (step: Step, known: Known): boolean =>
  isOfOthers(step, known) && losesManager(step, kindOf(step.asset.kind, known.kinds))

/** What an asset must be to us for each action; on our own Page a withdrawal gives the Page up. */
const MADE_ON: Readonly<Record<Action, readonly Ownership[]>> = {
  request: ['absent', 'client', 'pending', 'unknown'],
  grant: ['owned'],
  regrant: ['owned'],
  assign: ['owned', 'client'],
  reassign: ['owned', 'client'],
  unassign: ['owned', 'client'],
  revoke: ['owned'],
  withdraw: ['client', 'pending'],
  cancel: ['owned', 'client'],
}

const checkReach: Check = ({ action, asset }, { ownership }) => {
  const found = ownership.get(asset.id)
  if (found === undefined) return `${asset.id} was not read`
  if (MADE_ON[action].includes(found)) return null
  return `${asset.id} was read as ${OWNERSHIP_WORDS[found]}, where nothing of the kind is done`
}

const OWNERSHIP_WORDS: Readonly<Record<Ownership, string>> = {
  owned: 'our own',
  client: "a client's",
  pending: 'asked for',
  absent: 'in none of our lists',
  unknown: 'not known for sure',
}

const checkWithdrawal: Check = ({ action, asset }, { live }) =>
  action !== 'withdraw' || isRead(live, asset.id, 'request')
    ? null
    : `${asset.id} was not read as a client's asset`

const isRead = (live: LiveState, id: string, relation: string): boolean =>
  live.scopes.some(
    (scope) => scope.asset === id && scope.relation === relation && scope.status === 'complete',
  )

/** `DELETE /R` takes any object away: never without having read R as a request of ours. */
const checkCancelled: Check = (step, { live }) => {
  if (step.action !== 'cancel') return null
  const row = requestOf(step, live)
  if (row?.status !== 'pending' || row.direction !== 'sent') {
    return `${step.subject.id} was not read as an on-behalf-of request that we sent`
  }
  const known = objectsIn(live).get(step.subject.id)
  return known === undefined ? null : `${step.subject.id} is ${known}, and no request`
}

const requestOf = ({ asset, subject }: Step, live: LiveState) =>
  live.relations.find(
    (row) =>
      row.relation === 'on_behalf_of' && row.asset === asset.id && row.subject === subject.id,
  )

/** Whom another business put on the asset is its own to assign and to take off. */
const checkStranger: Check = (step, { live }) => {
  if (!isOfPeople(step)) return null
  const { asset, subject } = step
  const other = live.relations.find(
    (row) => row.relation === 'users' && row.asset === asset.id && row.subject === subject.id,
  )?.otherBusiness
  return other === undefined ? null : `${subject.id} is a person of business ${other}, not of ours`
}

const AGENCY_ACTIONS: ReadonlySet<Action> = new Set(['grant', 'regrant', 'revoke'])

const checkOwner: Check = (step, { plan }) =>
  AGENCY_ACTIONS.has(step.action) && step.subject.id === plan.business.id
    ? 'the owner business is never touched'
    : null

const checkOwnUser: Check = (step, known) => {
  if (!isOfPeople(step) || !isNarrowing(step, known)) return null
  const { person } = known.live.self
  if (person === null) return "the token's own user is not known"
  return person === step.subject.id ? "the token's own user" : null
}

const checkProtected: Check = (step, known) => {
  if (!isNarrowing(step, known)) return null
  const { plan, live } = known
  const partner = step.action === 'cancel' ? requestOf(step, live)?.counterpart?.id : undefined
  const names = [step.subject.id, step.subject.alias, partner]
  return plan.policy.protected.some((name) => names.includes(name)) ? 'policy.protected' : null
}

const checkManagers: Check = (step, known) => {
  const held = known.managers.get(step.asset.id)
  if (held === undefined || !isLoss(step, known)) return null
  const left = held.size - (held.has(step.subject.id) ? 1 : 0)
  return left < (known.floors.get(step.asset.id) ?? 0) ? 'policy.keep_managers' : null
}

const CHECKS: readonly Check[] = [
  checkReach,
  checkWithdrawal,
  checkCancelled,
  checkStranger,
  checkOwner,
  checkOwnUser,
  checkProtected,
  checkManagers,
]

interface Managers {
  /** Managers by owned asset, the token's own user not counted. */
  readonly managers: ReadonlyMap<string, Set<string>>
  /** How many must stay: an asset already below the rail is not made worse. */
  readonly floors: ReadonlyMap<string, number>
}

const managersIn = (plan: Plan, live: LiveState, kinds: KindTable): Managers => {
  const managers = new Map(
    live.assets
      .filter(({ ownership }) => ownership === 'owned')
      .map(({ id }) => [id, new Set<string>()]),
  )
  for (const row of live.relations) {
    if (row.relation !== 'users' || row.subject === live.self.person) continue
    if (row.otherBusiness !== undefined) continue
    if (isManager(kindOf(row.kind, kinds), row.tasks)) managers.get(row.asset)?.add(row.subject)
  }
  const { keep_managers: keep } = plan.policy
  const floors = new Map([...managers].map(([id, held]) => [id, Math.min(keep, held.size)]))
  return { managers, floors }
}
