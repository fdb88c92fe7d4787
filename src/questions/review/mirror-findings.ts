import type { Ground } from '../../access/ground.ts'
import type { Finding } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { MIRROR_WORDS, type MirrorDifference } from '../holders/mirror-differences.ts'
import { finding } from './finding-table.ts'

/** Where our business's own lists differ from the assets: one for each business, list and manner. */
export const mirrorFindings = (
  { directory }: Pick<Ground, 'directory'>,
  differences: readonly MirrorDifference[],
): readonly Finding[] =>
  [
    ...groupBy(differences, ({ list, how, business }) => `${list} ${how} ${business?.id}`).values(),
  ].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const { list, how, business } = first
    return [
      finding(
        'mirror_differs',
        { words: MIRROR_WORDS[how](list) },
        {
          subject:
            business === null ? null : directory.subjectOf('agencies', business.id, business.name),
          assets: same.map(({ asset }) => asset),
          addresses: same.flatMap(({ address }) => address ?? []),
        },
      ),
    ]
  })
