import type { KindTable } from '../model/kinds.ts'
import type { Report } from './diagnostics.ts'
import type { Names } from './names.ts'
import type { Entry } from './node.ts'
import type { RoleBook } from './roles.ts'

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

/** What the checks of one business's assets share. */
export interface Scope {
  readonly business: string | null
  readonly kinds: KindTable
  readonly names: Names
  /** Aliases that are offboarded. */
  readonly offboarded: ReadonlySet<string>
  readonly roleBook: RoleBook
  readonly profiles: ReadonlyMap<string, Entry>
  readonly defaults: ReadonlyMap<string, Entry>
  readonly report: Report
}
