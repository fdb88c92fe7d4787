/** One asset kind as the Graph API serves it: every difference between kinds is a column here. */
import type { ErrorName } from '../errors.ts'
import type { ExposedEdges } from './exposed-edges.ts'

export interface SandboxKind {
  /** Our name for the kind, e.g. `ad_account`. */
  readonly kind: string
  /** Key of the kind's section in a world file. */
  readonly section: string
  /** Keys that an asset of the kind may have in a world file besides those that every kind has. */
  readonly worldKeys: readonly WorldKey[]
  /** Node type in the API's own error messages. */
  readonly node: string
  readonly idPrefix: '' | 'act_'
  /** Node fields besides id and the edges: any other is answered by code 100. */
  readonly nodeFields: readonly AssetFieldName[]
  /** Those that are sent without being asked for. */
  readonly defaultFields: readonly AssetFieldName[]
  /** Business edges that list the kind's assets by relation. */
  readonly lists: {
    readonly owned: string
    readonly client: string
    readonly pendingOwned?: string
    readonly pendingClient?: string
  }
  /** What a listed asset of a client has besides its own fields. */
  readonly clientColumns: readonly PermittedColumn[]
  /** In a pending_client row, the field that contains the asset. */
  readonly requestField?: string
  /** Parameter of `POST /{business}/{lists.client}`, which asks an owner for access. */
  readonly requestParam?: string
  /** How a relation is given up: `DELETE /{business}/{edge}`. */
  readonly leave?: { readonly edge: string; readonly param: string; readonly givesOwnedUp: boolean }
  /** Field of a `clients` / `agencies` row with this kind's permissions. */
  readonly permissionsField?: string
  /** Edge of a person that lists the kind's assets. */
  readonly inverse?: string
  /** What its rows have besides the asset's own fields. */
  readonly inverseColumns: readonly PersonColumn[]
  /**
   * Edge of an asset group that lists the assets it contains, as which nodes, and with which fields
   * by default.
   */
  readonly contained?: {
    readonly edge: string
    readonly node: 'asset' | 'InstagramUser'
    readonly fields: readonly AssetFieldName[]
  }
  readonly agencyMethods: readonly Method[]
  /** What rows of agencies have besides the business's own fields and the status. */
  readonly agencyColumns: readonly PermittedColumn[]
  /**
   * Whether they show the status and its times: documented, not documented, documented without it.
   */
  readonly agencyStatus: 'sure' | 'likely' | 'unlikely'
  readonly userMethods: readonly Method[]
  /** What rows of people have besides what every assigned user has. */
  readonly personColumns: readonly PersonColumn[]
  /** Task names that a write may contain. */
  readonly tasks: readonly string[]
  /** The same for agencies, if it is narrower. */
  readonly agencyTasks?: readonly string[]
  /** Names that `permitted_roles` may contain instead, with their tasks. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  /** Names that the API adds on reading although nobody granted them. */
  readonly extras: readonly string[]
  /** From a task to the tasks that are read back with it, transitively closed. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /**
   * From a task to the tasks that a person is given with it. No read shows these for anybody who
   * was not given them that way.
   */
  readonly widens: Readonly<Record<string, readonly string[]>>
  /** From a classic name to the name that the new Page experience uses. */
  readonly twins: Readonly<Record<string, string>>
  /** Sets that `modes.bundles: strict` allows; any if absent. */
  readonly bundles?: readonly (readonly string[])[]
  /** Tasks that each make their holder a manager of the asset. */
  readonly managing: readonly string[]
  /** Scopes of which any one is enough. */
  readonly readScopes: readonly string[]
  readonly writeScopes: readonly string[]
  /**
   * The same for listing assets of the kind and seeing one; if there is none, the business's own
   * scope is enough.
   */
  readonly listScopes: readonly string[]
  /** Whether the asset's edges need `business_management` besides those. */
  readonly businessScope: boolean
  /** Whether agencies and assigned_users need a token of the asset itself (Pages). */
  readonly ownToken: boolean
  /** Whether `business` must be sent when assigning. */
  readonly assignNeedsBusiness: boolean
  /** Whether `business` may have to be the business that owns the asset, as its guide says. */
  readonly assignByOwner: boolean
  /** Whether a system user may give itself tasks that it does not hold. */
  readonly selfRaise: boolean
  /**
   * Whether a partner without a relation to the owner has to accept a share before it takes effect.
   */
  readonly partnerAccepts: boolean
  /** Code of a permission error. */
  readonly deniedCode: 'denied' | 'denied_page'
  /** Error if the person does not belong to the token's business. */
  readonly strangerError: 'bad_account_update' | 'invalid_parameter'
  /**
   * Whether a schema checks the task lists of writes. A list as text (`tasks=["A"]` in a form) then
   * cannot be parsed, only `tasks[0]=A` or JSON, and a wrong name is answered with the whole enum.
   */
  readonly jsonSchema: boolean
  /** The field that answers a request for an asset of the kind, where it was recorded. */
  readonly requestAnswer?: 'pending'
  /** Whether the kind has on-behalf-of requests. */
  readonly onBehalfOf: boolean
  /** Edges that show who else sees or spends through an asset, and whose node they hang on. */
  readonly exposes: ExposedEdges
  readonly exposesOn: 'asset' | 'ig_user'
  /** Fields that say something of that themselves: a word, or the id of a business. */
  readonly exposedFields: readonly ExposedField[]
  /**
   * Whether an expired version is answered by code 2635 (Marketing API) or by the next usable
   * version.
   */
  readonly marketing: boolean
  /** How too many calls about one asset of the kind are answered. */
  readonly limit: CallLimit
}

