import type { Ground } from '../../access/ground.ts'
import { holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { LiveState } from '../../model/live.ts'
import type { Manual, Plan, Step, Waiting, WaitingState } from '../../model/plan.ts'
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
  input: Omit<PlanInput, 'filter' | 'problems'> & {
    readonly problems?: readonly Problem[]
    readonly olderThan?: OlderThan
  },
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
    ...otherInvitations(ground, plan),
    ...endedInvitations(plan.manual, live, asOf),
  ]
  const known = new Set(declared.map(({ address }) => address))
  const all = [...declared, ...undeclared.filter(({ address }) => !known.has(address))]
  return {
    format_version: 1,
    kind: 'requests',
    graph: input.graph,
    business: plan.business,
    as_of: asOf,
    complete: plan.complete,
    ...waitingOf(
      all.sort((one, other) => compareText(one.address, other.address)),
      input.olderThan,
    ),
    problems: [...(input.problems ?? []), ...live.problems],
  }
}

/** What counts as old: what has waited for longer than so many milliseconds at a time. */
export interface OlderThan {
  readonly ms: number
  readonly at: Date
}

const waitingOf = (
  rows: readonly OpenRequest[],
  olderThan: OlderThan | undefined,
): Pick<RequestsReport, 'waiting' | 'older_than'> => {
  if (olderThan === undefined) return { waiting: rows }
  const { ms, at } = olderThan
  const isOlder = ({ since }: OpenRequest): boolean =>
    since !== null && at.getTime() - Date.parse(since) > ms
  return {
    waiting: rows.map((row) => (isOlder(row) ? { ...row, older: true } : row)),
    older_than: { ms, count: rows.filter(isOlder).length },
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
  removal: 'others',
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

/** Invitations that the plan does not wait for: what becomes of each is for us to decide. */
const otherInvitations = (
  { live, manifest, asOf }: Ground,
  { waiting, steps, manual }: Pick<Plan, 'waiting' | 'steps' | 'manual'>,
): readonly OpenRequest[] => {
  const isListed = (email: string): boolean =>
    waiting.some(
      ({ state, subject }) =>
        state === 'invitation' &&
        isSameEmail(manifest.people.get(subject?.alias ?? '')?.value, email),
    )
  const planned = [...steps, ...manual]
  const isNamed = (email: string): boolean =>
    manifest.assets.length === 0 || // Nothing is compared.
    [...manifest.people.values()].some(({ value }) => isSameEmail(value, email))
  return live.invitations
    .filter(({ email }) => !isListed(email))
    .map(({ id, email, since }): OpenRequest => {
      const own = planned.find(({ subject }) => subject?.invitation === id)
      const row = {
        address: `invitations/${id}`,
        asset: null,
        subject: own?.subject ?? { type: 'business_user', id: email, name: null, alias: null },
        tasks: null,
        state: 'invitation',
        since,
        who: whoDecides(own) ?? email,
        where: 'the invitation in their mailbox',
        source: own?.source ?? null,
      } as const
      return { ...withAge(row, live, asOf), ...(isNamed(email) ? {} : { declared: false }) }
    })
}

/** Null if nothing but the invited person can change it. */
const whoDecides = (own: Step | Manual | undefined): string | null => {
  if (own === undefined) return null
  return 'action' in own ? 'us: apply takes it back' : `us: ${own.what}`
}

/** Declared people whose invitation nobody can accept any more. */
const endedInvitations = (
  manual: readonly Manual[],
  live: LiveState,
  asOf: string,
): readonly OpenRequest[] =>
  manual
    .filter(({ reason }) => reason === 'invitation_ended')
    .map(({ address, asset, subject, after, source }) => {
      const sent = live.invitations.find(({ id }) => id === subject?.invitation)
      const row = {
        ...{ address, asset, subject, tasks: after, source, since: sent?.since ?? null },
        state: 'invitation',
        who: `us: --resend ${address} invites them again`,
        where: 'business.facebook.com/settings/people',
      } as const
      return { ...withAge(row, live, asOf), acts: 'us', ended: true }
    })
