/** One asset kind as the Graph API serves it: every difference between kinds is a column here. */
import type { ErrorName } from '../errors.ts'
import type { ExposedEdges } from './exposed-edges.ts'

export interface SandboxKind {
  /** Our name of the kind, e.g. `ad_account`. */
  readonly kind: string
  /** Key of the kind's section in a world file. */
  readonly section: string
  /** What an asset in a world file may say of itself beside what every kind has. */
  readonly worldKeys: readonly WorldKey[]
  /** Node type in the API's own error messages. */
  readonly node: string
  readonly idPrefix: '' | 'act_'
  /** Node fields beside id and the edges: any other answers 100. */
  readonly nodeFields: readonly AssetFieldName[]
  /** Those that come unasked. */
  readonly defaultFields: readonly AssetFieldName[]
  /** Business edges that list the kind's assets by relation. */
  readonly lists: {
    readonly owned: string
    readonly client: string
    readonly pendingOwned?: string
    readonly pendingClient?: string
  }
  /** What a client's asset, listed, has beside its own fields. */
  readonly clientColumns: readonly PermittedColumn[]
  /** In a pending_client row, the field that holds the asset. */
  readonly requestField?: string
  /** Asks an owner for access: parameter of `POST /{business}/{lists.client}`. */
  readonly requestParam?: string
  /** Gives a relation up: `DELETE /{business}/{edge}`. */
  readonly leave?: { readonly edge: string; readonly param: string; readonly givesOwnedUp: boolean }
  /** Field of a `clients` / `agencies` row with this kind's permissions. */
  readonly permissionsField?: string
  /** Edge of a person that lists the kind's assets. */
  readonly inverse?: string
  /** What its rows have beside the asset's own fields. */
  readonly inverseColumns: readonly PersonColumn[]
  /** Edge of an asset group that lists those it contains, as which nodes, by which fields unasked. */
  readonly contained?: {
    readonly edge: string
    readonly node: 'asset' | 'InstagramUser'
    readonly fields: readonly AssetFieldName[]
  }
  readonly agencyMethods: readonly Method[]
  /** What rows of agencies have beside the business's own fields and the status. */
  readonly agencyColumns: readonly PermittedColumn[]
  /** Whether they tell the status and its times: documented, not documented, documented without. */
  readonly agencyStatus: 'sure' | 'likely' | 'unlikely'
  readonly userMethods: readonly Method[]
  /** What rows of people have beside those of every assigned user. */
  readonly personColumns: readonly PersonColumn[]
  /** Task names a write may carry. */
  readonly tasks: readonly string[]
  /** The same for agencies, where it is narrower. */
  readonly agencyTasks?: readonly string[]
  /** Names `permitted_roles` may carry instead, with the tasks they stand for. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  /** Names the API adds on reading without anybody having granted them. */
  readonly extras: readonly string[]
  /** Task to the tasks it brings along when read back, transitively closed. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /** Task to the tasks a person is given with it: no read shows these where nobody gave them so. */
  readonly widens: Readonly<Record<string, readonly string[]>>
  /** Classic name to the name the new Page experience uses for it. */
  readonly twins: Readonly<Record<string, string>>
  /** Sets that `modes.bundles: strict` allows; absent: any. */
  readonly bundles?: readonly (readonly string[])[]
  /** Who holds one of these manages the asset. */
  readonly managing: readonly string[]
  /** Scopes, any one of which suffices. */
  readonly readScopes: readonly string[]
  readonly writeScopes: readonly string[]
  /** The same to list assets of the kind, and to see one; none: the business's own will do. */
  readonly listScopes: readonly string[]
  /** Whether the asset's edges want `business_management` beside those. */
  readonly businessScope: boolean
  /** True: agencies and assigned_users want a token of the asset itself (Pages). */
  readonly ownToken: boolean
  /** Whether `business` must be sent when assigning. */
  readonly assignNeedsBusiness: boolean
  /** Whether `business` may have to be the business that owns the asset, as its guide has it. */
  readonly assignByOwner: boolean
  /** Whether a system user may give itself tasks it does not hold. */
  readonly selfRaise: boolean
  /** Whether a partner that is new to the owner has to accept a share before it is in force. */
  readonly partnerAccepts: boolean
  /** Code of a permission error. */
  readonly deniedCode: 'denied' | 'denied_page'
  /** Error when the person is not of the token's business. */
  readonly strangerError: 'bad_account_update' | 'invalid_parameter'
  /**
   * True: a schema checks the task lists of writes. A list as text (`tasks=["A"]` in a form) cannot
   * be parsed, only `tasks[0]=A` or JSON; a wrong name is answered with the whole enum.
   */
  readonly jsonSchema: boolean
  /** Whether the kind has on-behalf-of requests. */
  readonly onBehalfOf: boolean
  /** Edges that show who else sees or spends through an asset, and whose node they hang on. */
  readonly exposes: ExposedEdges
  readonly exposesOn: 'asset' | 'ig_user'
  /** Fields that say something of that themselves: a word, or the id of a business. */
  readonly exposedFields: readonly ExposedField[]
  /** Whether an expired version is answered by 2635 (Marketing API) or by the next usable one. */
  readonly marketing: boolean
  /** What too many calls about one asset of the kind are answered with. */
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
  /** What the error calls the asset. */
  readonly object: string
  /** Calls an hour, where a figure is told; with a registered phone number, where that is another. */
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
  | 'user_access_expire_time'
  | 'user_tasks'

/** What a row says of how much of an asset a business may hand on to its people. */
export type PermittedColumn = 'permitted_roles' | 'permitted_tasks'

/** Columns of a row of agencies. */
export type AgencyColumn =
  | PermittedColumn
  | 'access_requested_time'
  | 'access_status'
  | 'access_updated_time'

/** Columns of a row of people, or of an asset in a person's own list. */
export type PersonColumn = PermittedColumn | 'tasks'

/** What the assets of some kinds alone can say of themselves in a world file. */
export type WorldKey =
  | 'approval'
  | 'ig_user_id'
  | 'new_page_experience'
  | 'on_behalf_of'
  | 'registered_number'

export type Method = 'GET' | 'POST' | 'DELETE'

const ALL: readonly Method[] = ['GET', 'POST', 'DELETE']

/** The status of a relation and its times [guide]. */
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
