import { chmod, lstat, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../src/apply/journal/journal.ts'
import { hashOf, type JournalEvent } from '../../../src/apply/journal/journal-entry.ts'
import { readJournal, readMemory } from '../../../src/apply/journal/journal-reading.ts'

const business = '1001'
const REQUEST = { action: 'request', address: 'act_1/request', after: ['ANALYZE'] } as const
const INTENT = { type: 'intent', before: null, ...REQUEST } as const
const OUTCOME = { type: 'outcome', status: 'waiting', ...REQUEST } as const
const RUN = { type: 'run', tool_version: '0', plan_digest: 'p', steps_digest: 's' } as const

let dir = ''
let minutes = 0
/** Each write has a time of its own. */
const now = (): Date => {
  minutes += 1
  return new Date(Date.UTC(2026, 10, 22, 9, minutes))
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bizaccess-journal-'))
})
afterEach(async () => {
  await rm(dir, { recursive: true })
})

const file = (): string => join(dir, business, 'journal.ndjson')
const head = (): string => join(dir, business, 'journal.head')

const write = async (...events: readonly JournalEvent[]): Promise<readonly string[]> => {
  const { value, problems } = await openJournal({ dir, business, now })
  if (value === null) throw new Error(problems[0]?.message)
  for (const event of events) await value.append(event)
  await value.close()
  return problems.map(({ code }) => code)
}

/** What each way in says: reading for a plan, reading for `log`, opening for an apply. */
const verdicts = async () => {
  const { memory, problems } = await readMemory({ dir, business })
  const log = await readJournal({ dir, business })
  const opened = await openJournal({ dir, business, now })
  await opened.value?.close()
  const codes = [problems, log.problems, opened.problems].map((list) =>
    list.map(({ code }) => code).join(),
  )
  return { codes, damaged: memory.damaged === true, whole: log.whole, opens: opened.value !== null }
}

const damaged = (code: string) => ({
  codes: [code, code, code],
  damaged: true,
  whole: false,
  opens: false,
})
const SOUND = { codes: ['', '', ''], damaged: false, whole: true, opens: true }

type Change = (lines: readonly string[]) => string

const whole = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

