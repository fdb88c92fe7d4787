/**
 * What an assumption rests on. `documented`: the reference, a guide or the spec says so. `recorded`:
 * somebody published an answer that shows it. `inferred`: our own conclusion.
 */
export const ASSUMPTION_SOURCES = ['documented', 'recorded', 'inferred'] as const

export type AssumptionSource = (typeof ASSUMPTION_SOURCES)[number]

/** One thing that is taken for granted about the API although nobody outside can be sure of it. */
export interface Assumption {
  /** What is assumed, in a sentence. */
  readonly statement: string
  readonly source: AssumptionSource
  /** The read that would show it. */
  readonly shownBy: string
  /** Whether reads that are made anyway can show it, or only what a write leads to. */
  readonly shown: 'by reads' | 'by writes'
  /** What is done so that no harm comes of it if it is wrong. */
  readonly safe: string
  /** What follows if it is wrong; absent where nothing that is read could contradict it. */
  readonly ifWrong?: string
  /** Names of readings that it speaks for once it is seen. */
  readonly supports?: readonly string[]
  /** Names of readings that cannot be true once it is seen, or once it is contradicted. */
  readonly rulesOut?: Readonly<Partial<Record<Verdict, readonly string[]>>>
  /** Readings of which one alone can be true: what fits one of them rules the others out. */
  readonly either?: readonly string[]
}

export const VERDICTS = ['seen', 'contradicted'] as const

/** What an answer says of an assumption. */
export type Verdict = (typeof VERDICTS)[number]
