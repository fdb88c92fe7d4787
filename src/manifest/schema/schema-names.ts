import { DEFAULT_POLICY, type Policy } from '../../model/manifest.ts'
import { closed, ID_TYPE, type JsonSchema, ref } from './schema-atoms.ts'

/** The schema of the keys that declare names: partners, people, teams. */
export const NAMES: JsonSchema = {
  partners: {
    title: 'Partners',
    description: 'Other businesses, by a name of your choosing.',
    type: 'object',
    additionalProperties: { ...ref('id'), title: 'Partner', description: 'Id of that business.' },
    examples: [{ brightside: '2002' }],
  },
  people: {
    title: 'People',
    description:
      'People and system users of our business, by a name of your choosing: an e-mail address, a business-user id, or { system_user: "ID" }.',
    type: 'object',
    additionalProperties: {
      title: 'Person',
      description: 'An e-mail address, a business-user id, or { system_user: "ID" }.',
      type: ['string', 'integer', 'object'],
      additionalProperties: false,
      required: ['system_user'],
      properties: {
        system_user: {
          title: 'System user',
          description: 'Id of a system user of our business.',
          ...ref('id'),
          examples: ['61550000000000003'],
        },
      },
    },
    examples: [{ dana: 'dana@northwind.example', lee: '61550000000000002' }],
  },
  teams: {
    title: 'Teams',
    description: 'Named groups of people. Teams may hold teams.',
    type: 'object',
    additionalProperties: {
      title: 'Team',
      description: 'Its members: names of people and of other teams.',
      type: 'array',
      items: { type: 'string' },
    },
    examples: [{ buyers: ['dana', 'lee'] }],
  },
}

type CountKey = {
  [Key in keyof Policy]: Policy[Key] extends number ? Key : never
}[keyof Policy]

const count = (title: string, description: string, key: CountKey): JsonSchema => ({
  title,
  description,
  type: 'integer',
  minimum: 0,
  maximum: 1_000_000,
  default: DEFAULT_POLICY[key],
  examples: [DEFAULT_POLICY[key]],
})

const choice = (title: string, description: string, values: readonly string[]): JsonSchema => ({
  title,
  description,
  type: 'string',
  enum: values,
  default: values[0],
  examples: values,
})

const names = (title: string, description: string, example: readonly string[]): JsonSchema => ({
  title,
  description,
  type: 'array',
  items: { type: ID_TYPE },
  default: [],
  examples: [example],
})

/** The schema of the rails. Each choice lists its default first. */
export const POLICY: JsonSchema = {
  title: 'Policy',
  description: 'Rails that a plan must keep. All are optional.',
  examples: [{ max_revocations: 10, keep_managers: 1 }],
  ...closed({
    max_revocations: count(
      'Most revocations',
      'How many revocations, removals and narrowings one run may make. Offboarding does not count.',
      'max_revocations',
    ),
    max_open_requests: count(
      'Most open requests',
      'How many requests to clients may be pending at any time.',
      'max_open_requests',
    ),
    keep_managers: count(
      'Keep managers',
      "How many people or system users with MANAGE, or a kind's own managing task (not counting the token's own) every managed owned asset keeps.",
      'keep_managers',
    ),
    keep_admins: count(
      'Keep admins',
      "How many people with the role ADMIN (not system users, not the token's own) the business keeps. 2 is wise.",
      'keep_admins',
    ),
    max_invitations: count(
      'Most invitations',
      'How many invitations to the business one run may send.',
      'max_invitations',
    ),
    max_offboarded: count(
      'Most offboarded',
      'How many people and partners one run may offboard.',
      'max_offboarded',
    ),
    offboarded_members: choice(
      'Offboarded members',
      'remove: who is offboarded leaves the business, as the last step. report: that is left to do by hand.',
      ['remove', 'report'],
    ),
    protected: names('Protected', 'Aliases or ids that are never reduced or removed.', ['dana']),
    agency_task_change: choice(
      'Agency task change',
      "What to do when an agency's tasks differ, for which the API has no sure update: report it (manual), or try a POST and read it back.",
      ['report', 'try'],
    ),
    unreadable: choice('Unreadable', 'What to do about an asset the token may not read.', [
      'report',
      'fail',
    ]),
    coverage: choice(
      'Coverage',
      'closed: assets and keys that the manifest leaves out count as drift.',
      ['open', 'closed'],
    ),
    domains: {
      title: 'Domains',
      description: 'E-mail domains that are ours; a review flags others.',
      type: 'array',
      items: { type: 'string' },
      default: [],
      examples: [['northwind.example']],
    },
  }),
}
