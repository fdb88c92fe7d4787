import type { KindTable } from '../../model/kinds.ts'
import { assetOf, grantsOf, profile, roleOf, sectionOf } from './schema-access.ts'
import { closed, EXPIRES, ID, type JsonSchema, MODE, REASON, ref, USE } from './schema-atoms.ts'
import { knownOf, knownTasks } from './schema-known.ts'
import { MEMBER_DEFS, MEMBERS } from './schema-members.ts'
import { NAMES, POLICY } from './schema-names.ts'

/** Keys of the file itself that mean nothing here: room for anchors, and for other tools. */
const FREE_KEYS: JsonSchema = { '^x-': {} }

/**
 * The JSON Schema of a written manifest, for editors and for the shape check, made from the kind
 * table. Unions are distinguished by JSON type rather than by anyOf, so that an error is reported at
 * the mistake itself. Names are only suggested (anyOf with any text), because authors choose their
 * own roles and aliases.
 */
export const schemaOf = (kinds: KindTable): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'bizaccess manifest',
  description:
    'Who should hold which tasks on which assets of a Meta Business Manager. A key that is absent is not managed; a key that is present is the whole truth.',
  ...closed({
    version: {
      title: 'Version',
      description: 'Version of the manifest format. Every file says it.',
      type: 'integer',
      const: 1,
      examples: [1],
    },
    business: {
      title: 'Business',
      description:
        'Id of the business this manifest speaks for. Pinned: checked against the token before anything is read. Files without it are shared by all businesses.',
      ...ref('id'),
      examples: ['1001'],
    },
    ...NAMES,
    roles: {
      title: 'Roles',
      description:
        'Named task sets: one list for all kinds, or per kind a list or the name of a role. The legacy role names are built in.',
      examples: [{ viewer: ['ANALYZE'] }],
      type: 'object',
      additionalProperties: ref('role'),
    },
    profiles: {
      title: 'Profiles',
      description: 'Access that many assets share. An asset takes a profile by `use`.',
      examples: [{ house: { mode: 'additive', users: { reporter: 'viewer' } } }],
      type: 'object',
      additionalProperties: ref('profile'),
    },
    defaults: {
      title: 'Defaults',
      description: 'Mode and profiles for every asset of a section.',
      examples: kinds.slice(0, 1).map((kind) => ({ [kind.section]: { use: ['house'] } })),
      ...closed(
        Object.fromEntries(
          kinds.map((kind) => [
            kind.section,
            {
              title: `Defaults of ${kind.section}`,
              description: `Mode and profiles for every ${kind.label}.`,
              examples: [{ use: ['house'] }],
              ...ref('defaults'),
            },
          ]),
        ),
      ),
    },
    offboarded: {
      title: 'Offboarded',
      description:
        'People, system users and partners that may hold nothing, anywhere, on any asset the token can read. Aliases or ids.',
      type: 'array',
      items: { type: ['string', 'integer'] },
      examples: [['kim', '2009']],
    },
    members: MEMBERS,
    policy: POLICY,
    allow_unknown_tasks: {
      title: 'Allow unknown tasks',
      description:
        'Lets tasks through that this version does not know yet, with a warning. Editors then neither offer nor check tasks.',
      type: 'boolean',
      default: false,
      examples: [true],
    },
    ...Object.fromEntries(kinds.map((kind) => [kind.section, sectionOf(kind)])),
  }),
  patternProperties: FREE_KEYS,
  required: ['version'],
  ...knownTasks(kinds),
  $defs: {
    id: ID,
    mode: MODE,
    use: USE,
    expires: EXPIRES,
    reason: REASON,
    role: roleOf(kinds),
    defaults: closed({ mode: ref('mode'), use: ref('use') }),
    ...grantsOf(null, kinds),
    ...knownOf(null),
    profile: profile(),
    ...MEMBER_DEFS,
    ...Object.assign(
      {},
      ...kinds.map((kind) => ({
        ...grantsOf(kind, [kind]),
        ...knownOf(kind),
        ...assetOf(kind),
      })),
    ),
  },
})
