// Writes schema/manifest.schema.json, schema/world.schema.json and src/manifest/schema/written.ts
// from the built schemas. `npm run schema` builds and runs it; a test fails while a file is out of
// date.
import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { compile } from 'json-schema-to-typescript'

const BANNER = `/**
 * A manifest as people write it, before it is checked. Written by \`npm run schema\` from the JSON
 * Schema: do not edit.
 */
`

const TYPE_KEYWORDS = {
  array: ['items'],
  object: ['properties', 'additionalProperties', 'required'],
}

const mapValues = (object, map) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))

/** Titles would become names of types; the rest says nothing that a type could. */
const FOR_EDITORS = new Set([
  'title',
  'examples',
  'default',
  'anyOf',
  'if',
  'else',
  'minItems',
  'propertyNames',
])

/** What TypeScript needs of a schema: unions by JSON type as one type for each. */
const forTypes = (schema) => {
  if (typeof schema !== 'object' || schema === null) return schema
  if (schema.$ref) return { $ref: schema.$ref }
  const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => !FOR_EDITORS.has(key)))
  if (rest.properties) rest.properties = mapValues(rest.properties, forTypes)
  if (rest.$defs) rest.$defs = mapValues(rest.$defs, forTypes)
  if (rest.items) rest.items = forTypes(rest.items)
  if (rest.additionalProperties) rest.additionalProperties = forTypes(rest.additionalProperties)
  if (!Array.isArray(rest.type)) return rest
  const { type, description, ...keywords } = rest
  const choices = type.map((one) => ({ type: one, ...pick(keywords, TYPE_KEYWORDS[one] ?? []) }))
  return { ...(description && { description }), anyOf: choices }
}

const pick = (object, keys) =>
  Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]))

/** The files' texts. */
export const generated = async (schema, world) => ({
  'schema/manifest.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  'schema/world.schema.json': `${JSON.stringify(world, null, 2)}\n`,
  'src/manifest/schema/written.ts': await compile(forTypes(schema), 'WrittenManifest', {
    bannerComment: BANNER,
    additionalProperties: false,
    style: { semi: false, singleQuote: true, printWidth: 100 },
  }),
})

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { schemaOf } = await import('../dist/manifest/schema/schema.js')
  const { KINDS } = await import('../dist/model/kinds.js')
  const { worldSchema } = await import('../dist/sandbox/world/forms/world-schema.js')
  const texts = await generated(schemaOf(KINDS), worldSchema())
  for (const [file, text] of Object.entries(texts)) {
    await writeFile(new URL(`../${file}`, import.meta.url), text)
  }
}
