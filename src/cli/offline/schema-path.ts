import { posix, resolve } from 'node:path'
import { schemaOf } from '../../manifest/schema/schema.ts'
import { KINDS } from '../../model/kinds.ts'
import { schemaNamed, withSchema } from '../../questions/import/schema-line.ts'
import { placeFile } from './place.ts'
import { exists } from './repository.ts'

/** The leading dot keeps it from being read as a manifest when a whole folder is given. */
export const SCHEMA_COPY = '.access.schema.json'
const INSTALLED = 'node_modules/bizaccess/schema/manifest.schema.json'
const INSTALLED_WORLD = 'node_modules/bizaccess/schema/world.schema.json'

/** A file of the package if the package is installed for this folder, as a path relative to it. */
const installed = (file: string, folder: string): string | undefined =>
  ['.', '..', '../..', '../../..']
    .map((up) => (up === '.' ? file : `${up}/${file}`))
    .find((path) => exists(resolve(folder, path)))

const installedSchema = (folder: string): string | undefined => installed(INSTALLED, folder)

/**
 * What a manifest that is written to this folder refers to: the schema of the package, if that is
 * installed for it, otherwise a copy beside the manifest.
 */
export const schemaFor = (folder: string): string => installedSchema(folder) ?? SCHEMA_COPY

/** The first line of a world in this folder, for editors; empty where no schema is installed. */
export const worldSchemaLine = (folder: string): string => {
  const schema = installed(INSTALLED_WORLD, folder)
  return schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`
}

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
  if (schemaFor(folder) === SCHEMA_COPY) placeFile(folder, SCHEMA_COPY, schemaText())
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
  return withSchema(text, schemaFor(folder))
}

const OUR_NAMES: readonly string[] = [SCHEMA_COPY, posix.basename(INSTALLED)]

/** The schema as it is written beside manifests. */
export const schemaText = (): string => `${JSON.stringify(schemaOf(KINDS), null, 2)}\n`