/** A field that tells something of others. */
export interface ExposedField {
  readonly name: string
  readonly value: 'word' | 'flag' | 'business'
}

/** The limit of calls on one asset. */
export interface CallLimit {
  readonly error: Extract<ErrorName, `limit_${string}`>
  /** `type` of the entry in `X-Business-Use-Case-Usage`. */
  readonly type: string
  /** The word for the asset in the error. */
  readonly object: string
  /**
   * Calls per hour, if a figure is published; the second one applies with a registered phone
   * number, if different.
   */
  readonly calls?: number
  readonly callsRegistered?: number
}

/** Names in the table of asset fields. */
export type AssetFieldName =
  | 'account_id'
  | 'account_status'
  | 'access_token'
  | 'business'
  | 'creation_time'
  | 'currency'
  | 'data_use_setting'
  | 'disable_reason'
  | 'enable_automatic_matching'
  | 'has_transitioned_to_new_page_experience'
  | 'ig_user_id'
  | 'ig_username'
  | 'is_catalog_segment'
  | 'is_owned'
  | 'is_unavailable'
  | 'last_fired_time'
  | 'name'
  | 'owner'
  | 'owner_business'
  | 'timezone_name'
  | 'user_access_expire_time'
  | 'user_tasks'

/** What a row says about how much of an asset a business may give to its people. */
export type PermittedColumn = 'permitted_roles' | 'permitted_tasks'

/** Columns of a row of agencies. */
export type AgencyColumn =
  | PermittedColumn
  | 'access_requested_time'
  | 'access_status'
  | 'access_updated_time'

/** Columns of a row about a person, or about an asset in a person's own list. */
export type PersonColumn = PermittedColumn | 'tasks'

/** Keys that only assets of some kinds can have in a world file. */
export type WorldKey =
  | 'account_status'
  | 'approval'
  | 'ig_user_id'
  | 'new_page_experience'
  | 'on_behalf_of'
  | 'registered_number'

export type Method = 'GET' | 'POST' | 'DELETE'

const ALL: readonly Method[] = ['GET', 'POST', 'DELETE']

/** The columns with the status of a relation and its times [guide]. */
export const STATUS_COLUMNS = [
  'access_requested_time',
  'access_status',
  'access_updated_time',
] as const satisfies readonly AgencyColumn[]

/** What most kinds have in common. */
export const PLAIN = {
  worldKeys: [],
  idPrefix: '',
  nodeFields: ['name', 'owner_business'],
  defaultFields: ['name'],
  clientColumns: ['permitted_tasks'],
  inverseColumns: ['tasks', 'permitted_tasks'],
  agencyMethods: ALL,
  agencyColumns: ['permitted_tasks'],
  agencyStatus: 'likely',
  userMethods: ALL,
  personColumns: ['tasks', 'permitted_tasks'],
  roles: {},
  extras: [],
  implies: {},
  widens: {},
  twins: {},
  managing: ['MANAGE'],
  readScopes: ['business_management'],
  writeScopes: ['business_management'],
  listScopes: [],
  businessScope: false,
  ownToken: false,
  assignNeedsBusiness: false,
  assignByOwner: false,
  selfRaise: true,
  partnerAccepts: false,
  deniedCode: 'denied',
  strangerError: 'invalid_parameter',
  jsonSchema: false,
  onBehalfOf: false,
  exposes: {},
  exposesOn: 'asset',
  exposedFields: [],
  marketing: false,
} as const satisfies Partial<SandboxKind>
