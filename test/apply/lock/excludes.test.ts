import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { inForm } from '../../support/effort.ts'

const CONTENDER = fileURLToPath(new URL('contender.mjs', import.meta.url))
const PROCESSES = 8
const ROUNDS = inForm(15, 200)

interface Contender {
  readonly child: ChildProcess
  readonly tell: (word: 'take' | 'release') => Promise<string>
  readonly kill: () => Promise<void>
}

const alive = new Set<ChildProcess>()

const start = async (folder: string, inside: string): Promise<Contender> => {
  const child = spawn(process.execPath, [CONTENDER, folder, inside], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  alive.add(child)
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const answers = lines[Symbol.asyncIterator]()
  const next = async (): Promise<string> => (await answers.next()).value ?? 'ended'
  expect(await next()).toBe('ready')
  return {
    child,
    tell: (word) => {
      child.stdin?.write(`${word}\n`)
      return next()
    },
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
      alive.delete(child)
    },
  }
}

afterEach(() => {
  for (const child of alive) child.kill('SIGKILL')
  alive.clear()
})

describe('the lock', () => {
  it(`goes to one of ${PROCESSES} processes in each of ${ROUNDS} rounds, whoever died with it before`, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bizaccess-lock-'))
    const folder = join(dir, 'journal.lock')
    const inside = join(dir, 'inside')
    const contenders = await Promise.all(
      Array.from({ length: PROCESSES }, () => start(folder, inside)),
    )
    const outcomes: string[] = []
    const dead: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      // What a process left that was killed with the lock: every contender finds it at once.
      for (const name of round % 2 === 0 ? dead : []) {
        if (existsSync(folder)) writeFileSync(join(folder, name), '{}')
      }
      const answers = await Promise.all(contenders.map(({ tell }) => tell('take')))
      outcomes.push([...answers].sort().join(' '))
      const winner = contenders[answers.indexOf('got')]
      if (winner === undefined) break
      if (round % 3 === 0) {
        await winner.kill()
        rmSync(inside)
        dead.splice(0, dead.length, ...readdirSync(folder).filter((name) => name.endsWith('_1')))
        contenders.splice(contenders.indexOf(winner), 1, await start(folder, inside))
      } else expect(await winner.tell('release')).toBe('released')
    }
    const expected = ['got', ...Array(PROCESSES - 1).fill('held')].join(' ')
    expect(outcomes).toEqual(Array(ROUNDS).fill(expected))
  }, 300_000)
})
