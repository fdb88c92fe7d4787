/** Businesses and their people in a world file. */

import type { Business, Invitation, Person } from '../state.ts'
import {
  BUSINESS_FORMS,
  INVITATION_FORMS,
  MOST_SENT,
  SYSTEM_USER_FORMS,
  TWO_FACTOR,
  USER_FORMS,
} from './forms/people-forms.ts'
import type { Printable } from './printer.ts'
import {
  checkId,
  entriesAt,
  flagAt,
  mapAt,
  maybe,
  needText,
  needTold,
  numberAt,
  refuseAt,
  type Tree,
  type TreeMap,
  textAt,
  timeAt,
  toldAt,
} from './world-reader.ts'

/** Reads one business. */
export function readBusiness(id: string, value: Tree, path: string): Business {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(BUSINESS_FORMS))
  return {
    id,
    name: needTold(map, 'name', path),
    users: entriesAt(map.get('users'), `${path}.users`, readUser),
    systemUsers: entriesAt(map.get('system_users'), `${path}.system_users`, readSystemUser),
    invited: entriesAt(map.get('invited'), `${path}.invited`, readInvitation),
    ...maybe('twoFactorType', twoFactorAt(map, path)),
    ...maybe('sent', sentAt(map, path)),
    ...maybe('idsGiven', numberAt(map, 'ids_given', path)),
  }
}

const TWO_FACTOR_TYPES = Object.keys(TWO_FACTOR.words)

function twoFactorAt(map: TreeMap, path: string): string | undefined {
  const word = textAt(map, 'two_factor_type', path)
  if (word === undefined || TWO_FACTOR_TYPES.includes(word)) return word
  throw refuseAt(`${path}.two_factor_type`, `expected one of ${TWO_FACTOR_TYPES.join(', ')}`)
}

function sentAt(map: TreeMap, path: string): Business['sent'] {
  if (!map.has('invitations_sent')) return undefined
  const at = `${path}.invitations_sent`
  const times = mapAt(map.get('invitations_sent'), at)
  return new Map(
    [...times.keys()].map((time) => {
      if (Number.isNaN(Date.parse(time))) throw refuseAt(at, `${time} is no time`)
      return [time, numberAt(times, time, at, [1, MOST_SENT]) ?? 1]
    }),
  )
}

/** What a user and a system user say alike. */
function readPerson(map: TreeMap, path: string): Omit<Person, 'type' | 'id'> {
  return {
    name: needTold(map, 'name', path),
    role: toldAt(map, 'role', path) ?? 'EMPLOYEE',
    ...maybe('financePermission', textAt(map, 'finance_permission', path)),
    ...maybe('ipPermission', textAt(map, 'ip_permission', path)),
  }
}

function readUser(id: string, value: Tree, path: string): Person {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(USER_FORMS))
  return {
    type: 'business_user',
    id,
    ...readPerson(map, path),
    ...maybe('email', textAt(map, 'email', path)),
    ...maybe('user', textAt(map, 'user', path)),
    ...maybe('twoFacStatus', textAt(map, 'two_fac_status', path)),
    ...(flagAt(map, 'marked_for_removal', path, false) ? { markedForRemoval: true } : {}),
  }
}

function readSystemUser(id: string, value: Tree, path: string): Person {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(SYSTEM_USER_FORMS))
  const createdBy = maybe('createdBy', textAt(map, 'created_by', path))
  return { type: 'system_user', id, ...readPerson(map, path), ...createdBy }
}

function readInvitation(id: string, value: Tree, path: string): Invitation {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(INVITATION_FORMS))
  return {
    id,
    email: needText(map, 'email', path),
    role: toldAt(map, 'role', path) ?? 'EMPLOYEE',
    ...maybe('financeRole', textAt(map, 'finance_role', path)),
    ...maybe('status', toldAt(map, 'status', path)),
    ...maybe('created', timeAt(map, 'created', path)),
    ...maybe('expires', timeAt(map, 'expires', path)),
    ...maybe('createdBy', textAt(map, 'created_by', path)),
  }
}

type Branch = ReadonlyMap<string, Printable | undefined>

/** One business as it is printed. */
export function treeOfBusiness(business: Business): Branch {
  return new Map<string, Printable | undefined>([
    ['name', business.name],
    ['two_factor_type', business.twoFactorType],
    ['users', treesOf(business.users, treeOfPerson)],
    ['system_users', treesOf(business.systemUsers, treeOfPerson)],
    ['invited', treesOf(business.invited, treeOfInvitation)],
    ['invitations_sent', business.sent],
    ['ids_given', business.idsGiven],
  ])
}

function treesOf<T>(map: ReadonlyMap<string, T>, tree: (it: T) => Branch): Branch | undefined {
  return map.size === 0 ? undefined : new Map([...map].map(([id, it]) => [id, tree(it)]))
}

function treeOfPerson(person: Person): Branch {
  return new Map<string, Printable | undefined>([
    ['name', person.name],
    ['email', person.email],
    ['role', person.role],
    ['user', person.user],
    ['two_fac_status', person.twoFacStatus],
    ['finance_permission', person.financePermission],
    ['ip_permission', person.ipPermission],
    ['marked_for_removal', person.markedForRemoval],
    ['created_by', person.createdBy],
  ])
}

function treeOfInvitation(invitation: Invitation): Branch {
  return new Map([
    ['email', invitation.email],
    ['role', invitation.role],
    ['finance_role', invitation.financeRole],
    ['status', invitation.status],
    ['created', invitation.created],
    ['expires', invitation.expires],
    ['created_by', invitation.createdBy],
  ])
}
