import { fieldOf, type Json, textOf } from '../../graph/json.ts'
import type { Edge, EdgeReads, Fetched } from '../../graph/want.ts'
import { groupTasksIn } from '../../model/codec.ts'
import { ASSET_GROUP, type AssetKind, edgesOf, type KindTable } from '../../model/kinds.ts'
import type { GroupMember, LiveAsset, LiveRelation } from '../../model/live.ts'
import { assetIdIn, idIn } from '../decode.ts'
import { groupNote } from '../evidence/row-notes.ts'
import { type Target, usersSection } from '../relations/relation-rows.ts'
import { type BadRow, badRow, type Section, sectionOf } from '../section.ts'

/** An asset group as it was read: what is in it, and who. */
export interface GroupSections {
  readonly id: string
  readonly name: string | null
  /** Where its people are read. */
  readonly target: Target
  readonly people: Section<LiveRelation>
  readonly members: readonly GroupMember[]
  /** By kind, the assets in it. */
  readonly assets: ReadonlyMap<AssetKind, Section<LiveAsset>>
}

interface GroupRow {
  readonly id: string
  readonly name: string | null
}

export const groupRowIn = (row: Json): GroupRow | BadRow => {
  const id = assetIdIn(row, ASSET_GROUP)
  return id === null
    ? badRow(`an ${ASSET_GROUP.label} without a valid id`)
    : { id, name: textOf(row, ASSET_GROUP.nameField) }
}

/** What came along with the row of a group. */
export const sectionsOf = (
  { id, name }: GroupRow,
  edges: EdgeReads | undefined,
  { business, kinds }: { readonly business: string; readonly kinds: KindTable },
): GroupSections => {
  const own = edges?.get(id)
  const target: Target = { kind: ASSET_GROUP, asset: id, relation: 'users' }
  const [people] = edgesOf(ASSET_GROUP).map(({ edge }) => own?.get(edge))
  return {
    ...{ id, name, target },
    people: usersSection(target, people, business, groupNote(id)),
    members: membersIn(people, kinds),
    assets: new Map(
      kinds.flatMap((kind) =>
        kind.grouped === undefined
          ? []
          : [
              [
                kind,
                sectionOf(own?.get(kind.grouped.edge), (row) => assetIn(row, kind, business)),
              ] as const,
            ],
      ),
    ),
  }
}

/** How the assets of a kind are asked for in a group; only their ids are sure to be there. */
export const containedEdge = (kind: AssetKind): Edge | null => {
  const { name, grouped, nameField, ownerField } = kind
  if (grouped === undefined) return null
  // Another kind of node has other fields.
  if (grouped.by !== undefined) return { edge: grouped.edge, params: { fields: 'id' } }
  const fields = [nameField, ...(ownerField === undefined ? [] : [`${ownerField}{id}`])]
  return {
    edge: grouped.edge,
    params: { fields: ['id', ...fields].join(',') },
    optional: [{ of: `${name} ${grouped.edge}`, fields }],
  }
}

const assetIn = (row: Json, kind: AssetKind, business: string): LiveAsset | BadRow => {
  const id = assetIdIn(row, kind)
  if (id === null) return badRow(`a ${kind.label} without a valid id`)
  const owner = kind.ownerField === undefined ? null : idIn(fieldOf(row, kind.ownerField))
  const ownership = owner === null ? 'unknown' : owner === business ? 'owned' : 'client'
  return { kind: kind.name, id, name: textOf(row, kind.nameField), ownership }
}

/** Everybody in a list, once, with their tasks by kind as far as their row tells. */
const membersIn = (fetched: Fetched | undefined, kinds: KindTable): readonly GroupMember[] => {
  const members = (fetched?.rows ?? []).flatMap((row): readonly GroupMember[] => {
    const id = idIn(row)
    return id === null ? [] : [{ id, name: textOf(row, 'name'), tasks: tasksIn(row, kinds) }]
  })
  return [...new Map(members.map((member) => [member.id, member])).values()]
}

const tasksIn = (row: Json, kinds: KindTable): GroupMember['tasks'] => {
  const told = groupTasksIn(row)
  return new Map(
    kinds.flatMap(({ name, grouped }) => {
      const own = told.get(grouped?.tasks ?? '')
      return own === undefined ? [] : [[name, own] as const]
    }),
  )
}
