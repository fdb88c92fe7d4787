import { entriesOf, entryOf } from './node.ts'
import { type ManifestFile, newFindings, readFile } from './read-file.ts'

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
