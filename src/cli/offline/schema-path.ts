import { resolve } from 'node:path'
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
