/** A large generated business: the same sizes give the same world. */
import {
  type Asset,
  type Business,
  CONFIRMED,
  DEFAULT_MODES,
  type Person,
  type World,
} from '../state.ts'

/** How many of everything. */
export interface LargeWorldSize {
  readonly adAccounts?: number
  readonly pages?: number
  /** These four default to 0. */
  readonly pixels?: number
  readonly catalogs?: number
  readonly instagramAccounts?: number
  readonly whatsappAccounts?: number
  readonly people?: number
  readonly agencies?: number
  /** People on each asset. */
  readonly usersPerAsset?: number
}

const BUSINESS = '1001'
const TOKEN_USER = '61550000000000001'

/**
 * How assets of a kind are made: the id from which they are numbered, and what the token's user,
 * people and agencies hold.
 */
interface Mould {
  readonly kind: string
  readonly name: string
  readonly first: bigint
  readonly prefix?: string
  readonly bundles: readonly (readonly string[])[]
  /** Absent if the kind has no agencies. */
  readonly shared?: readonly string[]
}

const BUNDLES = [['MANAGE', 'ADVERTISE', 'ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['ANALYZE']] as const
const SHARED = ['ADVERTISE', 'ANALYZE'] as const

const MOULDS = {
  adAccounts: {
    kind: 'ad_account',
    name: 'Account',
    first: 400000000000001n,
    prefix: 'act_',
    bundles: BUNDLES,
    shared: SHARED,
  },
  pages: { kind: 'page', name: 'Page', first: 300000000000001n, bundles: BUNDLES, shared: SHARED },
  pixels: {
    kind: 'pixel',
    name: 'Pixel',
    first: 500000000000001n,
    bundles: [['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'], SHARED, ['ANALYZE']],
    shared: SHARED,
  },
  catalogs: {
    kind: 'catalog',
    name: 'Catalog',
    first: 600000000000001n,
    bundles: [['MANAGE', 'ADVERTISE'], ['ADVERTISE']],
    shared: ['ADVERTISE'],
  },
  instagramAccounts: {
    kind: 'instagram_account',
    name: 'insta',
    first: 104000000000001n,
    bundles: [['FULL_CONTROL'], SHARED, ['ANALYZE']],
    shared: SHARED,
  },
  whatsappAccounts: {
    kind: 'whatsapp_account',
    name: 'Line',
    first: 700000000000001n,
    bundles: [['MANAGE'], ['MESSAGING', 'VIEW_TEMPLATES']],
  },
} as const satisfies Readonly<Record<string, Mould>>

/** Scopes for kinds of which a large world has no assets by default. */
const MORE_SCOPES = { catalogs: 'catalog_management' } as const

const MOULD_NAMES = Object.keys(MOULDS) as readonly (keyof typeof MOULDS)[]
const MORE_NAMES = Object.keys(MORE_SCOPES) as readonly (keyof typeof MORE_SCOPES)[]
const NO_MORE = { pixels: 0, catalogs: 0, instagramAccounts: 0, whatsappAccounts: 0 } as const

/** Thousands of assets of one business, shared with agencies and staffed in a fixed pattern. */
export function largeWorld(size: LargeWorldSize = {}): World {
  const { people = 40, agencies = 12, usersPerAsset = 5 } = size
  const counts = { adAccounts: 2000, pages: 500, ...NO_MORE, ...size }
  const staff = Array.from({ length: people }, (_, n) => person(n))
  const partners = Array.from({ length: agencies }, (_, n) => partner(n))
  const shape = { staff, partners, usersPerAsset }
  const assets = MOULD_NAMES.flatMap((name) =>
    Array.from({ length: counts[name] }, (_, n) => asset(MOULDS[name], n, shape)),
  )
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
        'whatsapp_business_management',
        ...MORE_NAMES.flatMap((name) => (counts[name] > 0 ? [MORE_SCOPES[name]] : [])),
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

function asset(mould: Mould, n: number, shape: Shape): Asset {
  const { kind, name, first, prefix = '', bundles, shared } = mould
  const partners = shape.partners.filter((_, place) => shared && (n + place) % 6 === 0)
  const users = new Map<string, readonly string[]>([[TOKEN_USER, bundles[0] ?? []]])
  const most = Math.min(shape.usersPerAsset, shape.staff.length)
  for (let place = 0; place < most; place += 1) {
    const each = shape.staff[(n * 7 + place) % shape.staff.length]
    if (each !== undefined) users.set(each.id, bundles[place % bundles.length] ?? [])
  }
  return {
    id: `${prefix}${first + BigInt(n)}`,
    kind,
    name: `${name} ${n + 1}`,
    owner: BUSINESS,
    approval: false,
    agencies: new Map(
      partners.map((each) => [each.id, { tasks: shared ?? [], status: CONFIRMED }]),
    ),
    users,
    refuse: [],
    onBehalfOf: new Map(),
    newPageExperience: false,
  }
}
