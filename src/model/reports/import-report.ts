import type { Problem } from '../problem.ts'

/** One file of an import. */
export interface ImportedFile {
  /** Where it belongs, relative to the working directory; null if it is printed. */
  readonly file: string | null
  readonly text: string
  /** Whether it was written there. */
  readonly written: boolean
}

/** The live state as a manifest; its keys are the public JSON document. */
export interface ImportReport {
  readonly format_version: 1
  readonly kind: 'import'
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** False if a read failed or was cut short: what it hides is not in the files. */
  readonly complete: boolean
  readonly files: readonly ImportedFile[]
  /** What the files contain; for an existing manifest, what is added to it. */
  readonly summary: {
    readonly assets: number
    readonly partners: number
    readonly people: number
    /** Who belongs to the business or is invited, by name under `members`. */
    readonly members: number
    readonly profiles: number
    /** Keys added to assets that were already declared. */
    readonly relations: number
  }
  readonly problems: readonly Problem[]
}