describe('a damaged journal is not an empty one', () => {
  it.each<[string, Change]>([
    ['zeros instead of the last line', (lines) => `${whole(lines.slice(0, -1))}${'\0'.repeat(40)}`],
    ['zeros after the last line', (lines) => `${whole(lines)}\0\0\0\0`],
    ['zeros instead of everything', (lines) => '\0'.repeat(whole(lines).length)],
    ['garbage instead of everything', () => 'garbage\nmore of it\n'],
    ['garbage after the last line', (lines) => `${whole(lines)}garbage`],
    ['garbage before the first', (lines) => `garbage\n${whole(lines)}`],
    ['an empty line', (lines) => `${whole(lines.slice(0, 1))}\n${whole(lines.slice(1))}`],
    ['a whole line that is no entry', (lines) => `${whole(lines)}{"hello":"world"}\n`],
    ['a whole line that is no entry, without its end', (lines) => `${whole(lines)}{"hello":1}`],
    ['half a line that ends', (lines) => `${whole(lines)}{"type":"outc\n`],
    ['half a line in the middle', ([one = '', ...rest]) => whole([one, '{"type":"outc', ...rest])],
    ['a last line that is cut and ended', (lines) => whole(lines).replace(/.{20}\n$/, '\n')],
    [
      'a last line with a changed word',
      (lines) => whole(lines).replace(/waiting(?!.*waiting)/, 'failed'),
    ],
    ['a renamed key', (lines) => whole(lines).replaceAll('"hash"', '"hsah"')],
    ['another renamed key', (lines) => whole(lines).replaceAll('"address"', '"adress"')],
    ['lines of a type nobody knows', (lines) => whole(lines).replaceAll('"intent"', '"intend"')],
    ['lines in another order', ([one = '', two = '', ...rest]) => whole([two, one, ...rest])],
    ['a line twice', ([one = '', ...rest]) => whole([one, one, ...rest])],
    ['a missing line', ([one = '', , ...rest]) => whole([one, ...rest])],
    ['bytes of another encoding', (lines) => `\uFEFF${whole(lines)}`],
    ['line ends of another system', (lines) => whole(lines).replaceAll('\n', '\r\n\n')],
  ])('%s stops what it touches', async (_, change) => {
    await write(RUN, INTENT, OUTCOME)
    const text = await readFile(file(), 'utf8')
    const changed = change(text.trimEnd().split('\n'))
    expect(changed).not.toBe(text)
    await writeFile(file(), changed)
    expect(await verdicts()).toEqual(damaged('journal_broken'))
    expect(await readFile(file(), 'utf8')).toBe(changed)
  })

  it('is named at its first damage, with what to do', async () => {
    await write(RUN, INTENT, OUTCOME)
    await writeFile(file(), `garbage\n${await readFile(file(), 'utf8')}`)
    const { problems } = await readMemory({ dir, business })
    expect(problems.map(({ message }) => message)).toEqual([
      `${file()} line 1: it is not a journal entry of this version. The journal was changed or damaged, so nothing is written: restore it and its head from a copy, or move both away and start again (then nothing is remembered)`,
    ])
  })

  it('is none where a line was cut off while it was written: the next apply takes it out', async () => {
    await write(RUN, INTENT)
    const before = await readFile(file(), 'utf8')
    await writeFile(file(), `${before}{"type":"outcome","address":"act_1/é`)
    await truncate(file(), (await lstat(file())).size - 1)
    const { codes, whole: isWhole, opens } = await verdicts()
    expect({ codes, isWhole, opens }).toEqual({
      codes: ['journal_torn', 'journal_torn', 'journal_torn'],
      isWhole: true,
      opens: true,
    })
    expect(await readFile(file(), 'utf8')).toBe(before)
    expect(await verdicts()).toEqual(SOUND)
  })

  it('is none where a whole line lacks nothing but its end', async () => {
    await write(RUN, INTENT)
    const before = await readFile(file(), 'utf8')
    await writeFile(file(), before.trimEnd())
    expect(await verdicts()).toEqual(SOUND)
    expect(await readFile(file(), 'utf8')).toBe(before)
  })
})

