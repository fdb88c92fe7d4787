import type { ManifestFile } from '../../manifest/load.ts'
import { aliasesIn } from '../../manifest/text/written-aliases.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import { idlePatterns } from '../../plan/filter.ts'
import { additionsOf, besideOf, isEmpty } from './additions.ts'
import type { ImportInput } from './import-input.ts'
import { type Imported, leftOutProblems } from './import-manifest.ts'
import { sourceOf } from './import-source.ts'
import { missingEntries, summaryOf } from './into.ts'
import { block, businessEntries, textOf } from './writing/manifest-text.ts'
import { namedEntries, relationEntries, sectionsOf } from './writing/written-sections.ts'
import type { Entry } from './writing/yaml.ts'

export interface MissingInput extends Omit<ImportInput, 'split'> {
  readonly files: readonly ManifestFile[]
  readonly manifest: Manifest
}

const DECLARED_NOTE = 'Already declared, but without these keys.'

/**
 * What is live and not declared in a manifest, in the manifest's form and with its names: whole
 * assets, and the keys that declared ones leave out.
 */
export const importMissing = (input: MissingInput): Imported => {
  const source = sourceOf(input)
  const { live, kinds } = source
  const additions = additionsOf(besideOf(source, input.manifest, aliasesIn(input.files)))
  const { subjects, relations, members } = additions
  const whole = new Map(
    sectionsOf(additions.assets, subjects, kinds).map(({ kind, assets }) => [kind, assets]),
  )
  const sections = kinds.flatMap((kind) => {
    const declared = relations
      .filter((asset) => asset.kind === kind)
      .map(
        (asset): Entry => ({
          key: asset.id,
          notes: [DECLARED_NOTE],
          value: { pairs: relationEntries(asset, subjects.aliasOf) },
        }),
      )
    return block(kind.section, [...declared, ...(whole.get(kind) ?? [])])
  })
  const head = isEmpty(additions)
    ? 'Everything that is live is declared, or left out on purpose.'
    : 'What is live and not declared; import --into FILE adds it to a manifest.'
  return {
    files: [
      {
        name: 'missing.yaml',
        text: textOf(
          input.schema,
          [head],
          [
            ...businessEntries(live),
            ...block('partners', namedEntries(subjects.partners)),
            ...block('people', namedEntries(subjects.people)),
            ...block(
              BUSINESS.section,
              missingEntries(members, subjects.aliasOf),
              members?.isDeclared === true ? [DECLARED_NOTE] : [],
            ),
            ...sections,
          ],
        ),
      },
    ],
    summary: summaryOf(additions),
    problems: [
      ...live.problems,
      ...idlePatterns(input, input.live.assets),
      ...leftOutProblems(additions.leftOut),
      ...additions.unsaid,
    ],
  }
}
