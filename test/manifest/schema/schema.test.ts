import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { SHAPE_OPTIONS } from '../../../src/manifest/schema/checked-shape.ts'
import { schemaOf } from '../../../src/manifest/schema/schema.ts'
import type { JsonSchema } from '../../../src/manifest/schema/schema-atoms.ts'
import { shapeOf } from '../../../src/manifest/schema/schema-shape.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { worldSchema } from '../../../src/sandbox/world/forms/world-schema.ts'

const ROOT = new URL('../../../', import.meta.url)
const { generated } = await import(new URL('schema/generate.mjs', ROOT).href)
const SCHEMA = schemaOf(KINDS)

test('the generated files are up to date (npm run schema)', async () => {
  const sources = { schema: SCHEMA, shape: shapeOf(SCHEMA), options: SHAPE_OPTIONS }
  const texts: Record<string, string> = await generated({ ...sources, world: worldSchema() })
  for (const [file, text] of Object.entries(texts)) {
    expect(await readFile(new URL(file, ROOT), 'utf8'), file).toBe(text)
  }
})

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const resolved = (schema: JsonSchema): JsonSchema => {
  const name = String(schema['$ref'] ?? '').replace('#/$defs/', '')
  const target = (SCHEMA['$defs'] as Record<string, JsonSchema>)[name]
  return { ...target, ...schema }
}

/** Every key a manifest may hold, by its path. */
const keysOf = (schema: JsonSchema, path: string): readonly (readonly [string, JsonSchema])[] =>
  Object.entries(schema).flatMap(([keyword, value]) => {
    if (!isSchema(value) || keyword === 'if') return []
    const inner = Object.entries(value).flatMap(([name, child]) =>
      isSchema(child) ? keysOf(child, `${path}/${name}`) : [],
    )
    if (keyword !== 'properties') return [...keysOf(value, `${path}/${keyword}`), ...inner]
    const own = Object.entries(value).map(
      ([name, child]) => [`${path}/${name}`, resolved(child as JsonSchema)] as const,
    )
    return [...own, ...inner]
  })

test.each(keysOf(SCHEMA, ''))('%s says in an editor what it is', (_, schema) => {
  expect(schema['title']).toEqual(expect.any(String))
  expect(String(schema['description']).length).toBeGreaterThan(10)
  expect(schema['examples']).toEqual(expect.arrayContaining([expect.anything()]))
})

describe('the shape that validate checks', () => {
  const options = { allErrors: true, allowUnionTypes: true, strict: false }
  const published = new Ajv2020(options).compile(SCHEMA)
  const shape = new Ajv2020(options).compile(shapeOf(SCHEMA))
  const folder = new URL('test/manifest/', ROOT)
  const files = ['good', 'bad'].flatMap((name) =>
    readdirSync(new URL(`${name}/`, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(yaml|txt)$/.test(file))
      .map((file) => `${name}/${file}`),
  )
  /** `place keyword` of each error, but for what only editors are told: `#/else/`, and roles. */
  const told = ({ errors }: ValidateFunction): readonly string[] =>
    (errors ?? [])
      .filter(({ keyword, params }) => keyword !== 'if' || params['failingKeyword'] !== 'else')
      .filter(({ keyword, schemaPath }) => keyword !== 'enum' || !/_task\/enum$/.test(schemaPath))
      .filter(({ schemaPath }) => !schemaPath.startsWith('#/$defs/member_role'))
      .map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)

  test.each(files)('is what the published schema asks of %s, but for tasks', async (file) => {
    const text = await readFile(new URL(file, folder), 'utf8')
    const documents = parseAllDocuments(text, { logLevel: 'error' })
    const values = [documents].flat().map((document) => saidBy(document))
    for (const value of values) {
      published(value)
      shape(value)
      expect(told(shape)).toEqual(told(published))
    }
  })

  test('holds no words', () => {
    const text = JSON.stringify(shapeOf(SCHEMA))
    expect(text.length).toBeLessThan(JSON.stringify(SCHEMA).length * 0.7)
    expect(text).not.toMatch(/"(anyOf|if|description)":/)
  })
})

/** What a document says; null where it cannot be told (an alias bomb, an unknown anchor). */
const saidBy = (document: { readonly toJS: () => unknown }): unknown => {
  try {
    return document.toJS()
  } catch {
    return null
  }
}
