import type { KindTable } from '../../model/kinds.ts'
import type { Report } from '../manifest-problems.ts'
import type { Entry } from '../text/node.ts'

/** What is needed to read tasks. */
export interface TaskScope {
  /** Other words that are allowed in the place of a role. */
  readonly besides?: readonly string[]
  readonly kinds: KindTable
  readonly allowsUnknownTasks: boolean
  /** The roles that the manifest defines, by name. */
  readonly roles: ReadonlyMap<string, Entry>
  readonly report: Report
}
