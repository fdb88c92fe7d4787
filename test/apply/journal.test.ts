import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/apply/journal.ts'
import { type JournalEvent, parseJournal } from '../../src/apply/journal-entry.ts'
import { memoryOf } from '../../src/apply/journal-memory.ts'
import { readJournal, readMemory } from '../../src/apply/journal-reading.ts'

const now = (): Date => new Date('2026-11-22T09:00:00Z')
const business = '1001'
let dir = ''

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bizaccess-journal-'))
})
afterEach(async () => {
  await rm(dir, { recursive: true })
})

const file = (): string => join(dir, business, 'journal.ndjson')

const write = async (...events: readonly JournalEvent[]): Promise<void> => {
  const { value, problems } = await openJournal({ dir, business, now })
  if (value === null) throw new Error(problems[0]?.message)
  for (const event of events) await value.append(event)
  await value.close()
}

const codesOf = (problems: readonly { readonly code: string }[]): readonly string[] =>
  problems.map(({ code }) => code)

const REQUEST = { action: 'request', address: 'act_1/request', after: ['ANALYZE'] } as const
const GRANT = { action: 'grant', address: 'act_1/agencies/2', after: ['ANALYZE'] } as const

describe('the journal', () => {
  it('is private, chained and appended to over several runs', async () => {
    await write({ type: 'intent', before: null, ...REQUEST })
    await write({ type: 'outcome', status: 'waiting', ...REQUEST })
    const { value, problems } = parseJournal(await readFile(file(), 'utf8'), file())
    expect(problems).toEqual([])
    expect(value?.map(({ n, type }) => `${n} ${type}`)).toEqual(['1 intent', '2 outcome'])
    expect(value?.[1]?.prev).toBe(value?.[0]?.hash)
    expect((await lstat(file())).mode & 0o777).toBe(0o600)
    expect((await lstat(join(dir, business))).mode & 0o777).toBe(0o700)
  })

  it('is read line by line, and never through a link', async () => {
    await write({ type: 'intent', before: null, ...REQUEST })
    expect(await readJournal({ dir, business })).toMatchObject({ whole: true, lines: 1 })
    expect(await readJournal({ dir, business: '7' })).toMatchObject({ whole: true, lines: 0 })
    await symlink(join(dir, business), join(dir, '2002'))
    const linked = await readJournal({ dir, business: '2002' })
    expect(linked).toMatchObject({ whole: false, entries: [] })
    expect(codesOf(linked.problems)).toEqual(['journal_symlink'])
  })

  it('names a changed line', async () => {
    await write({ type: 'intent', before: null, ...REQUEST })
    await writeFile(file(), (await readFile(file(), 'utf8')).replace('ANALYZE', 'MANAGE'))
    const { memory, problems } = await readMemory({ dir, business })
    expect(codesOf(problems)).toEqual(['journal_broken'])
    expect(memory.present).toBe(false)
    expect(codesOf((await openJournal({ dir, business, now })).problems)).toEqual([
      'journal_broken',
    ])
    expect(codesOf((await openJournal({ dir, business, now })).problems)).toEqual([
      'journal_broken',
    ])
  })

  it('names a line that was taken out', async () => {
    await write(
      { type: 'intent', before: null, ...REQUEST },
      { type: 'outcome', status: 'waiting', ...REQUEST },
      { type: 'intent', before: null, ...GRANT },
    )
    const lines = (await readFile(file(), 'utf8')).split('\n')
    await writeFile(file(), [lines[0], lines[2], ''].join('\n'))
    expect(codesOf((await readMemory({ dir, business })).problems)).toEqual(['journal_broken'])
  })

  it('passes over a torn last line, says so, and goes on behind it', async () => {
    await write({ type: 'intent', before: null, ...REQUEST })
    await writeFile(file(), `${await readFile(file(), 'utf8')}{"type":"outc`)
    const torn = await readMemory({ dir, business })
    expect(codesOf(torn.problems)).toEqual(['journal_torn'])
    expect(torn.memory.requests.has('act_1/request')).toBe(true)
    await write({ type: 'outcome', status: 'failed', ...REQUEST })
    const after = await readMemory({ dir, business })
    expect(codesOf(after.problems)).toEqual(['journal_torn'])
    expect(after.memory.requests.has('act_1/request')).toBe(false)
  })

  it('is held by one apply at a time, which is named', async () => {
    const { value } = await openJournal({ dir, business, now })
    const second = await openJournal({ dir, business, now })
    expect(second.value).toBeNull()
    expect(codesOf(second.problems)).toEqual(['journal_locked'])
    expect(second.problems[0]?.message).toContain(String(process.pid))
    await value?.close()
    expect(codesOf((await openJournal({ dir, business, now })).problems)).toEqual([])
  })

  it('takes over from a holder that died', async () => {
    await mkdir(join(dir, business))
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, host: (await import('node:os')).hostname() })
    await writeFile(join(dir, business, 'journal.lock'), dead)
    expect((await openJournal({ dir, business, now })).value).not.toBeNull()
  })

  it.each([
    ['its folder is a file', business, 'ENOTDIR'],
    ['it is a folder itself', join(business, 'journal.ndjson', 'x'), 'EISDIR'],
  ])('is not taken for empty where %s', async (_, path, code) => {
    const whole = join(dir, path)
    await mkdir(dirname(whole), { recursive: true })
    await writeFile(whole, '')
    await expect(readMemory({ dir, business })).rejects.toThrow(code)
    await expect(readJournal({ dir, business })).rejects.toThrow(code)
  })

  it('is never written or read through a symlink', async () => {
    const target = join(dir, 'elsewhere')
    await writeFile(target, '')
    await mkdir(join(dir, business))
    await symlink(target, file())
    expect(codesOf((await openJournal({ dir, business, now })).problems)).toEqual([
      'journal_symlink',
    ])
    expect(codesOf((await readMemory({ dir, business })).problems)).toEqual(['journal_symlink'])
    expect(await readFile(target, 'utf8')).toBe('')
  })
})

