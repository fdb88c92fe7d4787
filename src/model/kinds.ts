/**
 * THE asset-kind table. One row carries everything the rest of the program needs to know about a
 * kind of asset; adding a kind is adding a row. No other file names a kind.
 *
 * Tags name where a Graph fact comes from: [guide] Meta's Business-to-Business guide, [ref] the
 * reference pages of Page Agencies and Ad Account Assigned Users, [spec] Meta's SDK codegen specs,
 * [observed] recorded live calls, [inferred] a conclusion.
 */

import { PERMITTED_TASKS, TASKS, type TaskCodec } from './codec.ts'
import { EDGE_NAMES, type RelationName } from './relations.ts'

/** Whose token a call needs: the run's own (`user`) or the asset's (`asset`, a Page token). */
export type TokenKind = 'user' | 'asset'

/**
 * For a write also `asset_or_user`: the asset's token first, and the run's own where there is none
 * or it is refused for permission. That is how somebody gets onto a Page before any Page token of
 * theirs can exist [inferred].
 */
export type WriteTokenKind = TokenKind | 'asset_or_user'

/** Permissions a token needs: all of these, of each the one or the other. */
export type Scopes = readonly (readonly string[])[]

/** Whatever is read or written of a business needs it [ref]. */
export const BUSINESS_SCOPE = 'business_management'

/** An edge that lists who holds what on an asset, and what can be done on it. */
export interface AccessEdge {
  /** Path segment below the asset: `agencies`, `assigned_users`. */
  readonly edge: string
  /** Parameter that names the subject in a write: `business`, `user`. */
  readonly subject: string
  /** How tasks are written, and read from a row. */
  readonly codec: TaskCodec
  /** Tasks of the kind that can be held here; absent: all of them. */
  readonly tasks?: readonly string[]
  /** How a subject is taken off: by DELETE, or not at all (then the plan says `manual`). */
  readonly remove: 'delete' | 'none'
  /** Whether a POST also carries `business=<our business>` (needed on Pages) [observed]. */
  readonly sendsBusiness: boolean
  /** Whether a DELETE does too: recorded on Pages; ad accounts take it without [observed]. */
  readonly removesWithBusiness: boolean
  readonly token: { readonly read: TokenKind; readonly write: WriteTokenKind }
  /** What a token needs beside `BUSINESS_SCOPE`. */
  readonly scopes: { readonly read: Scopes; readonly write: Scopes }
  /** Of people: edge of a person that lists the assets of this kind they are on; absent: none to rest on. */
  readonly inverse?: string
}

/** A write on our business that names an asset: asking for access, or giving it up. */
export interface BusinessEdge {
  /** Path segment below our business: `client_ad_accounts`, `ad_accounts`. */
  readonly edge: string
  /** Parameter that names the asset: `adaccount_id`, `page_id`. */
  readonly param: string
  /** What a token needs beside `BUSINESS_SCOPE`. */
  readonly scopes: Scopes
  /** Whether only apps that have called it in the last 30 days still may [web:ref]. */
  readonly isRestricted: boolean
}

/** How our business asks for an asset of another one, sees what became of it, and gives it up. */
export interface RequestEdge extends BusinessEdge {
  /** How tasks are asked for, and read from the listings of what we asked for and were given. */
  readonly codec: TaskCodec
  /** The listing of open requests of a business, and the field of its rows that holds the asset. */
  readonly pending: { readonly edge: string; readonly asset: string }
  readonly withdraw: BusinessEdge
}

/** What each relation is on a kind that has it. */
interface Edges {
  readonly request: RequestEdge
  readonly agencies: AccessEdge
  readonly users: AccessEdge
  /** `edge`: path segment below the asset with its on-behalf-of requests. */
  readonly on_behalf_of: { readonly edge: string }
}

