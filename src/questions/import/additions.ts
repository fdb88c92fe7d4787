import { type Directory, directoryOf } from '../../access/directory.ts'
import { everybodyIn } from '../../model/everybody.ts'
import type { DesiredAsset, Manifest } from '../../model/manifest.ts'
import type { Problem } from '../../model/problem.ts'
import {
  ASSET_RELATIONS,
  type AssetRelation,
  EDGE_NAMES,
  type EdgeName,
  type RelationName,
} from '../../model/relations.ts'
import { foldedOf } from '../../model/text/text.ts'
import { gather, type LeftOut } from './gather.ts'
import { gatherMembers } from './gather-members.ts'
import { importProblem } from './import-problems.ts'
import type { ImportSource } from './writing/relation-grants.ts'
import { type KnownNames, type Subjects, subjectsOf } from './writing/subjects.ts'
import type { Grants, WrittenAsset } from './writing/written-asset.ts'
import { membersWithout, type WrittenMembers } from './writing/written-members.ts'

/** What is live and not in a manifest. */
export interface Additions {
  /** Assets that it does not declare, in full. */
  readonly assets: readonly WrittenAsset[]
  /**
   * Assets that it declares, only with the keys that it leaves out and that live has something for.
   */
  readonly relations: readonly WrittenAsset[]
  /** Who belongs to the business, unless that is managed already. */
  readonly members: MissingMembers | null
  readonly subjects: Subjects
  readonly leftOut: readonly LeftOut[]
  /**
   * Problems for keys of declared assets that are not added, because they would take something
   * away.
   */
  readonly unsaid: readonly Problem[]
}

/** Members who are not declared; where `members` itself is, only its people are added. */
export interface MissingMembers {
  readonly written: WrittenMembers
  readonly isDeclared: boolean
}

/** What is live beside a manifest, read and put side by side once. */
export interface Beside {
  readonly source: ImportSource
  readonly manifest: Manifest
  readonly directory: Directory
  /** Everything live that a manifest can say, but for whoever is offboarded. */
  readonly wanted: readonly WrittenAsset[]
  readonly members: WrittenMembers | null
  /** Why members are not written, if they cannot be. */
  readonly problems: readonly Problem[]
  readonly leftOut: readonly LeftOut[]
  /** Every alias that the manifest's files define. */
  readonly names: readonly string[]
}

export const besideOf = (
  source: ImportSource,
  manifest: Manifest,
  names: readonly string[],
): Beside => {
  const directory = directoryOf(manifest, source.live)
  const { assets, leftOut } = gather(source)
  const { members, ...ofMembers } = gatherMembers(source)
  return {
    source,
    manifest,
    directory,
    wanted: assets.map((asset) => withoutSome(asset, directory.isOffboarded)),
    members: members === null ? null : membersWithout(members, directory.isOffboarded),
    problems: ofMembers.problems,
    leftOut: [...leftOut, ...ofMembers.leftOut],
    names,
  }
}

/**
 * What a manifest lacks, apart from `excluded` assets. A key that is there is left alone, additive or
 * not: it is managed. Nobody who is offboarded is named again, and nobody whom the asset ignores.
 */
export const additionsOf = (
  beside: Beside,
  excluded: Pick<ReadonlySet<string>, 'has'> = new Set<string>(),
): Additions => {
  const { manifest, directory } = beside
  const declared = new Map(manifest.assets.map((asset) => [asset.id, asset]))
  const wanted = beside.wanted.filter(({ id }) => !excluded.has(id))
  const assets = wanted.filter(({ id }) => !declared.has(id))
  const known = wanted.flatMap((asset) => {
    const own = declared.get(asset.id)
    if (own === undefined) return []
    const isIgnored = (id: string): boolean => directory.isNamedBy(own.ignore, id)
    return [{ asset: withoutSome(asset, isIgnored), declared: own }]
  })
  const relations = known
    .map(({ asset, declared: own }) => missingOf(asset, own))
    .filter((missing) => ASSET_RELATIONS.some((relation) => missing[relation] !== null))
  const business = manifest.business
  const { members, unsaid } = missingMembers(beside, declared.get(business))
  const added = excluded.has(business) ? null : members
  return {
    assets,
    relations,
    members: added,
    subjects: subjectsOf(
      { assets: [...assets, ...relations], members: added?.written ?? null },
      beside.source.live,
      namesOf(beside),
    ),
    unsaid: [...known.flatMap(({ asset, declared: own }) => unsaidOf(asset, own)), ...unsaid],
    leftOut: beside.leftOut.filter(
      ({ asset, relation }) => declared.get(asset)?.[relation] == null,
    ),
  }
}

