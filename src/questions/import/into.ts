import { withoutExamples } from '../../manifest/first-manifest.ts'
import { loadManifest, type ManifestFile } from '../../manifest/load.ts'
import type { ManifestProblemCode } from '../../manifest/manifest-problems.ts'
import { entryOf, type Node, textAt } from '../../manifest/text/node.ts'
import { newFindings, readFile } from '../../manifest/text/read-file.ts'
import { aliasesIn } from '../../manifest/text/written-aliases.ts'
import { type AssetKind, BUSINESS, type KindTable } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Step } from '../../model/plan.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { ASSET_RELATIONS, type RelationName } from '../../model/relations.ts'
import { idlePatterns } from '../../plan/filter.ts'
import { type Additions, additionsOf, besideOf, countRelations, isEmpty } from './additions.ts'
import type { ImportInput } from './import-input.ts'
import { type Imported, leftOutProblems } from './import-manifest.ts'
import { importProblem } from './import-problems.ts'
import { sourceOf, stepsOf } from './import-source.ts'
import { meansOldAndNew } from './same-meaning.ts'
import type { ImportSource } from './writing/relation-grants.ts'
import { type Insertion, spliced } from './writing/splice.ts'
import type { Subjects } from './writing/subjects.ts'
import { countOf, membersEntries, seatEntries } from './writing/written-members.ts'
import { namedEntries, relationEntries, sectionsOf } from './writing/written-sections.ts'
import type { Entry } from './writing/yaml.ts'

/** An import into an existing manifest. */
export interface IntoInput extends Omit<ImportInput, 'split' | 'schema'> {
  /** Every file of the manifest. */
  readonly files: readonly ManifestFile[]
  /** The manifest of these files, which must load without errors. */
  readonly manifest: Manifest
  /** The file to add to; one of `files`. */
  readonly into: string
}

export interface ImportedInto {
  /** The new text; null if there is nothing to add, or it cannot be added. */
  readonly text: string | null
  readonly summary: Imported['summary']
  readonly problems: readonly Problem[]
}

/**
 * Adds to a manifest file what is live and undeclared; the rest stays byte for byte. The result is
 * loaded and planned: it must mean what the old file meant plus what was added, and its plan must
 * not have any step that the old plan lacks. An asset that cannot be added that way is left out.
 */
export const importInto = (input: IntoInput): ImportedInto => {
  const source = sourceOf(input)
  const beside = besideOf(source, input.manifest, aliasesIn(input.files))
  const steps = new Set(stepsOf(source, input.manifest).map(keyOf))
  const old = { manifest: input.manifest, source, steps }
  const excluded = new Map<string, string>()
  for (;;) {
    const additions = additionsOf(beside, excluded)
    const problems = [
      ...input.live.problems,
      ...idlePatterns(input, input.live.assets),
      ...leftOutProblems(additions.leftOut),
      ...additions.unsaid,
      ...[...excluded].map(([asset, why]) => importProblem('import_not_added', { asset, why })),
    ]
    if (isEmpty(additions)) return { text: null, summary: summaryOf(additions), problems }
    const attempt = attemptOf(input, additions, old)
    if (attempt.type === 'made') {
      return { text: attempt.text, summary: summaryOf(additions), problems }
    }
    if (attempt.type === 'refused' || attempt.assets.size === 0) {
      const why = attempt.type === 'refused' ? attempt.why : 'the plan would have other steps'
      const refused = importProblem('import_refused', { file: input.into, why })
      return { text: null, summary: NOTHING, problems: [...problems, refused] }
    }
    for (const [asset, why] of attempt.assets) excluded.set(asset, why)
  }
}

const NOTHING = {
  assets: 0,
  partners: 0,
  people: 0,
  members: 0,
  profiles: 0,
  relations: 0,
} as const

export const summaryOf = (additions: Additions): Imported['summary'] => ({
  assets: additions.assets.length,
  partners: additions.subjects.partners.length,
  people: additions.subjects.people.length,
  members: countOf(additions.members?.written ?? null),
  profiles: 0,
  relations: countRelations(additions),
})

type Attempt =
  | { readonly type: 'made'; readonly text: string }
  | { readonly type: 'refused'; readonly why: string }
  /** Assets that prevent it, and why. */
  | { readonly type: 'without'; readonly assets: ReadonlyMap<string, string> }

interface Before {
  readonly manifest: Manifest
  readonly source: ImportSource
  readonly steps: ReadonlySet<string>
}

