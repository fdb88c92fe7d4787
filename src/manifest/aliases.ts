import { type ManifestFile, newFindings, readFile } from './files.ts'
import { entriesOf, entryOf } from './node.ts'

/**
 * Every alias that some files declare for partners, people and teams, which share one set of
 * names.
 */
export const aliasesIn = (files: readonly ManifestFile[]): readonly string[] => {
  const findings = newFindings()
  const roots = files.flatMap((file) => readFile(file, findings).root ?? [])
  return roots.flatMap((root) =>
    ['partners', 'people', 'teams'].flatMap((key) => [
      ...entriesOf(entryOf(root, key)?.value).keys(),
    ]),
  )
}
