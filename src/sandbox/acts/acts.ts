/** What somebody can do in Meta's web pages, as the sandbox plays it. */

/** One act: what it takes, and how it is told. */
export interface ActRow {
  /** The form of its address. */
  readonly address: string
  /** Whether it needs a list of tasks, or takes none. */
  readonly tasks: boolean
  /** The relation whose rows it changes; absent: it answers what waits, of whatever relation. */
  readonly changes?: Changed
  /** As the first word of a sentence that says it was done. */
  readonly past: string
  readonly about: string
}

/** The relations that somebody can change behind our back, as the second part of an address. */
export type Changed = 'users' | 'agencies' | 'members'

/** Every act, in the order in which help lists them. */
export const ACTS = {
  accept: {
    address: 'ADDRESS',
    tasks: false,
    past: 'Accepted',
    about: 'accepts a request, a share or an invitation',
  },
  decline: { address: 'ADDRESS', tasks: false, past: 'Declined', about: 'declines one of these' },
  approve: {
    address: 'ASSET/agencies/BUSINESS',
    tasks: false,
    past: 'Approved',
    about: 'approves a grant that waits for another admin',
  },
  assign: {
    address: 'ASSET/users/PERSON',
    tasks: true,
    changes: 'users',
    past: 'Assigned',
    about: 'puts somebody on an asset, with exactly these tasks',
  },
  unassign: {
    address: 'ASSET/users/PERSON',
    tasks: false,
    changes: 'users',
    past: 'Unassigned',
    about: 'takes somebody off an asset',
  },
  grant: {
    address: 'ASSET/agencies/BUSINESS',
    tasks: true,
    changes: 'agencies',
    past: 'Granted',
    about: 'shares an asset with a business, with exactly these tasks',
  },
  revoke: {
    address: 'ASSET/agencies/BUSINESS',
    tasks: false,
    changes: 'agencies',
    past: 'Revoked',
    about: "ends a business's access to an asset, and that of its people",
  },
  remove: {
    address: 'BUSINESS/members/PERSON',
    tasks: false,
    changes: 'members',
    past: 'Removed',
    about: 'takes somebody out of a business, and off all that they hold through it',
  },
} as const satisfies Readonly<Record<string, ActRow>>

export type ActName = keyof typeof ACTS

export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[]

/** The row of an act. */
export function actRow(name: ActName): ActRow {
  return ACTS[name]
}

export function isAct(word: string | undefined): word is ActName {
  return word !== undefined && Object.hasOwn(ACTS, word)
}
