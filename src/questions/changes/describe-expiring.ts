import { assetsHeadline } from '../../document/asset-groups.ts'
import { groupOf, type Row, rowOf, type Section, sectionOf } from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { type RowOptions, subjectName, subjectWord } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { PlanAsset, Subject } from '../../model/plan.ts'
import type { Expiring } from '../../model/reports/expiring-report.ts'
import { groupBy } from '../../model/text/grouping.ts'

/** What ends soon. The same end on many assets is one row. */
export const expiringSection = (expiring: readonly Expiring[], options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'ends', title: 'Ends soon', rank: 3 },
    blocks: [
      groupOf({
        rows: [...groupBy(expiring, sameEnd)].map(([, same]) => expiringRow(same, options)),
      }),
    ],
  })

const sameEnd = ({ asset, subject, tasks, expires, note }: Expiring): string =>
  JSON.stringify([asset.kind, subject?.id, tasks, expires, note])

/** `member` of the business itself; on an asset `user`, `agency`. */
const wordOf = ({ kind }: PlanAsset, subject: Subject): string =>
  kind === BUSINESS.name ? subjectWord('members', subject) : SUBJECTS[subject.type]

const expiringRow = (same: readonly Expiring[], options: RowOptions): Row => {
  const [first] = same as readonly [Expiring]
  const { subject, tasks, expires, note, asset } = first
  const on = assetsHeadline(
    same.map((row) => row.asset),
    options,
  )
  const why = note === null ? '' : `: ${note}`
  return rowOf({
    sign: '!',
    asset,
    word: escapeText(`after ${expires}`),
    subject:
      subject === null
        ? 'our request'
        : `${wordOf(asset, subject)} ${subjectName(subject, options.width)}`,
    what: `${escapeText(tasks.join(', '))} on ${on}${escapeText(why)}`,
    sources: same.map(({ source }) => source),
    change: 'ends soon',
  })
}
