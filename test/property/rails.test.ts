import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { closureOf, isManager } from '../../src/model/tasks.ts'
import { makePlan, type PlanInput } from '../../src/plan/make-plan.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../support/builders.ts'
import { seeded, times } from '../support/effort.ts'
import { AS_OF, manifestOf } from '../support/pipeline.ts'
import { FATES, FakeApi, type Fate, keyOf } from './fake-api.ts'

vi.mock('../../src/live/read.ts', async (original) => ({
  ...(await original<object>()),
  readRelations: async (api: FakeApi, _: string, targets: Parameters<FakeApi['readBack']>[0]) =>
    api.readBack(targets),
  readAgain: async (api: FakeApi, _: string, assets: Parameters<FakeApi['readAgain']>[0]) =>
    api.readAgain(assets),
}))

const KIND = assetKindOf('ad_account', KINDS)
const PEOPLE = { lee: LEE, kim: KIM, own: OWN }
/** Somebody whom no manifest names. */
const IDA = '61550000000000004'
const SEATS = { [LEE]: 'Lee', [KIM]: 'Kim', [IDA]: 'Ida' } as const
const US = '1001'
const HIRED = 'hired@x.example'
const EXTERN = 'extern@x.example'
const HEADER = HEAD.replace('people: { ', `people: { hired: ${HIRED}, `)
const PARTNERS = { brightside: '2002', oldmill: '2003' }
const SETS = [MANAGES, MANAGES, ['ADVERTISE', 'ANALYZE'], ['ANALYZE']]
const OWNED = ['act_1', 'act_2', 'act_3']
const OTHERS: Readonly<Record<string, LiveAsset['ownership']>> = {
  act_7: 'client',
  act_8: 'absent',
  act_9: 'absent',
  act_10: 'pending',
}

interface Scene {
  readonly live: LiveState
  readonly manifest: string
  readonly keep: number
  readonly keepAdmins: number
  /** What `members` says, if it is there. */
  readonly members: Record<string, string> | null
  readonly isAdditive: boolean
  /** Who is ignored as a member. */
  readonly ignored: readonly string[]
  readonly owned: readonly { readonly wantedUsers: Record<string, readonly string[]> | null }[]
  readonly protected: readonly string[]
  readonly offboarded: readonly string[]
  readonly maxRevocations: number
  readonly maxRequests: number
  readonly isAllowed: boolean
  readonly replace: readonly string[]
  readonly fates: readonly Fate[]
  readonly abortAt: number | null
  /** Whom a colleague takes off each of our accounts between the reading and the first write. */
  readonly colleague: readonly (string | null)[]
  /** The plan as somebody left it who wants everybody out: the guard alone is in the way. */
  readonly isForged: boolean
}

const tasks = fc.constantFrom(...SETS)
const holds = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), tasks, { noNullPrototype: true })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 })

const assetScene = fc.record({
  users: holds([...Object.values(PEOPLE), IDA]),
  agencies: holds(Object.values(PARTNERS)),
  wantedUsers: maybe(holds(Object.keys(PEOPLE))),
  wantedAgencies: maybe(holds(Object.keys(PARTNERS))),
})

const written = (grants: Record<string, readonly string[]>): string =>
  `{ ${Object.entries(grants)
    .map(([name, list]) => `${name}: [${list.join(', ')}]`)
    .join(', ')} }`

const REQUEST = ['ANALYZE']

const ROLES = fc.constantFrom('ADMIN', 'EMPLOYEE')

/** Somebody of the business, as its list shows them. */
const seat = (id: keyof typeof SEATS, role: string): LiveRelation =>
  row(US, 'members', id, [role], {
    kind: 'business',
    subjectName: SEATS[id],
    member: { type: 'business_user', email: emailOf(id) },
  })

const emailOf = (id: keyof typeof SEATS): string => `${SEATS[id].toLowerCase()}@x.example`

