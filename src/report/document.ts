import type { PlanAsset } from '../model/plan.ts'
import type { Position, Problem } from '../model/problem.ts'
import type { Colour, Sign } from './paint.ts'

/**
 * A report as it will be shown, whatever the format: each command describes its value once, and
 * each format knows these blocks and no command. Every text in it is escaped for eyes already, and
 * holds neither colour nor line breaks of a layout.
 */
export interface Document {
  /** The command: `plan`. */
  readonly command: string
  /** The first line says what was looked at, the others how; empty where there is nothing to say. */
  readonly header: readonly string[]
  readonly tone: Tone
  /** The first line is the headline. */
  readonly summary: readonly string[]
  /** Why the report is not the whole truth, or will not be applied. */
  readonly alerts: readonly string[]
  readonly problems: readonly Problem[]
  readonly sections: readonly Section[]
  /** Text that is the output itself: a manifest that was asked for. Null for all other reports. */
  readonly verbatim: string | null
  /** What the filters by change and by finding are called: `Change`, `Reason`. */
  readonly filters: { readonly change: string; readonly finding: string }
  /** The section that the matrix comes before; null: behind all. */
  readonly matrixBefore: string | null
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** `take`: something is taken away; `stop`: an error; `calm`: nothing to look at. */
export type Tone = 'stop' | 'take' | 'change' | 'calm'

/** A titled part of a document. One without entries is not shown. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
  /** Where room is short, sections of a lower rank get theirs first. */
  readonly rank: number
  /** Whether the signs of its rows say what will change, and are worth a colour. */
  readonly isSigned: boolean
  /**
   * Whether a terminal shows its entries together with those of the other pooled sections: rows
   * under their assets, all of it in the order of the report.
   */
  readonly isPooled: boolean
  /** The same in few lines, for where there is no room for each entry. */
  readonly short: readonly Block[]
  /** Whether a terminal and a comment show the short form, unless all is asked for. */
  readonly isLong: boolean
}

export type Block = AssetRows | Group | Items | Table | Notes

/** Rows that each stand under their asset; the same change on many assets is shown as one. */
export interface AssetRows {
  readonly type: 'asset_rows'
  readonly rows: readonly Row[]
}

/** Rows under one headline. */
export interface Group {
  readonly type: 'group'
  /** Null: the names of its assets; a headline without text: none but the section's title. */
  readonly headline: Headline | null
  /** Said below the headline. */
  readonly words: string
  readonly sources: readonly Position[]
  readonly assets: readonly PlanAsset[]
  /** Said behind the names of the assets: `, asked for`. */
  readonly assetNote: string
  readonly rows: readonly Row[]
}

export interface Headline {
  /** What it is weighed as, before the text: `high`; empty for none. */
  readonly mark: string
  readonly colour: Colour | null
  readonly text: string
  /** Behind the text: `[agency_manages]`. */
  readonly code: string
}

/** One line of a report: what is true, or would be done, of one subject; and what it is found by. */
export interface Row {
  readonly sign: Sign
  readonly asset: PlanAsset
  /** `agency`, `user`, `request`. */
  readonly word: string
  readonly subject: string
  readonly what: string
  /** Where a change takes and gives: `what` for either half. */
  readonly halves: { readonly before: string; readonly after: string } | null
  readonly sources: readonly Position[]
  /** Place in the order of the report, among the rows of all sections. */
  readonly order: number
  /** All the assets it is true of; none where its words name them. */
  readonly assets: readonly PlanAsset[]
  /** Whether the row lists its assets, all or the first of them; then its headline does not. */
  readonly lists: 'all' | 'some' | null
  /** `revoke`, `extra`: shown behind the sign of a page; empty where the words say it. */
  readonly action: string
  /** What a filter by change calls it: `revoke`, `waits`, `by hand`. */
  readonly change: string
  /** Somebody loses access by it, or holds more than is declared: seen before all else. */
  readonly isAlarm: boolean
  readonly tasks: readonly string[]
  /** What a filter by finding knows it by: `expired`, `live changed`. */
  readonly findings: readonly string[]
  /** Null for what has no place in a matrix. */
  readonly column: Column | null
  /** The ranks of the columns that a list which could not be read would have filled. */
  readonly hides: readonly number[]
  /** Whether it is worth an annotation in a workflow run. */
  readonly annotation: Annotated | null
}

