import type { GroupMember, LiveGroup, LiveState } from '../model/live.ts'
import type { PlanAsset } from '../model/plan.ts'
import { compareText } from '../model/text/text.ts'

/** One person's way to one asset through an asset group it is in. */
export interface GroupPath {
  readonly group: Pick<LiveGroup, 'id' | 'name'>
  readonly member: GroupMember
  /** What they may do there; null where the API does not tell. */
  readonly tasks: readonly string[] | null
}

/** Who reaches what through the asset groups of the business: a path beside every relation. */
export interface GroupPaths {
  readonly on: (asset: Pick<PlanAsset, 'id'>) => readonly GroupPath[]
}

/** Nobody, where groups were not read. */
export const groupPathsIn = ({ groups }: Pick<LiveState, 'groups'>): GroupPaths => {
  const found = new Map<string, GroupPath[]>()
  for (const group of [...(groups?.rows ?? [])].sort(byId)) {
    const members = [...group.members].sort(byId)
    for (const { kind, id } of group.assets) {
      const paths = members.flatMap((member) => pathOf(group, member, kind))
      if (paths.length > 0) found.set(id, [...(found.get(id) ?? []), ...paths])
    }
  }
  return { on: ({ id }) => found.get(id) ?? [] }
}

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  compareText(one.id, other.id)

/** A list without tasks says that they reach nothing of the kind; no list says nothing. */
const pathOf = (
  { id, name }: LiveGroup,
  member: GroupMember,
  kind: string,
): readonly GroupPath[] => {
  const tasks = member.tasks.get(kind) ?? null
  return tasks?.length === 0 ? [] : [{ group: { id, name }, member, tasks }]
}
