import { membersSection } from '../../src/live/people/seats.ts'
import { BUSINESS } from '../../src/model/kinds.ts'
import type { Invitation, LiveAsset, LiveRelation, LiveState } from '../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import { makePlan, type PlanInput } from '../../src/plan/make-plan.ts'
import type { Outcome } from '../../src/plan/outcome.ts'
import { AS_OF, manifestOf } from './pipeline.ts'

/** Sound defaults for live state made by hand; a test says only what it is about. */
export const OWN = '61550000000000001'
export const LEE = '61550000000000002'
export const KIM = '61550000000000009'
export const MANAGES = ['MANAGE', 'ADVERTISE', 'ANALYZE']

export const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
people: { lee: "${LEE}", kim: "${KIM}", own: { system_user: "${OWN}" } }
`

/** A person's or business's hold on an asset. */
export const row = (
  asset: string,
  relation: LiveRelation['relation'],
  subject: string,
  tasks: readonly string[],
  facts: Partial<LiveRelation> = {},
): LiveRelation => ({
  kind: 'ad_account',
  asset,
  relation,
  subject,
  subjectName: null,
  tasks,
  status: 'active',
  apiStatus: null,
  since: null,
  counterpart: null,
  ...facts,
})

export const asset = (id: string, facts: Partial<LiveAsset> = {}): LiveAsset => ({
  kind: 'ad_account',
  id,
  name: `Asset ${id}`,
  ownership: 'owned',
  ...facts,
})

/** Live state of these rows: every scope of every asset was read to its end. */
export const liveOf = (
  assets: readonly LiveAsset[],
  relations: readonly LiveRelation[],
  facts: Partial<LiveState> = {},
): LiveState => ({
  business: { id: '1001', name: 'Northwind' },
  self: { id: OWN, person: OWN },
  people: [
    { type: 'system_user', id: OWN, name: 'Automation', email: null, facebookId: null },
    { type: 'business_user', id: LEE, name: 'Lee', email: 'lee@x.example', facebookId: null },
    { type: 'business_user', id: KIM, name: 'Kim', email: 'kim@x.example', facebookId: null },
  ],
  invitations: [],
  directory: { business_users: 'complete', system_users: 'complete', pending_users: 'complete' },
  assets,
  relations,
  scopes: assets.flatMap(({ kind, id }) =>
    (['agencies', 'users', 'request'] as const).map((relation) => ({
      kind,
      asset: id,
      relation,
      status: 'complete' as const,
      what: null,
    })),
  ),
  problems: [],
  calls: { read: 0, write: 0, http: 0, rounds: 0 },
  ...facts,
})

/** The same, with the seats of the business read to their end: an employee is who has no role here. */
export const withSeats = (
  live: LiveState,
  roles: Readonly<Record<string, string>>,
  invitations: readonly Invitation[] = [],
): LiveState => {
  const complete = <T>(rows: readonly T[]) =>
    ({ rows, status: 'complete', error: null, bad: null }) as const
  const people = live.people.map((each) => ({ ...each, role: roles[each.id] ?? 'EMPLOYEE' }))
  const { rows } = membersSection(live.business.id, {
    business_users: complete(people.filter(({ type }) => type === 'business_user')),
    system_users: complete(people.filter(({ type }) => type === 'system_user')),
    pending_users: complete(invitations),
  })
  const { id, name } = live.business
  const seats = { kind: BUSINESS.name, asset: id, relation: 'members' } as const
  return {
    ...live,
    people,
    invitations,
    assets: [...live.assets, { kind: BUSINESS.name, id, name, ownership: 'owned' }],
    relations: [...live.relations, ...rows],
    scopes: [...live.scopes, { ...seats, status: 'complete', what: null }],
    everything: true,
  }
}

/** A plan from manifest text (after `HEAD`) and live state. */
export const planOf = (
  manifest: string,
  live: LiveState,
  input: Partial<PlanInput> & { readonly memory?: Memory } = {},
): Plan =>
  makePlan({
    manifest: manifestOf(HEAD + manifest),
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: AS_OF,
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    ...input,
  })

export const codesOf = (plan: Pick<Plan, 'problems'>): readonly string[] =>
  plan.problems.map(({ code }) => code)

export const stepsOf = (plan: Plan): readonly string[] =>
  plan.steps.map(({ action, address }) => `${action} ${address}`)

export type StepDraft = Pick<Step, 'action'> &
  Partial<Pick<Step, 'before' | 'after' | 'reason' | 'needs' | 'source'>> & {
    readonly on?: string
    readonly kind?: string
    readonly type: Step['subject']['type']
    readonly id: string
    readonly alias?: string
    readonly gap?: true
    readonly invitation?: string
  }

const RELATIONS: Readonly<Record<Step['subject']['type'], string>> = {
  business: 'agencies',
  business_user: 'users',
  system_user: 'users',
  obo_request: 'on_behalf_of',
}

const relationOf = ({ kind, type }: StepDraft): string =>
  kind === 'business' ? 'members' : (RELATIONS[type] ?? '')

/** A step as somebody would write it who knows the format well; its calls are left to others. */
export const stepOf = (draft: StepDraft): Step => {
  const on = draft.on ?? 'act_1'
  const isOurs = draft.action === 'request' || draft.action === 'withdraw'
  return {
    address: isOurs ? `${on}/request` : `${on}/${relationOf(draft)}/${draft.id}`,
    action: draft.action,
    asset: { kind: draft.kind ?? 'ad_account', id: on, name: null },
    subject: {
      ...{ type: draft.type, id: draft.id, name: null, alias: draft.alias ?? null },
      ...(draft.invitation === undefined ? {} : { invitation: draft.invitation }),
    },
    before: draft.before ?? null,
    after: draft.after ?? null,
    reason: draft.reason ?? 'not_in_manifest',
    via: [],
    source: draft.source ?? null,
    needs: draft.needs ?? [],
    ...(draft.gap === undefined ? {} : { gap: draft.gap }),
    calls: [],
  }
}

/** An outcome as it is shown, without what was judged. */
export const withoutHolding = (outcome: Outcome): Outcome => {
  const { holding: _, ...shown } = outcome as Outcome & { readonly holding?: unknown }
  return shown
}
