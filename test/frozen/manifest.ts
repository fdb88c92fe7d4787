import type { KindTable } from '../../src/model/kinds.ts'

export interface ManifestFile {
  readonly file: string
  readonly text: string
}

export interface LoadOptions {
  readonly kinds?: KindTable
}

export type Severity = 'error' | 'warning'

export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Problem {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly source: Position | null
  readonly excerpt?: string
}

export interface Checked<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}

export interface Partner {
  readonly alias: string
  readonly id: string
  readonly source: Position
}

export interface Person {
  readonly alias: string
  readonly by: 'email' | 'id' | 'system_user'
  readonly value: string
  readonly source: Position
}

export interface Offboarded {
  readonly alias: string | null
  readonly id: string | null
  readonly email: string | null
  readonly source: Position
  readonly asked?: true
}

export interface Policy {
  readonly max_revocations: number
  readonly max_open_requests: number
  readonly keep_managers: number
  readonly protected: readonly string[]
  readonly agency_task_change: 'report' | 'try'
  readonly unreadable: 'report' | 'fail'
  readonly coverage: 'open' | 'closed'
  readonly domains: readonly string[]
}

export type Mode = 'authoritative' | 'additive'

export interface DesiredPath {
  readonly subject: string
  readonly tasks: readonly string[]
  readonly none: boolean
  readonly expires: string | null
  readonly note: string | null
  readonly via: string
  readonly source: Position
}

export interface DesiredRelation {
  readonly whole: boolean
  readonly paths: readonly DesiredPath[]
  readonly source: Position
}

export interface DesiredAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly mode: Mode
  readonly ignore: readonly string[]
  readonly agencies: DesiredRelation | null
  readonly users: DesiredRelation | null
  readonly request: DesiredRelation | null
  readonly on_behalf_of: DesiredRelation | null
  readonly source: Position
}

export interface PolicyName {
  readonly name: string
  readonly means: Partner | Person | null
}

export interface Manifest {
  readonly business: string
  readonly digest: string
  readonly partners: ReadonlyMap<string, Partner>
  readonly people: ReadonlyMap<string, Person>
  readonly offboarded: readonly Offboarded[]
  readonly policy: Policy
  readonly policyNames?: readonly PolicyName[]
  readonly assets: readonly DesiredAsset[]
}
