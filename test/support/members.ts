import type { LivePerson, LiveRelation, LiveState, MemberFacts } from '../../src/model/live.ts'
import { asset, KIM, LEE, liveOf, OWN, row } from './builders.ts'

/** The members of a business, made by hand: who is in it, and who is invited. */
export const BUSINESS = asset('1001', { kind: 'business', name: 'Northwind' })

export interface Seat {
  readonly id: string
  readonly role?: string | null
  readonly email?: string | null
  readonly type?: LivePerson['type']
  readonly finer?: readonly string[]
  readonly leaving?: true
}

export const SEATS: readonly Seat[] = [
  { id: OWN, role: 'ADMIN', email: null, type: 'system_user' },
  { id: LEE, role: 'ADMIN' },
  { id: KIM },
]

const EMAILS: Readonly<Record<string, string>> = { [LEE]: 'lee@x.example', [KIM]: 'kim@x.example' }

const emailOf = ({ id, email = EMAILS[id] ?? null }: Seat): string | null => email

const person = (seat: Seat): LivePerson => ({
  type: seat.type ?? 'business_user',
  id: seat.id,
  name: null,
  email: emailOf(seat),
  facebookId: null,
  ...leavingOf(seat),
})

const leavingOf = ({ leaving }: Seat): Pick<Seat, 'leaving'> =>
  leaving === undefined ? {} : { leaving }

const memberRow = (subject: string, role: string | null, facts: Partial<LiveRelation>) => ({
  ...row('1001', 'members', subject, role === null ? [] : [role], facts),
  kind: 'business',
})

export const seatRow = (seat: Seat): LiveRelation => {
  const { id, role = 'EMPLOYEE', type = 'business_user', finer } = seat
  const isKnown = role === 'ADMIN' || role === 'EMPLOYEE'
  const member = {
    ...{ type, email: emailOf(seat) },
    ...(finer === undefined ? {} : { finer }),
    ...leavingOf(seat),
  }
  return memberRow(id, role, {
    status: isKnown ? 'active' : 'unrecognised',
    apiStatus: role,
    member,
  })
}

export const invitedRow = (
  email: string,
  role: string | null = 'EMPLOYEE',
  invitation: Partial<NonNullable<MemberFacts['invitation']>> = {},
): LiveRelation =>
  memberRow(email, role, {
    status: 'pending',
    since: '2026-11-20T09:00:00Z',
    member: {
      type: 'business_user',
      email,
      invitation: { id: '7701', expires: null, status: 'PENDING', ...invitation },
    },
  })

/** Live state with the business among the assets, of which everything was read. */
export const withMembers = (
  seats: readonly Seat[],
  more: {
    readonly invited?: readonly LiveRelation[]
    readonly assets?: LiveState['assets']
    readonly rows?: readonly LiveRelation[]
    readonly facts?: Partial<LiveState>
  } = {},
): LiveState => {
  const { invited = [], assets = [], rows = [], facts = {} } = more
  const live = liveOf(assets, [...rows, ...seats.map(seatRow), ...invited])
  const scope = { kind: 'business', asset: '1001', relation: 'members' } as const
  return {
    ...live,
    assets: [...assets, BUSINESS],
    scopes: [...live.scopes, { ...scope, status: 'complete', what: null }],
    people: seats.map(person),
    invitations: invited.map(({ subject, member }) => ({
      ...{ id: member?.invitation?.id ?? '', email: subject, since: null },
      expires: member?.invitation?.expires ?? null,
    })),
    everything: true,
    ...facts,
  }
}
