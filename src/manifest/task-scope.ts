import type { KindTable } from '../model/kinds.ts'
import type { Report } from './diagnostics.ts'
import type { Entry } from './node.ts'

/** What reading tasks needs to know. */
export interface TaskScope {
  readonly kinds: KindTable
  readonly allowsUnknownTasks: boolean
  /** Roles the manifest defines, by name. */
  readonly roles: ReadonlyMap<string, Entry>
  readonly report: Report
}
