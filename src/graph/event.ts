/** What happens while calls are made, for whoever shows progress. Holds no secret. */
export type GraphEvent =
  /** Reads of one `fetchAll` that have come to their end. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** A wait for a limit or before a retry; `until` in milliseconds since 1970. */
  | { readonly type: 'wait'; readonly reason: string; readonly until: number }
  /** Another version of the API answered than the one asked for; told once. */
  | { readonly type: 'version'; readonly asked: string; readonly answered: string }
