import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGroups, withReadGroups } from '../../src/live/groups/read-groups.ts'
import { readHoldings } from '../../src/live/people/person-lists.ts'
import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Access, ReviewReport, Standing } from '../../src/model/reports/review-report.ts'
import { compareLive } from '../../src/questions/drift/compare.ts'
import { makeReview } from '../../src/questions/review/review.ts'
import { subjectNamed } from '../../src/questions/who/named-subject.ts'
import { withGroupAssets, withHoldings } from '../../src/questions/who/own-holdings.ts'
import { makeWho } from '../../src/questions/who/who.ts'
import { type AgencyRow, type Asset, CONFIRMED, type World } from '../../src/sandbox/state.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { AS_OF, manifestOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { US } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { manifestText, worldText } from './render.ts'

/** What a client gave us shows on kinds that can be asked for. */
const isAsked = ({ kind }: Asset): boolean => kind === 'ad_account' || kind === 'page'

const isShown = ({ modes }: World, { kind }: Asset, { waitsFor }: AgencyRow): boolean => {
  if (waitsFor === 'admin') return modes.approval_visible
  // Rows of pixels are not documented to tell a status.
  return waitsFor !== 'partner' || kind !== 'pixel' || modes.agency_status === 'everywhere'
}

/** Kinds of which rows of a group tell tasks. */
const TOLD: readonly string[] = ['ad_account', 'page', 'pixel']

/** Whoever reaches an asset through a group; a row that does not tell tasks is a path all the same. */
const groupRows = ({ groups, modes }: World, { id, kind }: Asset): (string | string[])[][] =>
  [...groups.values()]
    .filter(({ assets }) => assets.includes(id))
    .flatMap(({ users }) =>
      [...users].flatMap(([user, tasks]) => {
        if (modes.group_rows === 'bare' || !TOLD.includes(kind)) return [[user, 'group', []]]
        // A list that is empty says that there is nothing.
        const told = tasks.get(kind) ?? []
        return told.length === 0 ? [] : [[user, 'group', [...told]]]
      }),
    )

/** Every hold that our token can see, straight from the world: `asset subject path TASKS`. */
const truthOf = (world: World): readonly string[] => {
  const own = world.businesses.get(US)
  return [...world.assets.values()].flatMap((asset) => {
    const ours = asset.agencies.get(US)
    const isOwned = asset.owner === US
    const isInReach = isOwned || ours?.status === CONFIRMED
    const agencies = [...asset.agencies]
      .filter(([id, row]) =>
        isOwned
          ? isShown(world, asset, row)
          : id === US && isAsked(asset) && row.waitsFor !== 'admin',
      )
      .map(([id, row]) => [id, row.waitsFor === undefined ? 'agency_share' : 'pending', row.tasks])
    const people = isInReach
      ? [...asset.users]
          .filter(([id]) => own?.users.has(id) === true || own?.systemUsers.has(id) === true)
          .map(([id, tasks]) => [id, 'direct', tasks])
      : []
    return [...agencies, ...people, ...groupRows(world, asset)].map(
      ([id, path, tasks]) => `${asset.id} ${id} ${path} ${[...(tasks as string[])].sort().join()}`,
    )
  })
}

const rowsOf = ({ assets }: ReviewReport): readonly string[] =>
  assets.flatMap(({ id, access }) =>
    access.map(
      ({ subject, path, tasks }) => `${id} ${subject.id} ${path} ${[...tasks].sort().join()}`,
    ),
  )

const read = async (scene: Scene) => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const manifest = manifestOf(manifestText(scene.manifest))
    const request = readRequestOf(manifest, KINDS, { everything: true })
    const live = await readLive(pipeline.client, { ...request, details: true, groups: true })
    const facts = { live, graph: 'https://graph.test', toolVersion: '0.0.0' }
    const review = makeReview({ ...facts, manifest, readAt: `${AS_OF}T09:00:00Z` })
    return { world: pipeline.sandbox.world(), manifest, live, review }
  } finally {
    await pipeline.close()
  }
}

