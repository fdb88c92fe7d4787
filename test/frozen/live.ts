import type { Problem } from './manifest.ts'

export interface CallCounts {
  readonly read: number
  readonly write: number
  readonly http: number
}

export interface ReadCounts extends CallCounts {
  readonly rounds: number
}

export type ScopeRelation = 'agencies' | 'users' | 'request' | 'on_behalf_of'

export interface AssetRequest {
  readonly kind: string
  readonly id: string
  readonly relations: readonly ScopeRelation[]
}

export interface ReadRequest {
  readonly business: string
  readonly assets: readonly AssetRequest[] | 'all'
  readonly declared?: readonly AssetRequest[]
  readonly people: boolean
  readonly details?: boolean
  readonly listings: 'needed' | 'all'
  readonly onBehalfOf?: 'everywhere' | 'in_full'
  readonly passes?: (asset: { readonly id: string; readonly name: string | null }) => boolean
}

export interface LivePerson {
  readonly type: 'business_user' | 'system_user'
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly facebookId: string | null
  readonly role?: string | null
  readonly twoFactor?: string | null
}

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly since: string | null
  readonly role?: string | null
  readonly expires?: string | null
}

export type Completeness = 'complete' | 'unknown' | 'unreadable'

export type Ownership = 'owned' | 'client' | 'pending' | 'absent' | 'unknown'

export interface LiveAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly ownership: Ownership
}

export type RelationStatus = 'active' | 'pending' | 'unrecognised'

export type OnBehalfOfDirection = 'sent' | 'received' | 'others'

export interface LiveRelation {
  readonly kind: string
  readonly asset: string
  readonly relation: ScopeRelation
  readonly subject: string
  readonly subjectName: string | null
  readonly tasks: readonly string[]
  readonly status: RelationStatus
  readonly apiStatus: string | null
  readonly since: string | null
  readonly counterpart: {
    readonly id: string
    readonly name: string | null
  } | null
  readonly otherBusiness?: string
  readonly direction?: OnBehalfOfDirection
}

export interface Scope {
  readonly kind: string
  readonly asset: string
  readonly relation: ScopeRelation
  readonly status: Completeness
  readonly what: string | null
}

export interface LiveState {
  readonly business: {
    readonly id: string
    readonly name: string | null
  }
  readonly self: {
    readonly id: string
    readonly person: string | null
    readonly name?: string | null
  }
  readonly people: readonly LivePerson[]
  readonly invitations: readonly Invitation[]
  readonly directory: {
    readonly business_users: Completeness
    readonly system_users: Completeness
    readonly pending_users: Completeness
  }
  readonly assets: readonly LiveAsset[]
  readonly relations: readonly LiveRelation[]
  readonly scopes: readonly Scope[]
  readonly unreadRequests?: readonly string[]
  readonly problems: readonly Problem[]
  readonly calls: ReadCounts
}
