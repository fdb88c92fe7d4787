/**
 * Manifests and worlds as plain values, before anybody writes them as YAML: what the generator
 * draws, what the interpreter judges. Nothing here knows the program under test.
 */

export type Section = 'ad_accounts' | 'pages'

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

export interface AbstractManifest {
  readonly taskChange: 'report' | 'try'
  readonly maxOpenRequests: number
  readonly teams: Readonly<Record<string, readonly string[]>>
  readonly profiles: Readonly<Record<string, Profile>>
  readonly defaults: Readonly<Partial<Record<Section, Default>>>
  /** Aliases or ids. */
  readonly offboarded: readonly string[]
  readonly assets: readonly DeclaredAsset[]
}

/** `active`: held. `asking`: the business asks us. `approval`: our grant waits on an admin. */
export type HoldState = 'active' | 'asking' | 'approval'

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

export interface AbstractWorld {
  readonly unpacking: Unpacking
  readonly agencyUpdate: 'refuse' | 'ignore' | 'replace'
  readonly approvalVisible: boolean
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

/** Aliases of people: how the manifest writes them, and whom the business knows them as. */
export const PEOPLE = {
  dana: { written: 'dana@northwind.example', id: '61550000000000005', is: 'present' },
  lee: { written: '"61550000000000002"', id: '61550000000000002', is: 'present' },
  kim: { written: '"61550000000000009"', id: '61550000000000009', is: 'present' },
  robot: {
    written: '{ system_user: "61550000000000003" }',
    id: '61550000000000003',
    is: 'present',
  },
  newbie: { written: 'newbie@northwind.example', id: null, is: 'invited' },
  ghost: { written: 'ghost@northwind.example', id: null, is: 'missing' },
} as const satisfies Readonly<
  Record<string, { readonly written: string; readonly id: string | null; readonly is: string }>
>

export type PersonAlias = keyof typeof PEOPLE

export const isPerson = (alias: string): alias is PersonAlias => Object.hasOwn(PEOPLE, alias)

/** Ids of the people the manifest can name, and of one it never does. */
export const STRANGER = '61550000000000007'
export const PRESENT = [
  ...Object.values(PEOPLE).flatMap(({ id }) => (id === null ? [] : [id])),
  STRANGER,
]

const AD_ACCOUNT_ALL = ['MANAGE', 'ADVERTISE', 'ANALYZE']
const PAGE_ALL = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE']

/** Everything a kind's full role gives. */
export const FULL: Readonly<Record<Section, readonly string[]>> = {
  ad_accounts: AD_ACCOUNT_ALL,
  pages: PAGE_ALL,
}

/** Task sets that grants, requests and worlds are drawn from. */
export const SETS: Readonly<Record<Section, readonly (readonly string[])[]>> = {
  ad_accounts: [AD_ACCOUNT_ALL, ['ADVERTISE', 'ANALYZE'], ['ANALYZE'], ['ADVERTISE'], ['MANAGE']],
  pages: [
    PAGE_ALL,
    PAGE_ALL.slice(2),
    PAGE_ALL.slice(3),
    ['ANALYZE'],
    ['MODERATE'],
    ['ANALYZE', 'MESSAGING'],
  ],
}

/** Roles of the manifest (lower case) and built-in ones, by section; absent where it has none. */
export const ROLES: Readonly<Record<string, Readonly<Record<Section, readonly string[]>>>> = {
  boss: { ad_accounts: AD_ACCOUNT_ALL, pages: PAGE_ALL },
  buyer: { ad_accounts: ['ADVERTISE', 'ANALYZE'], pages: ['ADVERTISE', 'ANALYZE'] },
  viewer: { ad_accounts: ['ANALYZE'], pages: ['ANALYZE'] },
}