const namesOf = ({ source: { live }, ...beside }: Beside): KnownNames =>
  knownNamesOf({ ...beside, live })

/** The names that a manifest has for whom it and the live state know. */
export const knownNamesOf = ({
  manifest,
  live,
  directory,
  names,
}: Pick<Beside, 'manifest' | 'directory' | 'names'> & Pick<ImportSource, 'live'>): KnownNames => {
  const people = everybodyIn(live).flatMap(({ id }) => {
    const { alias } = directory.subjectOf('users', id, null)
    return alias === null ? [] : [[id, alias] as const]
  })
  const partners = [...manifest.partners.values()].map(({ id, alias }) => [id, alias] as const)
  const emails = [...manifest.people.values()].flatMap(({ by, value, alias }) =>
    by === 'email' ? [[foldedOf(value), alias] as const] : [],
  )
  return { aliases: new Map([...partners, ...emails, ...people]), taken: names }
}

const withoutSome = (asset: WrittenAsset, isGone: (id: string) => boolean): WrittenAsset => {
  const kept = (grants: Grants | null): Grants | null =>
    grants === null ? null : new Map([...grants].filter(([id]) => !isGone(id)))
  const some = (ids: readonly string[]): readonly string[] => ids.filter((id) => !isGone(id))
  const partners = some(asset.on_behalf_of ?? [])
  return {
    ...asset,
    agencies: kept(asset.agencies),
    users: kept(asset.users),
    on_behalf_of: partners.length === 0 ? null : partners,
    ignored: { agencies: some(asset.ignored.agencies), users: some(asset.ignored.users) },
  }
}

/**
 * Only the keys that the asset's own lines leave out and that have something to say. If somebody
 * holds what no line can express, the key is not added, because it would take that away.
 */
const missingOf = (asset: WrittenAsset, declared: DesiredAsset): WrittenAsset => {
  const isOpen = (relation: AssetRelation): boolean => declared[relation] === null
  const grantsOf = (relation: EdgeName): Grants | null => {
    const grants = asset[relation]
    const isWhole = asset.ignored[relation].length === 0
    return isOpen(relation) && grants !== null && grants.size > 0 && isWhole ? grants : null
  }
  return {
    ...asset,
    request: isOpen('request') && declared.agencies === null ? asset.request : null,
    agencies: declared.request === null ? grantsOf('agencies') : null,
    users: grantsOf('users'),
    on_behalf_of: isOpen('on_behalf_of') ? asset.on_behalf_of : null,
    ignored: { agencies: [], users: [] },
    notes: [],
    name: null,
  }
}

/** The members as they are live, where a manifest does not manage them. */
const missingMembers = (
  { members, directory, problems }: Beside,
  declared: DesiredAsset | undefined,
): {
  readonly members: MissingMembers | null
  readonly unsaid: readonly Problem[]
} => {
  if (declared?.members != null) return { members: null, unsaid: [] }
  if (members === null || members.members.length === 0) return { members: null, unsaid: problems }
  if (declared === undefined) {
    return { members: { written: members, isDeclared: false }, unsaid: [] }
  }
  const written = membersWithout(members, (id) => directory.isNamedBy(declared.ignore, id))
  const ids = written.members.filter(({ role }) => role === null).map(({ id }) => id)
  return ids.length === 0
    ? { members: { written, isDeclared: true }, unsaid: [] }
    : { members: null, unsaid: [notAdded(declared.id, 'members', ids)] }
}

const unsaidOf = (asset: WrittenAsset, declared: DesiredAsset): readonly Problem[] =>
  EDGE_NAMES.flatMap((relation) => {
    const ids = asset.ignored[relation]
    if (declared[relation] !== null || ids.length === 0) return []
    return [notAdded(asset.id, relation, ids)]
  })

const notAdded = (asset: string, relation: RelationName, ids: readonly string[]): Problem => {
  const why = `no line can say what ${ids.join(', ')} ${ids.length === 1 ? 'holds' : 'hold'}, so the key would take it away. Name them under ignore first`
  return importProblem('import_not_added', { asset: `${asset}/${relation}`, why })
}

export const isEmpty = ({ assets, relations, members }: Additions): boolean =>
  assets.length + relations.length === 0 && members === null

/** How many keys are to be added to declared assets. */
export const countRelations = ({ relations, members }: Additions): number =>
  relations.reduce(
    (sum, asset) => sum + ASSET_RELATIONS.filter((relation) => asset[relation] !== null).length,
    members?.isDeclared === true ? 1 : 0,
  )