/** Something access can be held to. All names are the Graph API's own. */
export interface Kind {
  /** The word in JSON output and in `roles`: `ad_account`. */
  readonly name: string
  /** The word people read: `ad account`. */
  readonly label: string
  /** The relations the kind has; what it lacks is absent. */
  readonly relations: { readonly [Name in RelationName]?: Edges[Name] }
  /** Every task this version knows for the kind, most powerful first. */
  readonly tasks: readonly string[]
  /** What each task allows, for people; a twin needs no words of its own. */
  readonly meanings: Readonly<Record<string, string>>
  /** Names that mean the same as a classic task: `PROFILE_PLUS_MANAGE` is `MANAGE`. */
  readonly twins: Readonly<Record<string, string>>
  /** Holding any of these implies every known task and makes a manager of the asset. */
  readonly managers: readonly string[]
  /** What a task brings with it when the API reads it back (unpacked); closed transitively. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /** Tasks that may appear on a read beside what was asked for and mean nothing to us. */
  readonly tolerated: readonly string[]
  /** Legacy role names and the tasks they stand for; the API's mapping of allowed combinations. */
  readonly roles: Readonly<Record<string, readonly string[]>>
}

/** One kind of asset: what a business owns, and shares. */
export interface AssetKind extends Kind {
  /** The manifest section: `ad_accounts`. */
  readonly section: string
  readonly id: {
    /** What stands before the digits: `act_` or nothing. */
    readonly prefix: string
    readonly example: string
  }
  /** Field with the name of an asset; a read that asks for another answers 100 [observed]. */
  readonly nameField: string
  /** Listing edges of a business [spec]. */
  readonly listing: {
    readonly owned: string
    readonly client: string
    /** Whether rows may be expanded with the access edges; one missing scope fails a Page listing [observed]. */
    readonly expandable: boolean
  }
  /** Field of an asset with the business that owns it [spec]; absent where it has none. */
  readonly ownerField?: string
  /** Field of the rows of `GET /B/clients` and `/B/agencies` with what is shared [guide]; absent where they have none. */
  readonly mirror?: string
}

export type KindTable = readonly AssetKind[]

