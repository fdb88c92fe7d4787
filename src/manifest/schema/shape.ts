import type { ErrorObject } from 'ajv/dist/2020.js'
import { BUSINESS, type KindTable } from '../../model/kinds.ts'
import type { Position, Problem } from '../../model/problem.ts'
import { isRelationName, RELATIONS, type RelationName } from '../../model/relations.ts'
import { articled, problem, type Report } from '../manifest-problems.ts'
import { type Block, entriesOf, entryOf, type Node, plainOf } from '../text/node.ts'
import { checkedShapeOf } from './checked-shape.ts'

/**
 * Checks the shape of one file: which keys it has, and whether each value is a text, a list or a
 * map. Whether names, ids, dates and tasks are right is checked later.
 */
export const checkShape = (root: Block, kinds: KindTable, report: Report): void => {
  const check = checkedShapeOf(kinds)
  if (check(plainOf(root))) return
  const errors = check.errors ?? []
  const ofWrongType = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  )
  for (const error of errors) {
    // A list in the place of one of several words is reported as a list, not also as a wrong word.
    if (error.keyword === 'enum' && ofWrongType.has(error.instancePath)) continue
    const found = toProblem(error, root, kinds)
    if (found !== null) report(found)
  }
}

/** What an error refers to: the node, the key it belongs to, and that key's position. */
interface Culprit {
  readonly node: Node
  readonly key: string
  readonly at: Position
}

const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~')

const culpritOf = (pointer: string, root: Block): Culprit => {
  let culprit: Culprit = { node: root, key: 'manifest', at: root.at }
  for (const segment of pointer.split('/').slice(1).map(unescaped)) {
    const { node } = culprit
    if (node.type === 'list') {
      const item = node.items[Number(segment)] as Node
      culprit = { node: item, key: culprit.key, at: item.at }
    } else {
      const entry = entryOf(node, segment)
      if (entry === undefined) throw new Error(`no node at ${pointer}`)
      culprit = { node: entry.value, key: entry.key, at: entry.at }
    }
  }
  return culprit
}

type Translation = (error: ErrorObject, culprit: Culprit, kinds: KindTable) => Problem | null

const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['object', 'a map'],
  ['array', 'a list'],
  ['string', 'a single value'],
  ['integer', 'a whole number'],
  ['number', 'a single value'],
  ['boolean', 'true or false'],
])

const keysOf = (schema: unknown): readonly string[] =>
  Object.keys((schema as { properties?: object } | undefined)?.properties ?? {})

const foundOf = ({ node }: Culprit): string => (node.type === 'text' ? node.text : node.type)

/** A list in the place of a member's role: `members` has better words for it. */
const MEMBER_ROLE = new RegExp(`^/${BUSINESS.section}/users/[^/]+(/role)?$`)

const wrongType: Translation = (error, culprit) => {
  if (culprit.node.type === 'list' && MEMBER_ROLE.test(error.instancePath)) return null
  const types: readonly string[] = [error.params['type']].flat()
  const isId = types.includes('string')
  const words = types
    .filter((type) => !(isId && type !== 'string' && TYPE_WORDS.get(type)?.includes('number')))
    .map((type) => TYPE_WORDS.get(type) ?? type)
  const expected = [...new Set(words)].join(' or ')
  if (culprit.node.type === 'empty') return null
  return problem(
    'wrong_type',
    { key: culprit.key, expected, found: culprit.node.type },
    culprit.node.at,
  )
}

const wrongValue =
  (allowedOf: (error: ErrorObject) => readonly string[]): Translation =>
  (error, culprit) => {
    const args = { key: culprit.key, found: foundOf(culprit), allowed: allowedOf(error) }
    return problem('wrong_value', args, culprit.node.at)
  }

/** Places that hold relations; `members` is often looked for there. */
const SHARING: ReadonlyMap<string, string> = new Map([
  ['profiles', 'in a profile'],
  ['defaults', 'in defaults'],
])

/** Where a relation cannot be, in words; null where the known keys say more. */
const placeOf = (pointer: string, key: RelationName, kinds: KindTable): string | null => {
  const [section = '', ...below] = pointer.split('/').slice(1)
  const kind = below.length === 1 ? kinds.find((row) => row.section === section) : undefined
  if (kind !== undefined) return `on ${articled(kind.label)}`
  return RELATIONS[key].written === 'roles' ? (SHARING.get(section) ?? null) : null
}

const unknownKey: Translation = (error, culprit, kinds) => {
  const key: string = error.params['additionalProperty']
  const at = entryOf(culprit.node, key)?.at ?? culprit.at
  const place = isRelationName(key) ? placeOf(error.instancePath, key, kinds) : null
  const on = isRelationName(key) && place !== null ? { on: { relation: key, place } } : {}
  return problem('unknown_key', { key, known: keysOf(error.parentSchema), ...on }, at)
}

const missingKey: Translation = (error, culprit) => {
  const key: string = error.params['missingProperty']
  if (entriesOf(culprit.node).has(key)) return null
  return problem('missing_key', { key, example: exampleOf(error, key) }, culprit.at)
}

const exampleOf = (error: ErrorObject, key: string): string | null => {
  const schema = error.parentSchema as { properties?: Record<string, { examples?: unknown[] }> }
  const example = schema.properties?.[key]?.examples?.[0]
  return example === undefined ? null : `${key}: ${JSON.stringify(example)}`
}

/**
 * How errors of the schema's keywords are reported. `null`: a later stage has better words for
 * it.
 */
const TRANSLATIONS: Readonly<Record<string, Translation | null>> = {
  additionalProperties: unknownKey,
  required: missingKey,
  type: wrongType,
  enum: wrongValue((error) => error.params['allowedValues']),
  minimum: wrongValue((error) => [`a number from ${error.params['limit']}`]),
  maximum: wrongValue((error) => [`a number up to ${error.params['limit']}`]),
  minItems: (_, culprit) => problem('empty_list', { key: culprit.key }, culprit.node.at),
  const: (_, culprit) =>
    problem('unsupported_version', { found: foundOf(culprit) }, culprit.node.at),
  pattern: null,
  propertyNames: null,
}

const toProblem = (error: ErrorObject, root: Block, kinds: KindTable): Problem | null => {
  const translation = TRANSLATIONS[error.keyword]
  if (translation === undefined) throw new Error(`schema keyword without words: ${error.keyword}`)
  return translation === null
    ? null
    : translation(error, culpritOf(error.instancePath, root), kinds)
}
