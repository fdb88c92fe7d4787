import type { PlanAsset } from '../../model/plan.ts'
import type { Position, Problem } from '../../model/problem.ts'
import type { Row } from '../rows.ts'

/** A report as a page will show it: what the text output says, cut into parts. */
export interface Page {
  /** The command: `plan`. */
  readonly command: string
  /** `Business 1001 "Northwind", as of 2026-11-22`; empty where there is none. */
  readonly header: string
  readonly tone: Tone
  /** Why the report is not the whole truth, or will not be applied. */
  readonly alerts: readonly string[]
  /** The first line is the headline. */
  readonly summary: readonly string[]
  readonly problems: readonly Problem[]
  readonly sections: readonly Section[]
  /** What the filters by change and by finding are called: `Change`, `Reason`. */
  readonly filters: { readonly change: string; readonly finding: string }
  /** The section that the matrix stands before; absent: behind all. */
  readonly matrixBefore?: string
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** `take`: something is taken away; `stop`: an error; `calm`: nothing to look at. */
export type Tone = 'stop' | 'take' | 'change' | 'calm'

export interface Section {
  readonly id: string
  readonly title: string
  readonly groups: readonly PageGroup[]
}

/** Rows under one headline: assets, or words of our own. */
export interface PageGroup {
  readonly headline: string | null
  /** Said below the headline. */
  readonly words?: string
  /** Said behind the name of the asset. */
  readonly note?: string
  readonly sources: readonly Position[]
  readonly assets: readonly PlanAsset[]
  readonly rows: readonly PageRow[]
}

/** One line of a page, and what it is found by. */
export interface PageRow extends Row {
  /** All the assets it is true of; none where its words name them. */
  readonly assets: readonly PlanAsset[]
  /** Whether the row lists its assets: then its headline does not. */
  readonly listsAssets: boolean
  /** `revoke`, `extra`: shown behind the sign; empty where the row's words say it. */
  readonly action: string
  /** What the filter by change calls it: `revoke`, `waits`, `by hand`. */
  readonly change: string
  /** Somebody loses access by it, or holds more than is declared: seen before all else. */
  readonly isAlarm: boolean
  readonly tasks: readonly string[]
  /** What the third filter knows it by: `expired`, `live changed`. */
  readonly findings: readonly string[]
  /** Null for what has no place in the matrix. */
  readonly column: Column | null
  /** The ranks of the columns that a list which could not be read would have filled. */
  readonly hides: readonly number[]
}

/** A column of the matrix: a person, an agency, or a relation of the asset itself. */
export interface Column {
  readonly key: string
  /** Columns stand in this order, then by their label. */
  readonly rank: number
  /** `agency`, `user`. */
  readonly word: string
  readonly label: string
}
