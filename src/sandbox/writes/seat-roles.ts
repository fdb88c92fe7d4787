/** Roles in a business, as the writes on its people take them. */

import { refusal } from '../errors.ts'
import { listParam, type Params, textParam } from '../params.ts'
import type { Person } from '../state.ts'
import { notAmong } from './writing.ts'

/** Every name that `role` and `tasks` take [spec]. */
export const BUSINESS_ROLES: readonly string[] = [
  'ADMIN',
  'EMPLOYEE',
  'DEVELOPER',
  'FINANCE_ANALYST',
  'FINANCE_EDIT',
  'FINANCE_EDITOR',
  'FINANCE_VIEW',
  'ADS_RIGHTS_REVIEWER',
  'MANAGE',
  'DEFAULT',
  'PARTNER_CENTER_ADMIN',
  'PARTNER_CENTER_ANALYST',
  'PARTNER_CENTER_EDUCATION',
  'PARTNER_CENTER_MARKETING',
  'PARTNER_CENTER_OPERATIONS',
]

/** What a write asks for: a base role, which is all that `role` ever reads back, and finance. */
export interface SeatRoles {
  readonly base?: 'ADMIN' | 'EMPLOYEE'
  readonly finance?: string
}

/** The roles of a write; refuses names that are none. Of the other finer ones a world knows nothing. */
export function seatRolesOf(params: Params): SeatRoles {
  const role = textParam(params, 'role')
  const names = [...(role === undefined ? [] : [role]), ...listParam(params, 'tasks')]
  const strange = names.find((name) => !BUSINESS_ROLES.includes(name))
  if (strange !== undefined) {
    throw notAmong(strange === role ? 'role' : 'tasks', BUSINESS_ROLES, strange)
  }
  const base = (['ADMIN', 'EMPLOYEE'] as const).find((each) => names.includes(each))
  const finance = names.find((name) => name.startsWith('FINANCE_'))
  return {
    ...(base === undefined ? {} : { base }),
    ...(finance === undefined ? {} : { finance }),
  }
}

/** The same, of a write that is about nothing else. */
export function neededRoles(params: Params): SeatRoles {
  const roles = seatRolesOf(params)
  if (params.has('role') || params.has('tasks')) return roles
  throw refusal('invalid_parameter', 'The parameter role is required')
}

/** Somebody in another role. What nobody documents is whether finance survives that. */
export function inRole(person: Person, roles: SeatRoles, finer: 'kept' | 'lost'): Person {
  const { financePermission, ...rest } = person
  const finance = roles.finance ?? (finer === 'kept' ? financePermission : undefined)
  return {
    ...rest,
    role: roles.base ?? person.role,
    ...(finance === undefined ? {} : { financePermission: finance }),
  }
}
