import type { ResultStatus } from '../model/apply.ts'
import { groupBy } from '../model/groups.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import type { Completeness, LiveRelation, LiveState, Ownership, Scope } from '../model/live.ts'
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
  /** Goes on from a later reading of some assets: somebody else may have changed them. */
  readonly renew: (read: Reading) => void
}

/** What the rails look at. */
export type Reading = Pick<LiveState, 'assets' | 'relations' | 'scopes'>

export const createGuard = (plan: Plan, live: LiveState, kinds: KindTable): Guard => {
  const known: Known = {
    plan,
    kinds,
    self: live.self.person,
    objects: objectsIn(live),
    ownership: new Map(),
    rows: groupBy(live.relations, keyOf),
    scopes: new Map(live.scopes.map((scope) => [keyOf(scope), scope.status])),
    floors: new Map(),
    gained: new Map(),
    lost: new Map(),
  }
  for (const { id, ownership } of live.assets) place(known, id, ownership)
  return {
    admit: (step) => {
      for (const check of CHECKS) {
        const reason = check(step, known)
        if (reason !== null) return reason
      }
      if (isLoss(step, known)) note(known.lost, step)
      return null
    },
    settle: (step, status) => {
      if (status === 'done' && isGain(step, known)) note(known.gained, step)
      if (!isLoss(step, known)) return
      if (status === 'done') note(known.lost, step)
      if (DID_NOT_HAPPEN.has(status)) known.lost.get(step.asset.id)?.delete(step.subject.id)
    },
    renew: ({ assets, relations, scopes }) => {
      const rows = groupBy(relations, keyOf)
      for (const scope of scopes) {
        known.scopes.set(keyOf(scope), scope.status)
        known.rows.set(keyOf(scope), rows.get(keyOf(scope)) ?? [])
        // Whom we made a manager shows by now, or somebody has undone it.
        if (scope.relation === 'users') known.gained.delete(scope.asset)
      }
      for (const { id, ownership } of assets) place(known, id, ownership)
    },
  }
}

const keyOf = ({ asset, relation }: Pick<Scope, 'asset' | 'relation'>): string =>
  `${asset}/${relation}`

/** What an asset is to us, and how many managers must stay on it: never fewer than before. */
const place = (known: Known, id: string, ownership: Ownership): void => {
  known.ownership.set(id, ownership)
  if (ownership !== 'owned') return
  const kept = Math.min(known.plan.policy.keep_managers, managersOn(id, known).size)
  known.floors.set(id, Math.max(known.floors.get(id) ?? 0, kept))
}

const note = (people: Map<string, Set<string>>, { asset, subject }: Step): void => {
  const known = people.get(asset.id)
  if (known === undefined) people.set(asset.id, new Set([subject.id]))
  else known.add(subject.id)
}

/** A write that was refused, or not sent after all. */
const DID_NOT_HAPPEN: ReadonlySet<ResultStatus> = new Set(['failed', 'skipped'])

interface Known {
  readonly plan: Plan
  readonly kinds: KindTable
  /** The token's own user. */
  readonly self: string | null
  /** What is known by an id, in words. */
  readonly objects: ReadonlyMap<string, string>
  readonly ownership: Map<string, Ownership>
  /** By asset and relation, as they were read last. */
  readonly rows: Map<string, readonly LiveRelation[]>
  readonly scopes: Map<string, Completeness>
  /** By owned asset, how many managers must stay: one already below the rail is not made worse. */
  readonly floors: Map<string, number>
  /** By asset, who was seen to become a manager since it was read. */
  readonly gained: Map<string, Set<string>>
  /** By asset, from whom MANAGE was taken, for all we know: a list that lags is not believed. */
  readonly lost: Map<string, Set<string>>
}

type Check = (step: Step, known: Known) => string | null

/** Whether a step takes anything away. */
export const isNarrowing = (step: Step, { kinds }: Pick<Known, 'kinds'>): boolean =>
  directionOfStep(step, kindOf(step.asset.kind, kinds)) !== 'widening'