describe('what the journal remembers', () => {
  const entries = (...events: readonly JournalEvent[]) =>
    events.map((event, index) => ({
      ...event,
      n: index + 1,
      at: `2026-11-0${index + 1}T00:00:00.000Z`,
      prev: '',
      hash: '',
    }))
  const remembered = (...events: readonly JournalEvent[]) => {
    const { requests, approvals, kept } = memoryOf(entries(...events), '2026-11-22T09:00:00.000Z')
    return {
      requests: [...requests.keys()],
      approvals: [...approvals.keys()],
      kept: [...kept.keys()],
    }
  }
  const intent = { type: 'intent', before: null } as const

  it.each<[string, readonly JournalEvent[], Partial<ReturnType<typeof remembered>>]>([
    [
      'an intent alone may have been sent',
      [{ ...intent, ...REQUEST }],
      { requests: ['act_1/request'] },
    ],
    [
      'a refused request was not',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'failed', ...REQUEST },
      ],
      {},
    ],
    [
      'a limited request was not',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'skipped', ...REQUEST },
      ],
      {},
    ],
    [
      'a lost request may have been',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'unknown', ...REQUEST },
      ],
      { requests: ['act_1/request'] },
    ],
    [
      'a resent request that was refused leaves the first one remembered',
      [
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'waiting', ...REQUEST },
        { ...intent, ...REQUEST },
        { type: 'outcome', status: 'failed', ...REQUEST },
      ],
      { requests: ['act_1/request'] },
    ],
    [
      'a withdrawn request is forgotten',
      [
        { ...intent, ...REQUEST },
        {
          type: 'outcome',
          status: 'done',
          action: 'withdraw',
          address: 'act_1/request',
          after: null,
        },
      ],
      {},
    ],
    [
      'an approval is',
      [{ type: 'outcome', status: 'waiting', approval: true, ...GRANT }],
      { approvals: ['act_1/agencies/2'] },
    ],
    [
      'an approval whose agency was revoked later is not',
      [
        { type: 'outcome', status: 'waiting', approval: true, ...GRANT },
        {
          type: 'outcome',
          status: 'done',
          action: 'revoke',
          address: 'act_1/agencies/2',
          after: null,
        },
      ],
      {},
    ],
    [
      'what the API kept is, until a write at the address took effect',
      [
        { type: 'outcome', status: 'unknown', found: ['MANAGE'], ...GRANT },
        { type: 'outcome', status: 'done', ...GRANT },
      ],
      {},
    ],
    [
      'what the API kept is',
      [{ type: 'outcome', status: 'unknown', found: ['MANAGE'], ...GRANT }],
      { kept: ['act_1/agencies/2'] },
    ],
  ])('%s', (_, events, expected) => {
    expect(remembered(...events)).toEqual({ requests: [], approvals: [], kept: [], ...expected })
  })
})