const invitation = (email: string): LiveRelation =>
  row(US, 'members', email, ['ADMIN'], {
    kind: 'business',
    status: 'pending',
    member: {
      ...{ type: 'business_user', email },
      invitation: { id: '7701', expires: null, status: null },
    },
  })

const stateOf = (
  assets: readonly LiveAsset[],
  rows: readonly LiveRelation[],
  invited: string | null,
): LiveState => {
  const live = liveOf([...assets, asset(US, { kind: 'business', name: 'Northwind' })], rows)
  const [own] = live.people as [LiveState['people'][number]]
  const seated = (Object.keys(SEATS) as (keyof typeof SEATS)[]).map((id) => ({
    ...{ type: 'business_user', id, name: SEATS[id], email: emailOf(id), facebookId: null },
  }))
  const members = { kind: 'business', asset: US, relation: 'members', status: 'complete' } as const
  return {
    ...live,
    everything: true,
    people: [own, ...(seated as LiveState['people'])],
    invitations: invited === null ? [] : [{ id: '7701', email: invited, since: null }],
    scopes: [...live.scopes, { ...members, what: null }],
  }
}

const membersText = ({
  members,
  isAdditive,
  ignored,
}: Pick<Scene, 'members' | 'isAdditive' | 'ignored'>): string => {
  if (members === null) return ''
  const users = Object.entries(members).map(([name, role]) => `${name}: ${role}`)
  const mode = isAdditive ? 'additive' : 'authoritative'
  const left = ignored.map((name) => JSON.stringify(name)).join(', ')
  return `members: { mode: ${mode}, ignore: [${left}], users: { ${users.join(', ')} } }\n`
}

const planOf = (manifest: string, live: LiveState, input: Partial<PlanInput>): Plan =>
  makePlan({
    manifest: manifestOf(HEADER + manifest),
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: AS_OF,
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    ...input,
  })

const sceneArb: fc.Arbitrary<Scene> = fc
  .record({
    owned: fc.tuple(...OWNED.map(() => assetScene)),
    requests: fc.subarray(Object.keys(OTHERS)),
    isGivenUp: fc.boolean(),
    keep: fc.nat(2),
    keepAdmins: fc.nat(2),
    members: maybe(
      fc.dictionary(fc.constantFrom('lee', 'kim', 'hired'), ROLES, { noNullPrototype: true }),
    ),
    isAdditive: fc.constantFrom(false, false, true),
    ignored: fc.subarray(['kim', IDA], { maxLength: 1 }),
    roles: fc.tuple(ROLES, ROLES, ROLES),
    invited: fc.constantFrom(null, EXTERN, HIRED),
    protected: fc.subarray(['kim', LEE, 'brightside'], { maxLength: 1 }),
    offboarded: fc.oneof(fc.constant([]), fc.subarray(['kim', 'oldmill'])),
    maxRevocations: fc.constantFrom(0, 2, 20, 20),
    maxRequests: fc.nat(3),
    isAllowed: fc.boolean(),
    replace: fc.subarray(
      OWNED.map((id) => `${id}/agencies/2002`),
      { maxLength: 1 },
    ),
    fates: fc.array(fc.oneof(fc.constant('done' as const), fc.constantFrom(...FATES)), {
      minLength: 30,
      maxLength: 30,
    }),
    abortAt: fc.option(fc.nat(8), { freq: 2 }),
    colleague: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      fc.tuple(...OWNED.map(() => fc.option(fc.constantFrom(LEE, KIM)))),
    ),
    isForged: fc.boolean(),
  })
  .map(({ owned, requests, isGivenUp, roles, invited, ...facts }) => {
    const rows = OWNED.flatMap((id, index) => [
      ...Object.entries(owned[index]?.users ?? {}).map(([who, held]) =>
        row(id, 'users', who, held),
      ),
      ...Object.entries(owned[index]?.agencies ?? {}).map(([who, held]) =>
        row(id, 'agencies', who, held),
      ),
    ])
    const asked = ['act_7', 'act_10'].map((id) =>
      row(id, 'request', '1001', REQUEST, { status: id === 'act_7' ? 'active' : 'pending' }),
    )
    const seats = (Object.keys(SEATS) as (keyof typeof SEATS)[]).map((id, place) =>
      seat(id, roles[place] ?? 'EMPLOYEE'),
    )
    const members = [...seats, ...(invited === null ? [] : [invitation(invited)])]
    const assets = [
      ...OWNED.map((id) => asset(id)),
      ...Object.entries(OTHERS).map(([id, ownership]) => asset(id, { ownership })),
    ]
    const lines = OWNED.map((id, index) => {
      const { wantedUsers = null, wantedAgencies = null } = owned[index] ?? {}
      const users = wantedUsers === null ? [] : [`users: ${written(wantedUsers)}`]
      const agencies = wantedAgencies === null ? [] : [`agencies: ${written(wantedAgencies)}`]
      return `  ${id}: { ${[...users, ...agencies].join(', ')} }`
    })
    const wanted = requests.map((id) => {
      const list = isGivenUp && id !== 'act_8' ? [] : REQUEST
      return `  ${id}: { request: [${list.join(', ')}] }`
    })
    const manifest = `policy:
  max_revocations: ${facts.maxRevocations}
  max_open_requests: ${facts.maxRequests}
  keep_managers: ${facts.keep}
  keep_admins: ${facts.keepAdmins}
  protected: [${facts.protected.map((name) => JSON.stringify(name)).join(', ')}]
  agency_task_change: try
offboarded: [${facts.offboarded.join(', ')}]
${membersText(facts)}ad_accounts:
${[...lines, ...wanted].join('\n')}
`
    const live = stateOf(assets, [...rows, ...asked, ...members], invited)
    return { ...facts, owned, manifest, live }
  })

