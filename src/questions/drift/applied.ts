import type { Applied } from '../../model/reports/drift-report.ts'
import type { LogEntry } from '../../model/reports/log-report.ts'

/** By address, the last write in a journal that live confirmed. */
export const appliedOf = (entries: readonly LogEntry[]): ReadonlyMap<string, Applied> =>
  new Map(
    entries.flatMap((entry) =>
      entry.type === 'write' && entry.status === 'done' && entry.answered_at !== null
        ? [[entry.address, { at: entry.answered_at, tasks: entry.after }] as const]
        : [],
    ),
  )