describe('the head of a journal', () => {
  it('lies beside it, as private as it is', async () => {
    await write(RUN, INTENT)
    const lines = (await readFile(file(), 'utf8')).trimEnd().split('\n')
    const { hash } = JSON.parse(lines.at(-1) ?? '')
    expect(JSON.parse(await readFile(head(), 'utf8'))).toEqual({ count: 2, hash })
    expect((await lstat(head())).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  })

  it.each([
    ['its last line', 1],
    ['its last two lines', 2],
    ['all of its lines', 3],
  ])('tells that %s were cut off', async (_, count) => {
    await write(RUN, INTENT, OUTCOME)
    const lines = (await readFile(file(), 'utf8')).trimEnd().split('\n')
    await writeFile(file(), whole(lines.slice(0, -count)))
    expect(await verdicts()).toEqual(damaged('journal_cut'))
    const { problems } = await readMemory({ dir, business })
    expect(problems[0]?.message).toContain(
      `: 3 entries were written, but only ${3 - count} are there.`,
    )
  })

  it('tells that the whole journal is gone', async () => {
    await write(RUN, INTENT)
    await rm(file())
    expect(await verdicts()).toEqual(damaged('journal_cut'))
  })

  it.each(['', 'garbage', '{"count":"2"}', '\0\0\0\0', '[]', '{"count":-1,"hash":""}', 'null'])(
    'that is no head (%j) is damage',
    async (text) => {
      await write(RUN, INTENT)
      await writeFile(head(), text)
      expect(await verdicts()).toEqual(damaged('journal_cut'))
    },
  )

  it('that speaks of another journal is damage', async () => {
    await write(RUN, INTENT)
    const { count, hash } = JSON.parse(await readFile(head(), 'utf8'))
    await writeFile(head(), JSON.stringify({ count, hash: hash.replace(/.$/, 'x') }))
    expect(await verdicts()).toEqual(damaged('journal_cut'))
  })

  it('that was taken away is damage: this version always keeps one', async () => {
    await write(RUN, INTENT)
    await rm(head())
    expect(await verdicts()).toEqual(damaged('journal_cut'))
  })

  it('may lack the last write, after which the process died, and is mended', async () => {
    await write(RUN)
    const earlier = await readFile(head(), 'utf8')
    await write(INTENT)
    const later = await readFile(head(), 'utf8')
    await writeFile(head(), earlier)
    expect(await verdicts()).toEqual(SOUND)
    expect(await readFile(head(), 'utf8')).toBe(later)
  })

  it('may lack all lines of the last write', async () => {
    await write(RUN)
    const earlier = await readFile(head(), 'utf8')
    const { value } = await openJournal({ dir, business, now })
    await value?.append(INTENT, { ...INTENT, address: 'act_2/request' })
    await value?.close()
    await writeFile(head(), earlier)
    expect(await verdicts()).toEqual(SOUND)
  })

  it('that lacks several writes is of an earlier copy', async () => {
    await write(RUN)
    const earlier = await readFile(head(), 'utf8')
    await write(INTENT, OUTCOME)
    await writeFile(head(), earlier)
    expect(await verdicts()).toEqual(damaged('journal_cut'))
  })

  it('is begun for a journal of an earlier version, with a warning, once', async () => {
    await write(RUN, INTENT, OUTCOME)
    await asOfEarlierVersion()
    expect(await verdicts()).toEqual({
      codes: ['journal_no_head', 'journal_no_head', 'journal_no_head'],
      damaged: false,
      whole: true,
      opens: true,
    })
    expect(JSON.parse(await readFile(head(), 'utf8'))).toMatchObject({ count: 3 })
    expect(await verdicts()).toEqual(SOUND)
    const { memory } = await readMemory({ dir, business })
    expect([...memory.requests.keys()]).toEqual(['act_1/request'])
  })

  it('is not begun for one that this version has written to', async () => {
    await write(RUN, INTENT)
    await asOfEarlierVersion()
    expect(await write(OUTCOME)).toEqual(['journal_no_head'])
    await rm(head())
    expect(await verdicts()).toEqual(damaged('journal_cut'))
  })

  it('is passed by lines of an earlier version that was used once more', async () => {
    await write(RUN, INTENT)
    await asOfEarlierVersion()
    await write()
    await appendAsEarlierVersion(OUTCOME, RUN, INTENT)
    expect(await verdicts()).toEqual(SOUND)
  })
})

/** What the version before this one would have written: lines without `v`, and no head. */
const asOfEarlierVersion = async (): Promise<void> => {
  const lines = (await readFile(file(), 'utf8')).trimEnd().split('\n')
  await rm(file())
  await rm(head())
  await appendAsEarlierVersion(...lines.map((line) => JSON.parse(line)))
}

const appendAsEarlierVersion = async (...events: readonly JournalEvent[]): Promise<void> => {
  const before = await readFile(file(), 'utf8').catch(() => '')
  const written = before.trimEnd().split('\n').filter(Boolean)
  let last = written.length === 0 ? null : JSON.parse(written.at(-1) ?? '')
  let text = before
  for (const event of events) {
    const { v: _, ...rest } = event as JournalEvent & { readonly v?: number }
    const at = now().toISOString()
    const entry = { ...rest, n: (last?.n ?? 0) + 1, at, prev: last?.hash ?? '' }
    last = { ...entry, hash: hashOf(entry as never) }
    text += `${JSON.stringify(last)}\n`
  }
  await writeFile(file(), text)
}

const isRoot = process.getuid?.() === 0

describe('a journal that cannot be read', () => {
  it.skipIf(isRoot || process.platform === 'win32')(
    'is named, and not taken for none',
    async () => {
      await write(RUN, INTENT)
      await chmod(file(), 0o000)
      expect(await verdicts()).toEqual(damaged('journal_unusable'))
    },
  )
})
