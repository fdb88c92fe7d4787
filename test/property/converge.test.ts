import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, Step } from '../../src/model/plan.ts'
import { isRail } from '../../src/plan/plan-problems.ts'
import type { World } from '../../src/sandbox/state.ts'
import { isCounted, RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { differences } from './differences.ts'
import { type Expectation, interpret, interpretAgain } from './interpreter.ts'
import { manifestText, worldText } from './render.ts'
import { adminsIn, areListsTold, invitedTwice } from './seat-rails.ts'

/** In how many runs each action, each reason to wait or leave it to hands, and each kind was seen. */
const seen = new Map<string, number>()
let runs = 0

const count = (plans: readonly Plan[], blocked: readonly string[] = []): void => {
  runs += 1
  const words = new Set([
    ...blocked,
    ...plans.flatMap((plan) => [
      ...plan.steps.map(({ action }) => action),
      ...plan.waiting.map(({ state }) => state),
      ...plan.manual.map(({ reason }) => reason),
      ...plan.steps.map(({ asset }) => asset.kind),
    ]),
  ])
  for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1)
}

const railsOf = ({ problems }: Plan): readonly string[] =>
  [...new Set(problems.map(({ code }) => code).filter(isRail))].sort()

/** Everything in one value, so that a failure shows all of it at once. */
const checkScene = async (scene: Scene): Promise<void> => {
  const fewest = { admins: Number.POSITIVE_INFINITY }
  const pipeline = await startPipeline({
    world: worldText(scene.world),
    onChange: (world) => {
      fewest.admins = Math.min(fewest.admins, adminsIn(world))
    },
  })
  try {
    const manifest = manifestOf(manifestText(scene.manifest))
    const before = pipeline.sandbox.world()
    const plan = await pipeline.plan(manifest)
    expect(plan.complete).toBe(true)
    await pipeline.apply(plan)
    const expectation = interpret(scene)
    const { blocked } = expectation.seats
    expect(railsOf(plan)).toEqual(blocked)
    if (blocked.length > 0) {
      count([plan], blocked)
      expect(pipeline.sandbox.world()).toBe(before)
      return
    }
    const next = await pipeline.plan(manifest)
    count([plan, next])
    const again = interpretAgain(scene, expectation)
    const isTold = areListsTold(scene, pipeline.sandbox.world())
    expect({
      differences: differences(scene, before, pipeline.sandbox.world(), expectation),
      steps: (isTold && again === null ? next.steps : []).map(inWords),
    }).toEqual({
      differences: [],
      steps: isTold && again === null ? expectation.later.map((id) => `request ${id}/request`) : [],
    })
    if (isTold && again !== null) await checkAgain(scene, again, { pipeline, before })
    const kept = Math.min(scene.manifest.keepAdmins, adminsIn(before))
    expect(fewest.admins).toBeGreaterThanOrEqual(kept)
    expect(invitedTwice(pipeline)).toEqual([])
  } finally {
    await pipeline.close()
  }
}

/** What the first apply could not know is done by the second, and then all is done. */
const checkAgain = async (
  scene: Scene,
  expectation: Expectation,
  { pipeline, before }: { readonly pipeline: Pipeline; readonly before: World },
): Promise<void> => {
  const manifest = manifestOf(manifestText(scene.manifest))
  await pipeline.apply(await pipeline.plan(manifest))
  const next = await pipeline.plan(manifest)
  const after = pipeline.sandbox.world()
  if (!areListsTold(scene, after)) return
  const sent = new Set(expectation.later.map((id) => `${id}/request`))
  expect({
    // A request that could be sent by now is.
    differences: differences(scene, before, after, expectation).filter(
      (line) => !expectation.later.some((id) => line.startsWith(`${id}/`)),
    ),
    steps: next.steps.filter(({ address }) => !sent.has(address)).map(inWords),
  }).toEqual({ differences: [], steps: [] })
}

const inWords = ({ action, address }: Step): string => `${action} ${address}`

describe('apply makes the world what the manifest says, and the next plan has no step', () => {
  it.each([
    { unpacking: ['none'], seed: 1 },
    { unpacking: ['none'], seed: 2 },
    { unpacking: ['observed'], seed: 3 },
    { unpacking: ['wide'], seed: 4 },
  ] as const)('unpacking $unpacking, seed $seed', async ({ unpacking, seed }) => {
    const property = fc.asyncProperty(sceneArb(unpacking), checkScene)
    await fc.assert(property, { seed: seeded(seed), numRuns: times(RUNS), endOnFailure: true })
  })

  it
    .runIf(isCounted)
    .each([
      'request',
      'grant',
      'regrant',
      'assign',
      'reassign',
      'unassign',
      'revoke',
      'withdraw',
      'client_response',
      'admin_approval',
      'invitation',
      'not_in_business',
      'incoming_request',
      'queued',
      'partner_response',
      'no_removal_in_api',
      'pixel',
      'catalog',
      'instagram_account',
      'whatsapp_account',
      'leave_group',
      'group_access',
      'invite',
      'set_role',
      'uninvite',
      'remove',
      'people_unknown',
      'may_be_declared',
      'may_be_member',
      'invitation_ended',
      'rail_keep_admins',
      'rail_member_declared',
    ])('%s occurs in at least a twentieth of the runs', (word) => {
    expect(runs).toBeGreaterThanOrEqual(150)
    expect(seen.get(word) ?? 0).toBeGreaterThanOrEqual(runs / 20)
  })
})

it.each(['abstract', 'effect', 'words', 'asking', 'interpreter', 'seats', 'who'])(
  'the second opinion is one: %s.ts takes nothing from the program',
  (name) => {
    const text = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8')
    const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path)
    expect(imported.filter((path) => !path?.startsWith('./'))).toEqual([])
  },
)
