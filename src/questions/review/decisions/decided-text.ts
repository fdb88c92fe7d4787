import type { ManifestFile } from '../../../manifest/load.ts'
import { withoutEntries } from '../../../manifest/text/cuts.ts'
import { placesOf } from '../../../manifest/text/places.ts'
import { keyOffsets, type Replacement, withValues } from '../../../manifest/text/replaced-values.ts'
import { BUSINESS } from '../../../model/kinds.ts'
import type { DesiredPath } from '../../../model/manifest.ts'
import { type Insertion, spliced } from '../../import/writing/splice.ts'
import type { Subjects } from '../../import/writing/subjects.ts'
import { namedEntries } from '../../import/writing/written-sections.ts'
import { type Entry, flowOf, jsonOf, type Value } from '../../import/writing/yaml.ts'
import type { Edit } from './row-verdict.ts'

/** Who is called what, and where each edit and each new name is written. */
export interface Placing {
  readonly aliasOf: Subjects['aliasOf']
  readonly partners: Subjects['partners']
  readonly people: Subjects['people']
  readonly fileOf: (edit: Edit) => string | null
}

/** The manifest's files with these edits; null if some line cannot be changed by itself. */
export const decidedFiles = (
  files: readonly ManifestFile[],
  edits: readonly Edit[],
  placing: Placing,
): readonly ManifestFile[] | null => {
  const made = files.map((file) => decidedFile(file, edits, placing))
  return made.some((file) => file === null) ? null : made.flatMap((file) => file ?? [])
}

const decidedFile = (
  file: ManifestFile,
  edits: readonly Edit[],
  placing: Placing,
): ManifestFile | null => {
  const own = edits.filter((edit) => placing.fileOf(edit) === file.file)
  if (own.length === 0) return file
  const isJson = placesOf(file.text.replace(/^\uFEFF/, ''))?.isJson === true
  const changed = withValues(
    file.text,
    own.flatMap((edit) => replacementsOf(edit, isJson)),
  )
  const cut = changed === null ? null : withoutPaths(changed, own.flatMap(cutsOf))
  if (cut === null) return null
  const text = spliced(cut, insertionsOf(cut, own, placing))
  return text === null ? null : { ...file, text }
}

/** The keys that lead to the lines of a relation. */
const relationPath = ({ kind, asset, relation }: Edit): readonly string[] =>
  kind === BUSINESS ? [BUSINESS.section, 'users'] : [kind.section, asset, relation]

const assetPath = ({ kind, asset }: Edit): readonly string[] =>
  kind === BUSINESS ? [BUSINESS.section] : [kind.section, asset]

const linePath = (edit: Edit, { subject }: DesiredPath): readonly string[] =>
  edit.relation === 'request' ? relationPath(edit) : [...relationPath(edit), subject]

/** The first line of somebody gets the new value. */
const replacementsOf = (edit: Edit, isJson: boolean): readonly Replacement[] => {
  const [first] = edit.own
  const isLine = first !== undefined || hasRequest(edit)
  if (edit.grant === null || !isLine) return []
  const path = first === undefined ? relationPath(edit) : linePath(edit, first)
  const value = lineValueOf(edit, first ?? null)
  return [{ path, text: isJson ? jsonOf(value) : ` ${flowOf(value)}`.trimStart() }]
}

/** `request: []` has no path. */
const hasRequest = ({ relation, declared }: Edit): boolean =>
  relation === 'request' && declared?.request?.whole === true && declared.request.paths.length === 0

/** Lines that go: all of somebody who is to have none, and those of further aliases. */
const cutsOf = (edit: Edit): readonly (readonly string[])[] =>
  edit.own.slice(edit.grant === null ? 0 : 1).map((path) => linePath(edit, path))

const withoutPaths = (text: string, paths: readonly (readonly string[])[]): string | null => {
  if (paths.length === 0) return text
  const offsets = keyOffsets(text, paths).flatMap((offset) => offset ?? [])
  if (offsets.length < paths.length) return null
  const cut = withoutEntries(text, offsets)
  return cut.type === 'made' ? cut.text : null
}

