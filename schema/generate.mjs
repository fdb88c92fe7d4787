// Writes schema/manifest.schema.json, schema/world.schema.json, and of the first, in src/manifest/schema,
// written.ts (its type) and compiled.ts (what checks it), from the built schemas. `npm run schema`
// builds and runs it; a test fails while a file is out of date.
import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
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

const COMPILED = `// What checks the shape of a manifest, compiled by ajv. Written by \`npm run schema\` from the JSON
// Schema: do not edit.
// @ts-nocheck
import type { CheckedShape } from './schema-shape.ts'

`

/** The code ajv makes of a schema, as a module that needs nothing of ajv. */
const compiled = (shape, options) => {
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true, lines: true } })
  ajv.addSchema(shape, 'manifest')
  const code = standalone.default(ajv, { checkManifest: 'manifest' })
  const [, name] = /^export const checkManifest = (\w+);$/m.exec(code) ?? []
  if (name === undefined || code.includes('require(')) throw new Error('ajv writes other code now')
  const module = code.replace('"use strict";\n', '')
  return (
    COMPILED + module.replace(`checkManifest = ${name}`, `checkManifest: CheckedShape = ${name}`)
  )
}

/**
 * The files' texts, by path.
 *
 * @param {object} schema of manifests
 * @param {object} shape the part of it that is checked, see schema-shape.ts
 * @param {object} options that it is compiled with, see checked-shape.ts
 * @param {object} world schema of the sandbox's worlds
 */
export const generated = async ({ schema, shape, options, world }) => ({
  'src/manifest/schema/compiled.ts': compiled(shape, options),
  'schema/manifest.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
  'schema/world.schema.json': `${JSON.stringify(world, null, 2)}\n`,
  'src/manifest/schema/written.ts': await compile(forTypes(schema), 'WrittenManifest', {
    bannerComment: BANNER,
    additionalProperties: false,
    style: { semi: false, singleQuote: true, printWidth: 100 },
  }),
})

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { SHAPE_OPTIONS: options } = await import('../dist/manifest/schema/checked-shape.js')
  const { schemaOf } = await import('../dist/manifest/schema/schema.js')
  const { shapeOf } = await import('../dist/manifest/schema/schema-shape.js')
  const { KINDS } = await import('../dist/model/kinds.js')
  const { worldSchema } = await import('../dist/sandbox/world/forms/world-schema.js')
  const schema = schemaOf(KINDS)
  const texts = await generated({ schema, shape: shapeOf(schema), options, world: worldSchema() })
  for (const [file, text] of Object.entries(texts)) {
    await writeFile(new URL(`../${file}`, import.meta.url), text)
  }
}
