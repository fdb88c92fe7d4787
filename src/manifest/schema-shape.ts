import type { JsonSchema } from './schema-atoms.ts'

/**
 * What only editors read: texts, words that are offered, and which tasks are known. Of tasks and
 * roles `validate` says more than a schema could, and across files.
 */
const FOR_EDITORS: ReadonlySet<string> = new Set(['title', 'description', 'anyOf', 'if', 'else'])

/** Keywords that hold schemas by a name of the manifest's own. */
const BY_NAME: ReadonlySet<string> = new Set(['properties', '$defs'])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapped = (schema: JsonSchema, map: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, map(value)]))

const inner = (value: unknown): unknown => (isSchema(value) ? shapeOf(value) : value)

/** The shape a schema asks for and nothing else; compiling all of it takes nearly twice as long. */
export const shapeOf = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !FOR_EDITORS.has(keyword))
      .map(([keyword, value]) => [
        keyword,
        BY_NAME.has(keyword) ? mapped(value as JsonSchema, inner) : inner(value),
      ]),
  )
