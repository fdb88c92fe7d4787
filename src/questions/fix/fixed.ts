import { loadTree, type ManifestFile } from '../../manifest/load.ts'
import type { ManifestProblemCode } from '../../manifest/manifest-problems.ts'
import { linesNaming } from '../../manifest/names/naming-lines.ts'
import { withoutEntries } from '../../manifest/text/cuts.ts'
import { newFindings, readFile } from '../../manifest/text/read-file.ts'
import { offsetOf, sourceTextOf } from '../../manifest/text/source-text.ts'
import { KINDS, type KindTable } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import { hasErrors, type Position, type Problem } from '../../model/problem.ts'
import { ASSET_RELATIONS } from '../../model/relations.ts'
import type { FixedLine } from '../../model/reports/validate-report.ts'
import { restOf } from '../offboard/rest-of-meaning.ts'

/** The warnings whose advice is to take out what they point at. */
const FIXABLE: ReadonlySet<string> = new Set<ManifestProblemCode>([
  'offboarded_named',
  'task_twice',
  'task_redundant',
])

export interface Fixed {
  /** The files that change, with their new text. */
  readonly files: readonly ManifestFile[]
  /** What is taken out, where it stood. */
  readonly fixed: readonly FixedLine[]
  /** What cannot be taken out without changing something else. */
  readonly left: readonly FixedLine[]
}

/**
 * A tree of manifests without what its warnings say to take out: lines of the offboarded, and
 * redundant tasks. Everything else stays byte for byte. The result is loaded: every business must mean
 * what it meant but for that; what would change more is left. A tree with errors is not touched.
 */
export const fixedManifests = (files: readonly ManifestFile[], kinds: KindTable = KINDS): Fixed => {
  const { value, problems } = loadTree(files, { kinds })
  if (value === null || hasErrors(problems)) return { files: [], fixed: [], left: [] }
  const tree: Tree = { files, meaning: value.map((one) => meaningOf(one, kinds)), kinds }
  const all = editsIn(tree, value, problems)
  const { texts, edits } = madeOf(tree, all) ?? oneByOne(tree, all)
  const isMade = new Set(edits)
  return {
    files: files.flatMap((file) => {
      const text = texts.get(file.file)
      return text === undefined || text === file.text ? [] : [{ file: file.file, text }]
    }),
    fixed: edits,
    left: all.filter((edit) => !isMade.has(edit)),
  }
}

interface Tree {
  readonly files: readonly ManifestFile[]
  readonly meaning: readonly string[]
  readonly kinds: KindTable
}

/** What a business's manifest means, but for the offboarded and what is only tolerated. */
const meaningOf = (manifest: Manifest, kinds: KindTable): string => {
  const gone = new Set(manifest.offboarded.flatMap(({ alias }) => alias ?? []))
  const assets = manifest.assets.map((asset) => {
    const tolerated = kinds.find(({ name }) => name === asset.kind)?.tolerated ?? []
    const relations = ASSET_RELATIONS.map((name) => {
      const paths = asset[name]?.paths.map((path) => ({
        ...path,
        tasks: path.tasks.filter((task) => !tolerated.includes(task)),
      }))
      return [name, asset[name] === null ? null : { ...asset[name], paths }]
    })
    return { ...asset, ...Object.fromEntries(relations) }
  })
  return restOf({ ...manifest, assets }, (alias) => gone.has(alias))
}

const placeKey = ({ file, line, column }: Position): string => `${file}:${line}:${column}`

/** Each place once, in the order of the warnings. `on_behalf_of` of the offboarded is none. */
const editsIn = (
  { files, kinds }: Tree,
  manifests: readonly Manifest[],
  problems: readonly Problem[],
): readonly FixedLine[] => {
  const names = [...new Set(manifests.flatMap(({ offboarded }) => offboarded.map(aliasOf)))]
  const naming = new Set(
    files.flatMap((file) => {
      const { root } = readFile(file, newFindings())
      if (root === null) return []
      return names.flatMap((name) => linesNaming(root, name, kinds).map(({ at }) => placeKey(at)))
    }),
  )
  const edits = problems.flatMap(({ code, source }) => {
    if (source === null || !FIXABLE.has(code)) return []
    if (code === 'offboarded_named' && !naming.has(placeKey(source))) return []
    return [{ ...source, code, what: writtenAt(files, source) }]
  })
  return [...new Map(edits.map((edit) => [placeKey(edit), edit])).values()]
}

const aliasOf = ({ alias }: Manifest['offboarded'][number]): string => alias ?? ''

/** The name or task that is written at a place. */
const writtenAt = (files: readonly ManifestFile[], at: Position): string => {
  const file = files.find((each) => each.file === at.file)
  if (file === undefined) return ''
  const source = sourceTextOf(file.file, file.text)
  const [, quoted, plain = ''] =
    /^(?:["']([^"']*)["']|([^\s,:[\]{}]+))/.exec(source.text.slice(offsetOf(source, at))) ?? []
  return quoted ?? plain
}

interface Made {
  /** The new texts, by file. */
  readonly texts: ReadonlyMap<string, string>
  readonly edits: readonly FixedLine[]
}

/** The texts without all of these; null if that cannot be written, or would mean something else. */
const madeOf = (tree: Tree, edits: readonly FixedLine[]): Made | null => {
  const cut = tree.files.map((file) => cutIn(file, edits))
  if (cut.some((text) => text === null)) return null
  const files = tree.files.map(({ file }, at) => ({ file, text: cut[at] ?? '' }))
  const { value, problems } = loadTree(files, { kinds: tree.kinds })
  if (value === null || hasErrors(problems)) return null
  const isSame =
    value.length === tree.meaning.length &&
    value.every((one, at) => meaningOf(one, tree.kinds) === tree.meaning[at])
  return isSame ? { texts: new Map(files.map(({ file, text }) => [file, text])), edits } : null
}

const cutIn = ({ file, text }: ManifestFile, edits: readonly FixedLine[]): string | null => {
  const source = sourceTextOf(file, text)
  const own = edits.filter((edit) => edit.file === file)
  if (own.length === 0) return text
  const cut = withoutEntries(
    text,
    own.map((edit) => offsetOf(source, edit)),
  )
  return cut.type === 'made' ? cut.text : null
}

/** As many as can be taken out together: the others are found one by one. */
const oneByOne = (tree: Tree, all: readonly FixedLine[]): Made => {
  let made: Made = { texts: new Map(), edits: [] }
  for (const edit of all) made = madeOf(tree, [...made.edits, edit]) ?? made
  return made
}
