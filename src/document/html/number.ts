import { type KindTable, kindOf } from '../../model/kinds.ts'
import { compareText } from '../../model/text/text.ts'
import { ranksOfKinds } from '../asset-groups.ts'
import type { Column, Row } from '../document.ts'
import { placesOf } from '../problem-words.ts'
import { markOf } from './marks.ts'
import { assetData, subjectData } from './named-markup.ts'
import type { ColumnData, PageData, PowerData } from './page-data.ts'
import { type Part, rowsOfParts } from './parts.ts'
import { type Letters, lettersOf, strongestOf } from './power.ts'

/** `- revoke`, or `extra`: a change, or what is, as the filter calls it. */
const changeOf = ({ sign, change }: Row): string =>
  sign.length > 1 ? change : `${sign} ${change}`.trim()

/** What the cell of a row shows of its tasks; null if there are none. */
const heldPower = (
  { asset, tasks, held }: Row,
  options: { readonly kinds: KindTable; readonly letters: Letters },
): PowerData | null =>
  asset.kind === '' ? null : strongestOf(kindOf(asset.kind, options.kinds), held ?? tasks, options)

const columnData = ({ rank, word, label, parts }: Column): ColumnData => ({
  ...{ rank, label },
  ...(parts === null ? { word, name: label, note: '', id: '' } : subjectData(parts, word)),
})

/** A list that has each value once, and the position of each. */
const listed = <T>(values: readonly T[], keyOf: (value: T) => string) => {
  const first = new Map<string, T>()
  for (const value of values) if (!first.has(keyOf(value))) first.set(keyOf(value), value)
  const places = new Map([...first.keys()].map((key, at) => [key, at]))
  return {
    values: [...first.values()],
    at: (value: T): number => places.get(keyOf(value)) ?? -1,
  }
}

const itself = (text: string): string => text

/** What the script knows a row by, apart from its lists. */
const factsOf = (row: Row, options: { readonly kinds: KindTable; readonly letters: Letters }) => ({
  row,
  change: changeOf(row),
  mark: markOf(row.sign),
  power: heldPower(row, options),
  words: rowWords(row),
  place: placesOf(row.sources),
})

/** The data for a page's script, in which what rows have in common is a number. */
export const dataOf = (parts: readonly Part[], kinds: KindTable): PageData => {
  const rows = rowsOfParts(parts)
  const options = { kinds, letters: lettersOf(kinds) }
  const facts = rows.map((row) => factsOf(row, options))
  const assets = listed(sortedAssets(rows, kinds), ({ id }) => id)
  const columns = listed(sortedColumns(rows), ({ key }) => key)
  const tasks = listed(sortedTasks(rows, kinds), itself)
  const changes = listed(
    facts.map(({ change }) => change),
    itself,
  )
  const marks = listed(
    facts.map(({ mark }) => mark),
    ({ words }) => words,
  )
  const powers = listed(facts.flatMap(({ power }) => power ?? []).sort(compareGreatest), powerKey)
  const findings = listed(rows.flatMap((row) => row.findings).sort(compareText), itself)
  const whats = listed(
    facts.map(({ words }) => words),
    itself,
  )
  const places = listed(['', ...facts.map(({ place }) => place)], itself)
  return {
    assets: assets.values.map((asset) => assetData(asset, kinds)),
    columns: columns.values.map(columnData),
    tasks: tasks.values,
    powers: powers.values,
    changes: changes.values,
    marks: marks.values,
    findings: findings.values,
    whats: whats.values,
    places: places.values,
    unread: rows
      .filter(({ hides }) => hides.length > 0)
      .flatMap((row) => row.assets.map((asset) => ({ a: assets.at(asset), r: row.hides }))),
    rows: facts.map(({ row, change, mark, power, words, place }) => ({
      a: row.assets.map(assets.at),
      k: row.column === null ? -1 : columns.at(row.column),
      c: changes.at(change),
      m: marks.at(mark),
      t: row.tasks.map(tasks.at),
      f: row.findings.map(findings.at),
      x: row.isAlarm ? 1 : 0,
      h: power === null ? -1 : powers.at(power),
      w: whats.at(words),
      p: places.at(place),
    })),
  }
}

/** One task may be more on one kind than on another. */
const powerKey = ({ task, level }: PowerData): string => `${level} ${task}`

const compareGreatest = (one: PowerData, other: PowerData): number =>
  other.level - one.level || compareText(one.task, other.task)

/** If no column names the subject, the words do. */
const rowWords = ({ column, word, subject, what }: Row): string =>
  column === null ? [word, subject, what].filter((part) => part !== '').join(' ') : what

const sortedAssets = (rows: readonly Row[], kinds: KindTable) => {
  const rankOf = ranksOfKinds(kinds)
  return rows
    .flatMap(({ assets }) => assets)
    .sort((one, other) => rankOf(one.kind) - rankOf(other.kind) || compareText(one.id, other.id))
}

const sortedColumns = (rows: readonly Row[]): readonly Column[] =>
  rows
    .flatMap(({ column }) => (column === null ? [] : [column]))
    .sort((one, other) => one.rank - other.rank || compareText(one.label, other.label))

/** The most powerful first; tasks that no kind knows last. */
const sortedTasks = (rows: readonly Row[], kinds: KindTable): readonly string[] => {
  const present = new Set(rows.flatMap(({ tasks }) => tasks))
  const known = kinds.flatMap(({ tasks }) => tasks)
  return [...new Set([...known, ...[...present].sort(compareText)])].filter((task) =>
    present.has(task),
  )
}
