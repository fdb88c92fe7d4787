import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { READINGS } from '../../src/twin/reading-table.ts'
import { type RehearsalEvent, rehearse } from '../../src/twin/rehearse.ts'
import { inputOf, MANIFEST, WORLD } from './rehearsing.ts'

vi.mock('../../src/apply/apply-plan.ts', async (original) => {
  const real = await original<typeof import('../../src/apply/apply-plan.ts')>()
  return { ...real, applyPlan: vi.fn(real.applyPlan) }
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.mocked(applyPlan).mockClear()
})

const readingOf = (name: string) => READINGS.filter((reading) => reading.name === name)

describe('rehearse', () => {
  it('says under which readings a narrowing has no effect, and what is left', async () => {
    const report = await rehearse(await inputOf(WORLD, MANIFEST))
    expect(report.problems).toEqual([])
    const rows = report.readings.filter(({ converges }) => !converges)
    expect(rows.map(({ name, left }) => [name, left])).toEqual([])
    const byHand = report.readings.filter((reading) => reading.by_hand !== undefined)
    expect(byHand.map(({ name, by_hand }) => [name, by_hand])).toEqual([
      ['unpacking_surprising', ['act_1/agencies/2002', 'act_1/users/6002']],
      ['assignment_adds', ['act_1/users/6002']],
    ])
    expect(report.readings.filter(({ rails_held }) => !rails_held)).toEqual([])
    expect(report.readings.map(({ name }) => name)).toEqual(READINGS.map(({ name }) => name))
    expect(new Set(report.readings.map(({ name }) => name)).size).toBe(READINGS.length)
    const waiting = report.readings.filter((row) => row.waiting > 0).map(({ name }) => name)
    expect(waiting).toEqual(['approval_shown', 'approval_hidden'])
    expect(report.readings.every(({ writes }) => writes === 2)).toBe(true)
  })

  it('gives the same bytes for the same input, and says what evidence shows', async () => {
    const evidence = new Map([['unpacking_none', 'contradicted' as const]])
    const input = { ...(await inputOf(WORLD, MANIFEST)), evidence }
    const text = JSON.stringify(await rehearse(input))
    expect(JSON.stringify(await rehearse(input))).toBe(text)
    expect(text).toContain('"shown":"contradicted"')
  })

  it('makes each write fail in two ways, once for all readings that are the same', async () => {
    const events: RehearsalEvent[] = []
    const input = await inputOf(WORLD, MANIFEST)
    await rehearse({
      ...input,
      readings: [
        ...readingOf('unpacking_observed'),
        ...readingOf('assignment_replaces'),
        ...readingOf('removal_marked'),
        ...readingOf('assignment_adds'),
      ],
      onProgress: (event) => events.push(event),
    })
    expect(events.map(({ index, total }) => [index, total])).toEqual(
      [0, 1, 2, 3].map((at) => [at, 4]),
    )
    // The base and the one that differs: the whole plan, and two failures of each of two writes.
    expect(vi.mocked(applyPlan).mock.calls).toHaveLength(2 * (1 + 2 * 2))
  })

  it('names the write that breaks a rail which no planner checked', async () => {
    const input = await inputOf(WORLD, MANIFEST, {}, (plan) => ({
      ...plan,
      policy: { ...plan.policy, max_revocations: 0 },
    }))
    const { readings } = await rehearse({ ...input, readings: readingOf('unpacking_observed') })
    expect(readings).toMatchObject([
      { converges: false, rails_held: false, left: ['act_1/users/6002'] },
    ])
  })

  it('does not call it twice where a lost grant looks like the request that it answers', async () => {
    const known = WORLD.replace('ad_accounts:', '  "2002": {name: Brightside}\nad_accounts:')
    const asked = known.replace(
      'users: {"6001": [MANAGE]',
      'agencies: {"2002": {tasks: [ANALYZE], status: PENDING, waits_for: owner}}, users: {"6001": [MANAGE]',
    )
    const input = await inputOf(asked, MANIFEST)
    const { readings } = await rehearse({ ...input, readings: readingOf('approval_shown') })
    expect(readings).toMatchObject([{ converges: true, left: [], waiting: 1 }])
  })

  it('names a write that is made twice', async () => {
    const input = await inputOf(WORLD, MANIFEST)
    const real = vi.mocked(applyPlan).getMockImplementation() as typeof applyPlan
    vi.mocked(applyPlan).mockImplementation((run) => {
      const { client } = run
      const twice: typeof client.write = async (call) => {
        await client.write(call)
        return client.write(call)
      }
      return real({
        ...run,
        client: {
          ...client,
          write: twice,
          writeMany: (calls) => Promise.all(calls.map((call) => twice(call))),
        },
      })
    })
    const { readings } = await rehearse({ ...input, readings: readingOf('agency_update_replace') })
    vi.mocked(applyPlan).mockImplementation(real)
    expect(readings[0]?.left).toEqual(['act_1/agencies/2002', 'act_1/users/6002'])
    expect(readings[0]?.rails_held).toBe(true)
  })

  it('rehearses nothing that a rail blocks, nor a preview', async () => {
    const blocked = MANIFEST.replace('lee: {tasks: [ANALYZE]}', 'ann: {tasks: [ANALYZE]}').replace(
      'ann: {tasks: [MANAGE]}, ',
      '',
    )
    const held = await rehearse(await inputOf(WORLD, blocked))
    expect(held.readings).toEqual([])
    expect(held.problems.map(({ code }) => code)).toEqual(['rail_keep_managers'])
    const preview = await rehearse(await inputOf(WORLD, MANIFEST, { preview: true }))
    expect(preview.readings).toEqual([])
    expect(vi.mocked(applyPlan)).not.toHaveBeenCalled()
  })

  it('rehearses nothing on a copy from which another plan follows, and says where', async () => {
    const input = await inputOf(WORLD, MANIFEST, {}, (plan) => ({
      ...plan,
      steps: plan.steps.map((step) =>
        step.subject.id === '6002' ? { ...step, before: ['MANAGE'] } : step,
      ),
    }))
    const { readings, problems } = await rehearse(input)
    expect(readings).toEqual([])
    expect(problems).toMatchObject([{ code: 'twin_differs', severity: 'error' }])
    expect(problems[0]?.message).toContain('act_1/users/6002')
    expect(vi.mocked(applyPlan)).not.toHaveBeenCalled()
  })

  it('tells what becomes of the steps of a plan file', async () => {
    const input = await inputOf(WORLD, MANIFEST)
    const { plan } = input
    const origin = { type: 'saved', plan, options: { asOf: '2026-11-22' } } as const
    const report = await rehearse({ ...input, origin })
    expect(report.problems).toEqual([])
    const left = report.readings.filter(({ converges }) => !converges)
    expect(left).toEqual([])
    const byHand = report.readings.filter((reading) => reading.by_hand !== undefined)
    expect(byHand.map(({ name }) => name)).toEqual(['unpacking_surprising', 'assignment_adds'])
    expect(report.readings.find(({ name }) => name === 'approval_hidden')?.waiting).toBe(1)
  })

  it('sends nothing out of the process, and writes nothing to disk', async () => {
    const input = await inputOf(WORLD, MANIFEST)
    const out = (): never => {
      throw new Error('a way out')
    }
    const agent = new MockAgent({ enableCallHistory: true })
    agent.disableNetConnect()
    const usual = getGlobalDispatcher()
    setGlobalDispatcher(agent)
    const spies = [
      vi.spyOn(net, 'connect').mockImplementation(out),
      vi.spyOn(net, 'createConnection').mockImplementation(out),
      vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(out),
      vi.spyOn(net.Server.prototype, 'listen').mockImplementation(out),
      vi.spyOn(http, 'request').mockImplementation(out),
      vi.spyOn(https, 'request').mockImplementation(out),
      vi.spyOn(globalThis, 'fetch').mockImplementation(out),
      vi.spyOn(fs, 'writeFileSync').mockImplementation(out),
      vi.spyOn(fs, 'openSync').mockImplementation(out),
      vi.spyOn(fs, 'createWriteStream').mockImplementation(out),
      vi.spyOn(fsPromises, 'writeFile').mockImplementation(out),
      vi.spyOn(fsPromises, 'open').mockImplementation(out),
      vi.spyOn(fsPromises, 'mkdir').mockImplementation(out),
    ]
    syncBuiltinESMExports()
    try {
      const report = await rehearse(input)
      expect(report.readings.length).toBeGreaterThan(20)
      expect(spies.map((spy) => spy.mock.calls.length)).toEqual(spies.map(() => 0))
      expect(agent.getCallHistory()?.calls()).toEqual([])
      // Those who import by name see the spies, too.
      expect((await import('node:net')).connect).toBe(net.connect)
    } finally {
      vi.restoreAllMocks()
      syncBuiltinESMExports()
      setGlobalDispatcher(usual)
      await agent.close()
    }
  })
})