describe('who', () => {
  it('tells of a person by their own lists what the lists of all assets tell', async () => {
    const property = fc.asyncProperty(sceneArb(['observed']), async (scene) => {
      const pipeline = await startPipeline({ world: worldText(scene.world) })
      try {
        const { client } = pipeline
        const manifest = manifestOf(manifestText(scene.manifest))
        const request = readRequestOf(manifest, KINDS, { everything: true })
        const full = await readLive(client, { ...request, details: true, groups: true })
        const nothing = { groups: false, assets: [], declared: [] }
        const lean = await readLive(client, { ...request, ...nothing })
        const groups = await readGroups(client, { business: US, kinds: KINDS })
        for (const { id } of full.people) {
          const holdings = await readHoldings(client, { business: US, person: id }, KINDS)
          if (holdings === null) throw new Error(`no lists of ${id}`)
          const tell = (live: LiveState) => {
            const { value } = subjectNamed({ manifest, live }, id)
            if (value === null) throw new Error(`nobody is ${id}`)
            const facts = { manifest, live, graph: 'https://graph.test', toolVersion: '0.0.0' }
            const { access } = makeWho({ ...facts, who: value, readAt: `${AS_OF}T09:00:00Z` })
            return access.map(({ ownership: _ownership, asset: _asset, ...row }) => row)
          }
          const held = withReadGroups(withHoldings(lean, holdings, manifest), groups, {
            kinds: KINDS,
          })
          expect(tell(withGroupAssets(held, id))).toEqual(tell(full))
        }
      } finally {
        await pipeline.close()
      }
    })
    await fc.assert(property, { numRuns: times(RUNS / 4), seed: seeded(73) })
  })
})

describe('a review', () => {
  it('lists what the world holds, all of it and nothing else', async () => {
    const property = fc.asyncProperty(sceneArb(['none']), async (scene) => {
      const { world, review } = await read(scene)
      expect(review.complete).toBe(true)
      expect([...rowsOf(review)].sort()).toEqual([...truthOf(world)].sort())
    })
    await fc.assert(property, { numRuns: times(RUNS), seed: seeded(71) })
  })

  /** What drift says of a hold, by what the review says of it; `none`: it is no difference. */
  const DRIFT: Readonly<Record<Standing, readonly string[]>> = {
    declared: ['none'],
    // Under closed coverage, what nothing manages is a difference.
    not_managed: ['none', 'unmanaged'],
    missing: [],
    differs: ['differs'],
    not_in_manifest: ['extra'],
    // What is over stays in place on an additive asset, and is no drift there.
    expired: ['expired', 'none'],
    offboarded: ['extra', 'expired'],
  }

  it('says of every hold what drift says of it', async () => {
    const seen = new Set<string>()
    const property = fc.asyncProperty(sceneArb(['observed']), async (scene) => {
      const { manifest, live, review } = await read(scene)
      const drift = compareLive({
        ...{ manifest, live, asOf: AS_OF, graph: 'https://graph.test' },
        memory: NO_MEMORY,
      })
      const types = new Map(drift.differences.map(({ address, type }) => [address, type]))
      const held = ({ path }: Access): boolean => path === 'direct' || path === 'agency_share'
      for (const row of review.assets.flatMap(({ access }) => access.filter(held))) {
        const type = types.get(row.address) ?? 'none'
        seen.add(`${row.standing} ${type}`)
        expect(`${row.address} ${row.standing} ${type}`).toBe(
          `${row.address} ${row.standing} ${DRIFT[row.standing as Standing].find((one) => one === type)}`,
        )
      }
    })
    await fc.assert(property, { numRuns: times(RUNS), seed: seeded(72) })
    expect([...seen].map((pair) => pair.split(' ')[0])).toEqual(
      expect.arrayContaining(Object.keys(DRIFT).filter((key) => key !== 'missing')),
    )
  })
})
