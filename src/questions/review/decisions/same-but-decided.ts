import { keepsTheRest, meaningOf } from '../../../manifest/meaning/kept-meaning.ts'
import type { DesiredAsset, DesiredRelation, Manifest } from '../../../model/manifest.ts'
import { RELATION_NAMES, type RelationName } from '../../../model/relations.ts'
import type { Edit } from './row-verdict.ts'

type AliasOf = (id: string) => string

/**
 * Whether a manifest means what it meant, but for the decided lines: the policy, the names that it had
 * and every other line are the same, no key is there that was not, but where nothing is taken away.
 */
export const meansTheDecided = (
  old: Manifest,
  made: Manifest,
  edits: readonly Edit[],
  aliasOf: AliasOf,
): boolean => {
  const before = new Map(old.assets.map((asset) => [keyOf(asset), asset]))
  const after = new Map(made.assets.map((asset) => [keyOf(asset), asset]))
  const decided = new Map<string, Edit[]>()
  for (const edit of edits) {
    const key = `${edit.kind.name} ${edit.asset}`
    decided.set(key, [...(decided.get(key) ?? []), edit])
  }
  return (
    keepsTheRest(old, made) &&
    [...before.keys()].every((key) => after.has(key)) &&
    [...after].every(([key, asset]) =>
      isAsDecided(before.get(key), asset, decided.get(key) ?? [], aliasOf),
    )
  )
}

const keyOf = ({ kind, id }: DesiredAsset): string => `${kind} ${id}`

const isAsDecided = (
  old: DesiredAsset | undefined,
  made: DesiredAsset,
  edits: readonly Edit[],
  aliasOf: AliasOf,
): boolean => {
  if (old === undefined) return edits.length > 0 && made.mode === 'additive'
  const bare = Object.fromEntries(RELATION_NAMES.map((name) => [name, null]))
  return (
    meaningOf({ ...old, ...bare }) === meaningOf({ ...made, ...bare }) &&
    RELATION_NAMES.every((name) => {
      const own = edits.filter(({ relation }) => relation === name)
      if (own.length === 0) return meaningOf(old[name]) === meaningOf(made[name])
      return (
        isSameKey(old, made, name) &&
        meaningOf(rest(old[name], own, aliasOf)) === meaningOf(rest(made[name], own, aliasOf))
      )
    })
  )
}

const isSameKey = (old: DesiredAsset, made: DesiredAsset, name: RelationName): boolean =>
  made.mode === 'additive' || (old[name]?.whole ?? false) === (made[name]?.whole ?? false)

/** The paths of whoever nothing was decided about. */
const rest = (
  relation: DesiredRelation | null,
  edits: readonly Edit[],
  aliasOf: AliasOf,
): unknown =>
  (relation?.paths ?? []).filter(
    ({ subject }) => !edits.some((edit) => isOf(edit, subject, aliasOf)),
  )

const isOf = (edit: Edit, alias: string, aliasOf: AliasOf): boolean =>
  edit.relation === 'request' ||
  edit.own.some(({ subject }) => subject === alias) ||
  aliasOf(edit.subject) === alias
