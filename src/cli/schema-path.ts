import { resolve } from 'node:path'
import { exists } from './repository.ts'

/** A dot keeps it from being read as a manifest where a whole folder is named. */
export const SCHEMA_COPY = '.access.schema.json'
const INSTALLED = 'node_modules/bizaccess/schema/manifest.schema.json'

/** The schema of the package where it is installed for this folder, as seen from there. */
export const installedSchema = (folder: string): string | undefined =>
  ['.', '..', '../..', '../../..']
    .map((up) => (up === '.' ? INSTALLED : `${up}/${INSTALLED}`))
    .find((path) => exists(resolve(folder, path)))

/** What a manifest in this folder names: the package's schema, or the copy that `init` places. */
export const schemaSeenFrom = (folder: string): string =>
  installedSchema(folder) ?? (exists(resolve(folder, SCHEMA_COPY)) ? SCHEMA_COPY : INSTALLED)
