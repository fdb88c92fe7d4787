import { plural } from '../../document/plural.ts'
import type { Plan } from '../../model/plan.ts'
import { openIn } from '../changes/prepared.ts'
import type { Context } from '../context.ts'
import type { Told } from '../io.ts'
import { approves } from '../output/approval.ts'
import type { Fleet } from './fleet.ts'
import { fleetProblem } from './fleet-problems.ts'
import type { Ran } from './member-run.ts'
import type { TreeMember } from './tree.ts'

/** What a business came to without the answer of a person; the plan that they have to agree to, or null. */
export interface Planned {
  readonly ran: Ran
  readonly plan: Plan | null
}

/**
 * Plans, shows and rehearses one business of many up to the question, which is answered with no for now:
 * a person is asked once, for all of them. A business that asks nothing is done.
 */
export const planFirst = async (fleet: Fleet, member: TreeMember): Promise<Planned> => {
  let isAsked = false
  const ask = async (): Promise<null> => {
    isAsked = true
    return null
  }
  // As text, the plan is shown on its own, whatever the format of the result.
  const ran = await fleet.run(member, { ask, flags: { format: 'text' } })
  const plan = ran.told.map(({ report }) => report).find((report) => report.kind === 'plan')
  return { ran, plan: isAsked ? (plan ?? null) : null }
}

/** Applies what was shown and agreed to: the plan is made again, and has to come to the same steps. */
export const applyShown = async (
  fleet: Fleet,
  { member, plan }: { readonly member: TreeMember; readonly plan: Plan },
): Promise<Ran> => {
  const ran = await fleet.run(member, {
    flags: { autoApprove: true, expect: plan.steps_digest, rehearse: false },
  })
  return { ...ran, told: ran.told.map(told), shown: null }
}

/** That nobody gave a digest, a person who reads it would have to guess. */
const told = ({ report, options }: Told): Told => {
  const problems = report.problems.map((problem) =>
    problem.code === 'steps_digest_differs'
      ? fleetProblem('changed_since_shown', undefined)
      : problem,
  )
  return { report: { ...report, problems } as Told['report'], options }
}

/** Whether the person agrees to the plans that were shown; nobody is asked about none. */
export const approvedOf = async (
  planned: readonly Planned[],
  { io }: Context,
): Promise<boolean> => {
  const asked = planned.flatMap(({ plan }) => plan ?? [])
  if (asked.length === 0 || io.signal.aborted) return false
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
