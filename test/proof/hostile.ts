import { KINDS } from '../../src/model/kinds.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { shownCallsOf } from '../../src/model/write.ts'
import { HIRED, INVITATION, OWN, PARTNERS, PEOPLE, US, type World } from './scene.ts'
import { liveOf } from './sides.ts'

/**
 * The plan of somebody who wants everybody out, with nothing in the way of it but the guard: each row is
 * taken, in this order or backwards, nothing needs anything, and no problem is told.
 */
export const hostilePlan = (plan: Plan, world: World, isBackwards: boolean): Plan => {
  const steps = liveOf(world).relations.map((row): Step => {
    const { kind, asset, subject, tasks } = row
    const action = actionOn(row.kind, row.relation, subject)
    const step = {
      ...{ action, before: tasks, after: null, reason: 'not_in_manifest' as const },
      address: `${asset}/${row.relation}${row.relation === 'request' ? '' : `/${subject}`}`,
      asset: { kind, id: asset, name: null },
      subject: {
        ...{ id: subject, name: row.subjectName, alias: ALIASES.get(subject) ?? null },
        type:
          row.relation === 'agencies' || row.relation === 'request' ? 'business' : typeOf(subject),
        ...(subject === HIRED ? { invitation: INVITATION } : {}),
      },
      ...{ via: [], source: null, needs: [] },
    } as const
    return { ...step, calls: shownCallsOf(step, US, KINDS) }
  })
  return { ...plan, steps: isBackwards ? steps.reverse() : steps, problems: [] }
}

const ALIASES = new Map(
  Object.entries({ ...PEOPLE, ...PARTNERS, hired: HIRED }).map(([alias, id]) => [id, alias]),
)

const typeOf = (id: string): 'system_user' | 'business_user' =>
  id === OWN ? 'system_user' : 'business_user'

const actionOn = (kind: string, relation: string, subject: string): Step['action'] => {
  if (relation === 'members') return subject === HIRED ? 'uninvite' : 'remove'
  if (relation === 'request') return 'withdraw'
  if (kind === 'asset_group') return 'leave_group'
  return relation === 'agencies' ? 'revoke' : 'unassign'
}
