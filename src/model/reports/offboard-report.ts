import type { Position, Problem } from '../problem.ts'

/** A line of a manifest that names somebody. */
export interface NamedLine extends Position {
  /** The keys that lead to it: `ad_accounts.act_1.users`. */
  readonly path: string
}

/** What `offboard --into` made of a manifest; its keys are the public JSON document. */
export interface OffboardReport {
  readonly format_version: 1
  readonly kind: 'offboard'
  readonly name: string
  /** What stands under `offboarded`: an alias, or an id. */
  readonly entry: string
  readonly file: string
  /** False if the file said all of it already, or could not be changed. */
  readonly written: boolean
  /** Whether the entry was added to `offboarded`, or stood there. */
  readonly added: boolean
  /** Lines that were taken out, where they stood. */
  readonly taken: readonly NamedLine[]
  /** Lines of other files that still name them. */
  readonly left: readonly NamedLine[]
  readonly problems: readonly Problem[]
}
