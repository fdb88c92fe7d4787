import type { AssetKind, KindTable } from '../../model/kinds.ts'
import type { EdgeName } from '../../model/relations.ts'
import { type JsonSchema, ref } from './schema-atoms.ts'
import { narrowEdges, narrowTaskDefs } from './schema-words.ts'

/**
 * Which tasks each list may hold, in addition to the rest of the schema; editors offer and explain
 * tasks from here. Does not apply if the manifest says `allow_unknown_tasks: true`. The keys are
 * patterns, because editors would offer the keys of `properties` a second time.
 */

const only = (schemas: JsonSchema): JsonSchema => ({
  patternProperties: Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [`^${key}$`, schema]),
  ),
})

const each = (values: JsonSchema): JsonSchema => ({ additionalProperties: values })

const knownList = (task: JsonSchema): JsonSchema => ({
  items: task,
  ...only({ tasks: { items: task } }),
})

/** `$defs` of what is known of the lists of a kind, or of all of them (`any`). */
export const knownOf = (kind: AssetKind | null): JsonSchema => {
  const name = kind?.name ?? 'any'
  const narrow = kind === null ? [] : narrowEdges(kind)
  const knownOn = (relation: EdgeName): string =>
    narrow.includes(relation) ? `${name}_${relation}_known` : `${name}_known`
  return {
    ...(kind === null ? {} : narrowTaskDefs(kind)),
    [`${name}_known`]: knownList(ref(`${name}_task`)),
    ...Object.fromEntries(
      narrow.map((relation) => [knownOn(relation), knownList(ref(`${name}_${relation}_task`))]),
    ),
    [`${name}_known_access`]: only({
      agencies: each(ref(knownOn('agencies'))),
      users: each(ref(knownOn('users'))),
      request: { items: ref(`${name}_task`) },
    }),
  }
}

const knownRole = (kinds: KindTable): JsonSchema => ({
  items: ref('any_task'),
  ...only(Object.fromEntries(kinds.map(({ name }) => [name, { items: ref(`${name}_task`) }]))),
})

const sectionOf = ({ section, name }: AssetKind) =>
  [section, each(ref(`${name}_known_access`))] as const

/** Keywords for the whole manifest. */
export const knownTasks = (kinds: KindTable): JsonSchema => ({
  if: {
    properties: { allow_unknown_tasks: { const: true } },
    required: ['allow_unknown_tasks'],
  },
  else: only({
    roles: each(knownRole(kinds)),
    profiles: each(ref('any_known_access')),
    ...Object.fromEntries(kinds.map(sectionOf)),
  }),
})
