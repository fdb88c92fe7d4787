import { describe, expect, it } from 'vitest'
import type { Journal } from '../../src/apply/journal/journal-type.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import { IS_LONG, inForm } from '../support/effort.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { everyScenario } from './scenarios.ts'

/** Where a run can end: around each write of the journal, and around each call that goes out. */
type Boundary = 'before append' | 'after append' | 'before send' | 'after send'

class Killed extends Error {}

/** Ends the run at its `at`-th boundary; nothing after it happens any more. */
const killerAt = (at: number) => {
  const passed: Boundary[] = []
  const pass = (boundary: Boundary): void => {
    if (passed.length >= at) throw new Killed()
    passed.push(boundary)
    if (passed.length === at) throw new Killed()
  }
  const around = async <T>(kind: 'append' | 'send', act: () => Promise<T>): Promise<T> => {
    pass(`before ${kind}`)
    const value = await act()
    pass(`after ${kind}`)
    return value
  }
  return {
    passed,
    client: (client: GraphClient): GraphClient => ({
      ...client,
      write: (call) => around('send', () => client.write(call)),
      writeMany: (calls) => around('send', () => client.writeMany(calls)),
    }),
    journal: (journal: Journal): Journal => ({
      ...journal,
      append: (...events) => around('append', () => journal.append(...events)),
    }),
  }
}

const every = everyScenario(2)

/** The same, with one of each write of the business's people. */
const scene = {
  steps: every.steps + 4,
  world: every.world
    .replace(
      'role: EMPLOYEE } }',
      `role: EMPLOYEE },
      "61550000000000002": { name: Lee, email: lee@northwind.example, role: ADMIN },
      "61550000000000004": { name: Ann, email: ann@northwind.example, role: EMPLOYEE },
      "61550000000000005": { name: Ben, email: ben@northwind.example, role: EMPLOYEE } }
    invited: { "7701": { email: extern@elsewhere.example } }`,
    )
    // Nobody is removed unless it is known what they hold on assets of every kind.
    .replace(
      'ads_management]',
      'ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management]',
    )
    // A second invitation of the same person is one more, so that it would be seen.
    .replace('modes: {', 'modes: { repeat_invitation: another,'),
  manifest: every.manifest
    .replace(
      'people: {',
      'people: { lee: lee@northwind.example, ann: ann@northwind.example, hired: Hired@northwind.example, ben: "61550000000000005",',
    )
    .replace(
      'ad_accounts:',
      'offboarded: [ben]\nmembers: { users: { kim: EMPLOYEE, lee: ADMIN, ann: ADMIN, hired: EMPLOYEE } }\nad_accounts:',
    ),
}

const killedAt = async (pipeline: Pipeline, at: number): Promise<readonly Boundary[]> => {
  const killer = killerAt(at)
  const plan = await pipeline.plan(manifestOf(scene.manifest))
  const { client, journal } = killer
  const ended = await pipeline.apply(plan, { client, journal }).catch((error: unknown) => error)
  if (at < Number.POSITIVE_INFINITY) expect(ended).toBeInstanceOf(Killed)
  return killer.passed
}

const boundariesOf = async (): Promise<readonly Boundary[]> => {
  const pipeline = await startPipeline({ world: scene.world })
  const passed = await killedAt(pipeline, Number.POSITIVE_INFINITY)
  await pipeline.close()
  return passed
}

/**
 * Whether a run is killed there in the short form: what is on disk and at the API before a boundary is
 * what was there after the one before it.
 */
const isLookedAt = (boundary: Boundary, at: number): boolean =>
  IS_LONG || at === 0 || boundary.startsWith('after')

describe('a run that is killed', () => {
  it('at any boundary: the next run converges, and nothing is committed twice', async () => {
    const boundaries = await boundariesOf()
    let requestsLost = 0
    expect(boundaries.filter((each) => each === 'after send').length).toBeGreaterThan(10)
    for (const [at, boundary] of boundaries.entries()) {
      if (!isLookedAt(boundary, at)) continue
      const pipeline = await startPipeline({ world: scene.world })
      try {
        await killedAt(pipeline, at + 1)
        const report = await pipeline.apply(await pipeline.plan(manifestOf(scene.manifest)))
        const next = await pipeline.plan(manifestOf(scene.manifest))
        const writes = pipeline.sandbox.commits.map((commit) => JSON.stringify(commit))
        // What was to be asked for and perhaps never was is for a person to send again.
        const vanished = next.manual.filter(
          ({ reason }) => reason === 'declined_or_vanished' || reason === 'invitation_ended',
        )
        expect({
          boundary: `${at} ${boundary}`,
          bad: report.results.filter(({ status }) => status !== 'done' && status !== 'waiting'),
          steps: next.steps,
          twice: writes.filter((write, place) => writes.indexOf(write) !== place),
          commits: writes.length + vanished.length,
        }).toEqual({
          boundary: `${at} ${boundary}`,
          bad: [],
          steps: [],
          twice: [],
          commits: scene.steps,
        })
        requestsLost += vanished.length
      } finally {
        await pipeline.close()
      }
    }
    // For each of the two requests and the invitation: between its intent and its sending.
    expect(requestsLost).toBe(inForm(3, 6))
    expect(boundaries.length).toBeGreaterThan(60)
  })
})
