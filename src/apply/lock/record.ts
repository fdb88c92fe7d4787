import { hostname } from 'node:os'
import { seeBeacon } from './beacon.ts'
import { type Identity, isThere, ownIdentity, UNTOLD } from './process-identity.ts'

/**
 * One contender for a lock: a file in the lock's folder whose name says who it is. A name exists
 * completely or not at all, and no two are ever the same.
 */
export interface LockRecord extends Identity {
  readonly id: string
  /** Whether it has a beacon. */
  readonly isLit: boolean
  readonly name: string
}

/** Ids sort by the time they were made; the rest of them is random. */
export const recordOf = (id: string, isLit: boolean, identity: Identity): LockRecord => {
  const { pid, started, boot, namespace, host } = identity
  const parts = [id, pid, started, boot, namespace, host, isLit ? 1 : 0]
  return { ...identity, id, isLit, name: parts.join('_') }
}

const NAME = /^([0-9a-z]{17})_(\d+)_(\d+)_([0-9a-f]+)_(\d+)_([0-9a-f]+)_([01])$/

/** Null for whatever is not a record: sockets, and files that others left there. */
export const parseRecord = (name: string): LockRecord | null => {
  const [, id, pid, started, boot, namespace, host, lit] = NAME.exec(name) ?? []
  if (!(id && pid && started && boot && namespace && host)) return null
  return { id, name, isLit: lit === '1', pid: Number(pid), started, boot, namespace, host }
}

/** The contents of a record, for people to read. */
export const wordsFor = (since: string): string =>
  `${JSON.stringify({ pid: process.pid, host: hostname(), since })}\n`

/**
 * `alive`: it certainly runs. `dead`: it certainly does not, so its lock may be taken. `unseen`: it is
 * on another machine or somewhere that cannot be seen from here, so nothing is assumed.
 */
export type Life = 'alive' | 'dead' | 'unseen'

/** Locks of this process. One that is not here was left by another process with the same number. */
export const OWN = new Set<string>()

export const lifeOf = async (folder: string, record: LockRecord): Promise<Life> => {
  if (OWN.has(record.id)) return 'alive'
  const here = await ownIdentity()
  if (record.boot !== here.boot) return elsewhere(record, here)
  if (record.boot === UNTOLD && record.host !== here.host) return 'unseen'
  switch (record.isLit ? await seeBeacon(folder, record.id) : 'untold') {
    case 'listening':
      return 'alive'
    case 'nobody':
      return 'dead'
    case 'untold':
      return byNumber(record, here)
  }
}

/** A restarted machine runs nothing from before; another machine may run anything. */
const elsewhere = ({ boot, host }: LockRecord, here: Identity): Life =>
  boot !== UNTOLD && here.boot !== UNTOLD && host === here.host ? 'dead' : 'unseen'

/**
 * If no beacon can be seen, process numbers decide, within the namespace they belong to. A restarted
 * container has the same name and the same number as before.
 */
const byNumber = async (record: LockRecord, here: Identity): Promise<Life> => {
  const isOwnNumber = record.pid === here.pid && record.host === here.host
  if (record.namespace !== here.namespace) return isOwnNumber && !record.isLit ? 'dead' : 'unseen'
  if (isOwnNumber && record.started === UNTOLD) return 'dead'
  return (await isThere(record)) ? 'alive' : 'dead'
}
