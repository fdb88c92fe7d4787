import { type Ownership, RELATIONS, type RelationName } from './relations.ts'

/**
 * THE table of actions: one row for everything that can ever be written. It says how the calls are
 * formed, their place in the order of all writes, what the action needs, what may be done if its
 * answer is lost, and the words that people see. No other file lists actions, or decides by their
 * names what a column could say.
 */

export const REASONS = [
  'missing_in_live',
  'tasks_differ',
  'not_in_manifest',
  'expired',
  'offboarded',
  'accepts_request',
  'given_up',
] as const

/** Why a step exists. This is for people and never decides anything during an apply. */
export type Reason = (typeof REASONS)[number]

export const WAITING_STATES = [
  'client_response',
  'admin_approval',
  'invitation',
  'not_in_business',
  'people_unknown',
  'incoming_request',
  'partner_response',
  'queued',
  'obo_in_progress',
  'removal',
] as const

export type WaitingState = (typeof WAITING_STATES)[number]

/** Which way a step moves its subject's tasks. */
export type Direction = 'widening' | 'narrowing' | 'mixed'

/**
 * The order of all writes, make before break: access is given before any is taken, so that a run
 * that stops half-way leaves people with too much rather than with nothing. `needs` and the rails
 * guard what order cannot. Steps of the same place may be made at the same time.
 */
export const PLACES = [
  'invite',
  'raise_roles',
  'ask',
  'let_agencies_in',
  'widen_agencies',
  'put_people_on',
  // Whoever gains MANAGE would have to come first here, but MANAGE brings every task, so nobody
  // loses one.
  'change_people',
  'narrow_people',
  'take_people_off',
  'narrow_agencies',
  'take_agencies_off',
  'give_up',
  'cancel',
  'leave_groups',
  'lower_roles',
  'take_invitations_back',
  'remove_members',
] as const

export type Place = (typeof PLACES)[number]

/**
 * How the calls of an action are formed: `put` and `remove` on the relation's edge of the asset,
 * `ask` and `give_up` on an edge of our business that names the asset, `delete` of the subject's own
 * node. Of members: `invite` on an edge of the business, `set_role` on a person's node,
 * `take_back` and `expel` are DELETEs of an invitation's node and of a person's.
 */
export type Form =
  | 'put'
  | 'remove'
  | 'ask'
  | 'give_up'
  | 'delete'
  | 'invite'
  | 'set_role'
  | 'take_back'
  | 'expel'

export interface ActionRow {
  /** What it is made on: assets of any kind that has the relation, or a kind of node by its name. */
  readonly on: 'asset' | 'asset_group' | 'business'
  /** Where its effect shows. */
  readonly relation: RelationName
  /** What it does to its subject: `+` gives access, `~` changes it, `-` takes everything away. */
  readonly sign: '+' | '~' | '-'
  readonly form: Form
  /** Its place in the order of writes, by the direction in which it moves the subject's tasks. */
  readonly places: Readonly<Partial<Record<Direction, Place>>>
  /** What an asset must be to us. On a Page of our own, a withdrawal would give the Page up. */
  readonly madeOn: readonly Ownership[]
  /**
   * Whether something is held before, so that a giving action cannot take anything away in
   * disguise.
   */
  readonly before: 'none' | 'some' | 'any'
  /** Whether it may DELETE and then POST, with nothing held in between. */
  readonly mayHaveGap: boolean
  /** Whether `max_revocations` counts it if it takes something away. */
  readonly isRevocation: boolean
  /** Actions for others on the same asset that must be done first. */
  readonly after: readonly string[]
  /**
   * Whether it asks somebody outside; it then counts against `max_open_requests`, and is asked only
   * once.
   */
  readonly asks: boolean
  /**
   * Whether it invites somebody: it then counts against `max_invitations`, is sent only once, and
   * gives nothing until they accept.
   */
  readonly invites: boolean
  /** Whether it ends everything that its subject holds, on every asset. */
  readonly endsAll: boolean
  /** Whether its relation must have been read to the end just before. */
  readonly needsFreshRead: boolean
  /**
   * Whether another admin of our business may have to approve it; the journal then remembers it.
   */
  readonly isApproved: boolean
  /** Whether it may be sent once more if its answer was lost and two reads show no change. */
  readonly isResendable: boolean
  /** Whether it may be sent at the same time as others of its place. */
  readonly isBatched: boolean
  /** What its step waits for once the API has accepted it and while nothing shows yet. */
  readonly waits: WaitingState | null
  /** Why it is made, as far as the action shows. */
  readonly reason: Reason
  readonly words: {
    /** What it does, in general, for who asks. */
    readonly does: string
    /** What it does, if its sign and tasks do not say everything. */
    readonly note: string | null
    /** What it waits for while it waits. */
    readonly waitsFor: string
    /** What several of it are called after their number, as one and as many; null: `to ACTION`. */
    readonly counted: readonly [one: string, many: string] | null
    /** What becomes of somebody by it, beside the assets they lose; null for nothing. */
    readonly leaving: string | null
    /** What a person still has to do once it is done; null for nothing. */
    readonly next: string | null
    /** What a first call has done whose second was refused. */
    readonly begun?: string
  }
}

