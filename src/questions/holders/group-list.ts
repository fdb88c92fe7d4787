import type { Ground } from '../../access/ground.ts'
import type { ReviewGroup } from '../../model/reports/review-report.ts'
import { compareText } from '../../model/text/text.ts'
import { withEmail } from './with-email.ts'

/** The asset groups of the business, by id, each with what is in it and who; null if not asked for. */
export const groupsIn = (ground: Ground): readonly ReviewGroup[] | null => {
  const { groups } = ground.live
  if (groups === undefined) return null
  return [...groups.rows]
    .sort((one, other) => compareText(one.id, other.id))
    .map(({ id, name, assets, members }) => ({
      id,
      name,
      assets: assets.map((asset) => ({ kind: asset.kind, id: asset.id, name: asset.name })),
      people: members.map((member) =>
        withEmail(ground, ground.directory.subjectOf('users', member.id, member.name)),
      ),
    }))
}
