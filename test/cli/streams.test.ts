import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFully } from '../../src/cli/output/write-fully.ts'
import { MAIN } from '../support/built.ts'
import {
  folderWith,
  IN_SYNC,
  MANIFEST,
  NEEDS_APPROVAL,
  TOO_MANY,
  WORLD,
} from '../support/run-cli.ts'

/** The end of a stream is not the end of the run, and output that is lost is no success. */

const FILES = {
  'world.yaml': WORLD,
  'steps.yaml': MANIFEST,
  'rail.yaml': TOO_MANY,
  'sync.yaml': IN_SYNC,
  'approval.yaml': NEEDS_APPROVAL,
}

interface Ended {
  readonly code: number | null
  readonly stderr: string
}

const run = (argv: readonly string[], cwd: string, stdout: 'closed' | number): Promise<Ended> => {
  const child = spawn(process.execPath, [MAIN, ...argv, '--sandbox=world.yaml'], {
    cwd,
    env: {},
    stdio: ['ignore', stdout === 'closed' ? 'pipe' : stdout, 'pipe'],
  })
  if (stdout === 'closed') child.stdout?.destroy()
  let stderr = ''
  child.stderr?.on('data', (part) => {
    stderr += part
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })))
}

/** The files of the sandbox's journal. */
const journalIn = (cwd: string): Readonly<Record<string, string>> => {
  const state = join(cwd, '.bizaccess/sandbox')
  const [folder = ''] = readdirSync(state).filter((name) => !name.includes('.'))
  const own = join(state, folder, '1001')
  return Object.fromEntries(
    readdirSync(own).map((name) => [name, readFileSync(join(own, name), 'utf8')]),
  )
}

const DETAILED = '--detailed-exitcode'

describe('a reader that left', () => {
  it.each<[string, readonly string[], number]>([
    ['plan in sync', ['plan', 'sync.yaml', DETAILED], 0],
    ['plan with steps', ['plan', 'steps.yaml', DETAILED], 2],
    ['plan with steps as JSON', ['plan', 'steps.yaml', DETAILED, '--format=json'], 2],
    ['plan against a rail', ['plan', 'rail.yaml'], 4],
    ['plan of nothing', ['plan', 'none.yaml'], 1],
    ['drift', ['drift', 'steps.yaml'], 2],
    ['apply that waits', ['apply', 'approval.yaml', '--auto-approve', DETAILED], 3],
  ])('leaves %s its code', async (_what, argv, code) => {
    const ended = await run(argv, folderWith(FILES), 'closed')
    expect(ended.code).toBe(code)
    expect(ended.stderr).not.toMatch(/^\s+at /m)
  })

  it('cuts no apply off: every write is made and written down, and the lock is released', async () => {
    const cwd = folderWith(FILES)
    const { code, stderr } = await run(['apply', 'steps.yaml', '--auto-approve'], cwd, 'closed')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const journal = journalIn(cwd)
    expect(Object.keys(journal).filter((name) => name.includes('lock'))).toEqual([])
    const types = (journal['journal.ndjson'] ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect(types.filter((type) => type === 'outcome')).toHaveLength(2)
    const again = await run(['plan', 'steps.yaml', DETAILED], cwd, 'closed')
    expect(again.code).toBe(0)
  })
})

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  const full = () => openSync('/dev/full', 'w')

  it.each<[string, readonly string[]]>([
    ['text', ['plan', 'steps.yaml', DETAILED]],
    ['JSON', ['plan', 'steps.yaml', DETAILED, '--format=json']],
    ['an apply', ['apply', 'steps.yaml', '--auto-approve']],
  ])('is one sentence and a failure: %s', async (_what, argv) => {
    const { code, stderr } = await run(argv, folderWith(FILES), full())
    expect(code).toBe(1)
    expect(stderr).toBe('error [not_written]\n  the output was not written: no space left\n')
  })

  it('as a file loses no report: it is told on stdout', async () => {
    const cwd = folderWith(FILES)
    const argv = ['apply', 'steps.yaml', '--auto-approve', '-o', '/dev/full', '--format=json']
    const file = join(cwd, 'stdout.json')
    const { code, stderr } = await run(argv, cwd, openSync(file, 'w'))
    expect(code).toBe(1)
    expect(stderr).toContain('/dev/full was not written: no space left')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      kind: 'apply',
      summary: { done: 2 },
      problems: [{ code: 'not_written' }],
    })
  })
})

describe('writing fully', () => {
  it('goes on where a part was taken, in the middle of a character too', () => {
    const taken: Buffer[] = []
    const write = ((_fd: number, bytes: Buffer, at: number): number => {
      const part = bytes.subarray(at, at + 3)
      taken.push(part)
      return part.length
    }) as typeof import('node:fs').writeSync
    writeFully(1, 'müller 日本', write)
    expect(Buffer.concat(taken).toString()).toBe('müller 日本')
  })

  it('waits for a reader that takes nothing for a moment, and throws what is wrong', () => {
    let tries = 0
    const failing = (code: string) =>
      ((): number => {
        tries += 1
        throw Object.assign(new Error(code), { code: tries > 3 ? 'ENOSPC' : code })
      }) as unknown as typeof import('node:fs').writeSync
    expect(() => writeFully(1, 'x', failing('EAGAIN'))).toThrow(
      expect.objectContaining({ code: 'ENOSPC' }),
    )
    expect(tries).toBe(4)
  })
})
