import type { Verdict } from '../assumed/assumption.ts'
import type { Problem } from '../problem.ts'

/** What an apply would do to a twin of the business. Its keys are the public JSON document. */
export interface RehearsalReport {
  readonly format_version: 1
  readonly kind: 'rehearsal'
  readonly plan_digest: string
  readonly steps_digest: string
  /** In the order of the table of readings. Empty if a rail blocks the plan: `problems` says which. */
  readonly readings: readonly RehearsedReading[]
  readonly problems: readonly Problem[]
}

/** How the plan ends under one reading of what the API leaves open. */
export interface RehearsedReading {
  /** The name of its row in the table of readings. */
  readonly name: string
  /** What the API is taken to do. */
  readonly assumption: string
  /** Whether nothing is left afterwards but what waits or is done by hand. */
  readonly converges: boolean
  /** Graph calls that write, of the one apply in which none fails. */
  readonly writes: number
  /** What the plan made afterwards lists as waiting, and as left to hands. */
  readonly waiting: number
  readonly manual: number
  /** Whether every rail held after every write, and again with any one write failing. */
  readonly rails_held: boolean
  /**
   * Addresses of what remains to be done, and of writes that broke a rail or were made twice; sorted.
   * Empty exactly where the reading converges.
   */
  readonly left: readonly string[]
  /**
   * Addresses of steps that end by hand, because the API does not do what they ask for; sorted,
   * absent where there are none.
   */
  readonly by_hand?: readonly string[]
  /** What the API's own answers said of the reading; absent where they said nothing. */
  readonly shown?: Verdict
}

/** A reading that the API's own answers contradict is rehearsed, and decides nothing. */
export const isRuledOut = ({ shown }: Pick<RehearsedReading, 'shown'>): boolean =>
  shown === 'contradicted'

/** The readings under which something is left, without those that are ruled out. */
export const unconverged = ({
  readings,
}: Pick<RehearsalReport, 'readings'>): readonly RehearsedReading[] =>
  readings.filter((reading) => !reading.converges && !isRuledOut(reading))