const planned = (scene: Scene): Plan => {
  const make = (allowed?: number): Plan =>
    planOf(scene.manifest, scene.live, {
      interactive: true,
      replace: scene.replace,
      ...(allowed === undefined ? {} : { allowRevocations: allowed }),
    })
  const plan = make()
  // An agency whose tasks do not differ cannot be replaced: that is a mistake of the scene.
  if (plan.problems.some(({ code }) => code === 'replace_not_applicable')) {
    return planned({ ...scene, replace: [] })
  }
  return scene.isAllowed ? make(plan.summary.revocations) : plan
}

/** No problems, no needs, backwards, and everybody who is left is taken off as well. */
const forged = (plan: Plan, live: LiveState): Plan => {
  const [first] = plan.steps
  const named = new Set(plan.steps.map(({ address }) => address))
  const more = live.relations.flatMap((held): readonly Step[] => {
    const address = keyOf(held.asset, held.relation, held.subject)
    if (held.relation === 'request' || named.has(address)) return []
    const invitation = held.member?.invitation?.id
    const name = held.relation === 'members' ? held.subjectName : null
    return [
      {
        address,
        action: takingOf(held),
        asset: { kind: held.kind, id: held.asset, name: null },
        subject: {
          ...{ type: 'business', id: held.subject, name, alias: aliasOf(held.subject) },
          ...(invitation === undefined ? {} : { invitation }),
        },
        before: held.tasks,
        after: null,
        reason: 'not_in_manifest',
        via: [],
        source: null,
        needs: [],
        calls: [],
      },
    ]
  })
  const steps = [...more, ...plan.steps].map((step) => ({ ...step, needs: [] })).reverse()
  return first === undefined ? plan : { ...plan, steps, problems: [] }
}

/** What takes a row away. */
const takingOf = ({ relation, member }: LiveRelation): Step['action'] => {
  if (relation === 'members') return member?.invitation === undefined ? 'remove' : 'uninvite'
  return relation === 'agencies' ? 'revoke' : 'unassign'
}

