/** How many grants are live, and how many of them the manifest declares, whatever their tasks. */
export interface Covered {
  readonly declared: number
  readonly live: number
}

/**
 * How much of what is live the manifest declares: active grants of agencies and people on assets by
 * kind, seats and open invitations under `members`. The token's own user and group paths are left out.
 */
export interface Coverage extends Covered {
  /** Only kinds of which something is live. */
  readonly by_kind: Readonly<Record<string, Covered>>
}
