import { plural } from '../../document/plural.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { type PlannedSteps, stepsOfAll } from '../../report/fleet/fleet-report.ts'
import { openIn } from '../changes/prepared.ts'
import type { Context } from '../context.ts'
import type { Told } from '../io.ts'
import { approves } from '../output/approval.ts'
import type { Fleet } from './fleet.ts'
import { stepsIn } from './fleet-line.ts'
import { fleetProblem } from './fleet-problems.ts'
import type { Ran } from './member-run.ts'
import type { TreeMember } from './tree.ts'

/** What a business came to without the answer of a person; the plan that they have to agree to, or null. */
export interface Planned {
  readonly ran: Ran
  readonly plan: Plan | null
  readonly steps: PlannedSteps
}

/**
 * Plans, shows and rehearses one business of many up to the question, which is answered with no for now:
 * a person is asked once, for all of them. A business that asks nothing is done.
 */
export const planFirst = async (
  fleet: Fleet,
  member: TreeMember,
  { io, flags }: Context,
): Promise<Planned> => {
  let isAsked = false
  const ask = async (): Promise<null> => {
    isAsked = true
    return null
  }
  // As text, the plan is shown on its own, whatever the format of the result.
  const ran = await fleet.run(member, {
    // Where nobody can ever agree, the business says so itself.
    ...(io.ask === null && flags.autoApprove !== true ? {} : { ask }),
    flags: { format: 'text', autoApprove: false },
  })
  const plan = ran.told.map(({ report }) => report).find((report) => report.kind === 'plan')
  return { ran, plan: isAsked ? (plan ?? null) : null, steps: stepsIn(member, plan) }
}

/** Applies what was shown and agreed to: the plan is made again, and has to come to the same steps. */
export const applyShown = async (
  fleet: Fleet,
  { member, plan }: { readonly member: TreeMember; readonly plan: Plan },
): Promise<Ran> => {
  const ran = await fleet.run(member, {
    flags: { autoApprove: true, expect: plan.steps_digest, rehearse: false },
  })
  // That nobody gave this digest, a person who reads it would have to guess.
  const told = ran.told.map(instead('steps_digest_differs', 'changed_since_shown'))
  return { ...ran, told, shown: null }
}

/** Says one problem in place of another. */
const instead =
  (code: string, other: 'changed_since_shown' | 'not_as_expected') =>
  ({ report, options }: Told): Told => {
    const problems = report.problems.map((problem) =>
      problem.code === code ? fleetProblem(other, undefined) : problem,
    )
    return { report: { ...report, problems } as Told['report'], options }
  }

/** That the plans of all together are not those that were looked at before; null if they are. */
export const unexpectedIn = (planned: readonly Planned[], { flags }: Context): Problem | null => {
  const { expect: expected } = flags
  if (expected === undefined) return null
  const found = stepsOfAll(planned.map(({ steps }) => steps))
  return expected === found
    ? null
    : fleetProblem('fleet_digest_differs', { expected, found, businesses: planned.length })
}

/** A business to which nothing was done, because the plans of all are not those that were expected. */
export const leftAlone = ({ ran }: Planned): Ran => ({
  ...ran,
  told: ran.told.map(instead('not_approved', 'not_as_expected')),
  shown: null,
})

/** Whether the person agrees to the plans that were shown; nobody is asked about none. */
export const approvedOf = async (
  planned: readonly Planned[],
  { io, flags }: Context,
): Promise<boolean> => {
  const asked = planned.flatMap(({ plan }) => plan ?? [])
  if (asked.length === 0 || io.signal.aborted) return false
  if (flags.autoApprove === true) return true
  const sumOf = (count: (plan: Plan) => number): number =>
    asked.reduce((sum, plan) => sum + count(plan), 0)
  return approves(
    {
      changes: sumOf((plan) => openIn({ plan })),
      to: plural(asked.length, 'business', 'businesses'),
      held: sumOf(({ held = [] }) => held.length),
    },
    io.ask,
  )
}
