import { lstat, readFile, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { bootTime, isRunning, startTime } from './process-identity.ts'

/** Milliseconds that a file may be empty before its writer counts as gone. */
const EMPTY_MS = 1_000

/**
 * The lock of an earlier version is a file, `{pid, host, since}`. Null if there is none or its holder
 * is gone, in which case it is removed; otherwise who holds it, in words.
 */
export const clearEarlierLock = async (file: string): Promise<string | null> => {
  const isFile = await lstat(file).then(
    (state) => state.isFile(),
    () => false,
  )
  if (!isFile) return null
  const holder = await holderIn(file)
  if (holder !== null && !(await isGone(holder))) {
    return `process ${holder.pid} on ${holder.host} since ${holder.since}`
  }
  await unlink(file).catch(() => undefined)
  return null
}

interface Holder {
  readonly pid: number
  readonly host: string
  readonly since: string
}

/** Null if it was not completely written: it is written at once, so its writer has died. */
const holderIn = async (file: string): Promise<Holder | null> => {
  const first = parse(await readFile(file, 'utf8').catch(() => ''))
  if (first !== null) return first
  await sleep(EMPTY_MS)
  return parse(await readFile(file, 'utf8').catch(() => ''))
}

const parse = (text: string): Holder | null => {
  try {
    const { pid, host, since } = JSON.parse(text) as Record<string, unknown>
    return Number.isInteger(pid) ? { pid: Number(pid), host: `${host}`, since: `${since}` } : null
  } catch {
    return null
  }
}

/**
 * Whether a holder has certainly ended: it has the number of this process (but is not this process),
 * it is older than the start of this machine, or its number now belongs to another process. A number
 * without a process proves something only where numbers mean the same: not in a container that is
 * younger than the lock.
 */
const isGone = async ({ pid, host, since }: Holder): Promise<boolean> => {
  if (host !== hostname()) return false
  const locked = Date.parse(since)
  if (pid === process.pid || locked < ((await bootTime()) ?? 0)) return true
  if (isRunning(pid)) return ((await startTime(pid)) ?? 0) > locked
  return !(((await startTime(1)) ?? 0) > locked)
}