/** What the edges of businesses and of people are like on most kinds. */
const AGENCIES = {
  edge: 'agencies',
  subject: 'business',
  codec: PERMITTED_TASKS,
  remove: 'delete',
  sendsBusiness: false,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>

const ASSIGNED_USERS = {
  edge: 'assigned_users',
  subject: 'user',
  codec: TASKS,
  remove: 'delete',
  sendsBusiness: true,
  removesWithBusiness: false,
} as const satisfies Partial<AccessEdge>

/**
 * Tasks of an ad account as [spec] has them. Live reads add CREATIVE and FB_EMPLOYEE_DSO_ADVERTISE
 * [observed], which nobody can ask for: they are only tolerated.
 */
const AD_ACCOUNT: AssetKind = {
  name: 'ad_account',
  section: 'ad_accounts',
  label: 'ad account',
  id: { prefix: 'act_', example: 'act_1111' },
  nameField: 'name',
  listing: { owned: 'owned_ad_accounts', client: 'client_ad_accounts', expandable: true },
  ownerField: 'owner_business',
  mirror: 'adaccount_permissions',
  relations: {
    request: {
      edge: 'client_ad_accounts',
      param: 'adaccount_id',
      codec: PERMITTED_TASKS,
      scopes: [],
      isRestricted: true,
      pending: { edge: 'pending_client_ad_accounts', asset: 'ad_account' },
      withdraw: { edge: 'ad_accounts', param: 'adaccount_id', scopes: [], isRestricted: false },
    },
    agencies: {
      ...AGENCIES,
      token: { read: 'user', write: 'user' },
      scopes: { read: [['ads_management', 'ads_read']], write: [['ads_management']] },
    },
    users: {
      ...ASSIGNED_USERS,
      token: { read: 'user', write: 'user' },
      scopes: { read: [['ads_management', 'ads_read']], write: [['ads_management']] },
      inverse: 'assigned_ad_accounts',
    },
    on_behalf_of: { edge: 'onbehalf_requests' },
  },
  tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE', 'DRAFT', 'AA_ANALYZE'],
  // Told from the roles [ref], DRAFT and AA_ANALYZE from their names [inferred].
  meanings: {
    MANAGE: 'Change the account, and who may work on it.',
    ADVERTISE: 'Create and edit ads.',
    ANALYZE: 'See reports and results.',
    DRAFT: 'Make mock-ups of ads.',
    AA_ANALYZE: 'Use advanced analytics.',
  },
  twins: {},
  managers: ['MANAGE'],
  implies: { ADVERTISE: ['ANALYZE'], ANALYZE: ['DRAFT'] },
  tolerated: ['DRAFT', 'AA_ANALYZE', 'CREATIVE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  roles: {
    ADMIN: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
    GENERAL_USER: ['ADVERTISE', 'ANALYZE'],
    REPORTS_ONLY: ['ANALYZE'],
  },
}

/** PROFILE_PLUS_X is X on New Page Experience Pages [inferred from the two enums]. */
const PAGE_TWINS = [
  'MANAGE',
  'CREATE_CONTENT',
  'MODERATE',
  'MESSAGING',
  'ADVERTISE',
  'ANALYZE',
  'MANAGE_LEADS',
  'GLOBAL_STRUCTURE_MANAGEMENT',
]

/** Tasks of a Page: the v19 reference, the April 2026 spec and SDK v26 together. */
const PAGE: AssetKind = {
  name: 'page',
  section: 'pages',
  label: 'Page',
  id: { prefix: '', example: '3333' },
  nameField: 'name',
  listing: { owned: 'owned_pages', client: 'client_pages', expandable: false },
  ownerField: 'owner_business',
  mirror: 'page_permissions',
  relations: {
    request: {
      edge: 'client_pages',
      param: 'page_id',
      codec: PERMITTED_TASKS,
      scopes: [['pages_manage_metadata'], ['pages_show_list']],
      isRestricted: false,
      pending: { edge: 'pending_client_pages', asset: 'page' },
      withdraw: { edge: 'pages', param: 'page_id', scopes: [], isRestricted: false },
    },
    agencies: {
      ...AGENCIES,
      token: { read: 'asset', write: 'asset' },
      // On a Page of a business its own scope will do [ref].
      scopes: { read: [], write: [] },
    },
    users: {
      ...ASSIGNED_USERS,
      removesWithBusiness: true,
      token: { read: 'asset', write: 'asset_or_user' },
      scopes: { read: [['pages_manage_metadata']], write: [['pages_manage_metadata']] },
      inverse: 'assigned_pages',
    },
  },
  tasks: [
    'MANAGE',
    'CREATE_CONTENT',
    'MODERATE',
    'MESSAGING',
    'ADVERTISE',
    'ANALYZE',
    'MODERATE_COMMUNITY',
    'MANAGE_JOBS',
    'PAGES_MESSAGING',
    'PAGES_MESSAGING_SUBSCRIPTIONS',
    'READ_PAGE_MAILBOXES',
    'VIEW_MONETIZATION_INSIGHTS',
    'MANAGE_LEADS',
    'GLOBAL_STRUCTURE_MANAGEMENT',
    'CASHIER_ROLE',
    'PROFILE_PLUS_FULL_CONTROL',
    'PROFILE_PLUS_FACEBOOK_ACCESS',
    'PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY',
    'PROFILE_PLUS_REVENUE',
    'PROFILE_PLUS_CREATIVE_MANAGEMENT',
    'PROFILE_PLUS_CREATOR_MANAGEMENT',
    ...PAGE_TWINS.map((task) => `PROFILE_PLUS_${task}`),
  ],
  // Up to ANALYZE as Meta documents them [ref]; the others are told from their names [inferred].
  meanings: {
    MANAGE: 'Change the Page, and who may work on it.',
    CREATE_CONTENT: 'Publish as the Page.',
    MODERATE: 'Answer and delete comments as the Page.',
    MESSAGING: 'Send messages as the Page.',
    ADVERTISE: 'Create ads for the Page.',
    ANALYZE: 'See insights, and who published what as the Page.',
    MODERATE_COMMUNITY: 'Moderate what people write on the Page.',
    MANAGE_JOBS: 'Publish and manage job posts.',
    PAGES_MESSAGING: 'Send and read messages of the Page with an app.',
    PAGES_MESSAGING_SUBSCRIPTIONS: 'Send messages that people subscribed to, with an app.',
    READ_PAGE_MAILBOXES: 'Read the messages of the Page.',
    VIEW_MONETIZATION_INSIGHTS: 'See what the Page earns.',
    MANAGE_LEADS: 'Read and manage leads.',
    GLOBAL_STRUCTURE_MANAGEMENT: 'Manage the Pages of a Global Page.',
    CASHIER_ROLE: 'In the list of the API; what it allows is not documented.',
    PROFILE_PLUS_FULL_CONTROL: 'Everything, the people of the Page included, on newer Pages.',
    PROFILE_PLUS_FACEBOOK_ACCESS: 'Switch into the Page on Facebook, on newer Pages.',
    PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY: 'Moderate live chats, on newer Pages.',
    PROFILE_PLUS_REVENUE: 'See revenue, on newer Pages.',
    PROFILE_PLUS_CREATIVE_MANAGEMENT: 'Manage creatives, on newer Pages.',
    PROFILE_PLUS_CREATOR_MANAGEMENT: 'Manage creators, on newer Pages.',
  },
  twins: Object.fromEntries(PAGE_TWINS.map((task) => [`PROFILE_PLUS_${task}`, task])),
  managers: ['MANAGE', 'PROFILE_PLUS_FULL_CONTROL'],
  implies: {
    CREATE_CONTENT: ['MODERATE'],
    MODERATE: ['ADVERTISE'],
    ADVERTISE: ['ANALYZE'],
  },
  tolerated: ['DRAFT', 'AA_ANALYZE', 'CREATIVE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  roles: {
    MANAGER: ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE', 'DRAFT'],
    CONTENT_CREATOR: ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE', 'DRAFT'],
    MODERATOR: ['MODERATE', 'ADVERTISE', 'ANALYZE', 'DRAFT'],
    ADVERTISER: ['ADVERTISE', 'ANALYZE', 'DRAFT'],
    INSIGHTS_ANALYST: ['ANALYZE', 'DRAFT'],
    CREATIVE_HUB_MOCKUPS_MANAGER: ['DRAFT'],
  },
}

/** The kinds this version speaks, in the order of output. */
export const KINDS: KindTable = [AD_ACCOUNT, PAGE]

/** Our own business: what plans say of it has no asset. */
export const BUSINESS: Kind = {
  name: 'business',
  label: 'business',
  relations: {},
  tasks: [],
  meanings: {},
  twins: {},
  managers: [],
  implies: {},
  tolerated: [],
  roles: {},
}

/** The row of a kind of asset by its name. Throws when there is none: names come from our own values. */
export const assetKindOf = (name: string, kinds: KindTable): AssetKind => {
  const kind = kinds.find((row) => row.name === name)
  if (kind === undefined) throw new Error(`no such asset kind: ${name}`)
  return kind
}

/** The same, of whatever access can be held to: an asset, or the business itself. */
export const kindOf = (name: string, kinds: KindTable): Kind =>
  name === BUSINESS.name ? BUSINESS : assetKindOf(name, kinds)

/** Whether `id` has the form of this kind's ids: the prefix and 1 to 25 digits, no zero before them. */
export const isIdOf = (kind: AssetKind, id: string): boolean =>
  id.startsWith(kind.id.prefix) && /^[1-9]\d{0,24}$/.test(id.slice(kind.id.prefix.length))

/** The lists of a business that show assets of a kind: ours, our clients', and what we asked for. */
export const LISTINGS = ['owned', 'client', 'pendingClient'] as const

export type Listing = (typeof LISTINGS)[number]

/** Path segment of a listing below a business; undefined where the kind has none. */
export const listingEdge = (
  { listing, relations }: AssetKind,
  name: Listing,
): string | undefined =>
  name === 'pendingClient' ? relations.request?.pending.edge : listing[name]

/** The listings a kind has. */
export const listingsFor = (kind: AssetKind): readonly Listing[] =>
  LISTINGS.filter((name) => listingEdge(kind, name) !== undefined)

/** The relations of a kind that are edges of its assets, with a row for everybody on them. */
export const edgesOf = ({ relations }: Kind): readonly AccessEdge[] =>
  EDGE_NAMES.flatMap((name) => relations[name] ?? [])

/** Whether reads of a kind are signed with the asset's own token. */
export const hasAssetToken = (kind: Kind): boolean =>
  edgesOf(kind).some(({ token }) => token.read === 'asset')
