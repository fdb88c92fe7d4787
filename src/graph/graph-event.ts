/** What happens while calls are made, for displaying progress. Contains no secrets. */
export type GraphEvent =
  /** How many reads of one `fetchAll` have ended. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  /** A wait for a limit or before a retry; `until` is in milliseconds since 1970. */
  | { readonly type: 'wait'; readonly reason: string; readonly until: number }
  /** Another version of the API answered than the one asked for; reported once. */
  | { readonly type: 'version'; readonly asked: string; readonly answered: string }
