import type { AssetKind } from '../../model/kinds.ts'
import type { DesiredPath } from '../../model/manifest.ts'
import type { Problem } from '../../model/problem.ts'
import { GRANTED_NAMES, type GrantedName, RELATIONS } from '../../model/relations.ts'
import { keysOf } from '../../model/text/nearest.ts'
import { problem } from '../manifest-problems.ts'
import type { Merged } from '../names/merged.ts'
import { type Block, type Entry, entryOf, type Node, textAt, textsOf } from '../text/node.ts'
import { PATH_READERS } from './relation-paths.ts'
import { roleBookOf } from './roles.ts'
import type { Scope } from './scope.ts'

/** Whatever may hold an asset's relations: the asset itself, or a profile that it uses. */
export interface Holder {
  readonly block: Block
  readonly profile: string | null
  /** Whether what it holds is the complete list, rather than an addition. */
  readonly isWhole: boolean
}

export type ProfileReader = (
  relation: Entry,
  name: GrantedName,
  kind: AssetKind,
  profile: string,
) => readonly DesiredPath[]

/** Reads a profile once for each kind and relation, however many assets use it. */
export const profileReaderOf = (scope: Scope): ProfileReader => {
  const known = new Map<string, readonly DesiredPath[]>()
  return (relation, name, kind, profile) => {
    const key = `${kind.name} ${name} ${profile}`
    const paths = known.get(key) ?? PATH_READERS[name](relation, kind, profile, scope)
    known.set(key, paths)
    return paths
  }
}

/** The profiles that a block uses. Unknown ones are reported. */
export const profilesOf = (
  nodes: readonly (Node | undefined)[],
  scope: Scope,
): readonly Holder[] => {
  const used = nodes.flatMap((node) => textsOf(entryOf(node, 'use')?.value))
  const byName = new Map(used.map((text) => [text.text, text]))
  return [...byName.values()].flatMap(({ text, at }) => {
    const profile = scope.profiles.get(text)
    if (profile === undefined) {
      const known = keysOf(scope.profiles)
      scope.report(problem('unknown_profile', { name: text, known }, at))
      return []
    }
    const { value } = profile
    if (value.type !== 'block') return []
    return [{ block: value, profile: text, isWhole: textAt(value, 'mode') !== 'additive' }]
  })
}

/**
 * Checks what no asset causes to be checked: defaults of sections without assets, and unused
 * profiles. An unused profile is judged by the kind it fits best. If its file names no business,
 * each business may declare the names it uses, so these are judged only where the profile is used.
 */
export const checkUnused = (merged: Merged, used: ReadonlySet<string>, scope: Scope): void => {
  for (const { value } of scope.defaults.values()) profilesOf([value], scope)
  const shared = merged.roots.filter((root) => !root.entries.has('business'))
  const sharedFiles = new Set(shared.map((root) => root.at.file))
  for (const [name, profile] of scope.profiles) {
    if (used.has(name)) continue
    const isShared = sharedFiles.has(profile.at.file)
    const [best = []] = scope.kinds
      .map((kind) => problemsOn(kind, name, profile, scope))
      .sort((one, other) => one.length - other.length)
    const told = best.filter(({ code }) => !isShared || code !== 'unknown_name')
    for (const found of told) scope.report(found)
  }
}

const problemsOn = (
  kind: AssetKind,
  name: string,
  { value }: Entry,
  scope: Scope,
): readonly Problem[] => {
  const found: Problem[] = []
  const report = (problem: Problem): void => void found.push(problem)
  const roleBook = roleBookOf({ ...scope.roleBook.scope, report })
  for (const relation of GRANTED_NAMES) {
    const entry = entryOf(value, relation)
    if (entry !== undefined && kind.relations[relation] === undefined) {
      const { instead } = RELATIONS[relation].words
      const args = { relation, label: kind.label, profile: name, instead }
      report(problem('profile_not_on_kind', args, entry.at))
    } else if (entry !== undefined) {
      PATH_READERS[relation](entry, kind, name, { ...scope, report, roleBook })
    }
  }
  return found
}
