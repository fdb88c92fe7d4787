import { posix, resolve } from 'node:path'
import { schemaOf } from '../../manifest/schema/schema.ts'
import { KINDS } from '../../model/kinds.ts'
import { schemaNamed, withSchema } from '../../questions/import/schema-line.ts'
import { placeFile } from './place.ts'
import { exists } from './repository.ts'

/** The leading dot keeps it from being read as a manifest when a whole folder is given. */
export const SCHEMA_COPY = '.access.schema.json'
const INSTALLED = 'node_modules/bizaccess/schema/manifest.schema.json'

/** The package's schema if the package is installed for this folder, as a path relative to it. */
export const installedSchema = (folder: string): string | undefined =>
  ['.', '..', '../..', '../../..']
    .map((up) => (up === '.' ? INSTALLED : `${up}/${INSTALLED}`))
    .find((path) => exists(resolve(folder, path)))

/**
 * What a manifest in this folder refers to: the package's schema, or the copy that `init` writes.
 */
export const schemaSeenFrom = (folder: string): string =>
  installedSchema(folder) ?? (exists(resolve(folder, SCHEMA_COPY)) ? SCHEMA_COPY : INSTALLED)

/**
 * Puts the schema beside the manifests of a folder where none can be seen from there, so that their
 * first line leads somewhere. Throws `stop` where it cannot be written.
 */
export const placeSchemaFor = (folder: string): void => {
  if (installedSchema(folder) === undefined) placeFile(folder, SCHEMA_COPY, schemaText())
}

/**
 * A manifest's text whose line for editors leads to a schema, which is placed beside it if need be. Only
 * what `init` or `import` wrote is mended: a line that names our schema where none is, and the line that
 * is gone from a text of `init`. Any other is its author's. Throws `stop` where a schema cannot be
 * written.
 */
export const withWorkingSchema = (text: string, folder: string, isOfInit: boolean): string => {
  const named = schemaNamed(text)
  const isOurs = named === null ? isOfInit : OUR_NAMES.includes(posix.basename(named))
  const isWorking = named !== null && (/^\w+:/.test(named) || exists(resolve(folder, named)))
  if (!isOurs || isWorking) return text
  placeSchemaFor(folder)
  return withSchema(text, installedSchema(folder) ?? SCHEMA_COPY)
}

const OUR_NAMES: readonly string[] = [SCHEMA_COPY, posix.basename(INSTALLED)]

/** The schema as it is written beside manifests. */
export const schemaText = (): string => `${JSON.stringify(schemaOf(KINDS), null, 2)}\n`
