/**
 * Manifests and worlds as plain values, before anybody writes them as YAML: what the generator
 * draws, what the interpreter judges. Nothing here knows the program under test.
 */

export const SECTIONS = [
  'ad_accounts',
  'pages',
  'pixels',
  'catalogs',
  'instagram_accounts',
  'whatsapp_accounts',
] as const

export type Section = (typeof SECTIONS)[number]

/** Tasks, or the name of a role. */
export interface Grant {
  readonly tasks?: readonly string[]
  readonly role?: string
  readonly expires?: string
}

export type Entries = Readonly<Record<string, Grant | 'none'>>

/** The keys an asset and a profile share. */
export interface Keys {
  readonly users?: Entries
  readonly agencies?: Entries
  /** An empty list of tasks gives the access up. */
  readonly request?: Grant
}

export interface Profile extends Keys {
  readonly additive: boolean
}

export interface DeclaredAsset extends Keys {
  readonly id: string
  readonly mode?: 'additive' | 'authoritative'
  readonly use: readonly string[]
  readonly ignore: readonly string[]
}

export interface Default {
  readonly use: readonly string[]
  readonly mode?: 'additive' | 'authoritative'
}

export const ROLES = ['ADMIN', 'EMPLOYEE'] as const

export type Role = (typeof ROLES)[number]

/** A role in the business; an absent one is written as the bare word. */
export interface SeatGrant {
  readonly role: Role
  readonly expires?: string
}

/** What the manifest says of who belongs to the business. */
export interface Members {
  readonly mode?: 'additive' | 'authoritative'
  readonly ignore: readonly string[]
  readonly users: Readonly<Record<string, SeatGrant | 'none'>>
}

export interface AbstractManifest {
  readonly taskChange: 'report' | 'try'
  /** Null: who belongs to the business is not managed. */
  readonly members: Members | null
  readonly keepAdmins: number
  readonly maxInvitations: number
  readonly offboardedMembers: 'remove' | 'report'
  /** Everything in reach is read, whatever is managed. */
  readonly isAllRead: boolean
  readonly maxOpenRequests: number
  readonly teams: Readonly<Record<string, readonly string[]>>
  readonly profiles: Readonly<Record<string, Profile>>
  readonly defaults: Readonly<Partial<Record<Section, Default>>>
  /** Aliases or ids. */
  readonly offboarded: readonly string[]
  readonly assets: readonly DeclaredAsset[]
}

/**
 * `active`: held. `asking`: the business asks us. `approval`: our grant waits on an admin.
 * `offered`: we shared, and the business has not accepted.
 */
export type HoldState = 'active' | 'asking' | 'approval' | 'offered'

export interface Hold {
  readonly tasks: readonly string[]
  readonly state: HoldState
  /** An approval whose status says that it is one. */
  readonly told?: boolean
}

/** Our own access to somebody else's asset: held, or asked for. */
export interface OurHold {
  readonly tasks: readonly string[]
  readonly state: 'active' | 'pending'
}

export interface AbstractAsset {
  readonly section: Section
  readonly id: string
  readonly isOurs: boolean
  /** A grant waits for another admin. */
  readonly approval: boolean
  /** By business id; on our own assets. */
  readonly agencies: Readonly<Record<string, Hold>>
  /** On others' assets. */
  readonly ours: OurHold | null
  /** By person id. */
  readonly users: Readonly<Record<string, readonly string[]>>
}

export type Unpacking = 'none' | 'observed' | 'wide' | 'surprising'

/** An asset group of ours: what is in it, and who reaches that through it. */
export interface AbstractGroup {
  readonly id: string
  /** Ids of assets of ours. */
  readonly assets: readonly string[]
  /** Ids of people. */
  readonly members: readonly string[]
}

/** Somebody who belongs to the business. */
export interface Seat {
  readonly name: string
  /** As their row tells it; null if it tells none. */
  readonly email: string | null
  readonly role: Role
  /** Whether the list of people leaves them out. */
  readonly isUnlisted: boolean
}

export interface AbstractInvitation {
  readonly email: string
  readonly role: Role
  /** Whether its time is over. */
  readonly isOver: boolean
}

/** The people of our business, by id; system users apart. */
export interface AbstractPeople {
  readonly seats: Readonly<Record<string, Seat>>
  /** By id. */
  readonly invitations: Readonly<Record<string, AbstractInvitation>>
  readonly endedInvitations: 'pending' | 'expired' | 'gone'
  /** What becomes of an invitation of somebody who is invited already. */
  readonly repeatInvitation: 'refuse' | 'same' | 'another'
  /** The e-mail that the row of whoever accepts tells. */
  readonly joinsWith: 'same' | 'other' | 'none'
  /** For how many reads a list of people still shows what was. */
  readonly lag: number
}

