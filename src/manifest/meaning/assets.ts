import { type AssetKind, isIdOf } from '../../model/kinds.ts'
import type { DesiredAsset, DesiredRelation, Mode } from '../../model/manifest.ts'
import { GRANTED_NAMES, type GrantedName, RELATIONS } from '../../model/relations.ts'
import { compareText } from '../../model/text/text.ts'
import { problem } from '../manifest-problems.ts'
import { idMeantBy } from '../names/meant.ts'
import { distinct } from '../names/merge.ts'
import type { Merged } from '../names/merged.ts'
import { readSubjects } from '../names/teams.ts'
import { type Block, type Entry, entryOf, textAt } from '../text/node.ts'
import {
  checkUnused,
  type Holder,
  type ProfileReader,
  profileReaderOf,
  profilesOf,
} from './profiles.ts'
import { PATH_READERS, readOnBehalfOf, sortedPaths } from './relation-paths.ts'
import type { Scope } from './scope.ts'

/** The assets of all files, in the order of the kind table and then by id. */
export const readAssets = (merged: Merged, scope: Scope): readonly DesiredAsset[] => {
  const used = new Set<string>()
  const readAny = profileReaderOf(scope)
  const readProfile: ProfileReader = (relation, name, kind, profile) => {
    used.add(profile)
    return readAny(relation, name, kind, profile)
  }
  const first = new Map<string, Entry>()
  const assets = scope.kinds.flatMap((kind) => {
    const entries = distinctAssets(merged, kind, first, scope)
    return entries
      .flatMap((entry) => assetOf(entry, kind, scope, readProfile) ?? [])
      .sort((one, other) => compareText(one.id, other.id))
  })
  checkUnused(merged, used, scope)
  return assets
}

/** The assets of a section by id. An id that another file or section has as well is reported. */
const distinctAssets = (
  merged: Merged,
  kind: AssetKind,
  first: Map<string, Entry>,
  scope: Scope,
): readonly Entry[] => {
  const reportTwice = ({ key, at }: Entry, before: Entry['at']): void =>
    scope.report(problem('duplicate_asset', { id: key, first: before }, at))
  const entries = [...distinct(merged.all(kind.section), reportTwice).values()]
  for (const entry of entries) {
    const before = first.get(entry.key)
    if (before === undefined) first.set(entry.key, entry)
    else reportTwice(entry, before.at)
  }
  return entries
}

const checkId = (entry: Entry, kind: AssetKind, scope: Scope): void => {
  const { key } = entry
  const { label, id } = kind
  const isMistaken = id.mistaken?.form.test(key) === true
  if (isIdOf(kind, key) && !isMistaken) return
  const advice = isMistaken ? ` ${id.mistaken?.advice}` : adviceOnId(key, kind, scope)
  scope.report(
    problem('bad_asset_id', { found: key, label, example: id.example, advice }, entry.at),
  )
}

/** What to write instead of what is no id of the kind; '' if nothing near is. */
const adviceOnId = (key: string, kind: AssetKind, scope: Scope): string => {
  const prefixed = `${kind.id.prefix}${key}`
  const other = scope.kinds.find((candidate) => isIdOf(candidate, key))
  const meant = idMeantBy(key)
  if (meant !== null && isIdOf(kind, meant.meant)) {
    return ` ${meant.why}: did you mean \`${meant.meant}\`?`
  }
  if (isIdOf(kind, prefixed)) return ` Write \`${prefixed}\`.`
  return other === undefined ? '' : ` It looks like one of \`${other.section}\`: move it there.`
}

const assetOf = (
  entry: Entry,
  kind: AssetKind,
  scope: Scope,
  readProfile: ProfileReader,
): DesiredAsset | null => {
  checkId(entry, kind, scope)
  const block = entry.value
  if (block.type !== 'block') return null
  const defaults = scope.defaults.get(kind.section)?.value
  const asset: Holder = { block, profile: null, isWhole: true }
  const holders = [asset, ...profilesOf([defaults, block], scope)]
  const relations = Object.fromEntries(
    GRANTED_NAMES.map((name) => [name, relationOf(name, holders, kind, scope, readProfile)]),
  ) as Record<GrantedName, DesiredRelation | null>
  const { agencies, request } = relations
  if (agencies !== null && request !== null) {
    const places = { id: entry.key, agencies: agencies.source, request: request.source }
    scope.report(problem('agencies_with_request', places, entry.at))
  }
  return {
    kind: kind.name,
    id: entry.key,
    name: textAt(block, 'name'),
    mode: (textAt(block, 'mode') ?? textAt(defaults, 'mode') ?? 'authoritative') as Mode,
    ignore: readSubjects(entryOf(block, 'ignore')?.value, scope.names, scope.report),
    ...relations,
    on_behalf_of: onBehalfOf(block, kind, scope),
    members: null,
    source: entry.at,
  }
}

const relationOf = (
  name: GrantedName,
  holders: readonly Holder[],
  kind: AssetKind,
  scope: Scope,
  readProfile: ProfileReader,
): DesiredRelation | null => {
  const held = holders.flatMap(({ block, ...holder }) => {
    const entry = entryOf(block, name)
    return entry === undefined ? [] : [{ ...holder, entry }]
  })
  const [first] = held
  if (first === undefined) return null
  if (kind.relations[name] === undefined) {
    for (const { entry, profile } of held) {
      // A key of the asset itself was reported with its shape.
      if (profile !== null) {
        const { instead } = RELATIONS[name].words
        const args = { relation: name, label: kind.label, profile, instead }
        scope.report(problem('profile_not_on_kind', args, entry.at))
      }
    }
    return null
  }
  const paths = held.flatMap(({ entry, profile }) =>
    profile === null
      ? PATH_READERS[name](entry, kind, null, scope)
      : readProfile(entry, name, kind, profile),
  )
  return {
    whole: held.some((holder) => holder.isWhole),
    paths: sortedPaths(paths),
    source: first.entry.at,
  }
}

const onBehalfOf = (block: Block, kind: AssetKind, scope: Scope): DesiredRelation | null => {
  const entry = entryOf(block, 'on_behalf_of')
  if (entry === undefined || kind.relations.on_behalf_of === undefined) return null
  const paths = new Map(readOnBehalfOf(entry, scope).map((path) => [path.subject, path]))
  return { whole: true, paths: sortedPaths([...paths.values()]), source: entry.at }
}
