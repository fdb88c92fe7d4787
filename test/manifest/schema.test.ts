import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { schemaOf } from '../../src/manifest/schema.ts'
import type { JsonSchema } from '../../src/manifest/schema-atoms.ts'
import { KINDS } from '../../src/model/kinds.ts'

const ROOT = new URL('../../', import.meta.url)
const { generated } = await import(new URL('schema/generate.mjs', ROOT).href)
const SCHEMA = schemaOf(KINDS)

test('the generated files are up to date (npm run schema)', async () => {
  const texts: Record<string, string> = await generated(SCHEMA)
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
    if (!isSchema(value)) return []
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
