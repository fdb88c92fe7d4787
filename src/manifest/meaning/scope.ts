import type { KindTable } from '../../model/kinds.ts'
import type { Report } from '../manifest-problems.ts'
import type { Names } from '../names/names.ts'
import type { Entry } from '../text/node.ts'
import type { RoleBook } from './roles.ts'

/** What the checks of one business's assets share. */
export interface Scope {
  readonly business: string | null
  readonly kinds: KindTable
  readonly names: Names
  /** Aliases of those who are offboarded. */
  readonly offboarded: ReadonlySet<string>
  readonly roleBook: RoleBook
  readonly profiles: ReadonlyMap<string, Entry>
  readonly defaults: ReadonlyMap<string, Entry>
  readonly report: Report
}
