import type { Problem } from '../problem.ts'

/** One file of an import. */
export interface ImportedFile {
  /** Where it belongs, relative to the working directory; null for what is printed. */
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
  /** False when a read failed or was cut short: what it hides is not in the files. */
  readonly complete: boolean
  readonly files: readonly ImportedFile[]
  /** What is written in the files; of an existing manifest, what is added to it. */
  readonly summary: {
    readonly assets: number
    readonly partners: number
    readonly people: number
    readonly profiles: number
    /** Keys added to assets that were declared before. */
    readonly relations: number
  }
  readonly problems: readonly Problem[]
}
