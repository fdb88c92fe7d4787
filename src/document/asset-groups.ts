import { APP, BUSINESS, type Kind, type KindTable, kindOf, withGroups } from '../model/kinds.ts'
import type { PlanAsset } from '../model/plan.ts'
import { groupBy } from '../model/text/grouping.ts'
import { compareText } from '../model/text/text.ts'
import { type Arranged, type Block, groupOf, type Row } from './document.ts'
import { escapeText, quoteName } from './escape.ts'
import { cutTo } from './fitted.ts'
import { listOf, plural } from './plural.ts'

/** From this many assets on, the same change of one subject is shown as one line. */
const MANY = 3

/**
 * The kinds of everything that a row can be about or list, in the order of output: who belongs to
 * the business comes before what they work on.
 */
export const listedKinds = (kinds: KindTable): readonly Kind[] => [
  BUSINESS,
  ...withGroups(kinds),
  APP,
]

/** The place of a kind, by its name, in that order; -1 if it has none. */
export const ranksOfKinds = (kinds: KindTable): ((kind: string | undefined) => number) => {
  const ranks = new Map<string | undefined, number>(
    listedKinds(kinds).map(({ name }, rank) => [name, rank]),
  )
  return (kind) => ranks.get(kind) ?? -1
}

/** Rows of one asset, or of several assets with the same change. */
export interface AssetGroup {
  readonly assets: readonly PlanAsset[]
  readonly rows: readonly Row[]
}

/** Rows by asset, in the order of the kinds. The same change on many assets comes first. */
export const groupsOf = (rows: readonly Row[], kinds: KindTable): readonly AssetGroup[] => {
  const rankOf = ranksOfKinds(kinds)
  const merged = [...groupBy(rows, changeKey)].flatMap(([, same]) => mergeMany(same))
  return [...groupBy(merged, ({ assets }) => assets.map(({ id }) => id).join())]
    .map(([, same]) => ({ assets: same[0]?.assets ?? [], rows: same }))
    .sort((one, other) => compareGroups(one, other, rankOf))
}

/** A block with its rows already under their assets; `isWhole`: also those that hang on others. */
export const arranged = (block: Block, kinds: KindTable, isWhole = false): readonly Arranged[] => {
  if (block.type !== 'asset_rows') return [block]
  const rows = isWhole ? block.rows : block.rows.filter(({ hangs }) => !hangs)
  return groupsOf(rows, kinds).map((group) => groupOf({ headline: null, ...group }))
}

const changeKey = (row: Row): string =>
  JSON.stringify([row.sign, row.asset.kind, row.word, row.subject, row.what])

const mergeMany = (same: readonly Row[]): readonly Row[] => {
  const [first] = same
  if (first === undefined || same.length < MANY) {
    return same.map((row) => ({ ...row, assets: [row.asset] }))
  }
  const assets = same.map((row) => row.asset).sort((one, other) => compareText(one.id, other.id))
  return [{ ...first, assets, sources: same.flatMap((row) => row.sources) }]
}

const compareGroups = (
  { assets: one }: AssetGroup,
  { assets: other }: AssetGroup,
  rankOf: (kind: string | undefined) => number,
): number =>
  Number(other.length > 1) - Number(one.length > 1) ||
  rankOf(one[0]?.kind) - rankOf(other[0]?.kind) ||
  compareText(one[0]?.id ?? '', other[0]?.id ?? '')

export interface NameOptions {
  readonly kinds: KindTable
  readonly verbose: boolean
}

const LISTED = 20
const NAME_WIDTH = 40

/** `act_1111 "EU Search"`, with what it is if it is not active: `act_1111 "EU Search" (disabled)`. */
export const assetName = ({ id, name, account_status: status }: PlanAsset): string =>
  [
    escapeText(id),
    name === null ? '' : quoteName(cutTo(name, NAME_WIDTH)),
    status === undefined ? '' : `(${escapeText(statusWords(status))})`,
  ]
    .filter((part) => part !== '')
    .join(' ')

/** `in grace period`, `status 12`. */
const statusWords = (status: string): string =>
  /^\d+$/.test(status) ? `status ${status}` : status.replaceAll('_', ' ')

/** `ad account act_1111 "EU Search"`, or `3 ad accounts: act_1111 "EU Search", act_2222, …`. */
export const assetsHeadline = (
  assets: readonly PlanAsset[],
  { kinds, verbose }: NameOptions,
): string => {
  const [first] = assets
  if (first === undefined) return ''
  const label = kindOf(first.kind, kinds).label
  if (assets.length === 1) return `${label} ${assetName(first)}`
  const shown = verbose ? assets : assets.slice(0, LISTED)
  const hidden = assets.length - shown.length
  const more = hidden === 0 ? '' : ` and ${hidden} more (--verbose lists them)`
  return `${plural(assets.length, label)}: ${shown.map(assetName).join(', ')}${more}`
}

/** Anything that concerns one asset. */
type OnAsset = { readonly asset: PlanAsset }

/** `2 ad accounts and 1 Page`. */
export const countAssets = (steps: readonly OnAsset[], kinds: KindTable): string =>
  listOf(
    assetsByKind(steps, kinds).map((assets) =>
      plural(assets.length, kindOf(assets[0]?.kind ?? '', kinds).label),
    ),
  )

/** The assets of some steps without duplicates, kind by kind in the order of the kinds. */
export const assetsByKind = (
  steps: readonly OnAsset[],
  kinds: KindTable,
): readonly (readonly PlanAsset[])[] => {
  const assets = new Map(steps.map(({ asset }) => [asset.id, asset]))
  return listedKinds(kinds)
    .map(({ name }) => [...assets.values()].filter((asset) => asset.kind === name))
    .filter((ofKind) => ofKind.length > 0)
}

/** From this many on, only the first is named. */
const MANY_NAMED = 4

/** `ad account act_1 "EU"`, or `312 ad accounts: act_1 "EU" and 311 more`. */
export const someAssets = (assets: readonly PlanAsset[], options: NameOptions): string =>
  listedKinds(options.kinds)
    .flatMap(({ name, label }) => {
      const [first, ...others] = assets.filter(({ kind }) => kind === name)
      if (first === undefined) return []
      return others.length + 1 < MANY_NAMED || options.verbose
        ? [assetsHeadline([first, ...others], options)]
        : [`${plural(others.length + 1, label)}: ${assetName(first)} and ${others.length} more`]
    })
    .join('; ')

/**
 * The words of a row that lists its assets: all of them if its headline says what happens to
 * them.
 */
export const listedWords = ({ what, assets, lists }: Row, options: NameOptions): string =>
  lists === 'all'
    ? assetsHeadline(assets, options)
    : [what, someAssets(assets, options)].filter((part) => part !== '').join(': ')