const NEEDED_WAITS = 'a step it needs waits'
const ADMIN = "an admin's approval: business.facebook.com/settings/requests/admin_reviews"

const WORDS = {
  note: null,
  waitsFor: NEEDED_WAITS,
  counted: null,
  leaving: null,
  next: null,
} as const

/** The columns that most actions share. */
const USUAL = {
  on: 'asset',
  mayHaveGap: false,
  isRevocation: true,
  after: [],
  asks: false,
  invites: false,
  endsAll: false,
  needsFreshRead: false,
  isApproved: false,
  isResendable: true,
  isBatched: true,
  waits: null,
} as const satisfies Partial<ActionRow>

/**
 * Actions that are never repeated automatically: requests ask a person, and the others may give up
 * more than they say.
 */
const ONE_AT_A_TIME = {
  isResendable: false,
  isBatched: false,
} as const satisfies Partial<ActionRow>

const TABLE = {
  request: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    relation: 'request',
    sign: '+',
    form: 'ask',
    places: { widening: 'ask' },
    madeOn: ['absent', 'client', 'pending', 'unknown'],
    before: 'none',
    asks: true,
    waits: 'client_response',
    reason: 'missing_in_live',
    words: {
      ...WORDS,
      does: 'ask a client for access to an asset it owns',
      note: 'asks the owner for access',
      waitsFor:
        'asked: now an admin of the client answers (their Business settings: Requests > Received)',
    },
  },
  grant: {
    ...USUAL,
    relation: 'agencies',
    sign: '+',
    form: 'put',
    places: { widening: 'let_agencies_in' },
    madeOn: ['owned'],
    before: 'none',
    isApproved: true,
    waits: 'admin_approval',
    reason: 'missing_in_live',
    words: {
      ...WORDS,
      does: 'give a business access to our asset, or accept its request',
      waitsFor: ADMIN,
    },
  },
  regrant: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    relation: 'agencies',
    sign: '~',
    form: 'put',
    places: {
      widening: 'widen_agencies',
      mixed: 'narrow_agencies',
      narrowing: 'narrow_agencies',
    },
    madeOn: ['owned'],
    before: 'some',
    mayHaveGap: true,
    waits: 'admin_approval',
    reason: 'tasks_differ',
    words: {
      ...WORDS,
      does: "change an agency's tasks (only where asked for)",
      note: 'one POST, read back',
      waitsFor: ADMIN,
      begun: 'the old access has been taken away; run again to give the new one',
    },
  },
  assign: {
    ...USUAL,
    relation: 'users',
    sign: '+',
    form: 'put',
    places: { widening: 'put_people_on' },
    madeOn: ['owned', 'client'],
    before: 'none',
    reason: 'missing_in_live',
    words: { ...WORDS, does: 'put a person or system user on an asset' },
  },
  reassign: {
    ...USUAL,
    relation: 'users',
    sign: '~',
    form: 'put',
    places: { widening: 'put_people_on', mixed: 'change_people', narrowing: 'narrow_people' },
    madeOn: ['owned', 'client'],
    before: 'some',
    reason: 'tasks_differ',
    words: {
      ...WORDS,
      does: 'change what a person or system user may do on an asset: the full list',
    },
  },
  unassign: {
    ...USUAL,
    relation: 'users',
    sign: '-',
    form: 'remove',
    places: { narrowing: 'take_people_off' },
    madeOn: ['owned', 'client'],
    before: 'some',
    reason: 'not_in_manifest',
    words: { ...WORDS, does: 'take a person or system user off an asset' },
  },
  revoke: {
    ...USUAL,
    relation: 'agencies',
    sign: '-',
    form: 'remove',
    places: { narrowing: 'take_agencies_off' },
    madeOn: ['owned'],
    before: 'some',
    after: ['grant'],
    reason: 'not_in_manifest',
    words: { ...WORDS, does: "take a business's access away" },
  },
  withdraw: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    relation: 'request',
    sign: '-',
    form: 'give_up',
    places: { narrowing: 'give_up' },
    madeOn: ['client', 'pending'],
    before: 'any',
    needsFreshRead: true,
    reason: 'given_up',
    words: {
      ...WORDS,
      does: "give up our access to a client's asset",
      note: 'gives our access up',
    },
  },
  cancel: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    relation: 'on_behalf_of',
    sign: '-',
    form: 'delete',
    places: { narrowing: 'cancel' },
    madeOn: ['owned', 'client'],
    before: 'none',
    isRevocation: false,
    reason: 'not_in_manifest',
    words: {
      ...WORDS,
      does: 'cancel an on-behalf-of request we sent',
      note: 'cancels our on-behalf-of request',
    },
  },
  invite: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    on: 'business',
    relation: 'members',
    sign: '+',
    form: 'invite',
    places: { widening: 'invite' },
    madeOn: ['owned'],
    before: 'none',
    invites: true,
    reason: 'missing_in_live',
    words: {
      ...WORDS,
      does: 'invite somebody to the business by e-mail',
      note: 'invites them',
      next: 'they join once they accept the invitation in their mailbox',
      begun: 'the old invitation has been taken back; run the same command again to invite them',
    },
  },
  set_role: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    on: 'business',
    relation: 'members',
    sign: '~',
    form: 'set_role',
    places: { widening: 'raise_roles', mixed: 'lower_roles', narrowing: 'lower_roles' },
    madeOn: ['owned'],
    before: 'some',
    reason: 'tasks_differ',
    words: {
      ...WORDS,
      does: "change a member's role",
      counted: ['role to change', 'roles to change'],
    },
  },
  uninvite: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    on: 'business',
    relation: 'members',
    sign: '-',
    form: 'take_back',
    places: { narrowing: 'take_invitations_back' },
    madeOn: ['owned'],
    before: 'some',
    reason: 'not_in_manifest',
    words: {
      ...WORDS,
      does: 'take an open invitation back',
      note: 'takes the invitation back',
      counted: ['invitation to take back', 'invitations to take back'],
      leaving: 'the invitation is taken back',
    },
  },
  remove: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    on: 'business',
    relation: 'members',
    sign: '-',
    form: 'expel',
    places: { narrowing: 'remove_members' },
    madeOn: ['owned'],
    before: 'some',
    endsAll: true,
    reason: 'not_in_manifest',
    words: {
      ...WORDS,
      does: 'take a member out of the business, last of all',
      note: 'leaves the business, and every asset in it',
      waitsFor:
        'still listed, marked for removal: business.facebook.com/settings/people shows whether it goes on',
      leaving: 'leaves the business',
    },
  },
  // Planned for the offboarded only, so none of our plans counts it. A plan file is not believed about
  // who is offboarded: anybody else counts, as when they are taken off an asset.
  leave_group: {
    ...USUAL,
    ...ONE_AT_A_TIME,
    on: 'asset_group',
    relation: 'users',
    sign: '-',
    form: 'remove',
    places: { narrowing: 'leave_groups' },
    madeOn: ['owned'],
    before: 'some',
    reason: 'not_in_manifest',
    words: {
      ...WORDS,
      does: 'take somebody offboarded out of an asset group',
      note: 'takes them out of the asset group',
    },
  },
} as const satisfies Readonly<Record<string, ActionRow>>

/** The only actions that can ever be written. */
export type Action = keyof typeof TABLE

export const ACTION_TABLE: Readonly<Record<Action, ActionRow>> = TABLE

export const ACTIONS = Object.keys(TABLE) as readonly Action[]

/**
 * The row for a name that a journal or another version uses for an action; null if this version has
 * none.
 */
export const actionRow = (text: string): ActionRow | null =>
  Object.hasOwn(TABLE, text) ? ACTION_TABLE[text as Action] : null

/**
 * Whether it is about one of our people or system users, whatever a plan file says about its
 * subject.
 */
export const isOfPeople = (action: Action): boolean =>
  RELATIONS[ACTION_TABLE[action].relation].holder === 'person'
