import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../src/model/live.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import type { Memory } from '../../src/model/memory.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { manifestOf, planInputOf, startPipeline } from '../support/pipeline.ts'
import { type Case, readCases, wholeFile } from './case-files.ts'
import { callLine, planLines, wholePlan } from './lines.ts'

/** Lines of a plan that are gone once its steps are made. */
const isStep = (line: string): boolean =>
  /^(request|grant|regrant|assign|reassign|unassign|revoke|withdraw|cancel|leave_group|invite|set_role|uninvite|remove) /.test(
    line,
  )

/**
 * Every case proves four things: the plan is as written (of a few to the byte); shuffled input gives the same bytes;
 * after apply the next plan has no step; and applying that plan makes no call.
 */
describe.each(readCases())('$title', (golden: Case) => {
  it('plans as written, deterministically, converges and rests', async () => {
    const pipeline = await startPipeline({ world: golden.world })
    try {
      const manifest = manifestOf(golden.manifest)
      const { options } = golden
      const plan = await pipeline.plan(manifest, options)
      expect(planLines(plan)).toEqual(golden.plan)
      if (golden.isWhole) await expect(wholePlan(plan)).toMatchFileSnapshot(wholeFile(golden.file))

      const shuffled = shuffle(manifest, pipeline.last())
      const again = makePlan(planInputOf(shuffled.manifest, shuffled, options))
      expect(JSON.stringify(again)).toBe(JSON.stringify(plan))

      const report = await pipeline.apply(plan)
      if (golden.calls !== null)
        expect(pipeline.sandbox.commits.map(callLine)).toEqual(golden.calls)
      const isBlocked = plan.problems.some(({ code }) => code.startsWith('rail_'))
      expect(report.results).toHaveLength(isBlocked ? 0 : plan.steps.length)
      if (isBlocked) return

      const { memory: _, replace: _r, resend: _s, allowRevocations: _a, ...rest } = options
      const next = await pipeline.plan(manifest, rest)
      if (golden.after !== null) expect(planLines(next)).toEqual(golden.after)
      if (golden.notConverging !== null) return
      expect(planLines(next).filter(isStep)).toEqual([])

      const before = pipeline.sandbox.commits.length
      const sent = pipeline.client.counts().write
      await pipeline.apply(next)
      expect(pipeline.sandbox.commits).toHaveLength(before)
      expect(pipeline.client.counts().write).toBe(sent)
    } finally {
      await pipeline.close()
    }
  })
})

const reversed = <T>(list: readonly T[]): readonly T[] => [...list].reverse()

const reversedMap = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
  new Map([...map.entries()].reverse())

const shuffle = (
  manifest: Manifest,
  { live, memory }: { readonly live: LiveState; readonly memory: Memory },
): { manifest: Manifest; live: LiveState; memory: Memory } => ({
  memory: {
    ...memory,
    requests: reversedMap(memory.requests),
    approvals: reversedMap(memory.approvals),
    kept: reversedMap(memory.kept),
    ...(memory.invitations === undefined ? {} : { invitations: reversedMap(memory.invitations) }),
  },
  manifest: {
    ...manifest,
    partners: reversedMap(manifest.partners),
    people: reversedMap(manifest.people),
    offboarded: reversed(manifest.offboarded),
    assets: reversed(manifest.assets).map((asset) => ({
      ...asset,
      ignore: reversed(asset.ignore),
      agencies:
        asset.agencies === null
          ? null
          : { ...asset.agencies, paths: reversed(asset.agencies.paths) },
      on_behalf_of:
        asset.on_behalf_of === null
          ? null
          : { ...asset.on_behalf_of, paths: reversed(asset.on_behalf_of.paths) },
      members:
        asset.members === null ? null : { ...asset.members, paths: reversed(asset.members.paths) },
      users: asset.users === null ? null : { ...asset.users, paths: reversed(asset.users.paths) },
    })),
  },
  live: {
    ...live,
    people: reversed(live.people),
    invitations: reversed(live.invitations),
    assets: reversed(live.assets),
    scopes: reversed(live.scopes),
    relations: reversed(live.relations).map((row) => ({ ...row, tasks: reversed(row.tasks) })),
  },
})