const aliasOf = (id: string): string | null =>
  Object.entries({ ...PEOPLE, ...PARTNERS }).find(([, one]) => one === id)?.[0] ?? null

const IDS: Readonly<Record<string, string>> = { ...PEOPLE, ...PARTNERS }
const idOf = (name: string): string => IDS[name] ?? name

const managersOf = (rows: Iterable<LiveRelation>, id: string): number =>
  [...rows].filter(
    (one) =>
      one.asset === id &&
      one.relation === 'users' &&
      one.subject !== OWN &&
      isManager(KIND, one.tasks),
  ).length

const adminsOf = (rows: Iterable<LiveRelation>): number =>
  [...rows].filter(
    ({ relation, status, tasks }) =>
      relation === 'members' && status === 'active' && tasks.includes('ADMIN'),
  ).length

/** Whether less is held of a row than before, by a call of its own. */
const isLess = (before: LiveRelation, api: FakeApi): boolean => {
  const now = api.rows.get(keyOf(before.asset, before.relation, before.subject))
  if (before.relation === 'members') {
    return now === undefined || (before.tasks.includes('ADMIN') && !now.tasks.includes('ADMIN'))
  }
  const held = closureOf(KIND, now?.tasks ?? [])
  return now === undefined || !before.tasks.every((task) => held.has(task))
}

/** Whether somebody has left the business, and every asset with it. */
const hasLeft = (id: string, api: FakeApi): boolean =>
  id in SEATS && !api.rows.has(keyOf(US, 'members', id))

/** Who may not be removed from the business: whoever is named, left alone, or not ours to judge. */
const mustStay = (scene: Scene, id: string): boolean => {
  const { members, ignored, isAdditive, owned, offboarded } = scene
  const alias = aliasOf(id) ?? id
  if (offboarded.includes(alias)) return false
  const isNamed = owned.some(({ wantedUsers }) => wantedUsers !== null && alias in wantedUsers)
  const isDeclared = isNamed || members === null || alias in members
  return (
    isDeclared || isAdditive || ignored.map(idOf).includes(id) || (id === IDA && isHiring(members))
  )
}

/** An e-mail that nobody is known to have may be that of whoever has no alias. */
const isHiring = (members: Scene['members']): boolean => members !== null && 'hired' in members

/** What no state on the way may show, as words; empty where all is well. */
const broken = (
  scene: Scene,
  api: FakeApi,
  plan: Plan,
  { start, narrowed }: { readonly start: readonly LiveRelation[]; readonly narrowed: Set<string> },
): string[] => {
  const found: string[] = []
  for (const id of OWNED) {
    const floor = Math.min(scene.keep, managersOf(start, id))
    const left = managersOf(api.rows.values(), id)
    if (left < floor) found.push(`${id} has ${left} managers, ${floor} must stay`)
  }
  const admins = Math.min(scene.keepAdmins, adminsOf(start))
  const adminsLeft = adminsOf(api.rows.values())
  if (adminsLeft < admins) found.push(`${adminsLeft} admins, ${admins} must stay`)
  const safe = new Set([OWN, ...scene.protected.map(idOf)])
  const gone = new Set(scene.offboarded.map(idOf))
  for (const before of start) {
    const key = keyOf(before.asset, before.relation, before.subject)
    if (!isLess(before, api)) continue
    if (safe.has(before.subject)) found.push(`${key} is protected and was reduced`)
    const isSwept = before.relation !== 'members' && hasLeft(before.subject, api)
    if (!gone.has(before.subject) && !isSwept) narrowed.add(key)
  }
  const left = [LEE, KIM, IDA].filter((id) => hasLeft(id, api))
  if (scene.isForged) return found
  const isWithdrawn = start.some((one) => one.subject === HIRED && isLess(one, api))
  const { members } = scene
  if (isWithdrawn && (members === null || scene.isAdditive || 'hired' in members)) {
    found.push('an invitation of somebody declared was withdrawn')
  }
  found.push(...left.filter((id) => mustStay(scene, id)).map((id) => `${id} must stay`))
  const limit = scene.isAllowed ? plan.summary.revocations : scene.maxRevocations
  if (narrowed.size > limit) found.push(`${narrowed.size} revocations, ${limit} allowed`)
  const open = [...api.rows.values()].filter(
    ({ relation, status }) => relation === 'request' && status === 'pending',
  ).length
  if (open > Math.max(1, scene.maxRequests)) found.push(`${open} requests are open`)
  return found
}