const attemptOf = (input: IntoInput, additions: Additions, old: Before): Attempt => {
  const { kinds } = old.source
  const elsewhere = declaredElsewhere(input, additions, old.manifest)
  if (elsewhere.size > 0) return { type: 'without', assets: elsewhere }
  const file = input.files.find((each) => each.file === input.into)
  const safety = safetyFor(input, additions, old.manifest)
  const text =
    file === undefined
      ? null
      : spliced(withoutExamples(file.text, kinds), insertionsOf(additions, kinds, safety))
  if (text === null) {
    return {
      type: 'refused',
      why: 'a part that would have to be added to is written as a YAML alias or a merge key. Add it by hand: import --missing prints it',
    }
  }
  const files = input.files.map((each) => (each.file === input.into ? { ...each, text } : each))
  const { value, problems } = loadManifest(files, { kinds })
  if (value === null || hasErrors(problems)) {
    const [first] = problems.filter(({ severity }) => severity === 'error')
    if (first !== undefined && OF_MEMBERS.has(first.code) && additions.members !== null) {
      return { type: 'without', assets: new Map([[old.manifest.business, first.message]]) }
    }
    return { type: 'refused', why: `it would not load: ${first?.message ?? ''}` }
  }
  const added = keysOf(additions, old.manifest.business)
  if (!meansOldAndNew(old.manifest, value, added)) {
    return { type: 'refused', why: 'its existing lines would then mean something else' }
  }
  // With the lines that say additive, and without them.
  const isNew = new Set(additions.assets.map(({ id }) => id))
  const assets = value.assets.map((each) =>
    isNew.has(each.id) ? { ...each, mode: 'authoritative' as const } : each,
  )
  const steps = stepsOf(old.source, { ...value, assets }).filter(
    (step) => !old.steps.has(keyOf(step)),
  )
  if (steps.length === 0) return { type: 'made', text }
  const prevented = steps.filter(({ asset }) => added.has(asset.id))
  return {
    type: 'without',
    assets: new Map(
      prevented.map(({ asset, action, address }) => [
        asset.id,
        `together with what the manifest already says (profiles, defaults), the plan would ${action} ${address}`,
      ]),
    ),
  }
}

/** Why a file cannot have `members`, where it can have everything else. */
const OF_MEMBERS: ReadonlySet<string> = new Set<ManifestProblemCode>([
  'members_shared',
  'email_not_invitable',
])

/** The keys that are added, by the asset, or the business, that has them then. */
const keysOf = (
  { assets, relations, members }: Additions,
  business: string,
): ReadonlyMap<string, readonly RelationName[]> =>
  new Map<string, readonly RelationName[]>([
    ...[...assets, ...relations].map(
      (asset) => [asset.id, ASSET_RELATIONS.filter((name) => asset[name] !== null)] as const,
    ),
    ...(members === null ? [] : [[business, ['members']] as const]),
  ])

/** Only one file is added to, so keys of an asset that another file declares cannot be added. */
const declaredElsewhere = (
  { into }: IntoInput,
  { relations, members }: Additions,
  { assets, business }: Manifest,
): ReadonlyMap<string, string> => {
  const files = new Map(assets.map(({ id, source }) => [id, source.file]))
  const ids = [...relations.map(({ id }) => id), ...(members?.isDeclared ? [business] : [])]
  return new Map(
    ids
      .filter((id) => files.get(id) !== into)
      .map((id) => [id, `it is declared in ${files.get(id)}, not in this file`]),
  )
}

/** What makes sure that nothing is ever taken from an asset only because it was added. */
interface Safety {
  /** Entries of `defaults`. */
  readonly defaults: readonly Entry[]
  /** Ids of assets that say it of themselves. */
  readonly additive: ReadonlySet<string>
}

/**
 * The mode of a plain import. For a kind of which nothing is declared yet it is a default, as there:
 * one line says it, and one is taken out later. Of the others, the manifest has said how it means
 * those that it declares, so each asset that is added says it of itself, unless a default does.
 */
const safetyFor = (
  { files }: IntoInput,
  { assets }: Additions,
  { assets: declared }: Manifest,
): Safety => {
  const roots = files.flatMap((file) => readFile(file, newFindings()).root ?? [])
  const defaultsOf = (section: string): readonly Node[] =>
    roots.flatMap((root) => entryOf(entryOf(root, 'defaults')?.value, section)?.value ?? [])
  const isOpen = ({ section, name }: AssetKind): boolean =>
    !declared.some((asset) => asset.kind === name) && defaultsOf(section).length === 0
  const isAdditive = ({ section }: AssetKind): boolean =>
    defaultsOf(section).some((each) => textAt(each, 'mode') === 'additive')
  const kinds = [...new Set(assets.map(({ kind }) => kind))]
  return {
    defaults: kinds.filter(isOpen).map(({ section }) => ({
      key: section,
      value: { isShort: true, pairs: [{ key: 'mode', value: 'additive' }] },
    })),
    additive: new Set(
      assets.filter(({ kind }) => !isOpen(kind) && !isAdditive(kind)).map(({ id }) => id),
    ),
  }
}

const insertionsOf = (
  additions: Additions,
  kinds: KindTable,
  { defaults, additive }: Safety,
): readonly Insertion[] => {
  const { subjects, members } = additions
  const { aliasOf } = subjects
  return [
    { path: ['partners'], entries: namedEntries(subjects.partners) },
    { path: ['people'], entries: namedEntries(subjects.people) },
    { path: ['defaults'], entries: defaults },
    { path: [BUSINESS.section], entries: missingEntries(members, aliasOf) },
    ...additions.relations.map((asset) => ({
      path: [asset.kind.section, asset.id],
      entries: relationEntries(asset, aliasOf),
    })),
    ...sectionsOf(additions.assets, subjects, kinds, { additive }).map(({ kind, assets }) => ({
      path: [kind.section],
      entries: assets,
    })),
  ]
}

/** What is to be added to `members`. */
export const missingEntries = (
  members: Additions['members'],
  aliasOf: Subjects['aliasOf'],
): readonly Entry[] => {
  if (members === null) return []
  return (members.isDeclared ? seatEntries : membersEntries)(members.written, aliasOf)
}

const keyOf = ({ address, action, after }: Step): string => JSON.stringify([address, action, after])
