import { type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan, Step } from '../model/plan.ts'
import { isManager } from '../model/tasks.ts'
import { directionOfStep, gainsManager, losesManager } from '../plan/order.ts'

/**
 * The rails for whatever really happened: before each narrowing step they are checked against what
 * has been confirmed so far, not against what the plan hoped for.
 */
export interface Guard {
  /** Why a step must not be sent, in words; null when it may. */
  readonly reasonAgainst: (step: Step) => string | null
  /** Takes note of a step whose effect was seen. */
  readonly confirm: (step: Step) => void
}

export const createGuard = (plan: Plan, live: LiveState, kinds: KindTable): Guard => {
  const managers = managersIn(live, kinds)
  const floors = new Map(
    [...managers].map(([asset, ids]) => [asset, Math.min(plan.policy.keep_managers, ids.size)]),
  )
  const kindFor = (step: Step) => kindOf(step.asset.kind, kinds)
  const isProtected = (step: Step): boolean =>
    plan.policy.protected.some((name) => name === step.subject.id || name === step.subject.alias)
  return {
    reasonAgainst: (step) => {
      if (step.action === 'withdraw' && !isClients(live, step)) {
        return `${step.asset.id} was not read as a client's asset`
      }
      if (directionOfStep(step, kindFor(step)) === 'widening') return null
      if (step.subject.id === plan.business.id && step.action === 'revoke') {
        return 'the owner business is never touched'
      }
      if (isPerson(step) && step.subject.id === live.self.person) return "the token's own user"
      if (isPerson(step) && live.self.person === null) return "the token's own user is not known"
      if (isProtected(step)) return 'policy.protected'
      const ids = managers.get(step.asset.id)
      if (ids === undefined || !losesManager(step, kindFor(step)) || !isPerson(step)) return null
      const left = ids.size - (ids.has(step.subject.id) ? 1 : 0)
      return left < (floors.get(step.asset.id) ?? 0) ? 'policy.keep_managers' : null
    },
    confirm: (step) => {
      const ids = managers.get(step.asset.id)
      if (ids === undefined || !isPerson(step)) return
      if (gainsManager(step, kindFor(step))) ids.add(step.subject.id)
      if (losesManager(step, kindFor(step))) ids.delete(step.subject.id)
    },
  }
}

const isPerson = (step: Step): boolean =>
  step.subject.type === 'business_user' || step.subject.type === 'system_user'

/** On our own Page the same call gives the Page up: never without having read whose it is. */
const isClients = (live: LiveState, step: Step): boolean =>
  live.assets.some(
    ({ id, ownership }) =>
      id === step.asset.id && (ownership === 'client' || ownership === 'pending'),
  ) &&
  live.scopes.some(
    ({ asset, relation, status }) =>
      asset === step.asset.id && relation === 'request' && status === 'complete',
  )

/** Managers by owned asset, the token's own user not counted. */
const managersIn = (live: LiveState, kinds: KindTable): ReadonlyMap<string, Set<string>> => {
  const managers = new Map(
    live.assets
      .filter(({ ownership }) => ownership === 'owned')
      .map(({ id }) => [id, new Set<string>()]),
  )
  for (const row of live.relations) {
    if (row.relation !== 'users' || row.subject === live.self.person) continue
    if (isManager(kindOf(row.kind, kinds), row.tasks)) managers.get(row.asset)?.add(row.subject)
  }
  return managers
}
