import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type JournalEntry, parseJournal } from '../../src/apply/journal/journal-entry.ts'
import type { Plan } from '../../src/model/plan.ts'
import { compareLive } from '../../src/questions/drift/compare.ts'
import { AS_OF, manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { WORLD } from '../support/run-cli.ts'

const HELD = WORLD.replace(
  /act_9999: .*/,
  'act_9999: { name: Client Account, owner: "5005", agencies: { "1001": [ADVERTISE, ANALYZE] } }',
)
const MANIFEST = manifestOf(`version: 1
business: "1001"
ad_accounts: { act_9999: { request: [ADVERTISE, ANALYZE] } }
`)

const entriesOf = async ({ dir }: Pipeline): Promise<readonly JournalEntry[]> => {
  const file = join(dir, '1001', 'journal.ndjson')
  return parseJournal(await readFile(file, 'utf8'), file).value ?? []
}

const typesOf = async (pipeline: Pipeline): Promise<readonly string[]> =>
  (await entriesOf(pipeline)).map(({ type }) => type)

const applied = async (
  pipeline: Pipeline,
  options: { readonly resend?: readonly string[] } = {},
) => {
  const plan = await pipeline.plan(MANIFEST, options)
  return { plan, report: await pipeline.apply(plan) }
}

/** The client clicks: what was given or asked for is gone, and no row says why. */
const takeBack = ({ sandbox }: Pipeline): void => {
  const agencies = sandbox.world().assets.get('act_9999')?.agencies as Map<string, unknown>
  expect(agencies.delete('1001')).toBe(true)
}

const manualOf = ({ manual }: Plan): readonly string[] =>
  manual.map(({ address, reason }) => `${reason} ${address}`)

const requestsSent = ({ sandbox }: Pipeline): number =>
  sandbox.commits.filter(({ path }) => path.includes('client_ad_accounts')).length

describe('what an apply saw of clients', () => {
  it('held before we came, and taken back: not asked for again until --resend', async () => {
    const pipeline = await startPipeline({ world: HELD })
    try {
      await applied(pipeline)
      expect(await entriesOf(pipeline)).toMatchObject([
        { type: 'seen', held: ['act_9999/request'], pending: [], n: 1 },
      ])
      await applied(pipeline)
      expect(await typesOf(pipeline)).toEqual(['seen'])

      takeBack(pipeline)
      for (let run = 0; run < 2; run += 1) {
        const { plan, report } = await applied(pipeline)
        expect(manualOf(plan)).toEqual(['client_revoked act_9999/request'])
        expect([plan.steps, report.results, requestsSent(pipeline)]).toEqual([[], [], 0])
      }
      const drift = compareLive({
        ...pipeline.last(),
        ...{ manifest: MANIFEST, asOf: AS_OF, graph: 'https://graph.test' },
      })
      expect(drift.in_sync).toBe(false)
      expect(drift.differences).toMatchObject([
        {
          address: 'act_9999/request',
          type: 'missing',
          by_hand: expect.stringContaining('--resend act_9999/request'),
        },
      ])

      const { report } = await applied(pipeline, { resend: ['act_9999/request'] })
      expect(report.results).toMatchObject([{ action: 'request', status: 'waiting' }])
      const { plan } = await applied(pipeline)
      expect(plan.waiting.map(({ state }) => state)).toEqual(['client_response'])

      pipeline.sandbox.play('decline', 'act_9999/request')
      expect(manualOf((await applied(pipeline)).plan)).toEqual([
        'declined_or_vanished act_9999/request',
      ])
      expect(requestsSent(pipeline)).toBe(1)
    } finally {
      await pipeline.close()
    }
  })

  it('pending before we came, and declined: not asked for again', async () => {
    const pipeline = await startPipeline({ world: WORLD })
    try {
      await applied(pipeline)
      // Somebody else's journal knows of that request, or it was made by hand.
      for (const name of ['journal.ndjson', 'journal.head']) {
        await writeFile(
          join(pipeline.dir, '1001', name),
          name === 'journal.head' ? '{"count":0,"hash":""}' : '',
        )
      }
      await applied(pipeline)
      expect(await entriesOf(pipeline)).toMatchObject([
        { type: 'seen', held: [], pending: ['act_9999/request'] },
      ])
      pipeline.sandbox.play('decline', 'act_9999/request')
      const { plan } = await applied(pipeline)
      expect(manualOf(plan)).toEqual(['declined_or_vanished act_9999/request'])
      expect(requestsSent(pipeline)).toBe(1)
    } finally {
      await pipeline.close()
    }
  })

  it('asked for, granted and taken back: the client revoked it', async () => {
    const pipeline = await startPipeline({ world: WORLD })
    try {
      await applied(pipeline)
      pipeline.sandbox.play('accept', 'act_9999/request')
      await applied(pipeline)
      takeBack(pipeline)
      expect(manualOf((await applied(pipeline)).plan)).toEqual(['client_revoked act_9999/request'])
      expect(requestsSent(pipeline)).toBe(1)
    } finally {
      await pipeline.close()
    }
  })

  it('given up by ourselves, and wanted again: asked for', async () => {
    const pipeline = await startPipeline({ world: HELD })
    try {
      await applied(pipeline)
      const given = manifestOf(`version: 1
business: "1001"
ad_accounts: { act_9999: { request: [] } }
`)
      await pipeline.apply(await pipeline.plan(given))
      const plan = await pipeline.plan(MANIFEST)
      expect(plan.steps.map(({ action }) => action)).toEqual(['request'])
    } finally {
      await pipeline.close()
    }
  })

  it('is not noted where a journal of somebody else does not say what it remembers', async () => {
    const pipeline = await startPipeline({ world: HELD })
    try {
      const plan = await pipeline.plan(MANIFEST)
      await pipeline.apply(plan, { journal: ({ append, close }) => ({ append, close }) })
      expect(await typesOf(pipeline)).toEqual([])
    } finally {
      await pipeline.close()
    }
  })
})
