import { readdirSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '../../../src/apply/journal/journal-entry.ts'
import type { Journal } from '../../../src/apply/journal/journal-type.ts'
import { codesOf } from '../../support/builders.ts'
import { manifestOf, startPipeline } from '../../support/pipeline.ts'
import { MANIFEST, WORLD } from '../../support/run-cli.ts'

const CODES = [
  'ENOSPC',
  'EROFS',
  'EIO',
  'EPIPE',
  'EISDIR',
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'ESOMETHING',
]

/** A journal that refuses lines of a type, as a full disk does. */
const refusing =
  (type: JournalEvent['type'], code: string) =>
  (journal: Journal): Journal => ({
    ...journal,
    append: async (...events) => {
      if (events.some((event) => event.type === type)) {
        throw Object.assign(new Error(`${code}: it broke`), { code })
      }
      await journal.append(...events)
    },
  })

const run = async (change: (journal: Journal, dir: string) => Journal) => {
  const pipeline = await startPipeline({ world: WORLD })
  try {
    const plan = await pipeline.plan(manifestOf(MANIFEST))
    const report = await pipeline.apply(plan, {
      journal: (journal) => change(journal, pipeline.dir),
    })
    return {
      writes: pipeline.sandbox.counts.writes,
      codes: codesOf(report),
      statuses: report.results.map(({ status, why }) => why ?? status),
      messages: report.problems.map(({ message }) => message),
    }
  } finally {
    await pipeline.close()
  }
}

describe('a journal that cannot be written', () => {
  it.each(CODES)('before anything is sent (%s): nothing is', async (code) => {
    for (const type of ['run', 'intent'] as const) {
      const { writes, codes, statuses } = await run(refusing(type, code))
      expect([writes, codes, statuses]).toEqual([0, ['journal_failed'], ['stopped', 'stopped']])
    }
  })

  it.each(CODES)(
    'after a write (%s): what came of it is told, and nothing more is sent',
    async (code) => {
      const { writes, codes, statuses } = await run(refusing('outcome', code))
      expect([writes, codes, statuses]).toEqual([1, ['journal_failed'], ['done', 'stopped']])
    },
  )

  it('is told in words', async () => {
    const { messages } = await run(refusing('intent', 'ENOSPC'))
    expect(messages).toEqual([
      'the journal cannot be written: no space left. Nothing is written that cannot be journalled, so the run stopped there and the rest is skipped. Make the journal writable, then run again',
    ])
  })

  it('stops where somebody took the lock away', async () => {
    const { writes, codes } = await run((journal, dir) => ({
      ...journal,
      append: async (...events) => {
        const lock = join(dir, '1001', 'journal.lock')
        const [record = ''] = readdirSync(lock).filter((name) => !name.endsWith('.sock'))
        if (events[0]?.type === 'intent') await unlink(join(lock, record))
        await journal.append(...events)
      },
    }))
    expect([writes, codes]).toEqual([0, ['journal_failed']])
  })

  it('is no excuse for a bug of ours', async () => {
    const bug = (journal: Journal): Journal => ({
      ...journal,
      append: () => Promise.reject(new TypeError('undefined is not a function')),
    })
    await expect(run(bug)).rejects.toThrow('undefined is not a function')
  })
})
