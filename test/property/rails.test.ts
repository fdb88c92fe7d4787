import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState } from '../../src/model/live.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import { closureOf, isManager } from '../../src/model/tasks.ts'
import { asset, KIM, LEE, liveOf, MANAGES, OWN, planOf, row } from '../support/builders.ts'
import { FATES, FakeApi, type Fate, keyOf } from './fake-api.ts'
import { seeded } from './runs.ts'

vi.mock('../../src/live/read.ts', async (original) => ({
  ...(await original<object>()),
  readRelations: async (api: FakeApi, _: string, targets: Parameters<FakeApi['readBack']>[0]) =>
    api.readBack(targets),
  readAgain: async (api: FakeApi, _: string, assets: Parameters<FakeApi['readAgain']>[0]) =>
    api.readAgain(assets),
}))

const KIND = assetKindOf('ad_account', KINDS)
const PEOPLE = { lee: LEE, kim: KIM, own: OWN }
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
  users: holds(Object.values(PEOPLE)),
  agencies: holds(Object.values(PARTNERS)),
  wantedUsers: maybe(holds(Object.keys(PEOPLE))),
  wantedAgencies: maybe(holds(Object.keys(PARTNERS))),
})

const written = (grants: Record<string, readonly string[]>): string =>
  `{ ${Object.entries(grants)
    .map(([name, list]) => `${name}: [${list.join(', ')}]`)
    .join(', ')} }`

const REQUEST = ['ANALYZE']

const sceneArb: fc.Arbitrary<Scene> = fc
  .record({
    owned: fc.tuple(...OWNED.map(() => assetScene)),
    requests: fc.subarray(Object.keys(OTHERS)),
    isGivenUp: fc.boolean(),
    keep: fc.nat(2),
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
  .map(({ owned, requests, isGivenUp, ...facts }) => {
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
  protected: [${facts.protected.map((name) => JSON.stringify(name)).join(', ')}]
  agency_task_change: try
offboarded: [${facts.offboarded.join(', ')}]
ad_accounts:
${[...lines, ...wanted].join('\n')}
`
    return { ...facts, manifest, live: liveOf(assets, [...rows, ...asked]) }
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
    const isAgency = held.relation === 'agencies'
    return [
      {
        address,
        action: isAgency ? 'revoke' : 'unassign',
        asset: { kind: held.kind, id: held.asset, name: null },
        subject: { type: 'business', id: held.subject, name: null, alias: aliasOf(held.subject) },
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
  const safe = new Set([OWN, ...scene.protected.map(idOf)])
  const gone = new Set(scene.offboarded.map(idOf))
  for (const before of start) {
    const key = keyOf(before.asset, before.relation, before.subject)
    const now = api.rows.get(key)
    const held = closureOf(KIND, now?.tasks ?? [])
    const isNarrowed = now === undefined || !before.tasks.every((task) => held.has(task))
    if (!isNarrowed) continue
    if (safe.has(before.subject)) found.push(`${key} is protected and was reduced`)
    if (!gone.has(before.subject)) narrowed.add(key)
  }
  if (scene.isForged) return found
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

const seen = { clicks: 0, applied: 0, blocked: 0, held: 0, commits: 0, statuses: new Set<string>() }

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
  for (const { status, why } of report.results) seen.statuses.add(`${status} ${why ?? ''}`.trim())
}

describe('whatever becomes of each step, and wherever the run stops', () => {
  it('no state on the way breaks a rail', async () => {
    const property = fc.asyncProperty(sceneArb, checkScene)
    await fc.assert(property, { seed: seeded(21), numRuns: 1_000, endOnFailure: true })
  })

  it('the runs were worth something', () => {
    expect(seen.applied).toBeGreaterThan(300)
    expect(seen.blocked).toBeGreaterThan(100)
    expect(seen.commits).toBeGreaterThan(1_000)
    expect(seen.clicks).toBeGreaterThan(200)
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
