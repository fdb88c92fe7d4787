import { KINDS, type KindTable } from '../model/kinds.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Checked } from '../model/problem.ts'
import { compareText } from '../model/text/text.ts'
import type { Report } from './manifest-problems.ts'
import { readAssets } from './meaning/assets.ts'
import { checkUnshared, readMembers } from './meaning/read-members.ts'
import { checkRoles, namedRoles, roleBookOf } from './meaning/roles.ts'
import {
  allowsUnknownTasks,
  businessOf,
  definitionsOf,
  manifestDigestOf,
  mergedOf,
  singleOf,
} from './names/merge.ts'
import type { Merged } from './names/merged.ts'
import { readNames } from './names/names.ts'
import { checkOffboardedMembers, readOffboarded } from './names/offboarded.ts'
import { checkTeams, readSubjects } from './names/teams.ts'
import { ownersOf } from './owners.ts'
import { readPolicy } from './policy.ts'
import { checkShape } from './schema/shape.ts'
import { type Block, entryOf, textAt } from './text/node.ts'
import { type Findings, type ManifestFile, newFindings, readFile } from './text/read-file.ts'

export type { ManifestFile } from './text/read-file.ts'

export interface LoadOptions {
  /** The kinds of asset that a manifest may contain; by default all that this version knows. */
  readonly kinds?: KindTable
}

export interface TreeOptions extends LoadOptions {
  /** False if some files could not be read. Unknown names are then not reported. */
  readonly complete?: boolean
}

/**
 * The manifest of one business that the files make up together. Collects all problems; never
 * throws for bad input.
 */
export const loadManifest = (
  files: readonly ManifestFile[],
  { kinds = KINDS }: LoadOptions = {},
): Checked<Manifest> => {
  const findings = newFindings()
  const roots = readRoots(files, kinds, findings)
  return findings.checked(roots === null ? null : resolve(mergedOf(roots), kinds, findings.report))
}

/**
 * A whole tree of files. Each business is checked with its own files (`ownersOf`) and those that
 * belong to none.
 */
export const loadTree = (
  files: readonly ManifestFile[],
  { kinds = KINDS, complete = true }: TreeOptions = {},
): Checked<readonly Manifest[]> => {
  const findings = newFindings()
  const roots = readRoots(files, kinds, findings)
  if (roots === null || !complete) return findings.checked<readonly Manifest[]>(null)
  const groups = byBusiness(roots)
  if (groups.length > 1) checkUnshared(roots, () => false, findings.report)
  const manifests = groups.map((group) => resolve(mergedOf(group), kinds, findings.report))
  return findings.checked(manifests.flatMap((manifest) => manifest ?? []))
}

/** The roots of all files whose shape is valid; null if at least one could not be read at all. */
const readRoots = (
  files: readonly ManifestFile[],
  kinds: KindTable,
  findings: Findings,
): readonly Block[] | null => {
  const roots = files.map((file) => readFile(file, findings).root)
  const read = roots.filter((root) => root !== null)
  for (const root of read) checkShape(root, kinds, findings.report)
  // A file that was not read may declare any name, so names are not judged without it.
  return read.length === roots.length ? read : null
}

/** Which business each file names; null for a file that names none and is shared by all. */
export const businessesOf = (
  files: readonly ManifestFile[],
): ReadonlyMap<string, string | null> => {
  const findings = newFindings()
  return new Map(
    files.map((file) => [
      file.file,
      textAt(readFile(file, findings).root ?? undefined, 'business'),
    ]),
  )
}

const byBusiness = (roots: readonly Block[]): readonly (readonly Block[])[] => {
  const said = new Map(roots.map((root) => [root.at.file, textAt(root, 'business')]))
  const owners = ownersOf(said)
  const ownerOf = (root: Block): string | null => owners.get(root.at.file) ?? null
  const businesses = [...new Set([...said.values()].filter((business) => business !== null))]
  if (businesses.length === 0) return [roots]
  return businesses
    .sort(compareText)
    .map((business) => roots.filter((root) => [null, business].includes(ownerOf(root))))
}

/** Checks what the files mean together, and resolves them into one manifest. */
const resolve = (merged: Merged, kinds: KindTable, report: Report): Manifest | null => {
  const business = businessOf(merged, report)
  const names = readNames(merged, report)
  const offboarded = readOffboarded(merged, names, report)
  const offboardedAliases = new Set(offboarded.flatMap(({ alias }) => alias ?? []))
  checkTeams(names, report)
  checkOffboardedMembers(names, offboardedAliases, report)
  const roles = definitionsOf(merged, 'roles', report)
  const scope = { kinds, allowsUnknownTasks: allowsUnknownTasks(merged), roles, report }
  checkRoles(scope)
  const policyNode = singleOf(merged, 'policy', report)?.value
  const policy = readPolicy(policyNode, report)
  const meaning = {
    business,
    kinds,
    names,
    offboarded: offboardedAliases,
    roleBook: roleBookOf(scope),
    profiles: definitionsOf(merged, 'profiles', report),
    defaults: definitionsOf(merged, 'defaults', report),
    report,
  }
  const assets = [...readAssets(merged, meaning), ...readMembers(merged, meaning)]
  const protectedNames = readSubjects(entryOf(policyNode, 'protected')?.value, names, report)
  if (business === null) return null
  return {
    business,
    digest: manifestDigestOf(merged, business, kinds),
    partners: names.partners,
    people: names.people,
    offboarded,
    policy: { ...policy, protected: protectedNames },
    ...(roles.size === 0 ? {} : { roles: namedRoles(scope) }),
    assets,
  }
}
