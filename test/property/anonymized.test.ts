import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readLive } from '../../src/live/read.ts'
import { everythingOf } from '../../src/live/wants.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { World } from '../../src/sandbox/state.ts'
import { parseWorld, printWorld } from '../../src/sandbox/world/world.ts'
import { anonymizedBy } from '../../src/twin/anonymize/anonymized.ts'
import { type Replacing, replacingIn } from '../../src/twin/anonymize/replacing.ts'
import { memoryIn } from '../../src/twin/snapshot/carried-memory.ts'
import { snapshotOf } from '../../src/twin/snapshot.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { type Scene, US } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { manifestText, worldText } from './render.ts'

const ID = /\bact_\d+\b|(?<=")\d+(?=")/g
const EMAIL = /[\w.+-]+@[\w.-]+/g

/** Every key and value of a document. */
const scalarsIn = (tree: unknown): readonly string[] => {
  if (Array.isArray(tree)) return tree.flatMap(scalarsIn)
  if (typeof tree !== 'object' || tree === null) return [String(tree)]
  return Object.entries(tree).flatMap(([key, value]) => [key, ...scalarsIn(value)])
}

const namesIn = (tree: unknown): readonly string[] => {
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, value]) =>
    key === 'name' && typeof value === 'string' ? [value] : namesIn(value),
  )
}

/** Ids, e-mails and names as the text of a world has them. */
const originalsIn = (text: string): readonly string[] => [
  ...new Set([
    ...(text.match(ID) ?? []),
    ...(text.match(ID) ?? []).map((id) => id.replace('act_', '')),
    ...(text.match(EMAIL) ?? []),
    ...namesIn(parse(text)),
  ]),
]

/** From four characters on anywhere, shorter ones as a word; the empty name tells nothing. */
const isWithin = (original: string, scalar: string): boolean => {
  if (original.length >= 4) return scalar.includes(original)
  return original !== '' && scalar.split(/[^\p{L}\p{N}]+/u).includes(original)
}

/** The manifest with the same replacements. */
const mappedLike = (manifest: string, { asset, anyId, email }: Replacing): string =>
  manifest
    .replaceAll(EMAIL, (found) => email(found))
    .replaceAll(ID, (found) => (found.startsWith('act_') ? asset(found) : anyId(found)))

/** How much there is of each, whoever and whatever it is. */
const countsOf = ({ steps, waiting, manual, unreadable, summary }: Plan) => ({
  actions: steps.map(({ action }) => action).sort(),
  waiting: waiting.map(({ state }) => state).sort(),
  manual: manual.map(({ reason }) => reason).sort(),
  unreadable: unreadable.length,
  summary,
})

/** An id without what tells it from others of its shape. */
const shapeOf = (id: string): string =>
  id.replace(/\d+/, (digits) => (/^17841\d{12}$/.test(digits) ? '17841' : '0'))

const shapesIn = ({ assets, businesses }: World): readonly string[] => [
  ...[...assets.values()].flatMap(({ id, igUserId = '' }) => [id, igUserId].map(shapeOf)),
  ...[...businesses.values()].flatMap(({ users }) =>
    [...users.values()].map(({ email = '' }) => email.replace(/[^@]+/g, 'x')),
  ),
]

let planned = 0

const checkCopy = async (pipeline: Pipeline, manifest: string): Promise<Plan> => {
  const plan = await pipeline.plan(manifestOf(manifest))
  const live = await readLive(pipeline.client, everythingOf(US))
  const world = snapshotOf({ live, memory: pipeline.last().memory })
  const replacing = replacingIn(world)
  const text = printWorld(anonymizedBy(world, replacing))
  const originals = originalsIn(printWorld(world))
  expect(originals.length).toBeGreaterThan(10)
  const scalars = scalarsIn(parse(text))
  expect(originals.filter((one) => scalars.some((scalar) => isWithin(one, scalar)))).toEqual([])
  const made = parseWorld(text)
  expect(shapesIn(made)).toEqual(shapesIn(world))
  const copy = await startPipeline({ world: text })
  try {
    const mapped = manifestOf(mappedLike(manifest, replacing))
    const again = await copy.plan(mapped, { memory: memoryIn(made) })
    planned += again.steps.length
    expect(countsOf(again)).toEqual(countsOf(plan))
  } finally {
    await copy.close()
  }
  return plan
}

const checkScene = async (scene: Scene): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const manifest = manifestText(scene.manifest)
    await pipeline.apply(await checkCopy(pipeline, manifest))
    await checkCopy(pipeline, manifest)
  } finally {
    await pipeline.close()
  }
}

describe('an anonymised world', () => {
  it('says nothing of who it was, and is planned like it', async () => {
    const property = fc.asyncProperty(sceneArb(['observed']), checkScene)
    const numRuns = times(RUNS / 10)
    await fc.assert(property, { seed: seeded(51), numRuns, endOnFailure: true })
    expect(planned).toBeGreaterThan(numRuns)
  })
})
