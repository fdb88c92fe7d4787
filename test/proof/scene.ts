import { type KindName, type Level, PROOF_KINDS, tasksAt } from './kinds.ts'

/** Small worlds and manifests, as plain values with keys. Nothing here is taken from the program. */

export const US = '1001'
export const OWN = '61550000000000001'
export const LEE = '61550000000000002'
export const KIM = '61550000000000009'
export const HIRED = 'hired@x.example'
export const INVITATION = '7701'
export const BRIGHT = '2002'
export const OLD = '2003'
export const GROUP = '8801'

export const PEOPLE = { own: OWN, lee: LEE, kim: KIM } as const
export const PARTNERS = { bright: BRIGHT, old: OLD } as const
export type PersonName = keyof typeof PEOPLE
export type PartnerName = keyof typeof PARTNERS

/** Nothing of a world changes these while a plan is applied to it. */
export interface Facts {
  readonly kind: KindName
  /** Lists that cannot be read: refused, cut short, or never asked for. */
  readonly unread: Readonly<Partial<Record<List, 'unknown' | 'unreadable' | 'missing'>>>
  /** Whether it is known who the token belongs to. */
  readonly isSelfKnown: boolean
  /** Whether another admin approves what is shared, and how that shows until then. */
  readonly approval: 'free' | 'shown' | 'hidden'
  /** Whether the seats of the business are read, and every asset with them. */
  readonly isSeated: boolean
  /** People of another business, who are on the asset by its doing. */
  readonly strangers?: readonly string[]
}

export type List = 'users' | 'agencies' | 'request' | 'members' | 'people' | 'group'

/**
 * Who holds what, by `RELATION/SUBJECT`: tasks joined with `+`, after `?` while a person must act. Two
 * more: `asset` says what the asset is to us, and `memory/…` what the journal remembers.
 */
export type Rows = ReadonlyMap<string, string>

export interface World {
  readonly facts: Facts
  readonly rows: Rows
  readonly key: string
}

const worlds = new WeakMap<Facts, Map<string, World>>()

/** The one value for these rows. */
export const worldOf = (facts: Facts, rows: Rows): World => {
  const known = worlds.get(facts) ?? new Map<string, World>()
  worlds.set(facts, known)
  let key = ''
  for (const name of [...rows.keys()].sort()) key += `${name}=${rows.get(name)} `
  const found = known.get(key)
  if (found !== undefined) return found
  const made = { facts, rows, key }
  known.set(key, made)
  return made
}

/** How somebody stands in a manifest. `expired`: the high level, until yesterday. */
export const ENTRIES = ['unsaid', 'low', 'high', 'none', 'expired', 'expired_low'] as const
export type Entry = (typeof ENTRIES)[number]

/** What else a manifest says of somebody. */
export const MARKS = ['plain', 'offboarded', 'protected', 'ignored'] as const
export type Mark = (typeof MARKS)[number]

export interface SmallManifest {
  /** Null: the key is absent. */
  readonly users: Readonly<Partial<Record<PersonName, Entry>>> | null
  readonly agencies: Readonly<Partial<Record<PartnerName, Entry>>> | null
  /** `none` gives our access up. */
  readonly request: Entry | null
  readonly members: Readonly<Partial<Record<'lee' | 'kim' | 'hired', Entry>>> | null
  readonly isAdditive: boolean
  readonly marks: Readonly<Partial<Record<PersonName | PartnerName | 'hired', Mark>>>
  readonly policy: {
    readonly keep_managers: number
    readonly keep_admins: number
    readonly max_revocations: number
    readonly max_offboarded: number
    readonly max_invitations: number
    readonly agency_task_change: 'report' | 'try'
    readonly offboarded_members: 'remove' | 'report'
  }
}

export const POLICY: SmallManifest['policy'] = {
  keep_managers: 1,
  keep_admins: 1,
  max_revocations: 10,
  max_offboarded: 10,
  max_invitations: 10,
  agency_task_change: 'try',
  offboarded_members: 'remove',
}

export const EMPTY: SmallManifest = {
  users: null,
  agencies: null,
  request: null,
  members: null,
  isAdditive: false,
  marks: {},
  policy: POLICY,
}

/** The tasks of an entry, those that are over too. */
export const tasksIn = (kind: KindName, entry: Entry, isShared = false): readonly string[] => {
  if (entry === 'unsaid' || entry === 'none') return []
  return tasksAt(kind, entry === 'low' || entry === 'expired_low' ? 1 : 2, isShared)
}

export const roleIn = (entry: Entry): readonly string[] => {
  if (entry === 'unsaid' || entry === 'none') return []
  return [entry === 'low' || entry === 'expired_low' ? 'EMPLOYEE' : 'ADMIN']
}

/** What an entry gives today. */
export const wishOf = (entry: Entry | undefined): Level => {
  if (entry === 'low') return 1
  return entry === 'high' ? 2 : 0
}

export const assetOf = ({ kind }: Pick<Facts, 'kind'>): string => PROOF_KINDS[kind].id
