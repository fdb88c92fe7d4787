import type { PlanAsset } from '../model/plan.ts'
import type { Position, Problem } from '../model/problem.ts'
import type { Colour, Sign } from './paint.ts'

/**
 * A report as it will be shown, whatever the format. Each command describes its value once; formats
 * know these blocks but no commands. Every text in it is already escaped for display, and contains
 * neither colours nor line breaks for layout.
 */
export interface Document {
  /** The command: `plan`. */
  readonly command: string
  /** The first line says what was looked at, the others how. Empty if there is nothing to say. */
  readonly header: readonly string[]
  readonly tone: Tone
  /** The first line is the headline. */
  readonly summary: readonly string[]
  /** Why the report is incomplete or will not be applied. */
  readonly alerts: readonly string[]
  readonly problems: readonly Problem[]
  readonly sections: readonly Section[]
  /**
   * Text that is the output itself, such as a manifest that was asked for. Null for all other
   * reports.
   */
  readonly verbatim: string | null
  /** Names of the filters by change and by finding: `Change`, `Reason`. */
  readonly filters: { readonly change: string; readonly finding: string }
  /** The section that the matrix precedes; null if the matrix comes last. */
  readonly matrixBefore: string | null
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** `take`: something is taken away. `stop`: an error. `calm`: nothing to look at. */
export type Tone = 'stop' | 'take' | 'change' | 'calm'

/** A titled part of a document. One without entries is not shown. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
  /** How many entries it has, if that is not the number of its rows; otherwise null. */
  readonly count: number | null
  /** If room is short, sections of a lower rank get theirs first. */
  readonly rank: number
  /** Whether the signs of its rows say what will change, and deserve a colour. */
  readonly isSigned: boolean
  /**
   * Whether a terminal shows its entries together with those of the other pooled sections: all rows
   * under their assets, in the order of the report.
   */
  readonly isPooled: boolean
  /** The same in a few lines, used if there is no room for each entry. */
  readonly short: readonly Block[]
  /** Whether terminals and comments show the short form unless everything is asked for. */
  readonly isLong: boolean
}

export type Block = AssetRows | Arranged

/** A block whose rows, if it has any, are already under their assets. */
export type Arranged = Group | Items | Table | Notes

/** Rows that belong under their assets. The same change on many assets is shown as one row. */
export interface AssetRows {
  readonly type: 'asset_rows'
  readonly rows: readonly Row[]
}

/** Rows under one headline. */
export interface Group {
  readonly type: 'group'
  /** Null: the names of its assets. A headline without text: only the section's title. */
  readonly headline: Headline | null
  /** Shown below the headline. */
  readonly words: string
  readonly sources: readonly Position[]
  readonly assets: readonly PlanAsset[]
  /** Shown after the names of the assets: `, asked for`. */
  readonly assetNote: string
  readonly rows: readonly Row[]
}

export interface Headline {
  /** Its weight, shown before the text: `high`. Empty for none. */
  readonly mark: string
  readonly colour: Colour | null
  readonly text: string
  /** Shown after the text: `[agency_manages]`. */
  readonly code: string
  /** The ids in the text, of which people read the rest. */
  readonly ids: readonly string[]
}

/**
 * One line of a report: what is true of one subject, or would be done, and what filters find it
 * by.
 */
export interface Row {
  readonly sign: Sign
  readonly asset: PlanAsset
  /** `agency`, `user`, `request`. */
  readonly word: string
  readonly subject: string
  /** The same in parts, for whoever shows them apart; null if the row is about nobody. */
  readonly subjectParts: SubjectParts | null
  /** The id in its subject, of which people read the rest; empty if there is nothing else. */
  readonly id: string
  readonly what: string
  readonly sources: readonly Position[]
  /** Position in the report, among the rows of all sections. */
  readonly order: number
  /** All assets for which it is true; none if its words name them. */
  readonly assets: readonly PlanAsset[]
  /**
   * Whether the row itself lists its assets, all or the first of them; if so, its headline does
   * not.
   */
  readonly lists: 'all' | 'some' | null
  /** `revoke`: shown after the sign on a page. Empty if the sign or the words say it. */
  readonly action: string
  /** Its name in the filter by change: `revoke`, `waits`, `by hand`. */
  readonly change: string
  /**
   * Somebody loses access through it, or holds more than is declared; shown before everything
   * else.
   */
  readonly isAlarm: boolean
  readonly tasks: readonly string[]
  /** Tasks that its cell of the matrix shows: what is or will be held, or was; null: `tasks`. */
  readonly held: readonly string[] | null
  /** Its names in the filter by finding: `expired`, `live changed`. */
  readonly findings: readonly string[]
  /** Null if it has no place in the matrix. */
  readonly column: Column | null
  /** Ranks of the columns that would be filled by a list that could not be read. */
  readonly hides: readonly number[]
  /** Whether another entry speaks of it too; only a page, which can be searched, shows it again. */
  readonly hangs: boolean
  /** Null if it does not deserve an annotation in a workflow run. */
  readonly annotation: Annotated | null
}

