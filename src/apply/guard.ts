import { isManaging } from '../access/counted-managers.ts'
import { ACTION_TABLE, isOfPeople } from '../model/actions.ts'
import { isMadeOn, type KindTable, kindOf, managedOf } from '../model/kinds.ts'
import type {
  Completeness,
  LiveAsset,
  LiveRelation,
  LiveState,
  Ownership,
  Scope,
} from '../model/live.ts'
import { invitationInWords, objectsIn, personInWords } from '../model/objects.ts'
import type { Plan, Step } from '../model/plan.ts'
import { isHeldBy, RELATIONS, type RelationName } from '../model/relations.ts'
import type { ResultStatus } from '../model/reports/apply-report.ts'
import { isSameEmail } from '../model/text/email.ts'
import { groupBy } from '../model/text/grouping.ts'
import { directionOfStep, gainsManager, losesManager } from '../plan/order/order.ts'

/**
 * The rails, judged by what really happened: before each step they are checked against what has been
 * confirmed so far, not against what the plan hoped for. A step that takes something away counts as
 * done from the moment it is sent until its answer says that it did not happen; one that gives
 * something counts only once its effect has been seen.
 */
export interface Guard {
  /** Why a step must not be sent, in words; null if it may, and it then counts as sent. */
  readonly admit: (step: Step) => string | null
  /** Records how a step ended. */
  readonly settle: (step: Step, status: ResultStatus) => void
  /** Continues from a later reading of some assets, which somebody else may have changed. */
  readonly renew: (read: Reading) => void
  /** What must be known at the moment at which a step is sent. */
  readonly reliesOn: (step: Step) => readonly Relied[]
}

/** A relation of an asset, or of the business, by which a step is judged. */
export interface Relied {
  readonly kind: string
  readonly id: string
  readonly relation: RelationName
}

/** What the rails are judged by. */
export type Reading = Pick<LiveState, 'assets' | 'relations' | 'scopes'>

export const createGuard = (plan: Plan, live: LiveState, kinds: KindTable): Guard => {
  const known: Known = {
    plan,
    kinds,
    self: live.self.person,
    objects: objectsIn(live),
    ownership: new Map(),
    rows: groupBy(live.relations, scopeKey),
    scopes: new Map(live.scopes.map((scope) => [scopeKey(scope), scope.status])),
    peopled: new Map(),
    leaving: new Set(),
    removed: new Set(),
    isWhole: live.everything === true && !(live.unlisted ?? []).some(isOfOurs),
    floors: new Map(),
    gained: new Map(),
    lost: new Map(),
    losses: new Map(),
  }
  noteLeaving(known)
  for (const each of live.assets) place(known, each)
  return {
    admit: (step) => {
      for (const check of CHECKS) {
        const reason = check(step, known)
        if (reason !== null) return reason
      }
      for (const asset of lossesOf(step, known)) note(known.lost, asset, step)
      if (ACTION_TABLE[step.action].endsAll) known.removed.add(step.subject.id)
      return null
    },
    settle: (step, status) => {
      if (status === 'done' && isGain(step, known)) note(known.gained, step.asset.id, step)
      if (status === 'done') {
        for (const asset of lossesOf(step, known)) note(known.lost, asset, step)
      }
      if (!DID_NOT_HAPPEN.has(status)) return
      if (ACTION_TABLE[step.action].endsAll) known.removed.delete(step.subject.id)
      for (const asset of known.losses.get(step.address) ?? []) {
        known.lost.get(asset)?.delete(step.subject.id)
      }
    },
    reliesOn: (step) => reliesOn(step, known),
    renew: ({ assets, relations, scopes }) => {
      const rows = groupBy(relations, scopeKey)
      for (const scope of scopes) {
        known.scopes.set(scopeKey(scope), scope.status)
        known.rows.set(scopeKey(scope), rows.get(scopeKey(scope)) ?? [])
        // A manager whom we added is visible by now, or somebody has undone it.
        if (isHeldBy(scope.relation, 'person')) known.gained.delete(scope.asset)
      }
      noteLeaving(known)
      for (const each of assets) place(known, each)
    },
  }
}

