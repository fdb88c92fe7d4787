import { BUSINESS_SCOPE } from '../../model/kinds.ts'
import type {
  Check,
  DoctorFacts,
  PeopleListName,
  ReachFacts,
} from '../../model/reports/doctor-report.ts'
import { type DoctorInput, error, named, ok, unknown, warning } from './check.ts'
import { planReads } from './plan-reads.ts'
import { scopesOf } from './token-checks.ts'

/** Whether the token reaches the business, and as whom. */
export const businessChecks = ({ facts, manifest }: DoctorInput): readonly Check[] => {
  const { reach } = facts
  if (reach === null) return []
  const own = business(facts, reach)
  if (own.status === 'error') return [own]
  return [
    own,
    ...app(facts, reach),
    ownUser(reach),
    businessRole(reach),
    people(reach, planReads(manifest).people),
    clients(reach, planReads(manifest).requests),
    onBehalfOf(reach),
  ]
}

const business = (facts: DoctorFacts, reach: ReachFacts): Check => {
  const { name, status, what } = reach.business
  if (isClosed(reach)) {
    return error(
      'business',
      `nothing of business ${named({ id: facts.business, name })} may be read: all of its lists are refused`,
      closedAdvice(facts, reach),
    )
  }
  return status === 'complete'
    ? ok('business', named({ id: facts.business, name }))
    : error(
        'business',
        `business ${facts.business} could not be read: ${what ?? ''}`,
        'check the id, and that the token may see it',
      )
}

/** An app can only reach businesses that claimed it [web]; whose it is may not be told. */
const app = (
  { business: own, token }: DoctorFacts,
  { app: read }: ReachFacts,
): readonly Check[] => {
  if (read === null) return []
  const { owner, status, what } = read
  const words = `the app${token?.appId === undefined || token.appId === null ? '' : ` ${named({ id: token.appId, name: token.appName })}`}`
  if (owner === null) {
    const why = status === 'complete' ? 'the answer names no business' : what
    return [unknown('app', `whose ${words} is cannot be read: ${why ?? ''}`)]
  }
  return owner.id === own
    ? [ok('app', `${words} belongs to this business`)]
    : [
        warning(
          'app',
          `${words} belongs to another business, ${named(owner)}`,
          'an app can only reach businesses that claimed it: use one of your own, or make sure that yours has claimed this one',
        ),
      ]
}

/** Whether every list of the business is refused; then the token belongs to another business. */
const isClosed = ({ people: lists, kinds }: ReachFacts): boolean =>
  [...Object.values(lists), ...kinds.flatMap((kind) => Object.values(kind.lists))].every(
    ({ status }) => status === 'unreadable',
  )

const closedAdvice = (facts: DoctorFacts, { businesses }: ReachFacts): string => {
  const given = scopesOf(facts)
  if (given !== null && !given.has(BUSINESS_SCOPE))
    return `create the token again with ${BUSINESS_SCOPE}`
  const others = businesses.filter(({ id }) => id !== facts.business)
  const theirs =
    others.length === 0
      ? ''
      : `; the user of this one belongs to ${others.slice(0, 3).map(named).join(', ')}`
  return `use a token of business ${facts.business}, with ${BUSINESS_SCOPE}${theirs}`
}

const ownUser = ({ me, meRead, self, people: lists }: ReachFacts): Check => {
  if (me === null) {
    return error(
      'own_user',
      `who this token belongs to could not be read: ${meRead.what ?? 'the answer has no valid id'}`,
      'without it plan ends with an error',
    )
  }
  if (self !== null) return ok('own_user', `${named(self)} is in the lists of people`)
  const user = named(me)
  const areRead =
    lists.business_users.status === 'complete' && lists.system_users.status === 'complete'
  return areRead
    ? warning(
        'own_user',
        `${user} is not on any list of the business's people`,
        'use the token of a system user of this business: steps that take access from people stay blocked, because the token might be one of them',
      )
    : unknown('own_user', `whether ${user} belongs to the business is not known`)
}

/**
 * Whether it has the base role that may assign people and ask for assets [web:su-perm]; null if
 * not known.
 */
export const isAdmin = ({ self }: ReachFacts): boolean | null =>
  self === null || self.role === null ? null : self.role.toUpperCase() === 'ADMIN'

const businessRole = (reach: ReachFacts): Check => {
  const role = reach.self?.role ?? ''
  switch (isAdmin(reach)) {
    case null:
      return unknown('business_role', "the role of the token's user in the business is not known")
    case true:
      return ok('business_role', role)
    case false:
      return warning(
        'business_role',
        `${role}: it can change at most the assets that it manages itself`,
        'make it an admin (Business settings > Users), or use the token of an admin system user',
      )
  }
}

/** A list that failed but may succeed next time makes a plan that reads it incomplete. */
const people = ({ people: lists }: ReachFacts, isPlanned: boolean): Check => {
  const failed = (Object.keys(lists) as PeopleListName[]).filter(
    (list) => lists[list].status !== 'complete',
  )
  const isBroken = failed.some((list) => lists[list].status === 'unknown')
  const [first] = isBroken ? failed.filter((list) => lists[list].status === 'unknown') : failed
  const severe = isPlanned && isBroken ? error : warning
  return first === undefined
    ? ok('people', `${Object.keys(lists).join(', ')} are readable`)
    : severe(
        'people',
        `${failed.join(', ')}: ${lists[first].what ?? ''}`,
        'people cannot be looked up by e-mail, nor told from strangers, until these lists can be read',
      )
}

const clients = ({ clients: list }: ReachFacts, isPlanned: boolean): Check => {
  const severe = isPlanned && list.status === 'unknown' ? error : warning
  return list.status === 'complete'
    ? ok('clients', 'what clients were asked for and have given can be read')
    : severe(
        'clients',
        `clients: ${list.what ?? ''}`,
        'requests to clients are judged only by the lists of assets',
      )
}

/** These lists are said to be gone since 2020; bizaccess works without them. */
const onBehalfOf = ({ onBehalfOf: lists }: ReachFacts): Check =>
  ok(
    'on_behalf_of',
    lists.status === 'complete'
      ? 'on-behalf-of requests are listed by business'
      : 'the business has no such lists: on-behalf-of requests are read asset by asset',
  )
