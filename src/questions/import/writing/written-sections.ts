import { plural } from '../../../document/plural.ts'
import type { AssetKind, KindTable } from '../../../model/kinds.ts'
import type { AssetRelation, GrantedName } from '../../../model/relations.ts'
import { compareNatural } from './natural.ts'
import { slugOf } from './new-aliases.ts'
import { type Profile, profilesOf } from './shared-profiles.ts'
import type { Named, Subjects } from './subjects.ts'
import { type Grants, ignoreOf, type WrittenAsset } from './written-asset.ts'
import type { Entry, Pairs } from './yaml.ts'

/** The entries of one kind: its assets and what they share. */
export interface SectionEntries {
  readonly kind: AssetKind
  readonly profiles: readonly Entry[]
  readonly assets: readonly Entry[]
}

/** How assets are written. */
export interface Written {
  /** Whether lines that recur become profiles. */
  readonly isShared?: boolean
  /** Ids of the assets that say of themselves that nothing is taken away from them. */
  readonly additive?: ReadonlySet<string>
}

/** The sections of the kinds that have assets. */
export const sectionsOf = (
  assets: readonly WrittenAsset[],
  { aliasOf }: Subjects,
  kinds: KindTable,
  { isShared = false, additive = new Set() }: Written = {},
): readonly SectionEntries[] => {
  const taken = new Set<string>()
  return kinds.flatMap((kind) => {
    const own = assets.filter((asset) => asset.kind === kind)
    if (own.length === 0) return []
    const profiles = isShared ? profilesOf(own, aliasOf, taken) : []
    const used = usersOf(profiles)
    return [
      {
        kind,
        profiles: profiles.map((profile) => profileEntry(profile, kind, aliasOf)),
        assets: own.map((asset) =>
          assetEntry(asset, aliasOf, {
            profiles: used.get(asset.id) ?? [],
            isAdditive: additive.has(asset.id),
          }),
        ),
      },
    ]
  })
}

export const namedEntries = (names: readonly Named[]): readonly Entry[] =>
  names.map(({ alias, value, name }) => ({
    key: alias,
    value,
    ...(name === null || slugOf(name) === alias ? {} : { comment: name }),
  }))

type AliasOf = (id: string) => string

const profileEntry = (profile: Profile, kind: AssetKind, aliasOf: AliasOf): Entry => ({
  key: profile.name,
  comment: `on ${plural(profile.assets.length, kind.label)}`,
  value: { pairs: relationEntries({ ...profile, on_behalf_of: null }, aliasOf) },
})

/** The profiles that each asset uses. */
const usersOf = (profiles: readonly Profile[]): ReadonlyMap<string, readonly Profile[]> => {
  const used = new Map<string, Profile[]>()
  for (const profile of profiles) {
    for (const id of profile.assets) used.set(id, [...(used.get(id) ?? []), profile])
  }
  return used
}

/** What an asset says besides what is live. */
interface Beside {
  readonly profiles: readonly Profile[]
  readonly isAdditive: boolean
}

const assetEntry = (
  asset: WrittenAsset,
  aliasOf: AliasOf,
  { profiles, isAdditive }: Beside,
): Entry => {
  const isGiven = (relation: GrantedName): boolean =>
    profiles.some((profile) => profile[relation] !== null)
  const own = {
    request: isGiven('request') ? null : asset.request,
    agencies: isGiven('agencies') ? null : asset.agencies,
    users: isGiven('users') ? null : asset.users,
    on_behalf_of: asset.on_behalf_of,
  }
  const relations = relationEntries(own, aliasOf)
  const ignore = ignoreOf(asset)
  const isLong = relations.some(
    ({ value }) => typeof value === 'object' && 'pairs' in value && value.pairs.length > 0,
  )
  return {
    key: asset.id,
    notes: asset.notes,
    value: {
      isShort: !isLong,
      pairs: [
        ...(asset.name === null ? [] : [{ key: 'name', value: labelOf(asset.name) }]),
        ...(isAdditive ? [{ key: 'mode', value: 'additive' }] : []),
        ...(profiles.length === 0 ? [] : [{ key: 'use', value: profiles.map(({ name }) => name) }]),
        ...relations,
        ...(ignore.length === 0 ? [] : [{ key: 'ignore', value: ignore }]),
      ],
    },
  }
}

/** The longest label of an asset, in characters; labels are only for readers. */
const LONGEST = 120

const labelOf = (name: string): string => {
  const characters = [...name]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : name
}

type Relations = Pick<WrittenAsset, AssetRelation>

/** The lines of an asset's relations, in the order in which manifests have them. */
export const relationEntries = (
  { request, agencies, users, on_behalf_of }: Relations,
  aliasOf: AliasOf,
): readonly Entry[] => [
  ...(request === null ? [] : [{ key: 'request', value: request }]),
  ...(agencies === null ? [] : [{ key: 'agencies', value: grantEntries(agencies, aliasOf) }]),
  ...(users === null ? [] : [{ key: 'users', value: grantEntries(users, aliasOf) }]),
  ...(on_behalf_of === null
    ? []
    : [{ key: 'on_behalf_of', value: on_behalf_of.map(aliasOf).sort(compareNatural) }]),
]

const grantEntries = (grants: Grants, aliasOf: AliasOf): Pairs => ({
  pairs: [...grants]
    .map(([id, grant]) => ({ key: aliasOf(id), value: grant }))
    .sort((one, other) => compareNatural(one.key, other.key)),
})
