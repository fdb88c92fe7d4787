import type { ErrorObject } from 'ajv/dist/2020.js'
import type { JsonSchema } from './schema-atoms.ts'

/** Tells whether a plain value has the shape, and leaves what is wrong in `errors`. */
export interface CheckedShape {
  (value: unknown): boolean
  errors?: readonly ErrorObject[] | null
}

/**
 * Keywords that only editors need: texts, suggestions, and which tasks are known. About tasks and
 * roles, `validate` says more than a schema can, and does so across files.
 */
const FOR_EDITORS: ReadonlySet<string> = new Set(['title', 'description', 'anyOf', 'if', 'else'])

/** Keywords whose values are schemas under names that are not keywords. */
const BY_NAME: ReadonlySet<string> = new Set(['properties', '$defs'])

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mapped = (schema: JsonSchema, map: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, map(value)]))

const inner = (value: unknown): unknown => (isSchema(value) ? shapeOf(value) : value)

/**
 * The part of a schema that checks the shape. Compiling the whole schema takes nearly twice as
 * long.
 */
export const shapeOf = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !FOR_EDITORS.has(keyword))
      .map(([keyword, value]) => [
        keyword,
        BY_NAME.has(keyword) ? mapped(value as JsonSchema, inner) : inner(value),
      ]),
  )
