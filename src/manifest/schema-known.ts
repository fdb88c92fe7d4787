import type { Kind, KindTable } from '../model/kinds.ts'
import { type JsonSchema, ref } from './schema-atoms.ts'

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

/** `$defs` for what is known about the lists of one kind, or of all kinds (`any`). */
export const knownOf = (name: string): JsonSchema => ({
  [`${name}_known`]: {
    items: ref(`${name}_task`),
    ...only({ tasks: { items: ref(`${name}_task`) } }),
  },
  [`${name}_known_access`]: only({
    agencies: each(ref(`${name}_known`)),
    users: each(ref(`${name}_known`)),
    request: { items: ref(`${name}_task`) },
  }),
})

const knownRole = (kinds: KindTable): JsonSchema => ({
  items: ref('any_task'),
  ...only(Object.fromEntries(kinds.map(({ name }) => [name, { items: ref(`${name}_task`) }]))),
})

const sectionOf = ({ section, name }: Kind) => [section, each(ref(`${name}_known_access`))] as const

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
