import type { Document } from '../../document/document.ts'
import { type Outcome, outcomeOf, PRECEDENCE, worstOf } from '../../model/outcomes.ts'
import type { Problem } from '../../model/problem.ts'
import { digestOf } from '../../model/text/digest.ts'
import type { RenderOptions } from '../render-options.ts'
import type { Report } from '../report.ts'

/** What the run of one business came to, in a line. */
export interface FleetLine {
  readonly business: { readonly id: string | null; readonly name: string | null }
  /** The manifests and folders that it was read from. */
  readonly paths: readonly string[]
  /** How it stands: also where the exit code does not tell, as of a plan without `--detailed-exitcode`. */
  readonly outcome: Outcome
  readonly exit_code: number
  /** The summary of its report in a sentence, or what stopped it; escaped for display. */
  readonly words: string
}

/** How many businesses ended how. `left_to_others`: to the other shards, which is no outcome. */
export type FleetSummary = Readonly<Record<Outcome | 'businesses' | 'left_to_others', number>>

/** One command over many businesses, each in an element of its own. Its keys are the public JSON document. */
export interface FleetReport {
  readonly format_version: 1
  readonly kind: 'fleet'
  readonly command: string
  /** The document that the command gives for each business alone. */
  readonly businesses: readonly Report[]
  /** In the same order, what each came to. */
  readonly results: readonly FleetLine[]
  readonly summary: FleetSummary
  /** Of `plan`: a digest of the steps of all together, for `apply --all --expect`. */
  readonly steps_digest?: string
  /** Of the whole run: the worst of all. */
  readonly exit_code: number
  readonly problems: readonly Problem[]
}

/** One business of a fleet, as far as it is shown. */
export interface FleetMember {
  readonly line: FleetLine
  readonly report: Report
  /** The report described with these options. */
  readonly document: Document
  readonly options: RenderOptions
  /** What it showed on the terminal itself, if that is more than its report. */
  readonly shown?: string
}

/** What is known of a fleet once all are done. */
export interface FleetEnd
  extends Pick<
    FleetReport,
    'command' | 'results' | 'summary' | 'steps_digest' | 'exit_code' | 'problems'
  > {}

/** What one business would be done, by its digest; null of one that cannot be planned. */
export interface PlannedSteps {
  readonly business: string | null
  readonly steps_digest: string | null
}

/** One digest of what would be done in all of them, in their order. */
export const stepsOfAll = (planned: readonly PlannedSteps[]): string =>
  digestOf(planned.map(({ business, steps_digest }) => ({ business, steps_digest })))

/** Counts lines; none is needed for an outcome that nobody had. */
export const summaryOf = (lines: readonly FleetLine[], leftToOthers: number): FleetSummary => ({
  businesses: lines.length,
  ...(Object.fromEntries(
    [...PRECEDENCE]
      .reverse()
      .map((outcome) => [outcome, lines.filter((line) => line.outcome === outcome).length]),
  ) as Record<Outcome, number>),
  left_to_others: leftToOthers,
})

/** The outcome that the exit code of the whole run says. */
export const worstLine = (lines: readonly FleetLine[]): Outcome =>
  worstOf(lines.map(({ exit_code }) => outcomeOf(exit_code)))
