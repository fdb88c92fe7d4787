import type { LivePerson, LiveRelation } from '../../model/live.ts'
import type { Business, Invitation, Person } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'

/** The people of our business, whom its lists leave out, and who the token's user is. */
export interface OurPeople {
  readonly people: readonly Person[]
  readonly invited: Business['invited']
  readonly unlisted: readonly string[]
  readonly self: string
}

/** What a field of a world says where a row tells nothing. */
export const UNTOLD = ''

export const ourPeople = (facts: Facts): OurPeople => {
  const { live } = facts
  const listed = live.people.map(personOf)
  const known = new Set(listed.map(({ id }) => id))
  const others = strangersIn(facts, known)
  const self = selfOf(facts, [...listed, ...others])
  const people = [...listed, ...others, ...(self.added ?? [])]
  return {
    people: people.map((person) => (person.id === self.id ? { ...person, ...self.more } : person)),
    invited: new Map(live.invitations.map((each) => [each.id, invitationOf(each)])),
    unlisted: [...others, ...(self.added ?? [])].map(({ id }) => id),
    self: self.id,
  }
}

const personOf = (person: LivePerson): Person => {
  const { type, id, name, email, role, facebookId, twoFactor, finer = [] } = person
  const { leaving, createdBy } = person
  const [finance, ip] = ['finance_permission', 'ip_permission'].map((field) =>
    finer.find((each) => each.startsWith(`${field}: `))?.slice(field.length + 2),
  )
  return {
    ...{ type, id, name: name ?? UNTOLD, role: role ?? UNTOLD },
    ...(email === null ? {} : { email }),
    ...(facebookId === null ? {} : { user: facebookId }),
    ...(typeof twoFactor === 'string' ? { twoFacStatus: twoFactor } : {}),
    ...(finance === undefined ? {} : { financePermission: finance }),
    ...(ip === undefined ? {} : { ipPermission: ip }),
    ...(leaving === undefined ? {} : { markedForRemoval: leaving }),
    ...(createdBy === undefined ? {} : { createdBy }),
  }
}

const invitationOf = ({
  id,
  email,
  since,
  role,
  expires = null,
  status = null,
}: Facts['live']['invitations'][number]): Invitation => ({
  ...{ id, email, role: role ?? UNTOLD, status: status ?? UNTOLD },
  ...(since === null ? {} : { created: since }),
  ...(expires === null ? {} : { expires }),
})

/** People on assets and in groups whom no list of our business shows. */
const strangersIn = ({ live, us }: Facts, known: ReadonlySet<string>): readonly Person[] => {
  const found = new Map<string, Person>()
  for (const row of live.relations) {
    const { subject } = row
    if (!isOnAsset(row) || known.has(subject)) continue
    if (row.otherBusiness !== undefined && row.otherBusiness !== us) continue
    const named = found.get(subject)?.name ?? UNTOLD
    found.set(subject, {
      type: subject === live.self.id ? 'system_user' : 'business_user',
      ...{ id: subject, name: named === UNTOLD ? (row.subjectName ?? UNTOLD) : named },
      role: UNTOLD,
    })
  }
  return [...found.values()]
}

export const isOnAsset = ({ relation }: Pick<LiveRelation, 'relation'>): boolean =>
  relation === 'users'

interface Self {
  readonly id: string
  /** What is known of them because the token is theirs. */
  readonly more: Partial<Person>
  readonly added?: readonly Person[]
}

/** The token's user, in a list or not. Whoever reads a business is an admin, if no row says more. */
const selfOf = ({ live, token, stranger }: Facts, people: readonly Person[]): Self => {
  const { self } = live
  const person = people.find(({ id }) => id === self.person)
  if (person !== undefined) {
    const isOther = self.id !== '' && self.id !== person.id && person.user === undefined
    return {
      id: person.id,
      more: {
        ...(person.role === UNTOLD ? { role: 'ADMIN' } : {}),
        ...(isOther && person.type === 'business_user' ? { user: self.id } : {}),
      },
    }
  }
  const id = self.id === '' || token.isOfPerson === true ? `${stranger}0` : self.id
  const user = token.isOfPerson === true && self.id !== '' ? { user: self.id } : {}
  const type = token.isOfPerson === true ? 'business_user' : 'system_user'
  const added: Person = { type, id, name: self.name ?? UNTOLD, role: 'ADMIN', ...user }
  return { id, more: {}, added: [added] }
}
