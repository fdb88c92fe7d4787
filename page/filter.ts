import type { NamedData, PageData } from '../src/document/html/page-data.ts'

/** What the person asks for; -1 is any. */
export interface Query {
  readonly words: readonly string[]
  readonly task: number
  readonly change: number
  readonly finding: number
}

/** The texts words are looked for in, in lower case. */
export interface Texts {
  readonly assets: readonly string[]
  readonly rows: readonly string[]
}

export const textsOf = (data: PageData): Texts => ({
  assets: data.assets.map((asset) => namesOf(asset).toLowerCase()),
  rows: data.rows.map(({ c, k, w, p }) => {
    const column = data.columns[k]
    const who = column === undefined ? '' : `${namesOf(column)} ${column.label}`
    return [data.changes[c], who, data.whats[w], data.places[p]].join(' ').toLowerCase()
  }),
})

const namesOf = ({ word, id, name, note }: NamedData): string => `${word} ${id} ${name} ${note}`

export const isFiltering = ({ words, task, change, finding }: Query): boolean =>
  words.length > 0 || task >= 0 || change >= 0 || finding >= 0

const NONE: readonly number[] = []

/**
 * For each row the assets it is asked for with, none where it is not asked for. A row without an
 * asset counts by its words alone: then `[-1]`.
 */
export const matches = (
  data: PageData,
  texts: Texts,
  query: Query,
): readonly (readonly number[])[] =>
  data.rows.map((row, at) => {
    const { task, change, finding } = query
    const isOfKind =
      (change < 0 || row.c === change) &&
      (task < 0 || row.t.includes(task)) &&
      (finding < 0 || row.f.includes(finding))
    if (!isOfKind) return NONE
    const text = texts.rows[at] ?? ''
    const missing = query.words.filter((word) => !text.includes(word))
    if (missing.length === 0) return row.a.length === 0 ? [-1] : row.a
    return row.a.filter((asset) => {
      const name = texts.assets[asset] ?? ''
      return missing.every((word) => name.includes(word))
    })
  })

/** The cells of the matrix: assets and columns that have one, and the rows in each. */
export interface Cells {
  readonly assets: readonly number[]
  readonly columns: readonly number[]
  /** By asset, then by column. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>
}

export const cellsOf = (data: PageData, found: readonly (readonly number[])[]): Cells => {
  const rows = new Map<number, Map<number, number[]>>()
  const columns = new Set<number>()
  for (const [at, row] of data.rows.entries()) {
    if (row.k < 0) continue
    for (const asset of found[at] ?? NONE) {
      columns.add(row.k)
      const ofAsset = rows.get(asset) ?? new Map<number, number[]>()
      rows.set(asset, ofAsset)
      const cell = ofAsset.get(row.k)
      if (cell === undefined) ofAsset.set(row.k, [at])
      else cell.push(at)
    }
  }
  const ascending = (one: number, other: number): number => one - other
  return {
    assets: [...rows.keys()].sort(ascending),
    columns: [...columns].sort(ascending),
    rows,
  }
}
