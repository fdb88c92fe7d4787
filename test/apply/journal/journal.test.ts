import { execFileSync } from 'node:child_process'
import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../src/apply/journal/journal.ts'
import { type JournalEvent, parseJournal } from '../../../src/apply/journal/journal-entry.ts'
import { readJournal, readMemory } from '../../../src/apply/journal/journal-reading.ts'

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

  it('passes over a torn last line, says so, and takes it out before it goes on', async () => {
    await write({ type: 'intent', before: null, ...REQUEST })
    await writeFile(file(), `${await readFile(file(), 'utf8')}{"type":"outc`)
    const torn = await readMemory({ dir, business })
    expect(codesOf(torn.problems)).toEqual(['journal_torn'])
    expect(torn.memory.requests.has('act_1/request')).toBe(true)
    await write({ type: 'outcome', status: 'failed', ...REQUEST })
    const after = await readMemory({ dir, business })
    expect(codesOf(after.problems)).toEqual([])
    expect(after.memory.requests.has('act_1/request')).toBe(false)
  })

  it('is held by one apply at a time, which is named', async () => {
    const { value } = await openJournal({ dir, business, now })
    const second = await openJournal({ dir, business, now })
    expect(second.value).toBeNull()
    expect(codesOf(second.problems)).toEqual(['journal_locked'])
    expect(second.problems[0]?.message).toContain(String(process.pid))
    await value?.close()
    const third = await openJournal({ dir, business, now })
    expect(codesOf(third.problems)).toEqual([])
    await third.value?.close()
  })

  it.each([
    ['its folder is a file', business],
    ['it is a folder itself', join(business, 'journal.ndjson', 'x')],
    ['its head is a folder', join(business, 'journal.head', 'x')],
  ])('is not taken for empty where %s: nothing is thrown, nothing is written', async (_, path) => {
    const whole = join(dir, path)
    await mkdir(dirname(whole), { recursive: true })
    await writeFile(whole, '')
    const { memory, problems } = await readMemory({ dir, business })
    expect([memory.damaged, codesOf(problems)]).toEqual([true, ['journal_unusable']])
    const read = await readJournal({ dir, business })
    expect([read.whole, codesOf(read.problems)]).toEqual([false, ['journal_unusable']])
    const opened = await openJournal({ dir, business, now })
    expect([opened.value, codesOf(opened.problems)]).toEqual([null, ['journal_unusable']])
  })

  it.skipIf(process.platform === 'win32').each(['journal.ndjson', 'journal.head', 'journal.lock'])(
    'neither waits for nor writes to a FIFO as %s',
    async (name) => {
      await mkdir(join(dir, business))
      execFileSync('mkfifo', [join(dir, business, name)])
      const { value, problems } = await openJournal({ dir, business, now })
      expect([value, codesOf(problems)]).toEqual([null, ['journal_symlink']])
      expect(codesOf((await readMemory({ dir, business })).problems)).toEqual(['journal_symlink'])
      expect(codesOf((await readJournal({ dir, business })).problems)).toEqual(['journal_symlink'])
    },
    10_000,
  )

  it.each(['journal.ndjson', 'journal.head', 'journal.lock'])(
    'is never written or read through a symlink as %s',
    async (name) => {
      const target = join(dir, 'elsewhere')
      await writeFile(target, '')
      await mkdir(join(dir, business))
      await symlink(target, join(dir, business, name))
      expect(codesOf((await openJournal({ dir, business, now })).problems)).toEqual([
        'journal_symlink',
      ])
      expect(codesOf((await readMemory({ dir, business })).problems)).toEqual(['journal_symlink'])
      expect(await readFile(target, 'utf8')).toBe('')
    },
  )
})
