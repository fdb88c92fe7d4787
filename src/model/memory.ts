/**
 * What the journal remembers, as far as a plan needs it: what we asked for, which grants wait for
 * an admin although no row shows it, which differences survived our own write, and which clients'
 * assets we were seen to hold. It never decides a grant or removal; it only prevents repetition.
 */
export interface Memory {
  /** Whether there is a journal at all; without one the plan warns `no_journal`. */
  readonly present: boolean
  /** Present, and true, if the journal cannot be read or trusted; then nothing is asked for. */
  readonly damaged?: true
  /** By address: our last request that was accepted by the API. */
  readonly requests: ReadonlyMap<string, Remembered>
  /** By address: our last grant that was answered `requires_admin_approval`. */
  readonly approvals: ReadonlyMap<string, Remembered>
  /** By address: what the API accepted from us, and what it showed afterwards nevertheless. */
  readonly kept: ReadonlyMap<string, Remembered & { readonly found: readonly string[] }>
  /** By address of a member: our last invitation, unless they were removed or uninvited since. */
  readonly invitations?: ReadonlyMap<string, Remembered>
  /** By address of a request: how an apply saw it last; absent if no apply recorded any. */
  readonly seen?: ReadonlyMap<string, Seen>
}

export interface Remembered {
  /** ISO time of the answer (UTC); never in the future. */
  readonly at: string
  readonly tasks: readonly string[]
}

/** A client's asset as it was seen: we held it, or our request for it was open. */
export interface Seen {
  /** ISO time of the apply that noted it first (UTC); never in the future. */
  readonly at: string
  readonly standing: 'held' | 'pending'
}

export const NO_MEMORY: Memory = {
  present: false,
  requests: new Map(),
  approvals: new Map(),
  kept: new Map(),
}

/** For a journal that exists but cannot be trusted. */
export const DAMAGED_MEMORY: Memory = { ...NO_MEMORY, damaged: true }
