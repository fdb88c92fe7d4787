import type { AssetKind, KindTable } from '../../model/kinds.ts'
import type { GrantedName } from '../../model/relations.ts'
import { closed, ID_TYPE, type JsonSchema, ref } from './schema-atoms.ts'
import { roleNames, suggestedRole, suggestedRoleOrNone, wordDefsOf } from './schema-words.ts'

/** Which tasks are valid is said in one place for the whole manifest: see schema-known.ts. */
const TASK: JsonSchema = { title: 'Task', type: 'string' }

/** What a role of the writer's own may be called. */
const OWN_ROLE = 'buyer'

const EXAMPLE_TASKS = ['ADVERTISE', 'ANALYZE']

/** What may be under a relation's key, on a kind or (`any`) on one of several. */
const RELATION_SCHEMAS: Readonly<
  Record<GrantedName, (name: string, label: string, kinds: KindTable) => JsonSchema>
> = {
  agencies: (name, label) => ({
    title: 'Agencies',
    description: `Businesses that may work on this ${label}, by partner name. {} means nobody.`,
    type: 'object',
    additionalProperties: ref(`${name}_grant`),
    examples: [{ brightside: EXAMPLE_TASKS }],
  }),
  users: (name, label) => ({
    title: 'Users',
    description: `Our people, system users and teams on this ${label}. {} means nobody.`,
    type: 'object',
    additionalProperties: ref(`${name}_grant`),
    examples: [{ buyers: EXAMPLE_TASKS }],
  }),
  request: (name, label, kinds) => ({
    title: 'Request',
    description: `Tasks to ask the owner of this ${label} for: a role or a list. [] gives our access up.`,
    type: ['string', 'array'],
    ...suggestedRole(name, kinds),
    items: TASK,
    examples: [EXAMPLE_TASKS],
  }),
}

/** Relations in the order in which editors offer them. */
const OFFERED = ['agencies', 'users', 'request'] as const satisfies readonly GrantedName[]

/** The relations of a kind that a grant is written for; of any kind, all. */
const grantedOn = (kind: AssetKind | null): readonly GrantedName[] =>
  OFFERED.filter((relation) => kind === null || kind.relations[relation] !== undefined)

/** `$defs` of the grants on a kind, or on any of several (in profiles, where the kind is open). */
export const grantsOf = (kind: AssetKind | null, kinds: KindTable): JsonSchema => {
  const name = kind?.name ?? 'any'
  const label = kind === null ? 'asset' : kind.label
  return {
    ...wordDefsOf(name, label, kinds),
    [`${name}_grant`]: grantOf(name, kinds, label),
    ...Object.fromEntries(
      grantedOn(kind).map((relation) => [
        `${name}_${relation}`,
        RELATION_SCHEMAS[relation](name, label, kinds),
      ]),
    ),
  }
}

const refsOf = (kind: AssetKind | null): JsonSchema =>
  Object.fromEntries(
    grantedOn(kind).map((relation) => [relation, ref(`${kind?.name ?? 'any'}_${relation}`)]),
  )

const grantOf = (name: string, kinds: KindTable, label: string): JsonSchema => ({
  title: `Access to this ${label}`,
  description: `What a subject holds on this ${label}: a role, a list of tasks, none (beats every other path), or a map with an expiry.`,
  type: ['string', 'array', 'object'],
  ...suggestedRoleOrNone(name, kinds),
  items: TASK,
  minItems: 1,
  additionalProperties: false,
  properties: {
    tasks: {
      title: 'Tasks',
      description: 'The tasks to hold. Give these or a role.',
      type: 'array',
      minItems: 1,
      items: TASK,
      examples: [EXAMPLE_TASKS],
    },
    role: {
      title: 'Role',
      description:
        roleNames(kinds).length === 0
          ? 'A role of `roles`. Give this or tasks.'
          : 'A role of `roles` or a built-in one. Give this or tasks.',
      type: 'string',
      ...suggestedRole(name, kinds),
      examples: [...roleNames(kinds), OWN_ROLE].slice(0, 1),
    },
    expires: ref('expires'),
    reason: ref('reason'),
  },
})

/** The schema of one entry of `roles`. */
export const roleOf = (kinds: KindTable): JsonSchema => ({
  title: 'Role',
  description: 'One list of tasks for all kinds, or per kind a list or the name of a role.',
  type: ['array', 'object'],
  minItems: 1,
  items: TASK,
  additionalProperties: false,
  properties: Object.fromEntries(
    kinds.map((kind) => [
      kind.name,
      {
        title: `Tasks on ${kind.label}`,
        description: `What the role means on this kind: a list of tasks, or the name of a role.`,
        type: ['string', 'array'],
        minItems: 1,
        ...suggestedRole(kind.name, [kind]),
        items: TASK,
        examples: [...Object.keys(kind.roles).slice(0, 1), kind.tasks.slice(0, 2)],
      },
    ]),
  ),
})

/** The schema of one entry of `profiles`. Its grants are checked for each kind that uses it. */
export const profile = (): JsonSchema => ({
  title: 'Profile',
  description: 'Access for every asset that takes this profile by `use`.',
  ...closed({
    mode: ref('mode'),
    ...refsOf(null),
  }),
})

/** `$defs` of one asset of a kind. */
export const assetOf = (kind: AssetKind): JsonSchema => ({
  [`${kind.name}_asset`]: {
    title: kind.label,
    description: `One ${kind.label}. A relation that is left out is not managed.`,
    ...closed({
      name: {
        title: 'Name',
        description: 'A label for readers, never compared.',
        type: ['string', 'number'],
        examples: ['EU Search'],
      },
      mode: ref('mode'),
      use: ref('use'),
      ...refsOf(kind),
      ignore: {
        title: 'Ignore',
        description: 'Aliases or ids that this asset leaves alone.',
        type: 'array',
        items: { type: ID_TYPE },
        examples: [['2007']],
      },
      ...(kind.relations.on_behalf_of === undefined ? {} : { on_behalf_of: ON_BEHALF_OF }),
    }),
  },
})

const ON_BEHALF_OF: JsonSchema = {
  title: 'On behalf of',
  description: 'Partners that may hold or ask for an on-behalf-of relation.',
  type: 'array',
  items: { type: 'string' },
  examples: [['brightside']],
}

/** The section of a kind: its assets by id. */
export const sectionOf = (kind: AssetKind): JsonSchema => ({
  title: kind.section,
  description: `The ${kind.label}s under management, by id (as ${kind.id.example}).`,
  type: 'object',
  propertyNames: { pattern: `^${kind.id.prefix}[1-9][0-9]{0,24}$` },
  additionalProperties: ref(`${kind.name}_asset`),
  examples: [
    { [kind.id.example]: { [kind.relations.agencies === undefined ? 'users' : 'agencies']: {} } },
  ],
})
