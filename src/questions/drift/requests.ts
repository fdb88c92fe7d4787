import type { Ground } from '../../access/ground.ts'
import { holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { LiveState } from '../../model/live.ts'
import type { Step, Waiting, WaitingState } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { OpenRequest, RequestsReport } from '../../model/reports/requests-report.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { compareText } from '../../model/text/text.ts'
import { daysBetween } from '../../model/text/time.ts'
import { pendingAgency } from '../../plan/judge/judge-agencies.ts'
import { pendingBehalf } from '../../plan/judge/judge-on-behalf-of.ts'
import { pendingRequest } from '../../plan/judge/judge-request.ts'
import { joinOf, type PlanInput, planOf } from '../../plan/make-plan.ts'

/**
 * Everything that waits for a person: what the plan lists, and what is pending although the
 * manifest does not mention it. Pure: the same input gives the same bytes.
 */
export const openRequests = (
  input: Omit<PlanInput, 'filter' | 'problems'> & { readonly problems?: readonly Problem[] },
): RequestsReport => {
  const { live, asOf } = input
  const joined = joinOf(input)
  const { ground, views } = joined
  const plan = planOf({ ...input, interactive: true, problems: [] }, joined)
  const declared = plan.waiting.map((row) => withAge(row, live, asOf))
  const undeclared = [
    ...views
      .flatMap((view) => pendingOn(ground, view))
      .map((row) => withAge(acceptedBy(plan.steps, row), live, asOf)),
    ...openInvitations(ground, plan.waiting),
  ]
  const known = new Set(declared.map(({ address }) => address))
  return {
    format_version: 1,
    kind: 'requests',
    graph: input.graph,
    business: plan.business,
    as_of: asOf,
    complete: plan.complete,
    waiting: [...declared, ...undeclared.filter(({ address }) => !known.has(address))].sort(
      (one, other) => compareText(one.address, other.address),
    ),
    problems: [...(input.problems ?? []), ...live.problems],
  }
}

/** Whose turn it is. An on-behalf-of request is usually answered by the other business. */
const ACTS: Readonly<Record<WaitingState, OpenRequest['acts']>> = {
  client_response: 'others',
  admin_approval: 'us',
  invitation: 'others',
  not_in_business: 'us',
  people_unknown: 'us',
  incoming_request: 'us',
  partner_response: 'others',
  queued: 'others',
  obo_in_progress: 'others',
}

/** What another business asks us on behalf of somebody is for us to answer. */
const actsOf = (
  { state, subject }: Pick<OpenRequest, 'state' | 'subject'>,
  { relations }: LiveState,
): OpenRequest['acts'] => {
  const isReceived =
    state === 'obo_in_progress' &&
    relations.some((row) => row.subject === subject?.id && row.direction === 'received')
  return isReceived ? 'us' : ACTS[state]
}

const withAge = (
  row: Omit<OpenRequest, 'age_days' | 'acts'>,
  live: LiveState,
  asOf: string,
): OpenRequest => ({
  ...row,
  age_days: row.since === null ? null : Math.max(0, daysBetween(row.since, asOf)),
  acts: actsOf(row, live),
})

/** What is waiting on one asset, whether or not the manifest manages it. */
const pendingOn = (ground: Ground, view: AssetView): readonly Waiting[] =>
  [
    ...holdingsIn(ground, view, 'agencies').flatMap((each) => pendingAgency(ground, each)),
    ...holdingsIn(ground, view, 'request').flatMap((each) => pendingRequest(ground, each)),
    ...holdingsIn(ground, view, 'on_behalf_of').flatMap((each) => pendingBehalf(ground, each)),
  ].flatMap((outcome) => (outcome.type === 'waiting' ? [outcome.waiting] : []))

/** What the manifest already declares is accepted by the next apply, if nothing prevents it. */
const acceptedBy = (steps: readonly Step[], row: Waiting): Waiting => {
  const step = steps.find(({ address }) => address === row.address)
  return step?.reason === 'accepts_request'
    ? { ...row, who: 'us: apply accepts it', source: step.source }
    : { ...row, source: null }
}

/** Invitations that belong to no declared person. */
const openInvitations = (
  { live, manifest, asOf }: Ground,
  listed: readonly Waiting[],
): readonly OpenRequest[] => {
  const isListed = (email: string): boolean =>
    listed.some(
      ({ state, subject }) =>
        state === 'invitation' &&
        isSameEmail(manifest.people.get(subject?.alias ?? '')?.value, email),
    )
  return live.invitations
    .filter(({ email }) => !isListed(email))
    .map(({ id, email, since }) =>
      withAge(
        {
          address: `invitations/${id}`,
          asset: null,
          subject: { type: 'business_user', id: email, name: null, alias: null },
          tasks: null,
          state: 'invitation',
          since,
          who: email,
          where: 'the invitation in their mailbox',
          source: null,
        },
        live,
        asOf,
      ),
    )
}
