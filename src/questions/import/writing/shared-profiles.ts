import {
  type EdgeName,
  GRANTED_NAMES,
  type GrantedName,
  RELATIONS,
} from '../../../model/relations.ts'
import { groupBy } from '../../../model/text/grouping.ts'
import { compareText } from '../../../model/text/text.ts'
import type { WrittenGrant } from './grant.ts'
import type { Grants, WrittenAsset } from './written-asset.ts'

/** Access that several assets of one kind have in common. */
export interface Profile {
  readonly name: string
  readonly request: WrittenGrant | null
  readonly agencies: Grants | null
  readonly users: Grants | null
  /** Ids of the assets that use it. */
  readonly assets: readonly string[]
}

/** A set of lines that recurs, and the assets on which it does. */
interface Recurring {
  readonly main: EdgeName
  readonly key: string
  readonly assets: readonly WrittenAsset[]
}

/** How many lines a profile must save; one that saves fewer is only one more thing to look up. */
const LEAST_SAVED = 2

/**
 * The profiles of the assets of one kind. They are not additive: what a profile contains is the
 * whole truth on the assets that use it, as the same lines on each asset would be. Names must not
 * be `taken`; the most shared profiles come first.
 */
export const profilesOf = (
  assets: readonly WrittenAsset[],
  aliasOf: (id: string) => string,
  taken: Set<string>,
): readonly Profile[] => {
  const given = new Set<string>()
  const profiles: Profile[] = []
  for (const { main, assets: all } of recurring(assets)) {
    const open = all.filter(({ id }) => !given.has(`${id} ${main}`))
    const [first] = open
    if (first === undefined || savedLines(open.length, sizeOf(first, main)) < LEAST_SAVED) continue
    const shared = GRANTED_NAMES.filter(
      (relation) =>
        relation === main ||
        open.every(
          (asset) =>
            asset[relation] !== null &&
            !given.has(`${asset.id} ${relation}`) &&
            keyOf(asset, relation) === keyOf(first, relation),
        ),
    )
    for (const { id } of open) for (const relation of shared) given.add(`${id} ${relation}`)
    const has = (relation: GrantedName): boolean => shared.includes(relation)
    profiles.push({
      name: nameOf({ main, asset: first }, aliasOf, taken),
      request: has('request') ? first.request : null,
      agencies: has('agencies') ? first.agencies : null,
      users: has('users') ? first.users : null,
      assets: open.map(({ id }) => id),
    })
  }
  return profiles
}

/** What recurs, with what saves most first. */
const recurring = (assets: readonly WrittenAsset[]): readonly Recurring[] =>
  (['users', 'agencies'] as const)
    .flatMap((main) => {
      const held = assets.filter((asset) => sizeOf(asset, main) > 0)
      return [...groupBy(held, (asset) => keyOf(asset, main))].map(([key, group]) => ({
        main,
        key,
        assets: group,
      }))
    })
    .map((group) => ({
      ...group,
      saved: savedLines(group.assets.length, sizeOf(group.assets[0], group.main)),
    }))
    .sort((one, other) => other.saved - one.saved || compareText(one.key, other.key))

/**
 * How many lines are saved: those of the relation on each asset, minus those of the profile and of
 * each asset's `use`.
 */
const savedLines = (count: number, size: number): number => count * (size + 1) - (size + 3) - count

const sizeOf = (asset: WrittenAsset | undefined, main: Recurring['main']): number =>
  asset?.[main]?.size ?? 0

const keyOf = (asset: WrittenAsset, relation: GrantedName): string => {
  const value = asset[relation]
  if (!(value instanceof Map)) return `${relation} ${JSON.stringify(value)}`
  const entries = [...value].sort(([one], [other]) => compareText(one, other))
  return `${relation} ${JSON.stringify(entries)}`
}

/** A profile with one subject is named after it; others are numbered, the most shared first. */
const nameOf = (
  { main, asset }: { readonly main: Recurring['main']; readonly asset: WrittenAsset },
  aliasOf: (id: string) => string,
  taken: Set<string>,
): string => {
  const [only = '', ...others] = asset[main]?.keys() ?? []
  let name = others.length === 0 ? aliasOf(only) : `${RELATIONS[main].words.list}-1`
  for (let number = 2; taken.has(name); number += 1)
    name = `${RELATIONS[main].words.list}-${number}`
  taken.add(name)
  return name
}