/** What stands on a line: the grant, with the end and the reason that it has. */
const lineValueOf = ({ grant, end, matched }: Edit, before: DesiredPath | null): Value => {
  if (grant === null || grant === 'none' || end === null) return grant ?? 'none'
  const { comment, read_at: readAt } = matched.row.cells
  const reason = comment === '' ? (before?.note ?? '') : comment
  // What has ended when it was kept has no end any more.
  const isOver = before?.expires != null && before.expires < readAt.slice(0, 10)
  const expires = before === null || isOver ? null : before.expires
  if ((reason === '' && expires === null) || isBare(matched.line?.address)) return grant
  return {
    isShort: true,
    pairs: [
      { key: typeof grant === 'string' ? 'role' : 'tasks', value: grant },
      ...(expires === null ? [] : [{ key: 'expires', value: expires }]),
      ...(reason === '' ? [] : [{ key: 'reason', value: reason }]),
    ],
  }
}

/** A request is a role or a list alone. */
const isBare = (address: string | null | undefined): boolean =>
  address?.endsWith('/request') === true

const insertionsOf = (
  text: string,
  edits: readonly Edit[],
  { aliasOf, partners, people }: Placing,
): readonly Insertion[] => {
  const added = edits.filter(
    (edit) => edit.grant !== null && edit.own.length === 0 && !hasRequest(edit),
  )
  const places = placesOf(text.replace(/^\uFEFF/, ''))
  const hasMap = (path: readonly string[]): boolean => (places?.inMap(path) ?? null) !== null
  const groups = new Map<string, Edit[]>()
  for (const edit of added) {
    const key = JSON.stringify(relationPath(edit))
    groups.set(key, [...(groups.get(key) ?? []), edit])
  }
  const inserted = [...groups.values()].flatMap((same): readonly Insertion[] => {
    const [first] = same
    if (first === undefined || first.declared === null) return []
    const path = relationPath(first)
    return hasMap(path)
      ? [{ path, entries: same.map((edit) => lineOf(edit, aliasOf)) }]
      : [{ path: assetPath(first), entries: [relationEntry(same, aliasOf)] }]
  })
  const names = new Set(added.map(({ subject }) => subject))
  return [
    ...inserted,
    ...newAssets(
      added.filter(({ declared }) => declared === null),
      aliasOf,
    ),
    { path: ['partners'], entries: namedEntries(partners.filter(({ id }) => names.has(id))) },
    { path: ['people'], entries: namedEntries(people.filter(({ id }) => names.has(id))) },
  ]
}

const lineOf = (edit: Edit, aliasOf: Placing['aliasOf']): Entry => ({
  key: aliasOf(edit.subject),
  value: lineValueOf(edit, null),
})

const relationEntry = (same: readonly Edit[], aliasOf: Placing['aliasOf']): Entry => {
  const [first] = same as readonly [Edit]
  if (first.relation === 'request') return { key: 'request', value: lineValueOf(first, null) }
  const key = first.kind === BUSINESS ? 'users' : first.relation
  return { key, value: { pairs: same.map((edit) => lineOf(edit, aliasOf)) } }
}

/** Assets that nobody declared: nothing is taken from them. */
const newAssets = (edits: readonly Edit[], aliasOf: Placing['aliasOf']): readonly Insertion[] => {
  const sections = [...new Set(edits.map(({ kind }) => kind.section))]
  return sections.map((section) => {
    const own = edits.filter(({ kind }) => kind.section === section)
    const ids = [...new Set(own.map(({ asset }) => asset))]
    return {
      path: [section],
      entries: ids.map((id): Entry => {
        const ofAsset = own.filter(({ asset }) => asset === id)
        const name = ofAsset[0]?.name ?? null
        const relations = [...new Set(ofAsset.map(({ relation }) => relation))]
        return {
          key: id,
          value: {
            pairs: [
              ...(name === null ? [] : [{ key: 'name', value: name.slice(0, 120) }]),
              { key: 'mode', value: 'additive' },
              ...relations.map((relation) =>
                relationEntry(
                  ofAsset.filter((edit) => edit.relation === relation),
                  aliasOf,
                ),
              ),
            ],
          },
        }
      }),
    }
  })
}
