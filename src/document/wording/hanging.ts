import type { PlanAsset, Waiting } from '../../model/plan.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { someAssets } from '../asset-groups.ts'
import type { Row } from '../document.ts'
import { escapeText } from '../escape.ts'
import { nameWidth, type RowOptions, subjectWords, waitingRow } from './rows.ts'

/** What waits, apart from what hangs on something that is listed itself: that is said with it. */
export interface Folded {
  readonly own: readonly Waiting[]
  /** What hangs on an address, by that address. */
  readonly on: ReadonlyMap<string, readonly Waiting[]>
}

/** `listed`: everything else that has an entry of its own. */
export const foldedOf = (
  waiting: readonly Waiting[],
  listed: readonly { readonly address: string }[],
): Folded => {
  const byAddress = new Map(waiting.map((entry) => [entry.address, entry]))
  const others = new Set(listed.map(({ address }) => address))
  const rootOf = ({ needs = [] }: Waiting, seen: readonly string[] = []): string | null => {
    for (const need of needs) {
      const next = byAddress.get(need)
      if (others.has(need)) return need
      if (next !== undefined && !seen.includes(need)) {
        return rootOf(next, [...seen, need]) ?? need
      }
    }
    return null
  }
  const rooted = waiting.map((entry) => ({ entry, root: rootOf(entry, [entry.address]) }))
  const hanging = rooted.filter(({ root }) => root !== null)
  return {
    own: rooted.filter(({ root }) => root === null).map(({ entry }) => entry),
    on: new Map(
      [...groupBy(hanging, ({ root }) => root ?? '')].map(([root, same]) => [
        root,
        same.map(({ entry }) => entry),
      ]),
    ),
  }
}

/** A row that also says what follows once it is done. */
export const withHanging = (
  row: Row,
  address: string,
  { on }: Pick<Folded, 'on'>,
  options: RowOptions,
): Row => {
  const hanging = on.get(address) ?? []
  return hanging.length === 0
    ? row
    : { ...row, what: `${row.what}; then ${hangingWords(hanging, row.asset, options)}` }
}

/** `ADVERTISE, ANALYZE for user lee 6155…`, or on other assets `ADVERTISE, ANALYZE on 2 ad accounts`. */
export const hangingWords = (
  hanging: readonly Waiting[],
  asset: PlanAsset,
  options: RowOptions,
): string => {
  const keyOf = (entry: Waiting): string =>
    JSON.stringify([entry.tasks, entry.asset.id === asset.id ? '' : entry.subject?.id])
  return [...groupBy(hanging, keyOf).values()]
    .map((same) => sameWords(same, asset, options))
    .join('; ')
}

const sameWords = (same: readonly Waiting[], asset: PlanAsset, options: RowOptions): string => {
  const isHere = same.every((entry) => entry.asset.id === asset.id)
  const who = new Set(same.flatMap(({ subject }) => (subject === null ? [] : [subject])))
  const assets = same.map((entry) => entry.asset)
  const people = [...who]
    .map((subject) => subjectWords(subject, nameWidth(options.width)))
    .join(', ')
  const tasks = escapeText((same[0]?.tasks ?? []).join(', '))
  const where = isHere ? `for ${people}` : `on ${someAssets(assets, options)}`
  return tasks === '' ? where : `${tasks} ${where}`
}

/** The rows of what hangs on others, which only a page shows again. */
export const hangingRows = ({ on }: Folded, options: RowOptions): readonly Row[] =>
  [...on.values()].flat().map((entry) => ({ ...waitingRow(entry, options), hangs: true }))
