import { resolve } from 'node:path'
import { schemaOf } from '../../manifest/schema/schema.ts'
import { KINDS } from '../../model/kinds.ts'
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

/** The schema as it is written beside manifests. */
export const schemaText = (): string => `${JSON.stringify(schemaOf(KINDS), null, 2)}\n`
