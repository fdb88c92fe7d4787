/**
 * The data for a page's script: its rows in the order of the document (`r0`, `r1`, …), with numbers in
 * place of what they have in common. Everything is text as shown; names are already escaped for
 * display.
 */
export interface PageData {
  readonly assets: readonly NamedData[]
  readonly columns: readonly ColumnData[]
  readonly tasks: readonly string[]
  readonly powers: readonly PowerData[]
  /** With their sign: `- revoke`; or in a word: `extra`. */
  readonly changes: readonly string[]
  readonly marks: readonly MarkData[]
  readonly findings: readonly string[]
  readonly whats: readonly string[]
  readonly places: readonly string[]
  /** What could not be read: an asset, and the ranks of the columns that are hidden by that. */
  readonly unread: readonly { readonly a: number; readonly r: readonly number[] }[]
  readonly rows: readonly RowData[]
}

/** An asset, or who holds something on it. */
export interface NamedData {
  /** `ad account`, `agency`. */
  readonly word: string
  readonly name: string
  /** `kim@northwind.example (kim)`; often empty. */
  readonly note: string
  /** Empty where the name is the id. */
  readonly id: string
}

export interface ColumnData extends NamedData {
  readonly rank: number
  /** The subject as the lists of the page have it. */
  readonly label: string
}

/** The strongest of some tasks: what a cell shows of them. */
export interface PowerData {
  readonly task: string
  /** A letter or two that no other task has. */
  readonly letter: string
  /** From 3, manages, to 1, only looks. */
  readonly level: number
  /** The level in words. */
  readonly words: string
}

/** What a row begins with. */
export interface MarkData {
  /** What a cell shows of it; empty where all is as it should be. */
  readonly mark: string
  readonly words: string
  /** A class of the page's style. */
  readonly tone: string
}

/** One line of the page. Numbers are positions in the lists above. */
export interface RowData {
  readonly a: readonly number[]
  /** Column of the matrix, or -1. */
  readonly k: number
  readonly c: number
  /** Its mark. */
  readonly m: number
  readonly t: readonly number[]
  readonly f: readonly number[]
  readonly w: number
  /** 1 for what must be seen first, otherwise 0. */
  readonly x: 0 | 1
  /** Its power, or -1 where it has no tasks. */
  readonly h: number
  /** Its place in the manifest. */
  readonly p: number
}