export interface Annotated {
  readonly level: 'error' | 'warning' | 'notice'
  /** Behind the command: `revoke`, `waits on a person`. */
  readonly title: string
  /** The line it is put beside, where the entry itself does not show one. */
  readonly source?: Position | null
}

/** A column of the matrix: a person, an agency, or a relation of the asset itself. */
export interface Column {
  readonly key: string
  /** Columns come in this order, then by their label. */
  readonly rank: number
  /** `agency`, `user`. */
  readonly word: string
  readonly label: string
}

/** Entries that are each marked with how it stands with them: checks, results, writes. */
export interface Items {
  readonly type: 'items'
  /** Empty: none but the section's title. */
  readonly headline: string
  readonly items: readonly Item[]
  /** Columns of the widest mark and the widest name there can be, so that lists line up. */
  readonly widths: { readonly mark: number; readonly name: number }
}

export interface Item {
  /** `done`, `ok`. */
  readonly mark: string
  readonly colour: Colour
  readonly sign: Sign | null
  /** `expiry`; empty where the words name it. */
  readonly name: string
  readonly words: string
  /** One line each, below the words. */
  readonly details: readonly string[]
  readonly source: Position | null
  readonly order: number
  readonly annotation: Annotated | null
}

/** Cells by rows and columns. */
export interface Table {
  readonly type: 'table'
  readonly heads: readonly string[]
  readonly rows: readonly { readonly head: string; readonly cells: readonly Cell[] }[]
  /** What the words of the cells mean; empty where they say it. */
  readonly legend: string
}

export interface Cell {
  readonly text: string
  readonly colour: Colour | null
}

/** Lines of words, each with its sign. */
export interface Notes {
  readonly type: 'notes'
  readonly lines: readonly { readonly sign: Sign; readonly text: string }[]
}

/** A document with what most of them leave empty. */
export const documentOf = (
  document: Pick<Document, 'command' | 'tone' | 'summary' | 'problems'> & Partial<Document>,
): Document => ({
  header: [],
  alerts: [],
  sections: [],
  verbatim: null,
  filters: { change: '', finding: '' },
  matrixBefore: null,
  facts: [],
  ...document,
})

/** A section of plain blocks, unless told otherwise. */
export const sectionOf = (
  section: Pick<Section, 'id' | 'title' | 'blocks'> & Partial<Section>,
): Section => ({
  rank: 0,
  isSigned: false,
  isPooled: false,
  short: [],
  isLong: false,
  ...section,
})

/** A row without a place in the matrix, unless told otherwise. */
export const rowOf = (row: Pick<Row, 'sign' | 'what' | 'change'> & Partial<Row>): Row => ({
  asset: { kind: '', id: '', name: null },
  word: '',
  subject: '',
  halves: null,
  sources: [],
  order: 0,
  assets: [],
  lists: null,
  action: '',
  isAlarm: false,
  tasks: [],
  findings: [],
  column: null,
  hides: [],
  annotation: null,
  ...row,
})

export const groupOf = (group: Pick<Group, 'rows'> & Partial<Group>): Group => ({
  type: 'group',
  headline: headlineOf(''),
  words: '',
  sources: [],
  assets: [],
  assetNote: '',
  ...group,
})

export const headlineOf = (text: string, over: Partial<Headline> = {}): Headline => ({
  mark: '',
  colour: null,
  text,
  code: '',
  ...over,
})

export const notesOf = (lines: Notes['lines']): Notes => ({ type: 'notes', lines })

/** Whether there is nothing in it to show. */
export const isEmpty = ({ blocks }: Section): boolean => blocks.every(isEmptyBlock)

/** A group with a headline says something even without a row. */
const isEmptyBlock = (block: Block): boolean => {
  switch (block.type) {
    case 'asset_rows':
      return block.rows.length === 0
    case 'group':
      return block.rows.length === 0 && block.headline?.text === ''
    case 'items':
      return block.items.length === 0 && block.headline === ''
    case 'table':
      return block.rows.length === 0
    case 'notes':
      return block.lines.length === 0
  }
}

/** What it comes to, where all is said in lines: an alert that the header has is not said twice. */
export const sumOf = ({ summary, alerts, header }: Document): readonly string[] => [
  ...summary,
  ...alerts.filter((line) => !header.includes(line)),
]