const NO_JOURNAL = { append: async () => {}, close: async () => {} }

/** A colleague's clicks, of which the plan knows nothing. */
const click = ({ colleague }: Scene, api: FakeApi): void => {
  for (const [index, who] of colleague.entries()) {
    if (who !== null && api.rows.delete(keyOf(OWNED[index] ?? '', 'users', who))) seen.clicks += 1
  }
}

const seen = {
  members: new Map<string, number>(),
  clicks: 0,
  applied: 0,
  blocked: 0,
  held: 0,
  commits: 0,
  statuses: new Set<string>(),
}

const checkScene = async (scene: Scene): Promise<void> => {
  const made = planned(scene)
  const plan = scene.isForged ? forged(made, scene.live) : made
  const abort = new AbortController()
  const fates = new Map(plan.steps.map(({ address }, index) => [address, scene.fates[index % 30]]))
  const narrowed = new Set<string>()
  const breaches: string[] = []
  const fateOf = (key: string): Fate =>
    fates.get(key.replace(/\/request\/.*/, '/request')) ?? 'done'
  const api = new FakeApi(scene.live, fateOf, () =>
    breaches.push(...broken(scene, api, plan, { start, narrowed })),
  )
  click(scene, api)
  const start = [...api.rows.values()]
  const report: ApplyReport = await applyPlan({
    plan,
    client: api as unknown as GraphClient,
    journal: NO_JOURNAL,
    live: scene.live,
    sleep: async () => {},
    signal: abort.signal,
    onEvent: (event) => {
      if (event.type === 'sending' && event.index === scene.abortAt) abort.abort()
    },
  })
  api.settle()
  expect({ breaches, steps: report.results, committed: api.committed }).toMatchObject({
    breaches: [],
  })
  const isBlocked = plan.problems.some(({ code }) => code.startsWith('rail_'))
  if (isBlocked) expect(api.committed).toEqual([])
  seen[isBlocked ? 'blocked' : 'applied'] += 1
  seen.commits += api.committed.length
  const ofMembers = plan.steps.filter(({ asset: { kind } }) => kind === 'business')
  for (const { action, address } of ofMembers) {
    const { status } = report.results.find((result) => result.address === address) ?? {}
    if (status === 'done') seen.members.set(action, (seen.members.get(action) ?? 0) + 1)
  }
  for (const { status, why } of report.results) seen.statuses.add(`${status} ${why ?? ''}`.trim())
}

describe('whatever becomes of each step, and wherever the run stops', () => {
  it('no state on the way breaks a rail', async () => {
    const property = fc.asyncProperty(sceneArb, checkScene)
    await fc.assert(property, { seed: seeded(21), numRuns: times(1_000), endOnFailure: true })
  })

  it('the runs were worth something', () => {
    expect(seen.applied).toBeGreaterThan(300)
    expect(seen.blocked).toBeGreaterThan(100)
    expect(seen.commits).toBeGreaterThan(1_000)
    expect(seen.clicks).toBeGreaterThan(200)
    for (const action of ['invite', 'set_role', 'uninvite', 'remove']) {
      expect(seen.members.get(action) ?? 0).toBeGreaterThan(10)
    }
    expect([...seen.statuses].sort()).toEqual(
      [
        'done',
        'failed',
        'skipped limit',
        'skipped needs',
        'skipped rail',
        'skipped stopped',
        'unknown',
        'waiting',
      ].sort(),
    )
  })
})
