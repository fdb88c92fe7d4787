/** A big business, generated: the same sizes give the same world. */
import {
  type Asset,
  type Business,
  CONFIRMED,
  DEFAULT_MODES,
  type Person,
  type World,
} from './state.ts'

/** How much of everything. */
export interface LargeWorldSize {
  readonly adAccounts?: number
  readonly pages?: number
  readonly people?: number
  readonly agencies?: number
  /** People on each asset. */
  readonly usersPerAsset?: number
}

const BUSINESS = '1001'
const TOKEN_USER = '61550000000000001'
const BUNDLES = [['MANAGE', 'ADVERTISE', 'ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['ANALYZE']] as const

/** Thousands of assets of one business, shared with agencies and staffed in a fixed pattern. */
export function largeWorld(size: LargeWorldSize = {}): World {
  const { adAccounts = 2000, pages = 500, people = 40, agencies = 12, usersPerAsset = 5 } = size
  const staff = Array.from({ length: people }, (_, n) => person(n))
  const partners = Array.from({ length: agencies }, (_, n) => partner(n))
  const shape = { staff, partners, usersPerAsset }
  const assets = [
    ...Array.from({ length: adAccounts }, (_, n) => asset('ad_account', n, shape)),
    ...Array.from({ length: pages }, (_, n) => asset('page', n, shape)),
  ]
  return {
    token: {
      business: BUSINESS,
      user: TOKEN_USER,
      scopes: [
        'business_management',
        'ads_management',
        'ads_read',
        'pages_show_list',
        'pages_manage_metadata',
      ],
    },
    app: { id: '880000000000001', requireProof: false },
    modes: { ...DEFAULT_MODES },
    businesses: new Map([main(staff), ...partners].map((business) => [business.id, business])),
    assets: new Map(assets.map((each) => [each.id, each])),
    groups: new Map(),
    faults: [],
  }
}

function main(staff: readonly Person[]): Business {
  const automation: Person = {
    type: 'system_user',
    id: TOKEN_USER,
    name: 'Automation',
    role: 'ADMIN',
  }
  return {
    id: BUSINESS,
    name: 'Meridian Group',
    users: new Map(staff.map((each) => [each.id, each])),
    systemUsers: new Map([[automation.id, automation]]),
    invited: new Map(),
  }
}

function person(n: number): Person {
  return {
    type: 'business_user',
    id: String(61560000000000001n + BigInt(n)),
    name: `Person ${n + 1}`,
    role: n < 2 ? 'ADMIN' : 'EMPLOYEE',
    email: `person${n + 1}@meridian.example`,
    user: String(100000000000001n + BigInt(n)),
  }
}

function partner(n: number): Business {
  const id = String(2001 + n)
  const none = new Map<string, never>()
  return { id, name: `Agency ${n + 1}`, users: none, systemUsers: none, invited: none }
}

interface Shape {
  readonly staff: readonly Person[]
  readonly partners: readonly Business[]
  readonly usersPerAsset: number
}

function asset(kind: 'ad_account' | 'page', n: number, shape: Shape): Asset {
  const digits = String((kind === 'page' ? 300000000000001n : 400000000000001n) + BigInt(n))
  const partners = shape.partners.filter((_, place) => (n + place) % 6 === 0)
  const users = new Map<string, readonly string[]>([[TOKEN_USER, BUNDLES[0]]])
  const most = Math.min(shape.usersPerAsset, shape.staff.length)
  for (let place = 0; place < most; place += 1) {
    const each = shape.staff[(n * 7 + place) % shape.staff.length]
    if (each !== undefined) users.set(each.id, BUNDLES[place % BUNDLES.length] ?? [])
  }
  return {
    id: kind === 'page' ? digits : `act_${digits}`,
    kind,
    name: `${kind === 'page' ? 'Page' : 'Account'} ${n + 1}`,
    owner: BUSINESS,
    approval: false,
    agencies: new Map(
      partners.map((each) => [each.id, { tasks: ['ADVERTISE', 'ANALYZE'], status: CONFIRMED }]),
    ),
    users,
    refuse: [],
    onBehalfOf: new Map(),
    newPageExperience: false,
  }
}
