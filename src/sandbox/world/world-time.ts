/** Times as the Graph API writes them. */

/** `2026-11-20T09:00:00.000Z` as `2026-11-20T09:00:00+0000`: no colon in the offset [guide]. */
export function graphTime(iso: string | undefined): string | undefined {
  if (iso === undefined) return undefined
  return new Date(iso).toISOString().replace(/\.\d{3}Z$/, '+0000')
}

/** A time as in a world file: ISO 8601 in whole seconds, UTC. */
export function worldTime(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
