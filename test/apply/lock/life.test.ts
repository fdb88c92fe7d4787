import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lightBeacon } from '../../../src/apply/lock/beacon.ts'
import { type Lock, takeLock } from '../../../src/apply/lock/lock.ts'
import {
  hashOfHost,
  type Identity,
  ownIdentity,
  UNTOLD,
} from '../../../src/apply/lock/process-identity.ts'
import { lifeOf, recordOf } from '../../../src/apply/lock/record.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const isLinux = process.platform === 'linux'
const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'bizaccess-lock-')), 'journal.lock')

const take = async (folder: string): Promise<Lock> => {
  const taken = await takeLock(folder, NOW)
  if (!('release' in taken)) throw new Error(`held by ${taken.words}`)
  return taken
}

const isFree = async (folder: string): Promise<boolean> => {
  const taken = await takeLock(folder, NOW)
  if ('release' in taken) await taken.release()
  return 'release' in taken
}

/** The number of a process that ended. */
const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('who holds a lock', () => {
  const ID = '0mwxz1celb8642e25'
  const other = { boot: 'abc', host: hashOfHost('elsewhere'), namespace: '1', started: '1' }

  it.each<[string, boolean, (own: Identity) => Partial<Identity>, string]>([
    ['this process', false, () => ({}), isLinux ? 'alive' : 'dead'],
    ['one that took our number', false, () => ({ started: '1' }), 'dead'],
    ['one before the machine was started anew', false, () => ({ boot: 'abc' }), 'dead'],
    ['one of another machine', false, () => ({ boot: 'abc', host: other.host }), 'unseen'],
    [
      'one of another system on a shared disk',
      false,
      () => ({ boot: UNTOLD, host: other.host }),
      'unseen',
    ],
    ['another container of this machine', false, () => ({ namespace: '1', pid: 5 }), 'unseen'],
    ['this container, started anew', false, () => ({ namespace: '1' }), 'dead'],
    [
      'another container with our number and a beacon out of sight',
      true,
      () => ({ namespace: '1' }),
      'dead',
    ],
    ['a beacon that went out', true, () => ({}), 'dead'],
  ])('%s', async (_, isLit, change, life) => {
    if (!isLinux && life !== 'unseen') return
    const own = await ownIdentity()
    const record = recordOf(ID, isLit, { ...own, ...change(own) })
    expect(await lifeOf(newFolder(), record)).toBe(life)
  })

  it('a beacon that is lit speaks for its process, whatever the numbers say', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    const beacon = await lightBeacon(folder, ID)
    const own = await ownIdentity()
    const record = recordOf(ID, true, { ...own, namespace: '1', pid: 1 })
    expect(await lifeOf(folder, record)).toBe('alive')
    await beacon?.close()
    expect(await lifeOf(folder, record)).toBe('dead')
  })

  it('nobody, where a beacon cannot be asked for its path is too long: numbers decide', async () => {
    const folder = join(newFolder(), 'x'.repeat(120))
    mkdirSync(folder, { recursive: true })
    const own = await ownIdentity()
    expect(await lifeOf(folder, recordOf(ID, true, own))).toBe(isLinux ? 'alive' : 'dead')
    const elsewhere = recordOf(ID, true, { ...own, namespace: '1' })
    expect(await lifeOf(folder, elsewhere)).toBe(isLinux ? 'unseen' : 'dead')
    expect(await isFree(folder)).toBe(true)
  })
})

describe('a lock', () => {
  it('is private, and leaves nothing behind', async () => {
    const folder = newFolder()
    const lock = await take(folder)
    expect(await lock.isOurs()).toBe(true)
    expect(await takeLock(folder, NOW)).toMatchObject({
      words: `process ${process.pid} on ${hostname()} since 2026-11-22T09:00:00.000Z`,
      life: 'alive',
    })
    await lock.release()
    expect(await lock.isOurs()).toBe(false)
    expect(existsSync(folder)).toBe(false)
  })

  it('that is given back twice, or was taken away, takes nothing from its next owner', async () => {
    const folder = newFolder()
    const first = await take(folder)
    await first.release()
    const second = await take(folder)
    await first.release()
    expect([await first.isOurs(), await second.isOurs()]).toEqual([false, true])
    expect(await isFree(folder)).toBe(false)
    await second.release()
    expect(await isFree(folder)).toBe(true)
  })

  it('of another machine is not taken, and is said to be out of sight', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    const away = { ...(await ownIdentity()), boot: 'abc', host: hashOfHost('elsewhere') }
    const { name } = recordOf('0000000000000000a', false, away)
    writeFileSync(join(folder, name), '')
    const taken = await takeLock(folder, NOW)
    expect(taken).toMatchObject({ file: join(folder, name), life: 'unseen' })
    expect(readdirSync(folder)).toEqual([name])
  })

  it('passes over what others left in its folder', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, '.DS_Store'), '')
    expect(await isFree(folder)).toBe(true)
    expect(readdirSync(folder)).toEqual(['.DS_Store'])
  })
})

describe('a lock of an earlier version', () => {
  const earlier = (text: string): string => {
    const file = newFolder()
    writeFileSync(file, text)
    return file
  }
  const held = (pid: number, host = hostname(), since = new Date().toISOString()): string =>
    JSON.stringify({ pid, host, since })

  it.each<[string, () => string | Promise<string>]>([
    ['is of our own number', () => held(process.pid)],
    ['is of a process that ended', async () => held(await deadPid())],
    ['is empty', () => ''],
    ['was never written to its end', () => '{"pid":1'],
    ['is garbage', () => '\0\0\0\0'],
  ])('is taken away where it %s', async (_, text) => {
    expect(await isFree(earlier(await text()))).toBe(true)
  })

  it.runIf(isLinux).each<[string, () => string]>([
    ['was there before the machine was started', () => held(1, hostname(), '2001-01-01T00:00:00Z')],
    [
      'has a number that is another’s by now',
      () => held(process.ppid, hostname(), '2001-01-01T00:00:00Z'),
    ],
  ])('is taken away where it %s', async (_, text) => {
    expect(await isFree(earlier(text()))).toBe(true)
  })

  it.each<[string, () => string]>([
    ['runs', () => held(process.ppid)],
    ['is on another machine', () => held(process.pid, 'elsewhere')],
  ])('stays where its holder %s', async (_, text) => {
    const file = earlier(text())
    const hourAgo = new Date(Date.now() - 3_600_000)
    utimesSync(file, hourAgo, hourAgo)
    expect(await takeLock(file, NOW)).toMatchObject({ file, life: 'unseen' })
    expect(existsSync(file)).toBe(true)
  })
})
