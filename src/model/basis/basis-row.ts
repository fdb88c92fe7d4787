export const BASES = ['recorded', 'documented', 'inferred'] as const

/**
 * `recorded`: a real answer had it. `documented`: the guides, the reference or the specs do.
 * `inferred`: neither; public code asks for it, or it follows from something else.
 */
export type Basis = (typeof BASES)[number]

/** Stands for rows that are read with their default fields. */
export const DEFAULT_ROW = '(default)'

/** What is read of one type of node, or of the rows of one of its edges. */
export interface BasisRow {
  /** The type of node: the name of a kind, `business`, `person`, `me`, `token`, … */
  readonly of: string
  /** Null: fields of the node itself. */
  readonly edge: string | null
  /** Fields that a real answer had, and the records of such answers by their number. */
  readonly recorded?: { readonly fields: readonly string[]; readonly answers: readonly string[] }
  readonly documented?: readonly string[]
  readonly inferred?: readonly string[]
  /** Where it is documented, or why it is taken to be so. */
  readonly source: string
}