/** Records whose removal is under way, as the list of the business was last read. */
const noteLeaving = ({ rows, leaving, plan }: Known): void => {
  leaving.clear()
  const members = rows.get(scopeKey({ asset: plan.business.id, relation: 'members' })) ?? []
  for (const { subject, member } of members) if (member?.leaving === true) leaving.add(subject)
}

/** A list of our own assets that could not be read to its end. */
const isOfOurs = ({ listing }: { readonly listing: string }): boolean => listing === 'owned'

const scopeKey = ({ asset, relation }: Pick<Scope, 'asset' | 'relation'>): string =>
  `${asset}/${relation}`

/**
 * Records what an asset is to us, and how many managers it must keep: as many of the required ones
 * as it has. That number is never lowered later.
 */
const place = (known: Known, { kind, id, ownership }: LiveAsset): void => {
  known.ownership.set(id, ownership)
  if (ownership !== 'owned') return
  const row = kindOf(kind, known.kinds)
  // Nobody manages anything through a group, so nothing of it is at stake.
  if (isMadeOn({ on: 'asset' }, row) && row.relations.users !== undefined) {
    known.peopled.set(id, kind)
  }
  const kept = Math.min(known.plan.policy[managedOf(row).keep], managersOn(id, known).size)
  known.floors.set(id, Math.max(known.floors.get(id) ?? 0, kept))
}

const note = (people: Map<string, Set<string>>, asset: string, { subject }: Step): void => {
  const known = people.get(asset)
  if (known === undefined) people.set(asset, new Set([subject.id]))
  else known.add(subject.id)
}

/** Statuses of a write that was refused or never sent. */
const DID_NOT_HAPPEN: ReadonlySet<ResultStatus> = new Set(['failed', 'skipped'])

interface Known {
  readonly plan: Plan
  readonly kinds: KindTable
  /** The token's own user. */
  readonly self: string | null
  /** What each id is known to belong to, in words. */
  readonly objects: ReadonlyMap<string, string>
  readonly ownership: Map<string, Ownership>
  /** Rows by asset and relation, as last read. */
  readonly rows: Map<string, readonly LiveRelation[]>
  readonly scopes: Map<string, Completeness>
  /** Owned assets that people can be on, with their kinds. */
  readonly peopled: Map<string, string>
  /** Who is marked for removal: nobody of them manages anything for long. */
  readonly leaving: Set<string>
  /** Whom we have removed, or presumably have: whatever they are given afterwards goes too. */
  readonly removed: Set<string>
  /** Whether those are all of them. */
  readonly isWhole: boolean
  /**
   * By owned asset, and for the business, how many managers must stay. One already below the rail
   * must not get worse.
   */
  readonly floors: Map<string, number>
  /** By asset, who has been seen to become a manager since it was read. */
  readonly gained: Map<string, Set<string>>
  /** By asset, who has presumably lost MANAGE: a list that lags behind is not believed. */
  readonly lost: Map<string, Set<string>>
  /** By address of a step that was admitted: where only it took one of the managers. */
  readonly losses: Map<string, readonly string[]>
}

type Check = (step: Step, known: Known) => string | null

/** Whether a step takes anything away. */
export const isNarrowing = (step: Step, { kinds }: Pick<Known, 'kinds'>): boolean =>
  directionOfStep(step, kindOf(step.asset.kind, kinds)) !== 'widening'

/**
 * Whether a step is about one of our people other than the token's own user, who does not count as
 * a manager.
 */
const isOfOthers = (step: Step, { self }: Known): boolean =>
  isOfPeople(step.action) && step.subject.id !== self

/** An invitation gives nothing until it is accepted. */
const isGain = (step: Step, known: Known): boolean =>
  isOfOthers(step, known) &&
  !ACTION_TABLE[step.action].invites &&
  gainsManager(step, kindOf(step.asset.kind, known.kinds))

/**
 * The nodes on which a step takes one of their managers. Whoever is removed from the business loses
 * every asset.
 */
const losesOn = (step: Step, known: Known): readonly string[] => {
  // Who is only invited manages nothing yet.
  if (!isOfOthers(step, known) || step.subject.invitation !== undefined) return []
  const own = losesManager(step, kindOf(step.asset.kind, known.kinds)) ? [step.asset.id] : []
  if (!ACTION_TABLE[step.action].endsAll) return own
  const others = [...known.floors.keys()].filter((id) => managersOn(id, known).has(step.subject.id))
  return [...new Set([...own, ...others])]
}