export interface AbstractWorld {
  readonly people: AbstractPeople
  readonly unpacking: Unpacking
  readonly agencyUpdate: 'refuse' | 'ignore' | 'replace'
  readonly approvalVisible: boolean
  /** A partner has to accept what we share of some kinds. */
  readonly partnerAccepts: boolean
  /** Whether a share that nobody has accepted can be seen where that is not documented. */
  readonly offersShow: boolean
  /** A person may be given more than was asked for on some kinds. */
  readonly widens: boolean
  /** In which form rows of groups tell tasks, if they do. */
  readonly groupRows: 'tasks' | 'roles' | 'bare'
  readonly groups: readonly AbstractGroup[]
  readonly assets: readonly AbstractAsset[]
}

export interface Scene {
  readonly world: AbstractWorld
  readonly manifest: AbstractManifest
}

export const TODAY = '2026-11-22'
export const US = '1001'
export const CLIENT = '3001'
/** The system user whose token everything runs with; a manager of all our assets. */
export const SELF = '61550000000000001'

/** Aliases of partners. */
export const PARTNERS: Readonly<Record<string, string>> = {
  brightside: '2002',
  oldmill: '2003',
  papercut: '2004',
}

/** Aliases of people: by what the manifest names them. */
export const PEOPLE = {
  dana: { email: 'dana@northwind.example' },
  ida: { email: 'Ida@Northwind.example' },
  lee: { id: '61550000000000002' },
  kim: { id: '61550000000000009' },
  robot: { system_user: '61550000000000003' },
  newbie: { email: 'newbie@northwind.example' },
  ghost: { email: 'ghost@northwind.example' },
  max: { email: 'max@northwind.example' },
} as const satisfies Readonly<
  Record<string, { readonly [By in 'email' | 'id' | 'system_user']?: string }>
>

export type PersonAlias = keyof typeof PEOPLE

export const isPerson = (alias: string): alias is PersonAlias => Object.hasOwn(PEOPLE, alias)

export const ROBOT = PEOPLE.robot.system_user
/** Somebody whom no manifest names. */
export const STRANGER = '61550000000000007'

/** Everybody who is always in the business; some rows tell e-mails in a case of their own. */
export const SEATED = {
  [PEOPLE.lee.id]: { name: 'Lee', email: 'lee@northwind.example' },
  '61550000000000004': { name: 'Ida', email: 'ida@northwind.example' },
  '61550000000000005': { name: 'Dana', email: 'Dana@Northwind.example' },
  [PEOPLE.kim.id]: { name: 'Kim', email: 'kim@northwind.example' },
  [STRANGER]: { name: 'Stranger', email: 'stranger@northwind.example' },
} as const satisfies Readonly<Record<string, Pick<Seat, 'name' | 'email'>>>

/** Whose row tells no e-mail. */
export const QUIET = { id: '61550000000000006', name: 'Quiet', email: null } as const
/** Two who share the e-mail of one alias. */
export const TWINS = [
  { id: '61550000000000010', name: 'Max', email: 'max@northwind.example' },
  { id: '61550000000000011', name: 'Maxine', email: 'Max@northwind.example' },
] as const

/** Ids of everybody whom assets can have on them. */
export const PRESENT = [...Object.keys(SEATED), ROBOT]

/** What a kind is like, as far as scenes differ by it. */
export interface Shape {
  /** Its word in `roles`. */
  readonly kind: string
  /** What its ids begin with; no two begin alike. */
  readonly prefix: string
  /** Whether a client can be asked for it. */
  readonly isAskedFor: boolean
  /** Whether businesses can be given it, and whether they must accept. */
  readonly isShared: boolean
  readonly isAccepted: boolean
  /** Whether people can be taken off it. */
  readonly letsGo: boolean
  /** Everything its full role gives, and what of it a business can hold. */
  readonly full: readonly string[]
  readonly fullShared: readonly string[]
  /** Task sets that grants, requests and worlds are drawn from: people's, and businesses'. */
  readonly sets: readonly (readonly string[])[]
  readonly sharedSets: readonly (readonly string[])[]
  /** Tasks that no client can have given us, so that nobody of ours can have them there. */
  readonly beyond: readonly string[]
  /** Roles of the manifest, as it writes them and what they come to. */
  readonly roles: Readonly<
    Record<RoleName, { readonly written: string; readonly tasks: readonly string[] }>
  >
}

export const ROLE_NAMES = ['boss', 'buyer', 'viewer'] as const

export type RoleName = (typeof ROLE_NAMES)[number]

const role = (tasks: readonly string[], written = `[${tasks.join(', ')}]`) => ({ written, tasks })

