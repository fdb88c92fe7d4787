/**
 * What the journal remembers, as far as a plan needs it: what we asked for, which grants wait on
 * an admin although no row shows it, and which differences survived our own write. It decides no
 * grant and no removal; it only prevents repeats.
 */
export interface Memory {
  /** Whether there is a journal at all; without one the plan warns `no_journal`. */
  readonly present: boolean
  /** By address: our last request that was accepted by the API. */
  readonly requests: ReadonlyMap<string, Remembered>
  /** By address: our last grant that was answered `requires_admin_approval`. */
  readonly approvals: ReadonlyMap<string, Remembered>
  /** By address: what we sent, accepted, and what the API showed after it all the same. */
  readonly kept: ReadonlyMap<string, Remembered & { readonly found: readonly string[] }>
}

export interface Remembered {
  /** ISO time of the answer (UTC). */
  readonly at: string
  readonly tasks: readonly string[]
}

export const NO_MEMORY: Memory = {
  present: false,
  requests: new Map(),
  approvals: new Map(),
  kept: new Map(),
}