/**
 * The same without those on which somebody was lost already, noted when a step is first admitted: if
 * it then fails, what another step of the same person took stays taken.
 */
const lossesOf = (step: Step, known: Known): readonly string[] => {
  const { address, subject } = step
  const fresh = losesOn(step, known).filter(
    (asset) => known.lost.get(asset)?.has(subject.id) !== true,
  )
  const noted = [...new Set([...(known.losses.get(address) ?? []), ...fresh])]
  known.losses.set(address, noted)
  return noted
}

const checkReach: Check = (step, { ownership }) => outOfReach(step, ownership.get(step.asset.id))

/** Why the action is not possible on an asset that was read as this; null if it is. */
export const outOfReach = (
  { action, asset }: Pick<Step, 'action' | 'asset'>,
  found: Ownership | undefined,
): string | null => {
  if (found === undefined) return `${asset.id} was not read`
  if (ACTION_TABLE[action].madeOn.includes(found)) return null
  return `${asset.id} was read as ${OWNERSHIP_WORDS[found]}, where this action is not possible`
}

const OWNERSHIP_WORDS: Readonly<Record<Ownership, string>> = {
  owned: 'our own',
  client: "a client's",
  pending: 'asked for',
  absent: 'in none of our lists',
  unknown: 'not known for certain',
}

const checkWithdrawal: Check = ({ action, asset }, { scopes }) => {
  const { needsFreshRead, relation } = ACTION_TABLE[action]
  return !needsFreshRead || scopes.get(scopeKey({ asset: asset.id, relation })) === 'complete'
    ? null
    : `${asset.id} was not read as a client's asset`
}

/** `DELETE /R` deletes any object, so it is only sent if R was read as one of our requests. */
const checkCancelled: Check = (step, known) => {
  if (!deletesRequest(step)) return null
  const row = rowOf(step, known)
  if (row?.status !== 'pending' || row.direction !== 'sent') {
    return `${step.subject.id} was not read as an on-behalf-of request that we sent`
  }
  const what = known.objects.get(step.subject.id)
  return what === undefined ? null : `${step.subject.id} is ${what}, not a request`
}

const deletesRequest = ({ action }: Step): boolean => ACTION_TABLE[action].form === 'delete'

/**
 * The same of an invitation, whoever takes it back, and of a person: each must have been read as
 * just that, in the list of the business itself, and as nothing else.
 */
const checkMember: Check = (step, known) => {
  const { relation, form, invites } = ACTION_TABLE[step.action]
  if (relation !== 'members') return null
  const { id, name, invitation } = step.subject
  if (form === 'take_back' || invitation !== undefined) {
    const isSame = rowOf(step, known)?.member?.invitation?.id === invitation
    const isOnly = isOnlyThis(invitation, invitationInWords(id), known)
    return isSame && isOnly ? null : `${invitation} was not read as the invitation of ${id}`
  }
  if (invites) return againstInviting(step, known)
  const { member, subjectName = null } = rowOf(step, known) ?? {}
  const isMember = member?.type === 'business_user' && member.invitation === undefined
  const isOnly = isOnlyThis(id, personInWords(subjectName, id), known)
  return isMember && isOnly ? null : `${name ?? id} was not read as a person of our business`
}

/** On-behalf-of requests are not among the objects, because they are meant to be deleted. */
const isOnlyThis = (id: string | undefined, words: string, { objects, rows }: Known): boolean => {
  if (id === undefined || objects.get(id) !== words) return false
  const { relation } = ACTION_TABLE.cancel
  return ![...rows.values()].some((read) =>
    read.some((row) => row.relation === relation && row.subject === id),
  )
}

/** Nobody is invited whom the lists show, or who may be in a list that was cut short. */
const againstInviting = (
  { asset, subject: { id } }: Step,
  { rows, scopes }: Known,
): string | null => {
  const key = scopeKey({ asset: asset.id, relation: 'members' })
  if (scopes.get(key) !== 'complete') return `it is not known whether ${id} is in the business`
  const isThere = (rows.get(key) ?? []).some(
    ({ subject, member }) => subject === id || isSameEmail(member?.email, id),
  )
  return isThere ? `${id} is in the business or invited already` : null
}

