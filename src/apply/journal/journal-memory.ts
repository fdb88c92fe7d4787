import { actionRow } from '../../model/actions.ts'
import { type Memory, NO_MEMORY, type Remembered, type Seen } from '../../model/memory.ts'
import type { ResultStatus } from '../../model/reports/apply-report.ts'
import { memberAddress, parseAddress } from '../../model/text/address.ts'
import { foldedOf } from '../../model/text/text.ts'
import type { NotedEvent } from './journal-entry.ts'

type Kept = Remembered & { readonly found: readonly string[] }

interface Maps {
  readonly requests: Map<string, Remembered>
  /** What was known about an address before its latest request was sent. */
  readonly earlier: Map<string, { readonly request?: Remembered; readonly seen?: Seen }>
  readonly approvals: Map<string, Remembered>
  readonly kept: Map<string, Kept>
  readonly seen: Map<string, Seen>
  readonly invitations: Map<string, Remembered>
  /** The invitation before the latest one to the same address was sent. */
  readonly formerly: Map<string, Remembered | undefined>
}

/**
 * What a plan needs from the journal. `now` is an ISO time (UTC); later entries count as made at
 * that time. `before`: what was remembered when the first of them was written.
 */
export const memoryOf = (
  entries: readonly NotedEvent[],
  now: string,
  before: Memory = NO_MEMORY,
): Memory => {
  if (before.damaged === true) return before
  const maps: Maps = {
    requests: new Map(before.requests),
    earlier: new Map(),
    approvals: new Map(before.approvals),
    kept: new Map(before.kept),
    seen: new Map(before.seen),
    invitations: new Map(before.invitations),
    formerly: new Map(),
  }
  for (const entry of timed(entries, now)) {
    if (entry.type === 'seen') noteSeen(maps, entry)
    if (entry.type !== 'intent' && entry.type !== 'outcome') continue
    noteRequest(maps, entry)
    noteInvitation(maps, entry)
    if (entry.type === 'outcome') noteOutcome(maps, entry)
  }
  const { requests, approvals, kept, invitations, seen } = maps
  return { present: true, requests, approvals, kept, invitations, seen }
}

/**
 * Entries are in order, so none counts as later than the next one or than now. So a clock that once
 * ran ahead does not hold anything back for longer than it should.
 */
const timed = (entries: readonly NotedEvent[], now: string): readonly NotedEvent[] => {
  const backwards: NotedEvent[] = []
  let latest = now
  for (const entry of [...entries].reverse()) {
    if (entry.at < latest) latest = entry.at
    backwards.push({ ...entry, at: latest })
  }
  return backwards.reverse()
}

type EntryOf<Type extends NotedEvent['type']> = Extract<NotedEvent, { type: Type }>

const noteSeen = ({ seen }: Maps, { at, held, pending }: EntryOf<'seen'>): void => {
  for (const address of held) seen.set(address, { at, standing: 'held' })
  for (const address of pending) seen.set(address, { at, standing: 'pending' })
}

/** Statuses of a write that certainly did not happen. */
const NOT_SENT: ReadonlySet<ResultStatus> = new Set(['failed', 'skipped'])

type Write = EntryOf<'intent'> | EntryOf<'outcome'>

const noteRequest = (maps: Maps, entry: Write): void => {
  const isDone = entry.type === 'outcome' && entry.status === 'done'
  const row = actionRow(entry.action)
  if (row?.asks === true) {
    const isRefused = entry.type === 'outcome' && NOT_SENT.has(entry.status)
    if (isRefused) forgetAsked(maps, entry)
    else noteAsked(maps, entry)
    if (isDone) maps.seen.set(entry.address, { at: entry.at, standing: 'held' })
  }
  if (row?.form !== 'give_up') return
  // What is gone afterwards may have been removed by it; if it was not, the next apply sees it
  // again.
  maps.seen.delete(entry.address)
  if (isDone) maps.requests.delete(entry.address)
}

const noteAsked = ({ requests, seen, earlier }: Maps, entry: Write): void => {
  const { address, at, after } = entry
  if (entry.type === 'intent') {
    const [request, known] = [requests.get(address), seen.get(address)]
    earlier.set(address, {
      ...(request === undefined ? {} : { request }),
      ...(known === undefined ? {} : { seen: known }),
    })
  }
  requests.set(address, { at, tasks: after ?? [] })
  seen.delete(address)
}

const forgetAsked = ({ requests, seen, earlier }: Maps, { address }: Write): void => {
  restore(requests, address, earlier.get(address)?.request)
  restore(seen, address, earlier.get(address)?.seen)
}

const restore = <T>(map: Map<string, T>, key: string, value: T | undefined): void => {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

/**
 * Remembers whom we invited, so that nobody is invited again by itself whose invitation ended. One
 * that was refused leaves what was known before.
 */
const noteInvitation = ({ invitations, formerly }: Maps, entry: Write): void => {
  const { address, at, after } = entry
  const row = actionRow(entry.action)
  if (row?.invites === true) {
    if (entry.type === 'intent') formerly.set(address, invitations.get(address))
    // Whoever asked for the new invitation has to ask again: no run sends it by itself.
    const isRefused = entry.type === 'outcome' && NOT_SENT.has(entry.status) && entry.begun !== true
    restore(invitations, address, isRefused ? formerly.get(address) : { at, tasks: after ?? [] })
  }
  if (entry.type !== 'outcome') return
  if (row?.form === 'take_back' && entry.status === 'done') invitations.delete(address)
  if (row?.endsAll === true && ENDED.has(entry.status)) forgetInvited(invitations, entry)
}

/** Somebody who is only marked for removal goes without another step of ours. */
const ENDED: ReadonlySet<ResultStatus> = new Set(['done', 'waiting'])

/** Older entries do not say by which e-mail somebody was invited who left. */
const forgetInvited = (
  invitations: Map<string, Remembered>,
  { address, email }: EntryOf<'outcome'>,
): void => {
  const business = parseAddress(address)?.asset
  if (business === undefined || typeof email !== 'string') return
  invitations.delete(memberAddress(business, foldedOf(email)))
}

const noteOutcome = ({ approvals, kept }: Maps, entry: EntryOf<'outcome'>): void => {
  const { address, at, status, found } = entry
  const remembered = { at, tasks: entry.after ?? [] }
  if (entry.approval === true) approvals.set(address, remembered)
  else if (status === 'done') approvals.delete(address)
  if (found !== undefined) kept.set(address, { ...remembered, found })
  else if (status === 'done') kept.delete(address)
}
