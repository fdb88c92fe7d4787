import { KINDS } from '../../src/model/kinds.ts'
import type { LiveRelation } from '../../src/model/live.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { shownCallsOf } from '../../src/model/write.ts'
import {
  assetOf,
  HIRED,
  INVITATION,
  OWN,
  PARTNERS,
  PEOPLE,
  US,
  type World,
  worldOf,
} from './scene.ts'
import { liveOf } from './sides.ts'

/**
 * The plan of somebody who wants everybody out, with nothing in the way of it but the guard: each row is
 * taken, in this order or backwards, nothing needs anything, and no problem is told. Seats are taken that
 * nobody has read, and people are deleted as if they were a request.
 */
export const hostilePlan = (plan: Plan, world: World, isBackwards: boolean): Plan => {
  const { relations } = liveOf(world)
  const unread = liveOf(readWhole(world)).relations.filter(
    (row) => row.relation === 'members' && !isIn(relations, row.subject),
  )
  const rows = [...relations, ...unread]
  const steps = rows.flatMap((row): readonly Step[] => {
    const step = takingOf(row)
    if (row.relation !== 'members' || row.subject === HIRED) return [step]
    const address = `${world.facts.kind}/on_behalf_of/${row.subject}`
    const asset = { kind: world.facts.kind, id: assetOf(world.facts), name: null }
    return [formed({ ...step, action: 'cancel', address, asset }), step]
  })
  return { ...plan, steps: isBackwards ? steps.reverse() : steps, problems: [] }
}

const isIn = (relations: readonly LiveRelation[], id: string): boolean =>
  relations.some(({ relation, subject }) => relation === 'members' && subject === id)

const readWhole = ({ facts, rows }: World): World => worldOf({ ...facts, unread: {} }, rows)

const takingOf = (row: LiveRelation): Step => {
  const { kind, asset, subject, tasks } = row
  return formed({
    action: actionOn(row.kind, row.relation, subject),
    ...{ before: tasks, after: null, reason: 'not_in_manifest' },
    address: `${asset}/${row.relation}${row.relation === 'request' ? '' : `/${subject}`}`,
    asset: { kind, id: asset, name: null },
    subject: {
      ...{ id: subject, name: row.subjectName, alias: ALIASES.get(subject) ?? null },
      type:
        row.relation === 'agencies' || row.relation === 'request' ? 'business' : typeOf(subject),
      ...(subject === HIRED ? { invitation: INVITATION } : {}),
    },
    ...{ via: [], source: null, needs: [] },
  })
}

const formed = (step: Omit<Step, 'calls'>): Step => ({
  ...step,
  calls: shownCallsOf(step, US, KINDS),
})

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