const AD_ACCOUNT_ALL = ['MANAGE', 'ADVERTISE', 'ANALYZE']
const AD_ACCOUNT_SETS = [
  ...[AD_ACCOUNT_ALL, ['ADVERTISE', 'ANALYZE'], ['ANALYZE'], ['ADVERTISE'], ['MANAGE']],
]
const PAGE_ALL = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE']
const PAGE_SETS = [
  ...[PAGE_ALL, PAGE_ALL.slice(2), PAGE_ALL.slice(3), ['ANALYZE'], ['MODERATE']],
  ['ANALYZE', 'MESSAGING'],
]
const PIXEL_ALL = ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE']
const PIXEL_SETS = [
  PIXEL_ALL,
  ['EDIT', 'UPLOAD'],
  ['ADVERTISE', 'ANALYZE'],
  ['ADVERTISE'],
  ['ANALYZE'],
]
const CATALOG_ALL = ['MANAGE', 'ADVERTISE']
const CATALOG_SETS = [CATALOG_ALL, ['ADVERTISE'], ['MANAGE'], ['MANAGE_AR']]
const INSTAGRAM_ALL = ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE']
const INSTAGRAM_SHARED = [
  ...[INSTAGRAM_ALL, ['ADVERTISE', 'ANALYZE'], ['ADVERTISE'], ['ANALYZE'], ['CONTENT', 'ANALYZE']],
]
const INSTAGRAM_SETS = [['FULL_CONTROL'], ...INSTAGRAM_SHARED]
const WHATSAPP_SETS = [['MANAGE'], ['MESSAGING', 'VIEW_COST'], ['VIEW_COST'], ['DEVELOP']]

/** A row a kind: what a scene may hold of it. */
export const SHAPES: Readonly<Record<Section, Shape>> = {
  ad_accounts: {
    ...{ kind: 'ad_account', prefix: 'act_1', isAskedFor: true, letsGo: true },
    ...{ isShared: true, isAccepted: false },
    ...{ full: AD_ACCOUNT_ALL, fullShared: AD_ACCOUNT_ALL },
    ...{ sets: AD_ACCOUNT_SETS, sharedSets: AD_ACCOUNT_SETS },
    beyond: [],
    roles: {
      boss: role(AD_ACCOUNT_ALL, 'ADMIN'),
      buyer: role(['ADVERTISE', 'ANALYZE']),
      viewer: role(['ANALYZE'], 'REPORTS_ONLY'),
    },
  },
  pages: {
    ...{ kind: 'page', prefix: '3', isAskedFor: true, letsGo: true },
    ...{ isShared: true, isAccepted: false },
    ...{ full: PAGE_ALL, fullShared: PAGE_ALL },
    ...{ sets: PAGE_SETS, sharedSets: PAGE_SETS },
    beyond: ['MESSAGING'],
    roles: {
      boss: role(PAGE_ALL, 'MANAGER'),
      buyer: role(['ADVERTISE', 'ANALYZE']),
      viewer: role(['ANALYZE']),
    },
  },
  pixels: {
    ...{ kind: 'pixel', prefix: '4', isAskedFor: false, letsGo: false },
    ...{ isShared: true, isAccepted: true },
    ...{ full: PIXEL_ALL, fullShared: PIXEL_ALL },
    ...{ sets: PIXEL_SETS, sharedSets: PIXEL_SETS },
    beyond: [],
    roles: {
      boss: role(PIXEL_ALL),
      buyer: role(['ADVERTISE', 'ANALYZE']),
      viewer: role(['ANALYZE']),
    },
  },
  catalogs: {
    ...{ kind: 'catalog', prefix: '5', isAskedFor: false, letsGo: true },
    ...{ isShared: true, isAccepted: true },
    ...{ full: CATALOG_ALL, fullShared: CATALOG_ALL },
    ...{ sets: CATALOG_SETS, sharedSets: CATALOG_SETS },
    beyond: ['MANAGE_AR'],
    roles: {
      boss: role(CATALOG_ALL, 'ADMIN'),
      buyer: role(['ADVERTISE'], 'ADVERTISER'),
      viewer: role(['ADVERTISE']),
    },
  },
  instagram_accounts: {
    ...{ kind: 'instagram_account', prefix: '6', isAskedFor: false, letsGo: true },
    ...{ isShared: true, isAccepted: true },
    ...{ full: ['FULL_CONTROL'], fullShared: INSTAGRAM_ALL },
    ...{ sets: INSTAGRAM_SETS, sharedSets: INSTAGRAM_SHARED },
    beyond: ['FULL_CONTROL'],
    roles: {
      boss: role(INSTAGRAM_ALL),
      buyer: role(['ADVERTISE', 'ANALYZE']),
      viewer: role(['ANALYZE']),
    },
  },
  whatsapp_accounts: {
    ...{ kind: 'whatsapp_account', prefix: '7', isAskedFor: false, letsGo: true },
    ...{ isShared: false, isAccepted: false },
    ...{ full: ['MANAGE'], fullShared: ['MANAGE'] },
    ...{ sets: WHATSAPP_SETS, sharedSets: [] },
    beyond: [],
    roles: {
      boss: role(['MANAGE']),
      buyer: role(['MESSAGING', 'VIEW_COST']),
      viewer: role(['VIEW_COST']),
    },
  },
}
