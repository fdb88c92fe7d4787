/**
 * The data for a page's script: its rows in the order of the document (`r0`, `r1`, …), with numbers in
 * place of what they have in common. Everything is text as shown; names are already escaped for
 * display.
 */
export interface PageData {
  readonly assets: readonly AssetData[]
  readonly columns: readonly ColumnData[]
  readonly tasks: readonly string[]
  /** With their sign: `- revoke`. */
  readonly changes: readonly string[]
  readonly findings: readonly string[]
  readonly whats: readonly string[]
  readonly places: readonly string[]
  /** What could not be read: an asset, and the ranks of the columns that are hidden by that. */
  readonly unread: readonly { readonly a: number; readonly r: readonly number[] }[]
  readonly rows: readonly RowData[]
}

export interface AssetData {
  /** `ad account`. */
  readonly kind: string
  /** `act_1111 "EU Search"`. */
  readonly name: string
}

export interface ColumnData {
  readonly rank: number
  readonly word: string
  readonly label: string
}

/** One line of the page. Numbers are positions in the lists above. */
export interface RowData {
  readonly a: readonly number[]
  /** Column of the matrix, or -1. */
  readonly k: number
  readonly c: number
  readonly t: readonly number[]
  readonly f: readonly number[]
  readonly w: number
  /** 1 for what must be seen first, otherwise 0. */
  readonly x: 0 | 1
  /** Its place in the manifest. */
  readonly p: number
}