/** The row of a step's own relation. */
const rowOf = ({ action, asset, subject }: Step, { rows }: Known): LiveRelation | undefined =>
  rows
    .get(scopeKey({ asset: asset.id, relation: ACTION_TABLE[action].relation }))
    ?.find((row) => row.subject === subject.id)

/** Whom another business put on the asset is its own to assign and to take off. */
const checkStranger: Check = (step, known) => {
  const other = rowOf(step, known)?.otherBusiness
  return other === undefined ? null : `${step.subject.id} belongs to business ${other}, not to ours`
}

const checkOwner: Check = ({ action, subject }, { plan }) =>
  RELATIONS[ACTION_TABLE[action].relation].holder === 'partner' && subject.id === plan.business.id
    ? 'the owner business is never touched'
    : null

const checkOwnUser: Check = (step, known) => {
  if (!isOfPeople(step.action) || !isNarrowing(step, known)) return null
  if (known.self === null) return "the token's own user is not known"
  return known.self === step.subject.id ? "the token's own user" : null
}

const checkProtected: Check = (step, known) => {
  if (!isNarrowing(step, known)) return null
  const { plan } = known
  const partner = deletesRequest(step) ? rowOf(step, known)?.counterpart?.id : undefined
  const names = [step.subject.id, step.subject.alias, partner]
  return plan.policy.protected.some((name) => names.includes(name)) ? 'policy.protected' : null
}

const checkManagers: Check = (step, known) => {
  for (const id of losesOn(step, known)) {
    if (known.ownership.get(id) !== 'owned') continue
    const held = managersOn(id, known)
    const left = held.size - (held.has(step.subject.id) ? 1 : 0)
    if (left >= (known.floors.get(id) ?? 0)) continue
    const rail = id === known.plan.business.id ? 'policy.keep_admins' : 'policy.keep_managers'
    return id === step.asset.id ? rail : `${rail} on ${id}`
  }
  return null
}

/** What somebody would lose is only known if it is known who is on each of our assets. */
const checkHoldings: Check = (step, { peopled, isWhole, scopes }) => {
  if (!ACTION_TABLE[step.action].endsAll) return null
  if (!isWhole) return 'not all of our assets were read'
  const unread = [...peopled.keys()].find(
    (asset) => scopes.get(scopeKey({ asset, relation: 'users' })) !== 'complete',
  )
  return unread === undefined ? null : `it is not known who is on ${unread}`
}

/**
 * What must be known at the moment at which a step is sent: who holds what by its own relation and,
 * if it takes somebody from the business, by whom each asset is managed that they manage.
 */
const reliesOn = (step: Step, known: Known): readonly Relied[] => {
  const { kind: ownKind, id: ownId } = step.asset
  const own = { kind: ownKind, id: ownId, relation: ACTION_TABLE[step.action].relation }
  if (!ACTION_TABLE[step.action].endsAll) return [own]
  const managed = losesOn(step, known).flatMap((id): readonly Relied[] => {
    const kind = known.peopled.get(id)
    return kind === undefined ? [] : [{ kind, id, relation: 'users' }]
  })
  return [own, ...managed]
}

const CHECKS: readonly Check[] = [
  checkReach,
  checkWithdrawal,
  checkCancelled,
  checkStranger,
  checkOwner,
  checkOwnUser,
  checkProtected,
  checkMember,
  checkHoldings,
  checkManagers,
]

/**
 * Known managers of an asset, or admins of the business, not counting the token's own user and
 * whoever is marked for removal, or was removed by us.
 */
const managersOn = (id: string, known: Known): Set<string> => {
  const { rows, kinds, self, gained, lost, leaving, removed } = known
  const read = [
    ...(rows.get(scopeKey({ asset: id, relation: 'users' })) ?? []),
    ...(rows.get(scopeKey({ asset: id, relation: 'members' })) ?? []),
  ]
  const managing = read
    .filter((row) => row.subject !== self && isManaging(row, kindOf(row.kind, kinds)))
    .map(({ subject }) => subject)
  const gone = lost.get(id)
  return new Set(
    [...managing, ...(gained.get(id) ?? [])].filter(
      (one) => gone?.has(one) !== true && !leaving.has(one) && !removed.has(one),
    ),
  )
}
