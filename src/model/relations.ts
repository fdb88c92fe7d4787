/**
 * `owned` and `client`: listed as such. `pending`: our request for it is open. `absent`: all
 * listings were read to the end, and none contains it. `unknown`: none contains it, but one failed.
 */
export type Ownership = 'owned' | 'client' | 'pending' | 'absent' | 'unknown'

/**
 * THE table of relations: how a subject can hold an asset. One row contains whatever is the same
 * for every kind of asset; the edges of each kind are in the table of kinds. Rows are in the order
 * in which a manifest has them.
 */

/** What can be at the other end of a relation, as plans name it, in the order of columns. */
export const SUBJECT_TYPES = ['obo_request', 'business', 'business_user', 'system_user'] as const

export type SubjectType = (typeof SUBJECT_TYPES)[number]

export interface Relation {
  /**
   * Who holds something by it: another business, one of our people or system users, or we
   * ourselves.
   */
  readonly holder: 'partner' | 'person' | 'us'
  /** What the subject of its steps can be. */
  readonly subjects: readonly SubjectType[]
  /** Whether an address names the subject: `act_1/users/2`, but `act_1/request`. */
  readonly isNamed: boolean
  /** Whether what is held by it is access to the asset. */
  readonly isAccess: boolean
  /**
   * What a manifest has under its key: a grant for each subject, one grant, only names, or a role for
   * each subject.
   */
  readonly written: 'grants' | 'grant' | 'names' | 'roles'
  /**
   * What an asset must be to us for the relation to be read: whenever everything is read, or only
   * if it is asked for.
   */
  readonly readOn: {
    readonly always: readonly Ownership[]
    readonly asked: readonly Ownership[]
  }
  /** What an asset must be to us for a manifest to say anything about the relation. */
  readonly declarableOn: readonly Ownership[]
  readonly words: {
    /** Who is at its other end, if no subject is known. */
    readonly subject: string
    /** The list of an asset. */
    readonly list: string
    /**
     * The heading of the column that all its subjects share; absent if each has a column of its
     * own.
     */
    readonly column?: string
    /** What to do if a kind has no such relation. */
    readonly instead: string
  }
}

/** Everything that is in reach, or may be. */
const REACHED: readonly Ownership[] = ['owned', 'client', 'unknown']

const TABLE = {
  request: {
    holder: 'us',
    subjects: ['business'],
    isNamed: false,
    isAccess: true,
    written: 'grant',
    // On our own asset there is nothing to ask for, but a manifest that asks for it has to be told
    // so.
    readOn: { always: ['client', 'pending'], asked: [...REACHED, 'pending', 'absent'] },
    declarableOn: ['client', 'pending'],
    words: {
      subject: 'request',
      list: 'our access',
      column: 'our request',
      instead: 'The API cannot ask for it: ask its owner to share it in their Business settings',
    },
  },
  agencies: {
    holder: 'partner',
    subjects: ['business'],
    isNamed: true,
    isAccess: true,
    written: 'grants',
    readOn: { always: ['owned'], asked: REACHED },
    declarableOn: ['owned'],
    words: {
      subject: 'agency',
      list: 'agencies',
      instead:
        'The API cannot share it with a business: add partners in Business settings, and leave them out here',
    },
  },
  users: {
    holder: 'person',
    subjects: ['business_user', 'system_user'],
    isNamed: true,
    isAccess: true,
    written: 'grants',
    readOn: { always: ['owned', 'client'], asked: REACHED },
    declarableOn: ['owned', 'client'],
    words: {
      subject: 'user',
      list: 'people',
      instead: 'The API cannot put people on it: do it in Business settings',
    },
  },
  on_behalf_of: {
    holder: 'partner',
    subjects: ['obo_request'],
    isNamed: true,
    isAccess: false,
    written: 'names',
    // Only read if asked for, because it takes a call for each asset.
    readOn: { always: [], asked: REACHED },
    declarableOn: ['owned', 'client'],
    words: {
      subject: 'on behalf of',
      list: 'on behalf of',
      column: 'on behalf of',
      instead: 'No business acts on behalf of another there: leave it out',
    },
  },
  // Of our business itself: who belongs to it, in which role, and who is invited.
  members: {
    holder: 'person',
    subjects: ['business_user', 'system_user'],
    isNamed: true,
    isAccess: false,
    written: 'roles',
    // The lists of people say it, which are read for themselves.
    readOn: { always: [], asked: ['owned'] },
    declarableOn: ['owned'],
    words: {
      subject: 'member',
      list: 'members',
      instead: 'Only a business has members: write them under members, beside the assets',
    },
  },
} as const satisfies Readonly<Record<string, Relation>>

export type RelationName = keyof typeof TABLE

/** What a manifest has under the key of a relation. */
export type Written<Name extends RelationName> = (typeof TABLE)[Name]['written']

export const RELATIONS: Readonly<Record<RelationName, Relation>> = TABLE

export const RELATION_NAMES = Object.keys(TABLE) as readonly RelationName[]

/** Names of the rows that have this value in the column, in the order of the table. */
type NamesWith<Column extends keyof Relation, Value> = {
  [Name in RelationName]: (typeof TABLE)[Name][Column] extends Value ? Name : never
}[RelationName]

/** Relations by which access to an asset is held. */
export type AccessName = NamesWith<'isAccess', true>

/** Relations for which a manifest writes a grant, on an asset or in a profile. */
export type GrantedName = NamesWith<'written', 'grants' | 'grant'>

/** Relations of assets; the business itself has others. */
export type AssetRelation = NamesWith<'written', 'grants' | 'grant' | 'names'>

/** Relations with a grant for each subject: edges of the asset with a row for everybody on it. */
export type EdgeName = NamesWith<'written', 'grants'>

const namesWith = <Name extends RelationName>(test: (row: Relation) => boolean): readonly Name[] =>
  RELATION_NAMES.filter((name): name is Name => test(RELATIONS[name]))

export const ACCESS_NAMES = namesWith<AccessName>(({ isAccess }) => isAccess)

export const GRANTED_NAMES = namesWith<GrantedName>(
  ({ written }) => written === 'grants' || written === 'grant',
)

export const ASSET_RELATIONS = namesWith<AssetRelation>(({ written }) => written !== 'roles')

export const EDGE_NAMES = namesWith<EdgeName>(({ written }) => written === 'grants')

export const isEdgeName = (name: RelationName): name is EdgeName =>
  RELATIONS[name].written === 'grants'

/** Whether it says what each of its subjects holds: tasks on an asset, or a role in the business. */
export const isForEach = (name: RelationName): boolean =>
  isEdgeName(name) || RELATIONS[name].written === 'roles'

/** Whether a relation is held by this type of holder. */
export const isHeldBy = (name: RelationName, holder: Relation['holder']): boolean =>
  RELATIONS[name].holder === holder

/** Whether its rows are other businesses, by their ids. */
export const isPartnerEdge = (name: RelationName): boolean =>
  isEdgeName(name) && isHeldBy(name, 'partner')

/** Whether a text, such as the second part of an address, names a relation. */
export const isRelationName = (text: string): text is RelationName => Object.hasOwn(TABLE, text)
