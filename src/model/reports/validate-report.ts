import type { Position, Problem } from '../problem.ts'

/** What a warning says to take out of a manifest, where it stands. */
export interface FixedLine extends Position {
  /** The code of the warning. */
  readonly code: string
  /** The name or task that is written there. */
  readonly what: string
}

/** The result of `validate`. Its keys are the public JSON document. */
export interface ValidateReport {
  readonly format_version: 1
  readonly kind: 'validate'
  readonly ok: boolean
  readonly summary: {
    readonly files: number
    readonly businesses: number
    readonly assets: number
  }
  /** With `--fix`: what was taken out, where it stood. */
  readonly fixed?: readonly FixedLine[]
  /** With `--fix`: what could not be taken out without changing something else. */
  readonly left?: readonly FixedLine[]
  readonly problems: readonly Problem[]
}
