import { createHash } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/**
 * Which process holds a lock, in enough detail that no other can be mistaken for it: a process number
 * is reused, and means another process in every container. What a system does not say is `0`.
 */
export interface Identity {
  readonly pid: number
  /** When the process was started, in ticks since the machine was. */
  readonly started: string
  /** Which start of which machine: the kernel's boot id in hex. */
  readonly boot: string
  /** The namespace that the process number belongs to. */
  readonly namespace: string
  /** Hash of the host name. */
  readonly host: string
}

export const UNTOLD = '0'

let own: Promise<Identity> | null = null

/** This process. Looked up only once, because it does not change. */
export const ownIdentity = (): Promise<Identity> => {
  own ??= readOwn()
  return own
}

const readOwn = async (): Promise<Identity> => ({
  pid: process.pid,
  started: (await startOf('self')) ?? UNTOLD,
  boot: (await bootId()) ?? UNTOLD,
  namespace: (await namespaceOf()) ?? UNTOLD,
  host: hashOfHost(hostname()),
})

export const hashOfHost = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 12)

/** Fields of `/proc/PID/stat` (proc(5)) after the name, which may contain anything. */
const STATE = 0
const START = 19

/**
 * When a process of this namespace was started; `over` if it has ended, null if that is not
 * known.
 */
const startOf = async (pid: number | 'self'): Promise<string | null> => {
  const stat = await textOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A process that has ended but was not yet waited for holds nothing any more.
  return fields[STATE] === 'Z' || fields[STATE] === 'X' ? 'over' : (fields[START] ?? null)
}

/** Whether the process with that number and start still exists; for numbers of this namespace. */
export const isThere = async ({
  pid,
  started,
}: Pick<Identity, 'pid' | 'started'>): Promise<boolean> => {
  const found = await startOf(pid)
  // A hardened /proc says nothing about processes of other users.
  if (found === null || started === UNTOLD) return found !== 'over' && isRunning(pid)
  return found === started
}

const bootId = async (): Promise<string | null> =>
  (await textOrNull('/proc/sys/kernel/random/boot_id'))?.trim().replaceAll('-', '') ?? null

const namespaceOf = (): Promise<string | null> =>
  readlink('/proc/self/ns/pid').then(
    (link) => /\d+/.exec(link)?.[0] ?? null,
    () => null,
  )

/** When the machine was started, in milliseconds since 1970; null if not known. */
export const bootTime = async (): Promise<number | null> => {
  const seconds = /^btime (\d+)$/m.exec((await textOrNull('/proc/stat')) ?? '')?.[1]
  return seconds === undefined ? null : Number(seconds) * 1000
}

/** Linux counts in hundredths of a second wherever Node.js runs. */
const TICK_MS = 10

/** When a process of this namespace was started, in milliseconds since 1970; null if not known. */
export const startTime = async (pid: number): Promise<number | null> => {
  const boot = await bootTime()
  const ticks = Number(await startOf(pid))
  return boot === null || !(ticks > 0) ? null : boot + ticks * TICK_MS
}

/** Whether a process with that number runs, as far as every system can say. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const textOrNull = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch(() => null)