/** By the action, not by what a plan file says of its subject. */
const isOfPeople = ({ action }: Step): boolean => OF_PEOPLE.has(action)
const OF_PEOPLE: ReadonlySet<Action> = new Set(['assign', 'reassign', 'unassign'])

/** The token's own user is no manager that counts. */
const isOfOthers = (step: Step, { self }: Known): boolean =>
  isOfPeople(step) && step.subject.id !== self

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

const checkReach: Check = (step, { ownership }) => outOfReach(step, ownership.get(step.asset.id))

/** Why nothing of the kind is done on an asset that was read as this; null where it is. */
export const outOfReach = (
  { action, asset }: Pick<Step, 'action' | 'asset'>,
  found: Ownership | undefined,
): string | null => {
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

const checkWithdrawal: Check = ({ action, asset }, { scopes }) =>
  action !== 'withdraw' ||
  scopes.get(keyOf({ asset: asset.id, relation: 'request' })) === 'complete'
    ? null
    : `${asset.id} was not read as a client's asset`

/** `DELETE /R` takes any object away: never without having read R as a request of ours. */
const checkCancelled: Check = (step, known) => {
  if (step.action !== 'cancel') return null
  const row = requestOf(step, known)
  if (row?.status !== 'pending' || row.direction !== 'sent') {
    return `${step.subject.id} was not read as an on-behalf-of request that we sent`
  }
  const what = known.objects.get(step.subject.id)
  return what === undefined ? null : `${step.subject.id} is ${what}, and no request`
}

const requestOf = ({ asset, subject }: Step, { rows }: Known): LiveRelation | undefined =>
  rows
    .get(keyOf({ asset: asset.id, relation: 'on_behalf_of' }))
    ?.find((row) => row.subject === subject.id)

/** Whom another business put on the asset is its own to assign and to take off. */
const checkStranger: Check = (step, { rows }) => {
  if (!isOfPeople(step)) return null
  const { asset, subject } = step
  const other = rows
    .get(keyOf({ asset: asset.id, relation: 'users' }))
    ?.find((row) => row.subject === subject.id)?.otherBusiness
  return other === undefined ? null : `${subject.id} is a person of business ${other}, not of ours`
}

const AGENCY_ACTIONS: ReadonlySet<Action> = new Set(['grant', 'regrant', 'revoke'])

const checkOwner: Check = (step, { plan }) =>
  AGENCY_ACTIONS.has(step.action) && step.subject.id === plan.business.id
    ? 'the owner business is never touched'
    : null

const checkOwnUser: Check = (step, known) => {
  if (!isOfPeople(step) || !isNarrowing(step, known)) return null
  if (known.self === null) return "the token's own user is not known"
  return known.self === step.subject.id ? "the token's own user" : null
}

const checkProtected: Check = (step, known) => {
  if (!isNarrowing(step, known)) return null
  const { plan } = known
  const partner = step.action === 'cancel' ? requestOf(step, known)?.counterpart?.id : undefined
  const names = [step.subject.id, step.subject.alias, partner]
  return plan.policy.protected.some((name) => names.includes(name)) ? 'policy.protected' : null
}

const checkManagers: Check = (step, known) => {
  if (known.ownership.get(step.asset.id) !== 'owned' || !isLoss(step, known)) return null
  const held = managersOn(step.asset.id, known)
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

/** Managers of an asset for all we know, the token's own user not counted. */
const managersOn = (id: string, { rows, kinds, self, gained, lost }: Known): Set<string> => {
  const read = (rows.get(keyOf({ asset: id, relation: 'users' })) ?? [])
    .filter((row) => row.subject !== self && row.otherBusiness === undefined)
    .filter((row) => isManager(kindOf(row.kind, kinds), row.tasks))
    .map(({ subject }) => subject)
  const gone = lost.get(id)
  return new Set([...read, ...(gained.get(id) ?? [])].filter((one) => gone?.has(one) !== true))
}
