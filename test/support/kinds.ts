import type { AccessEdge, AssetKind } from '../../src/model/kinds.ts'
import type { EdgeName, RelationName } from '../../src/model/relations.ts'

/** A kind with another edge of people or agencies. */
export const withEdge = (
  kind: AssetKind,
  name: EdgeName,
  other: Partial<AccessEdge>,
): AssetKind => {
  const edge = kind.relations[name]
  if (edge === undefined) throw new Error(`${kind.name} has no ${name}`)
  return { ...kind, relations: { ...kind.relations, [name]: { ...edge, ...other } } }
}

/** A kind without some of its relations. */
export const withoutRelations = (
  kind: AssetKind,
  ...names: readonly RelationName[]
): AssetKind => ({
  ...kind,
  relations: Object.fromEntries(
    Object.entries(kind.relations).filter(([name]) => !names.includes(name as RelationName)),
  ),
})

/** A kind whose people have no lists of their own. */
export const withoutInverse = (kind: AssetKind): AssetKind => {
  const { users } = kind.relations
  if (users === undefined) throw new Error(`${kind.name} has no people`)
  const { inverse: _, ...rest } = users
  return { ...kind, relations: { ...kind.relations, users: rest } }
}