export interface Annotated {
  readonly level: 'error' | 'warning' | 'notice'
  /** Shown after the command: `revoke`, `waits on a person`. */
  readonly title: string
  /** The manifest line to annotate, if the entry itself does not show one. */
  readonly source?: Position | null
}

/** A column of the matrix: a person, an agency, or a relation of the asset itself. */
export interface Column {
  readonly key: string
  /** Columns are sorted by rank, then by label. */
  readonly rank: number
  /** `agency`, `user`. */
  readonly word: string
  /** The whole of it in words; columns of a rank are sorted by it. */
  readonly label: string
  /** The label in parts; null for a relation of the asset itself. */
  readonly parts: SubjectParts | null
}

/** Whom something is about; null for what is not known. Escaped for display. */
export interface SubjectParts {
  readonly name: string | null
  readonly email: string | null
  readonly alias: string | null
  readonly id: string
}

/** Entries that are each marked with their status: checks, results, writes. */
export interface Items {
  readonly type: 'items'
  /** Empty: only the section's title. */
  readonly headline: string
  readonly items: readonly Item[]
  /** Width, in columns, of the widest possible mark and name, so that lists line up. */
  readonly widths: { readonly mark: number; readonly name: number }
}

export interface Item {
  /** `done`, `ok`. */
  readonly mark: string
  readonly colour: Colour
  readonly sign: Sign | null
  /** `expiry`; empty if the words name it. */
  readonly name: string
  readonly words: string
  /** Lines shown below the words. */
  readonly details: readonly string[]
  readonly source: Position | null
  readonly order: number
  readonly annotation: Annotated | null
}

/** A table of cells. */
export interface Table {
  readonly type: 'table'
  readonly heads: readonly string[]
  readonly rows: readonly { readonly head: string; readonly cells: readonly Cell[] }[]
  /** What the words in the cells mean; empty if they need no explanation. */
  readonly legend: string
}

export interface Cell {
  readonly text: string
  readonly colour: Colour | null
}

/** Lines of words, each with a sign. */
export interface Notes {
  readonly type: 'notes'
  readonly lines: readonly { readonly sign: Sign; readonly text: string }[]
}

/** A document; parts that are not given are empty. */
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

/** A section of plain blocks; other properties have to be given. */
export const sectionOf = (
  section: Pick<Section, 'id' | 'title' | 'blocks'> & Partial<Section>,
): Section => ({
  count: null,
  rank: 0,
  isSigned: false,
  isPooled: false,
  short: [],
  isLong: false,
  ...section,
})

/** A row without a place in the matrix, unless one is given. */
export const rowOf = (row: Pick<Row, 'sign' | 'what' | 'change'> & Partial<Row>): Row => ({
  asset: { kind: '', id: '', name: null },
  word: '',
  subject: '',
  subjectParts: null,
  id: '',
  sources: [],
  order: 0,
  assets: [],
  lists: null,
  action: '',
  isAlarm: false,
  tasks: [],
  held: null,
  findings: [],
  column: null,
  hides: [],
  hangs: false,
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
  ids: [],
  ...over,
})

export const notesOf = (lines: Notes['lines']): Notes => ({ type: 'notes', lines })

/** Whether it has nothing to show. */
export const isEmpty = ({ blocks }: Section): boolean => blocks.every(isEmptyBlock)

/** A group with a headline says something even without rows. */
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

/**
 * The closing lines where everything is shown as lines. An alert that the header has is not
 * repeated.
 */
export const sumOf = ({ summary, alerts, header }: Document): readonly string[] => [
  ...summary,
  ...alerts.filter((line) => !header.includes(line)),
]
