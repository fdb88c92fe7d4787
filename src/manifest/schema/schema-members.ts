import { BUSINESS } from '../../model/kinds.ts'
import { closed, ID_TYPE, type JsonSchema, ref } from './schema-atoms.ts'
import { memberRoleDefs } from './schema-words.ts'

const [ADMIN, EMPLOYEE] = BUSINESS.tasks

const EXAMPLE = {
  dana: ADMIN,
  lee: { role: EMPLOYEE, expires: '2027-01-31', reason: 'covers for Kim' },
}

/** Lists are reported by a later stage, which says what to write instead. */
const SEAT: JsonSchema = {
  title: 'Role in the business',
  description: 'ADMIN or EMPLOYEE, none (beats every other path), or a map with an expiry.',
  type: ['string', 'object'],
  ...ref('member_role_or_none'),
  additionalProperties: false,
  properties: {
    role: {
      title: 'Role',
      description: 'ADMIN or EMPLOYEE. Finance and other finer roles are left as they are.',
      type: 'string',
      ...ref('member_role'),
      examples: [EMPLOYEE],
    },
    expires: ref('expires'),
    reason: ref('reason'),
  },
}

/** The schema of `members`: who belongs to the business itself. */
export const MEMBERS: JsonSchema = {
  title: 'Members',
  description:
    'Our business itself: who belongs to it, and in which role. Left out, members are not managed.',
  examples: [{ users: EXAMPLE }],
  ...closed({
    mode: ref('mode'),
    users: {
      title: 'Members',
      description:
        'Our people and teams with their role. Whoever is not in the business yet is invited by e-mail; whoever is not named leaves it, unless the mode is additive. {} means nobody.',
      type: 'object',
      additionalProperties: ref('member'),
      examples: [EXAMPLE],
    },
    ignore: {
      title: 'Ignore',
      description: 'Aliases or ids of members that are left alone.',
      type: 'array',
      items: { type: ID_TYPE },
      examples: [['61550000000000009']],
    },
  }),
}

/** `$defs` of what is written for a member. */
export const MEMBER_DEFS: JsonSchema = { ...memberRoleDefs(), member: SEAT }
