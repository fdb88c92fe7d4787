import { randomBytes } from 'node:crypto'
import {
  appendFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  rmdir,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errnoOf } from '../../model/text/system-error.ts'
import { lightBeacon, socketName } from './beacon.ts'
import { clearEarlierLock } from './earlier.ts'
import { ownIdentity } from './process-identity.ts'
import {
  type Life,
  type LockRecord,
  lifeOf,
  OWN,
  parseRecord,
  recordOf,
  wordsFor,
} from './record.ts'

/** A lock that this process holds. */
export interface Lock {
  /** Whether nobody has taken it away. */
  readonly isOurs: () => Promise<boolean>
  /** Removes what this process made and nothing else. Never throws. */
  readonly release: () => Promise<void>
}

/** Who holds a lock. */
export interface Holder {
  readonly words: string
  /** What to remove once it is certain that the holder is gone. */
  readonly file: string
  readonly life: Exclude<Life, 'dead'>
}

/**
 * Takes a lock that only one process on one machine can hold, or says who has it. The lock is a
 * folder. A process that wants it first puts a record there, under a name that is never used again,
 * and then looks at the other records. Of two processes that come at once at least one sees the other,
 * so they never both go on. The record of a dead process is removed by its name, which belongs to no
 * living one; so there is no moment at which a lock is taken over. Throws file system errors.
 */
export const takeLock = async (folder: string, now: Date): Promise<Lock | Holder> => {
  const earlier = await clearEarlierLock(folder)
  if (earlier !== null) return { words: earlier, file: folder, life: 'unseen' }
  for (;;) {
    const own = await announce(folder, now)
    const taken = await contend(folder, own)
    if (taken !== 'again') return taken
  }
}

interface Own {
  readonly record: LockRecord
  readonly release: () => Promise<void>
}

const TRIES = 40
const PAUSE_MS = 25
/** Processes that came later see this one and withdraw; they have this many looks to do so. */
const LOOKS = 120

const announce = async (folder: string, now: Date): Promise<Own> => {
  const id = Date.now().toString(36).padStart(9, '0') + randomBytes(4).toString('hex')
  OWN.add(id)
  // Made before the record is visible, so that nobody thinks its beacon has gone out.
  const beacon = await persist(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return lightBeacon(folder, id)
  })
  const record = recordOf(id, beacon !== null, await ownIdentity())
  const release = async (): Promise<void> => {
    await unlink(join(folder, record.name)).catch(() => undefined)
    await beacon?.close()
    // The folder is removed with the last record; whoever needs it makes it again.
    await rmdir(folder).catch(() => undefined)
    OWN.delete(id)
  }
  try {
    await persist(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, record.name), wordsFor(now.toISOString()), {
        flag: 'wx',
        mode: 0o600,
      })
    })
  } catch (error) {
    await release()
    throw error
  }
  return { record, release }
}

/**
 * The folder may disappear just as this process arrives, and Windows briefly refuses what is
 * being removed.
 */
const persist = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !PASSING.has(errnoOf(error))) throw error
      await sleep(PAUSE_MS)
    }
  }
}

const PASSING: ReadonlySet<string> = new Set(['ENOENT', 'EPERM', 'EACCES', 'EBUSY'])

/**
 * With no rival, the lock is ours. Behind another, it is theirs. If we are the first of several,
 * they withdraw.
 */
const contend = async (folder: string, own: Own): Promise<Lock | Holder | 'again'> => {
  const { record, release } = own
  try {
    for (let look = 0; ; look += 1) {
      const names = await namesIn(folder)
      if (!names.includes(record.name)) break
      const [first] = await rivalsIn(folder, names, record)
      if (first === undefined) return await lockOf(folder, own)
      const isLate = first.record.id < record.id || look === LOOKS
      if (isLate || (await textIn(folder, first.record)).endsWith(HELD)) {
        await release()
        return await holderOf(folder, first)
      }
      await sleep(PAUSE_MS)
    }
  } catch (error) {
    await release()
    throw error
  }
  await release()
  return 'again'
}

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}

interface Rival {
  readonly record: LockRecord
  readonly life: Exclude<Life, 'dead'>
}

/** All others that are not certainly dead, earliest first. The dead are cleared away. */
const rivalsIn = async (
  folder: string,
  names: string[],
  own: LockRecord,
): Promise<readonly Rival[]> => {
  const rivals: Rival[] = []
  for (const record of names.sort().flatMap((name) => parseRecord(name) ?? [])) {
    if (record.id === own.id) continue
    const life = await lifeOf(folder, record)
    if (life !== 'dead') rivals.push({ record, life })
    else {
      await unlink(join(folder, record.name)).catch(() => undefined)
      await unlink(join(folder, socketName(record.id))).catch(() => undefined)
    }
  }
  return rivals
}

/** Ends a record whose owner has the lock, so that nobody waits for it to withdraw. */
const HELD = 'held\n'

const lockOf = async (folder: string, { record, release }: Own): Promise<Lock> => {
  const file = join(folder, record.name)
  await appendFile(file, HELD).catch(() => undefined)
  const isOurs = (): Promise<boolean> =>
    lstat(file).then(
      (state) => state.isFile(),
      () => false,
    )
  return { isOurs, release }
}

const textIn = (folder: string, { name }: LockRecord): Promise<string> =>
  readFile(join(folder, name), 'utf8').catch(() => '')

const holderOf = async (folder: string, { record, life }: Rival): Promise<Holder> => {
  const [words = ''] = (await textIn(folder, record)).split('\n')
  return {
    words: wordsIn(words) ?? `process ${record.pid}`,
    file: join(folder, record.name),
    life,
  }
}

const wordsIn = (text: string): string | null => {
  try {
    const { pid, host, since } = JSON.parse(text) as Record<string, unknown>
    return `process ${pid} on ${host} since ${since}`
  } catch {
    return null
  }
}
