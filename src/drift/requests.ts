import { type AssetView, viewsOf } from '../access/views.ts'
import { requestAddress } from '../model/address.ts'
import { isSameEmail } from '../model/email.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { DesiredAsset, DesiredRelation } from '../model/manifest.ts'
import type { Step, Waiting, WaitingState } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { OpenRequest, RequestsReport } from '../model/requests.ts'
import { compareText } from '../model/text.ts'
import { daysBetween } from '../model/time.ts'
import { judgeAgencies } from '../plan/agencies.ts'
import { waiting } from '../plan/builders.ts'
import { makePlan, type PlanInput } from '../plan/make-plan.ts'
import { pendingOnBehalfOf } from '../plan/on-behalf-of.ts'
import type { Outcome } from '../plan/outcome.ts'
import { type PlanGround, planGroundOf } from '../plan/plan-ground.ts'

/**
 * Everything that waits on a person: what the plan lists, and what is pending where the manifest
 * says nothing. Pure: the same input gives the same bytes.
 */
export const openRequests = (
  input: Omit<PlanInput, 'filter' | 'problems'> & { readonly problems?: readonly Problem[] },
): RequestsReport => {
  const { live, asOf } = input
  const kinds: KindTable = input.kinds ?? KINDS
  const plan = makePlan({ ...input, interactive: true, problems: [] })
  const ground = planGroundOf({ ...input, kinds })
  const declared = plan.waiting.map((row) => withAge(row, live, asOf))
  const undeclared = [
    ...viewsOf(ground)
      .flatMap((view) => [
        ...pendingAgencies(ground, view),
        ...pendingRequest(view),
        ...waitingOf(pendingOnBehalfOf(ground, view)),
      ])
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

/** Whose turn it is; an on-behalf-of request is answered by the other business as a rule. */
const ACTS: Readonly<Record<WaitingState, OpenRequest['acts']>> = {
  client_response: 'others',
  admin_approval: 'us',
  invitation: 'others',
  not_in_business: 'us',
  people_unknown: 'us',
  incoming_request: 'us',
  queued: 'others',
  obo_in_progress: 'others',
}

/** What another business asks of us on behalf of somebody is ours to answer. */
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

const waitingOf = (outcomes: readonly Outcome[]): readonly Waiting[] =>
  outcomes.flatMap((outcome) => (outcome.type === 'waiting' ? [outcome.waiting] : []))

const NOWHERE = { file: '', line: 1, column: 1 }
const NOBODY: DesiredRelation = { whole: true, paths: [], source: NOWHERE }

/**
 * Requests and approvals on the agencies of an owned asset, whether or not the manifest manages
 * them: judged as if it named nobody, of which only what waits is taken.
 */
const pendingAgencies = (ground: PlanGround, view: AssetView): readonly Waiting[] => {
  if (view.ownership !== 'owned') return []
  const { kind, asset } = view
  const desired: DesiredAsset = {
    kind: kind.name,
    id: asset.id,
    name: asset.name,
    mode: 'authoritative',
    ignore: [],
    agencies: NOBODY,
    users: null,
    request: null,
    on_behalf_of: null,
    source: NOWHERE,
  }
  return waitingOf(judgeAgencies(ground, { ...view, desired }))
}

/** What the manifest declares already is accepted by the next apply, if it is let. */
const acceptedBy = (steps: readonly Step[], row: Waiting): Waiting => {
  const step = steps.find(({ address }) => address === row.address)
  return step?.reason === 'accepts_request'
    ? { ...row, who: 'us: apply accepts it', source: step.source }
    : { ...row, source: null }
}

/** Our own open request for an asset. */
const pendingRequest = (view: AssetView): readonly Waiting[] => {
  const [row] = view.rows('request')
  if (row?.status !== 'pending') return []
  const about = {
    address: requestAddress(view.asset.id),
    asset: view.asset,
    subject: { type: 'business', id: row.subject, name: row.subjectName, alias: null },
    source: null,
  } as const
  const { counterpart } = row
  const name = counterpart?.name ?? counterpart?.id ?? view.asset.name ?? view.asset.id
  return waitingOf([
    waiting(about, 'client_response', { tasks: row.tasks, since: row.since, name }),
  ])
}

/** Invitations that no declared person is behind. */
const openInvitations = (
  { live, manifest, asOf }: PlanGround,
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
