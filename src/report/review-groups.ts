import type { Ownership, ScopeRelation } from '../model/live.ts'
import type { PlanAsset, Subject } from '../model/plan.ts'
import type { ReviewAsset, ReviewReport } from '../model/review.ts'
import { compareText } from '../model/text.ts'
import type { TextOptions } from './blocks.ts'
import { assetName, assetsHeadline } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import { plural } from './plural.ts'
import { accessRow } from './review-rows.ts'
import { nameOf, type Row } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

/** Up to this many assets a review is read asset by asset; beyond, subject by subject. */
const MANY_ASSETS = 40

/** Whether the matrix is shown by subject, the same on many assets as one line. */
export const isBySubject = ({ assets }: ReviewReport, { verbose }: TextOptions): boolean =>
  assets.length > MANY_ASSETS && !verbose

/** The matrix as blocks of lines. */
export const matrixBlocks = (
  report: ReviewReport,
  options: TextOptions,
): readonly (readonly string[])[] =>
  isBySubject(report, options) ? subjectBlocks(report, options) : assetBlocks(report, options)

/** Every asset with its holds; one that nobody holds is a headline alone. */
const assetBlocks = (report: ReviewReport, options: TextOptions): readonly (readonly string[])[] =>
  report.assets.map((asset) => [
    ...headline(`${assetsHeadline([asset], options)}${OWNERSHIP_NOTES[asset.ownership]}`, options),
    ...linesOfRows(rowsOf(asset, report, options), options.width, options.paint),
  ])

/** What the headline of an asset says behind its name. */
export const OWNERSHIP_NOTES: Readonly<Record<Ownership, string>> = {
  owned: '',
  client: ", a client's",
  pending: ', asked for',
  absent: ', in no list of the business',
  unknown: ', whose it is is not known',
}

/** A list that could not be read stands where its rows would: nobody is taken for absent. */
const rowsOf = (
  asset: ReviewAsset,
  { unread, filters }: ReviewReport,
  options: TextOptions,
): readonly Row[] => {
  const blank = { sign: '?', asset, word: '', subject: '', sources: [] } as const
  const rows = [
    ...asset.access.map((row) => accessRow(asset, row, options)),
    ...unread
      .filter((row) => row.asset.id === asset.id)
      .map((row) => ({
        ...blank,
        word: LISTS[row.relation],
        what: 'could not be read: see below',
      })),
  ]
  const nobody =
    filters.length > 0 ? 'nobody that the filters let through' : NOBODY[asset.ownership]
  return rows.length > 0 ? rows : [{ ...blank, sign: ' ', what: nobody }]
}

/** What stands for the holds of an asset that has none. */
export const NOBODY: Readonly<Record<Ownership, string>> = {
  owned: 'nobody that can be seen from here',
  client: 'nobody of ours',
  pending: 'nothing is held yet',
  absent: 'nothing is held',
  unknown: 'not read',
}

/** The lists of an asset, in words. */
export const LISTS = {
  agencies: 'agencies',
  users: 'people',
  request: 'our access',
  on_behalf_of: 'on behalf of',
} as const satisfies Readonly<Record<ScopeRelation, string>>

const headline = (text: string, { width, paint }: TextOptions): readonly string[] =>
  wrapTo(text, width).map((line) => paint(line, 'bold'))

interface Line {
  readonly subject: Subject
  readonly row: Row
}

/** Every subject with what it holds; the same on many assets of a kind is one line. */
export const subjectBlocks = (
  { assets, business }: ReviewReport,
  options: TextOptions,
): readonly (readonly string[])[] => {
  const lines = assets.flatMap((asset) =>
    asset.access.map(
      (row): Line => ({ subject: row.subject, row: accessRow(asset, row, options) }),
    ),
  )
  return groupsBy(lines, ({ subject }) => `${subject.type} ${subject.id}`)
    .map(([, own]) => own)
    .sort(
      (one, other) => rank(one) - rank(other) || compareText(subjectKey(one), subjectKey(other)),
    )
    .map((own) => subjectBlock(own, business.id, options))
}

/** Businesses first, then system users, then people; each in the order they were met. */
const rank = (lines: readonly Line[]): number =>
  TYPES.indexOf(lines[0]?.subject.type ?? 'obo_request')

const subjectKey = ([first]: readonly Line[]): string =>
  first === undefined ? '' : nameOf(first.subject, NAME_WIDTH)

const NAME_WIDTH = 60

const TYPES: readonly Subject['type'][] = [
  'business',
  'system_user',
  'business_user',
  'obo_request',
]

const subjectBlock = (
  lines: readonly Line[],
  business: string,
  options: TextOptions,
): readonly string[] => {
  const [first] = lines
  if (first === undefined) return []
  const { subject } = first
  const who =
    subject.id === business
      ? 'us, on the assets of clients'
      : `${SUBJECTS[subject.type]} ${nameOf(subject, NAME_WIDTH)}`
  const rows = groupsBy(lines, ({ row }) => JSON.stringify([row.sign, row.asset.kind, row.what]))
  return [
    ...headline(`${who}: ${plural(lines.length, 'asset')}`, options),
    ...linesOfRows(
      rows.map(([, same]) =>
        mergedRow(
          same.map(({ row }) => row),
          options,
        ),
      ),
      options.width,
      options.paint,
    ),
  ]
}

const mergedRow = (same: readonly Row[], options: TextOptions): Row => {
  const [first] = same as readonly [Row]
  const assets = same.map(({ asset }) => asset)
  return {
    ...first,
    word: '',
    subject: '',
    what: `${first.what} on ${someAssets(assets, options)}`,
    sources: same.flatMap(({ sources }) => sources),
  }
}

/** From this many on the first stands for all. */
const MANY = 4

/** `ad account act_1 "EU"`, or `312 ad accounts: act_1 "EU" and 311 more`. */
export const someAssets = (assets: readonly PlanAsset[], options: TextOptions): string =>
  options.kinds
    .flatMap(({ name, label }) => {
      const [first, ...others] = assets.filter(({ kind }) => kind === name)
      if (first === undefined) return []
      return others.length + 1 < MANY || options.verbose
        ? [assetsHeadline([first, ...others], options)]
        : [`${plural(others.length + 1, label)}: ${assetName(first)} and ${others.length} more`]
    })
    .join('; ')
