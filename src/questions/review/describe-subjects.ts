import { someAssets } from '../../document/asset-groups.ts'
import { type Group, groupOf, headlineOf, type Row } from '../../document/document.ts'
import { plural } from '../../document/plural.ts'
import { calledWords, type RowOptions } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import type { Subject } from '../../model/plan.ts'
import type { ReviewReport } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { compareText } from '../../model/text/text.ts'
import { accessRow } from '../holders/describe-holder.ts'

interface Line {
  readonly subject: Subject
  readonly row: Row
}

/** Every subject with what it holds. The same on many assets of a kind is one row. */
export const subjectGroups = (
  { assets, business }: ReviewReport,
  options: RowOptions,
): readonly Group[] => {
  const lines = assets.flatMap((asset) =>
    asset.access.map(
      (row): Line => ({ subject: row.subject, row: accessRow(asset, row, options) }),
    ),
  )
  return [...groupBy(lines, ({ subject }) => `${subject.type} ${subject.id}`)]
    .map(([, own]) => own)
    .sort(
      (one, other) => rank(one) - rank(other) || compareText(subjectKey(one), subjectKey(other)),
    )
    .flatMap((own) => subjectGroup(own, business.id, options))
}

/**
 * Businesses first, then system users, then people, each in the order of their first occurrence.
 */
const rank = (lines: readonly Line[]): number =>
  TYPES.indexOf(lines[0]?.subject.type ?? 'obo_request')

const subjectKey = ([first]: readonly Line[]): string =>
  first === undefined ? '' : calledWords(first.subject)

const TYPES: readonly Subject['type'][] = [
  'business',
  'system_user',
  'business_user',
  'obo_request',
]

const subjectGroup = (
  lines: readonly Line[],
  business: string,
  options: RowOptions,
): readonly Group[] => {
  const [first] = lines
  if (first === undefined) return []
  const { subject } = first
  const who =
    subject.id === business
      ? 'us, on the assets of clients'
      : `${SUBJECTS[subject.type]} ${calledWords(subject)}`
  const rows = [
    ...groupBy(lines, ({ row }) => JSON.stringify([row.sign, row.asset.kind, row.what])),
  ]
  return [
    groupOf({
      headline: headlineOf(`${who}: ${plural(lines.length, 'asset')}`),
      rows: rows.map(([, same]) =>
        mergedRow(
          same.map(({ row }) => row),
          options,
        ),
      ),
    }),
  ]
}

const mergedRow = (same: readonly Row[], options: RowOptions): Row => {
  const [first] = same as readonly [Row]
  const assets = same.map(({ asset }) => asset)
  return {
    ...first,
    word: '',
    subject: '',
    subjectParts: null,
    what: `${first.what} on ${someAssets(assets, options)}`,
    assets,
    sources: same.flatMap(({ sources }) => sources),
  }
}
