import type { KindTable } from '../../src/model/kinds.ts'
import type { LiveState } from './live.ts'
import type { Manifest, Policy, Position, Problem } from './manifest.ts'

export interface Remembered {
  readonly at: string
  readonly tasks: readonly string[]
}

export interface Memory {
  readonly present: boolean
  readonly damaged?: true
  readonly requests: ReadonlyMap<string, Remembered>
  readonly approvals: ReadonlyMap<string, Remembered>
  readonly kept: ReadonlyMap<
    string,
    Remembered & {
      readonly found: readonly string[]
    }
  >
  readonly seen?: ReadonlyMap<string, Seen>
}

export interface Seen {
  readonly at: string
  readonly standing: 'held' | 'pending'
}

export type Reason =
  | 'missing_in_live'
  | 'tasks_differ'
  | 'not_in_manifest'
  | 'expired'
  | 'offboarded'
  | 'accepts_request'
  | 'given_up'

export interface PlanFilter {
  readonly only?: string
  readonly who?: readonly string[]
  readonly reasons?: readonly Reason[]
  readonly shard?: Shard
}

export interface Shard {
  readonly index: number
  readonly count: number
}

export interface PlanInput {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  readonly apiDay?: string | null
  readonly graph: string
  readonly toolVersion: string
  readonly kinds?: KindTable
  readonly preview?: boolean
  readonly interactive?: boolean
  readonly problems?: readonly Problem[]
  readonly filter?: PlanFilter
  readonly replace?: readonly string[]
  readonly resend?: readonly string[]
  readonly allowRequests?: number
  readonly allowRevocations?: number
}

export type Action =
  | 'request'
  | 'grant'
  | 'regrant'
  | 'assign'
  | 'reassign'
  | 'unassign'
  | 'revoke'
  | 'withdraw'
  | 'cancel'

export type PlanSummary = Readonly<Record<Action, number>> & {
  readonly revocations: number
  readonly waiting: number
  readonly manual: number
  readonly unreadable: number
  readonly unchanged: number
  readonly unmanaged: number
}

export interface PlanAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
}

export interface Subject {
  readonly type: 'business' | 'business_user' | 'system_user' | 'obo_request'
  readonly id: string
  readonly name: string | null
  readonly alias: string | null
  readonly business?: {
    readonly id: string
    readonly name: string | null
  }
}

export interface Call {
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
}

export interface Step {
  readonly address: string
  readonly action: Action
  readonly asset: PlanAsset
  readonly subject: Subject
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
  readonly reason: Reason
  readonly via: readonly string[]
  readonly source: Position | null
  readonly needs: readonly string[]
  readonly gap?: true
  readonly calls: readonly Call[]
}

export type WaitingState =
  | 'client_response'
  | 'admin_approval'
  | 'invitation'
  | 'not_in_business'
  | 'people_unknown'
  | 'incoming_request'
  | 'queued'
  | 'obo_in_progress'

export interface Waiting {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly tasks: readonly string[] | null
  readonly state: WaitingState
  readonly since: string | null
  readonly who: string
  readonly where: string
  readonly source: Position | null
  readonly needs?: readonly string[]
}

export type ManualReason =
  | 'agency_tasks_differ'
  | 'request_tasks_differ'
  | 'asked_other_tasks'
  | 'declined_or_vanished'
  | 'client_revoked'
  | 'api_keeps_tasks'
  | 'no_removal_in_api'
  | 'other_business'
  | 'unrecognised_status'
  | 'obo_not_listed'
  | 'obo_missing'
  | 'obo_received'
  | 'business_role'
  | 'open_invitation'
  | 'not_visible'
  | 'business_relation'

export interface Manual {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly reason: ManualReason
  readonly what: string
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
  readonly source: Position | null
}

export interface Unmanaged {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly tasks: readonly string[] | null
}

export interface Unreadable {
  readonly address: string
  readonly asset: PlanAsset
  readonly what: string
}

export interface Plan {
  readonly format_version: 1
  readonly kind: 'plan'
  readonly tool_version: string
  readonly graph: string
  readonly business: {
    readonly id: string
    readonly name: string | null
  }
  readonly as_of: string
  readonly expires_next: string | null
  readonly preview: boolean
  readonly manifest_digest: string
  readonly plan_digest: string
  readonly steps_digest: string
  readonly complete: boolean
  readonly summary: PlanSummary
  readonly steps: readonly Step[]
  readonly waiting: readonly Waiting[]
  readonly manual: readonly Manual[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unreadable: readonly Unreadable[]
  readonly policy: Policy
  readonly allowed_revocations?: number
  readonly problems: readonly Problem[]
}
