import { createRequire } from 'node:module'
import { KINDS, type KindTable } from '../../model/kinds.ts'
import { checkManifest } from './compiled.ts'
import { schemaOf } from './schema.ts'
import { type CheckedShape, shapeOf } from './schema-shape.ts'

/**
 * How ajv compiles the shape. The schema is our own, so it need not be checked first:
 * test/manifest/schema/schema.test.ts does.
 */
export const SHAPE_OPTIONS = {
  allErrors: true,
  verbose: true,
  coerceTypes: true,
  allowUnionTypes: true,
  strictTypes: false,
  meta: false,
  validateSchema: false,
} as const

const CHECKS = new WeakMap<KindTable, CheckedShape>([[KINDS, checkManifest]])

/**
 * What checks the shape of manifests with these kinds. That of our own table is compiled when bizaccess
 * is built (`npm run schema`): to load ajv and compile with it takes longer than all else that `validate`
 * does to a small manifest. Of another table it is compiled once.
 */
export const checkedShapeOf = (kinds: KindTable): CheckedShape => {
  const known = CHECKS.get(kinds)
  if (known !== undefined) return known
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js')
  // Its code is run once or a few times.
  const ajv = new Ajv2020({ ...SHAPE_OPTIONS, code: { optimize: false } })
  const check = ajv.compile(shapeOf(schemaOf(kinds)))
  CHECKS.set(kinds, check)
  return check
}

const require = createRequire(import.meta.url)
