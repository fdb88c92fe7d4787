import type { Expiring } from '../model/expiring.ts'
import type { TextOptions } from './blocks.ts'
import { escapeText } from './escape.ts'
import { assetsHeadline } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import { nameOf, type Row, type RowOptions } from './rows.ts'
import { SUBJECTS } from './words.ts'

/** What ends soon, as lines below a headline; the same end on many assets is one line. */
export const expiringLines = (
  expiring: readonly Expiring[],
  options: TextOptions,
): readonly string[] =>
  expiring.length === 0
    ? []
    : [
        options.paint('Ends soon', 'bold'),
        ...linesOfRows(expiringRows(expiring, options), options.width, options.paint),
      ]

/** What ends soon as rows, the same end on many assets as one. */
export const expiringRows = (expiring: readonly Expiring[], options: RowOptions): readonly Row[] =>
  groupsBy(expiring, sameEnd).map(([, same]) => rowOf(same, options))

const sameEnd = ({ asset, subject, tasks, expires, note }: Expiring): string =>
  JSON.stringify([asset.kind, subject?.id, tasks, expires, note])

const rowOf = (same: readonly Expiring[], options: RowOptions): Row => {
  const [first] = same as readonly [Expiring]
  const { subject, tasks, expires, note, asset } = first
  const on = assetsHeadline(
    same.map((row) => row.asset),
    options,
  )
  const why = note === null ? '' : `: ${note}`
  return {
    sign: '!',
    asset,
    word: escapeText(`after ${expires}`),
    subject:
      subject === null
        ? 'our request'
        : `${SUBJECTS[subject.type]} ${nameOf(subject, options.width)}`,
    what: `${escapeText(tasks.join(', '))} on ${on}${escapeText(why)}`,
    sources: same.map(({ source }) => source),
  }
}
