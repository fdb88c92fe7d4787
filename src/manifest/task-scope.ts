import type { KindTable } from '../model/kinds.ts'
import type { Report } from './diagnostics.ts'
import type { Entry } from './node.ts'

/** What reading tasks needs to know. */
export interface TaskScope {
  /** Words that may stand in the place of a role. */
  readonly besides?: readonly string[]
  readonly kinds: KindTable
  readonly allowsUnknownTasks: boolean
  /** Roles the manifest defines, by name. */
  readonly roles: ReadonlyMap<string, Entry>
  readonly report: Report
}
