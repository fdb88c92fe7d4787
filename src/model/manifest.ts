import type { Position } from './problem.ts'
import type { RelationName } from './relations.ts'
import { digestOf } from './text/digest.ts'

/**
 * A manifest, validated and resolved: aliases checked, teams, profiles, defaults and roles
 * expanded. What expires and who is offboarded is still in it, because that depends on the day.
 * Everything is sorted by id, so that the order of files and keys makes no difference.
 */
export interface Manifest {
  /** Id of the business that the manifest is for. */
  readonly business: string
  /**
   * `sha256:` + hex of the canonical content of all files, without comments and regardless of
   * order.
   */
  readonly digest: string
  readonly partners: ReadonlyMap<string, Partner>
  readonly people: ReadonlyMap<string, Person>
  readonly offboarded: readonly Offboarded[]
  readonly policy: Policy
  /** What its own roles mean on each kind, by name; only words depend on it. */
  readonly roles?: readonly NamedRole[]
  /** Whom the names in `protected` of a `--policy` file mean there; absent if none was given. */
  readonly policyNames?: readonly PolicyName[]
  /** The assets it declares something about and, if it has `members`, the business itself. */
  readonly assets: readonly DesiredAsset[]
}

/** A role as a manifest defines it, on one kind. */
export interface NamedRole {
  readonly kind: string
  readonly name: string
  readonly tasks: readonly string[]
}

/**
 * A name in `protected` of a policy file; `means` is null if that file does not say whom it means.
 */
export interface PolicyName {
  readonly name: string
  readonly means: Partner | Person | null
}

/** Another business, by the alias the manifest gives it. */
export interface Partner {
  readonly alias: string
  readonly id: string
  readonly source: Position
}

/** A person or system user of our business. */
export interface Person {
  readonly alias: string
  readonly by: 'email' | 'id' | 'system_user'
  /** The e-mail as written, or the id. */
  readonly value: string
  readonly source: Position
}

/** Takes the place of a file in a position if the command line named somebody. */
export const COMMAND_LINE = '<command line>'

/** Somebody who may not hold anything anywhere. An id may belong to a person or a business. */
export interface Offboarded {
  readonly alias: string | null
  /** The id if it is known without asking the API; null for a person by e-mail. */
  readonly id: string | null
  readonly email: string | null
  readonly source: Position
  /** Named by the command `offboard`, which also lists what cannot be seen from here. */
  readonly asked?: true
}

/** Where a manifest names them; null if the command line did. */
export const lineOf = ({ source }: Offboarded): Position | null =>
  source.file === COMMAND_LINE ? null : source

export interface Policy {
  readonly max_revocations: number
  readonly max_open_requests: number
  readonly keep_managers: number
  readonly keep_admins: number
  readonly max_invitations: number
  readonly max_offboarded: number
  readonly offboarded_members: 'remove' | 'report'
  /** Ids and aliases after resolution: aliases of partners and people stay aliases. */
  readonly protected: readonly string[]
  readonly agency_task_change: 'report' | 'try'
  readonly unreadable: 'report' | 'fail'
  readonly coverage: 'open' | 'closed'
  readonly domains: readonly string[]
}

export const DEFAULT_POLICY: Policy = {
  max_revocations: 10,
  max_open_requests: 5,
  keep_managers: 1,
  keep_admins: 1,
  max_invitations: 10,
  max_offboarded: 10,
  offboarded_members: 'remove',
  protected: [],
  agency_task_change: 'report',
  unreadable: 'report',
  coverage: 'open',
  domains: [],
}

export type Mode = 'authoritative' | 'additive'

/**
 * One asset as the manifest wants it: the paths of each relation, or null if the key is absent and
 * the relation is not managed.
 */
export interface DesiredAsset extends Readonly<Record<RelationName, DesiredRelation | null>> {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly mode: Mode
  /** Aliases and ids that this asset leaves as they are. */
  readonly ignore: readonly string[]
  readonly source: Position
}

export interface DesiredRelation {
  /**
   * Whether the asset itself or a non-additive profile has the key, which is then the whole truth.
   */
  readonly whole: boolean
  readonly paths: readonly DesiredPath[]
  /** Where the key is written. */
  readonly source: Position
}

/** One way in which a subject gets tasks on an asset. */
export interface DesiredPath {
  /** Alias of the partner or person; for `request` the alias is ''. */
  readonly subject: string
  /** Sorted tasks as they will be sent; empty with `none`. */
  readonly tasks: readonly string[]
  /** `none`, or `request: []`: overrides every other path. */
  readonly none: boolean
  /** Last day of access (UTC, `YYYY-MM-DD`), or null. */
  readonly expires: string | null
  /** Why, in the writer's words. */
  readonly note: string | null
  /** `direct`, `team buyers`, `profile house`, `profile house, team buyers`. */
  readonly via: string
  readonly source: Position
}

/** A manifest that declares nothing, for questions only about a business. */
export const emptyManifest = (business: string): Manifest => ({
  business,
  digest: digestOf({ business }),
  partners: new Map(),
  people: new Map(),
  offboarded: [],
  policy: DEFAULT_POLICY,
  assets: [],
})
