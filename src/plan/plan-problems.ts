import { problemsOf } from '../model/problem.ts'
import { meantWords } from '../model/text/nearest.ts'

/** What an asset is, and whether its owner can be asked for it by the API. */
interface Asking {
  readonly label: string
  readonly canAsk: boolean
}

/**
 * The planner's problems. Codes are public. With a code of `BLOCKING`, the plan has no steps at
 * all; a `rail_` code blocks the apply with exit code 4.
 */
export const PLAN_PROBLEMS = {
  agencies_not_owner: {
    severity: 'error',
    words: (a: { asset: string; ownership: string } & Asking) =>
      `${a.asset} has agencies, but our business does not own it (${a.ownership}): only an owner grants. ${a.canAsk ? 'Use request to ask its owner for access' : `The API lets nobody ask for such an asset: its owner has to share this ${a.label} with them, in Business settings`}`,
  },
  request_on_own_asset: {
    severity: 'error',
    words: (a: { asset: string }) =>
      `${a.asset} has request, but our business owns it: there is nobody to ask. Use agencies and users`,
  },
  asset_not_found: {
    severity: 'error',
    words: (a: { asset: string; business: string } & Asking) =>
      a.canAsk
        ? `no ${a.label} ${a.asset} in this business: it is neither owned, nor a client's, nor asked for. Check the id, or add request to ask for access`
        : `no ${a.label} ${a.asset} in this business: it is neither owned nor a client's. Check the id. The API lets nobody ask for such an asset: its owner has to share this ${a.label} with business ${a.business}, in Business settings`,
  },
  no_journal: {
    severity: 'warning',
    words: (a: { requests: number; grants: number; invitations?: number }) =>
      `no journal in the state dir: what was asked for before is not remembered, so ${counted(a)} could be repeated. Keep the state dir between runs${a.requests > 0 ? `, or pass --allow-requests ${a.requests}` : ''}`,
  },
  allow_requests_mismatch: {
    severity: 'warning',
    words: (a: { given: number; found: number }) =>
      `--allow-requests ${a.given} does not match: the plan has ${a.found}; they stay queued`,
  },
  open_requests_unknown: {
    severity: 'warning',
    words: (a: { lists: readonly string[]; asked: number }) =>
      `${a.lists.join(', ')} could not be read to the end, so nobody knows how many requests are open (max_open_requests): ${a.asked} ${a.asked === 1 ? 'request stays' : 'requests stay'} queued until the token may read ${a.lists.length === 1 ? 'it' : 'them'}`,
  },
  clock_differs: {
    severity: 'warning',
    words: (a: { here: string; api: string }) =>
      `it is ${a.here} by this machine's clock and ${a.api} by the API's: nothing that depends on an \`expires\` is planned until they agree. Set the clock`,
  },
  clock_holds_steps: {
    severity: 'error',
    words: (a: { here: string; api: string; held: readonly string[] }) =>
      `it is ${a.here} by this machine's clock and ${a.api} by the API's, so what depends on an \`expires\` is left as it is: ${listOf(a.held)}. Set the clock, and run again`,
  },
  replace_not_applicable: {
    severity: 'error',
    words: (a: { address: string; near: string | null }) =>
      `--replace ${a.address}: no agency whose tasks differ has this address${meantWords(a.near)}`,
  },
  resend_not_applicable: {
    severity: 'error',
    words: (a: { address: string; near: string | null }) =>
      `--resend ${a.address}: no request that was declined or vanished has this address, and no change that the API accepted without effect${meantWords(a.near)}`,
  },
  assumption_contradicted: {
    severity: 'warning',
    words: (a: {
      assumption: string
      statement: string
      example: string
      ifWrong: string
      fits: string | null
    }) =>
      `this API does not behave as assumed (${a.assumption}: ${a.statement.replace(/\.$/, '')}): ${a.example}${a.fits === null ? '' : `, which fits the reading ${a.fits}`}. So ${a.ifWrong}. See what an apply would do: bizaccess rehearse`,
  },
  unknown_tasks_live: {
    severity: 'warning',
    words: (a: { address: string; tasks: readonly string[] }) =>
      `${a.address} holds tasks this version does not know: ${a.tasks.join(', ')}. They are kept as they are`,
  },
  unassign_held: {
    severity: 'warning',
    words: (a: { asset: string; people: readonly string[]; held: number; isJoining?: boolean }) =>
      `${a.asset}: ${a.people.join(', ')} ${a.isJoining === true ? 'not in the business yet (perhaps under another e-mail)' : 'not found in the business (the e-mail may have changed)'}, so ${a.held} undeclared ${a.held === 1 ? 'person is' : 'people are'} left on it. Correct the entry under people`,
  },
  obo_no_request: {
    severity: 'error',
    words: (a: { asset: string; id: string; known: string }) =>
      `${a.asset}: the API lists ${a.id} as an on-behalf-of request, and that is the id of ${a.known}. It is not cancelled, because that would delete whatever has this id: look at business.facebook.com/settings/requests`,
  },
  policy_name_differs: {
    severity: 'error',
    words: (a: { name: string; policy: string; manifest: string }) =>
      `${a.name} is ${a.policy} in the policy file, which protects them, and ${a.manifest} in the manifest: nothing is planned while one name has two meanings. Call them by different names, or change the policy file first`,
  },
  person_ambiguous: {
    severity: 'error',
    words: (a: Doubtful) =>
      `${a.value === a.name ? a.name : `${a.name} is ${a.value}, which`} is the e-mail of ${a.people.length} people of this business: ${a.people.join(' and ')}. ${untilAnIdStands(a)}`,
  },
  person_by_facebook_id: {
    severity: 'error',
    words: (a: Doubtful) =>
      `${a.value === a.name ? a.name : `${a.name} is ${a.value}, which`} is the id of a Facebook profile, not of a person of a business. In this business that is ${a.people.join(' and ')}. ${untilAnIdStands(a)}`,
  },
  person_twice: {
    severity: 'warning',
    words: (a: { aliases: readonly string[]; who: string }) =>
      `${a.aliases.join(' and ')} are one person, ${a.who}: they hold everything that these names are given, or nothing where one of them says none. Keep one name`,
  },
  person_leaving: {
    severity: 'warning',
    words: (a: { who: string; lines: readonly string[] }) =>
      `${a.who} is marked for removal in the business, and still declared: ${listOf(a.lines)}. Nobody knows how long they keep what they hold. Look at business.facebook.com/settings/people, and invite them again once they are gone, or take them out of the manifest`,
  },
  asset_unreadable: {
    severity: 'error',
    words: (a: { address: string; what: string }) => `${a.address} cannot be read: ${a.what}`,
  },
  saved_incomplete: {
    severity: 'error',
    words: (_: object) =>
      'the plan was not complete when it was saved: it has no steps for what could not be read then. Plan again to see the rest',
  },
  offboard_nobody: {
    severity: 'error',
    words: (a: { name: string }) =>
      `${a.name} is neither a person of this business (the e-mail may be hidden, or have changed) nor a business on any asset that was read: nothing was taken from anybody. Use the id that the list of people in the business shows; remove a partner without any asset under business.facebook.com/settings/partners`,
  },
  who_not_seen: {
    severity: 'warning',
    words: ({ name, near }: { name: string; near: string | null }) =>
      `--who ${name}: nobody has that name on what --only or --shard selects, in the manifest or in the business${meantWords(near)}`,
  },
  only_matches_nothing: {
    severity: 'error',
    words: (a: { only: string; near: string | null }) =>
      `--only ${a.only} matches no asset, declared or seen. It is compared with whole ids and names; * matches anything${meantWords(a.near)}`,
  },
  who_matches_nobody: {
    severity: 'error',
    words: (a: { name: string; near: string | null }) =>
      `--who ${a.name} matches nobody: no alias of the manifest, and no id or name of anybody seen${meantWords(a.near)}`,
  },
  filtered_needs: {
    severity: 'warning',
    words: (a: { address: string; needs: readonly string[] }) =>
      `${a.address} is left out: it needs ${a.needs.join(', ')}, which the filters left out`,
  },
  rail_max_revocations: {
    severity: 'error',
    words: (a: Excess) =>
      `${a.count} ${a.count === 1 ? 'revocation' : 'revocations'}, more than max_revocations: ${a.limit}. Hit: ${a.people.join(', ')}. If exactly this is meant, pass --allow-revocations ${a.count}`,
  },
  rail_allow_revocations: {
    severity: 'error',
    words: (a: Mismatch) =>
      `--allow-revocations ${a.given} does not match: the plan has ${a.count} ${a.count === 1 ? 'revocation' : 'revocations'}. Look at the plan again before passing ${a.count}`,
  },
  rail_allow_requests: {
    severity: 'error',
    words: (a: { given: number | null; asked: number }) =>
      a.given === null
        ? `the plan has ${a.asked} ${a.asked === 1 ? 'request' : 'requests'}, and no journal here remembers what was asked for before. If none of it was, pass --allow-requests ${a.asked}`
        : `--allow-requests ${a.given} does not match: the plan has ${a.asked} ${a.asked === 1 ? 'request' : 'requests'}. Look at the plan again before passing ${a.asked}`,
  },
  rail_max_open_requests: {
    severity: 'error',
    words: (a: { open: number; asked: number; limit: number }) =>
      `${a.asked} more would be sent while ${a.open} ${a.open === 1 ? 'request is' : 'requests are'} open; max_open_requests is ${a.limit}. Plan again`,
  },
  rail_open_requests_unknown: {
    severity: 'error',
    words: (a: { lists: readonly string[]; asked: number; limit: number }) =>
      `${a.asked} ${a.asked === 1 ? 'request' : 'requests'} would be sent, and ${a.lists.join(', ')} could not be read to the end: nobody knows whether that stays within max_open_requests: ${a.limit}. Give the token what it needs to read ${a.lists.length === 1 ? 'it' : 'them'}, and run again`,
  },
  rail_step: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address} may not be made: ${a.why}. Plan again`,
  },
  rail_keep_managers: {
    severity: 'error',
    words: (a: Shortage & { asset: string }) =>
      `${a.asset} would be left with ${a.left} ${a.left === 1 ? 'manager' : 'managers'} besides the token's own user, but keep_managers is ${a.keep}. Losing ${a.managing}: ${a.people.join(', ')}. ${uncounted(a.leaving)}Give ${a.managing} to somebody else first, or lower keep_managers`,
  },
  rail_keep_admins: {
    severity: 'error',
    words: (a: Shortage) =>
      `the business would be left with ${a.left} ${a.left === 1 ? 'admin' : 'admins'} (people, besides the token's own user), but keep_admins is ${a.keep}. Losing ${a.managing}: ${a.people.join(', ')}. ${uncounted(a.leaving)}Make somebody else an admin first, or lower keep_admins`,
  },
  rail_member_declared: {
    severity: 'error',
    words: (a: { address: string; who: string; lines: readonly string[] }) =>
      `${a.address} would remove ${a.who} from the business, but assets still declare them: ${listOf(a.lines)}. Take those lines out, put ${a.who} under members, or offboard them`,
  },
  rail_max_invitations: {
    severity: 'error',
    words: (a: Excess) =>
      `${a.count} ${a.count === 1 ? 'invitation' : 'invitations'}, more than max_invitations: ${a.limit}. Hit: ${a.people.join(', ')}. If exactly this is meant, pass --allow-invitations ${a.count}`,
  },
  rail_allow_invitations: {
    severity: 'error',
    words: (a: Mismatch) =>
      `--allow-invitations ${a.given} does not match: the plan has ${a.count} ${a.count === 1 ? 'invitation' : 'invitations'}. Look at the plan again before passing ${a.count}`,
  },
  rail_max_offboarded: {
    severity: 'error',
    words: (a: Excess) =>
      `${a.count} ${a.count === 1 ? 'person or partner to offboard' : 'people and partners to offboard'}, more than max_offboarded: ${a.limit}. Hit: ${a.people.join(', ')}. If exactly this is meant, pass --allow-offboarded ${a.count}`,
  },
  rail_allow_offboarded: {
    severity: 'error',
    words: (a: Mismatch) =>
      `--allow-offboarded ${a.given} does not match: the plan has ${a.count} ${a.count === 1 ? 'person or partner to offboard' : 'people and partners to offboard'}. Look at the plan again before passing ${a.count}`,
  },
  rail_protected: {
    severity: 'error',
    words: (a: { address: string; who: string }) =>
      `${a.address} would reduce ${a.who}, who is protected. Declare what they hold, or take them off policy.protected`,
  },
  rail_protected_doubtful: {
    severity: 'error',
    words: (a: { address: string; who: string; name: string }) =>
      `${a.address} would reduce ${a.who}, who could be ${a.name}, who is protected: no list shows the e-mail that would tell them apart. Write the id of ${a.name} under people, or what ${a.who} holds under users`,
  },
  rail_protected_unknown: {
    severity: 'error',
    words: (a: { names: readonly string[]; where: string }) =>
      `policy.protected names ${a.names.join(', ')}, whom ${a.where} does not declare: nobody can tell whom to protect. Write an id, or declare the alias`,
  },
  rail_held: {
    severity: 'error',
    words: (a: { held: number; made: number; named: readonly string[]; again: string }) =>
      `${a.held} ${a.held === 1 ? 'step is' : 'steps are'} held${a.made === 0 ? '' : ', and all others are made'}: ${a.named.join('; ')}. Then this does the rest: ${a.again}`,
  },
  rail_own_user: {
    severity: 'error',
    words: (a: { address: string; who: string }) =>
      `${a.address} would take access from the token's own user ${a.who}. Declare at least what it holds, or do not declare it`,
  },
  rail_own_user_unknown: {
    severity: 'error',
    words: (a: { self: string; people: number }) =>
      `the token's own user (${a.self}) is in no list of this business's people, so ${a.people} ${a.people === 1 ? 'step that takes' : 'steps that take'} access from people might hit it. Use a system user's token of this business`,
  },
} as const

/** A name that may mean somebody else, or several. */
interface Doubtful {
  readonly name: string
  /** The e-mail or id that the name is declared with. */
  readonly value: string
  /** Everybody whom it could mean, by name and id. */
  readonly people: readonly string[]
  /** Assets whose lines contain the name. */
  readonly assets: readonly string[]
}

/** How many assets are named; the others are counted. */
const MOST_ASSETS = 5

const untilAnIdStands = ({ name, value, people, assets }: Doubtful): string => {
  const some = assets.slice(0, MOST_ASSETS).join(', ')
  const more = assets.length > MOST_ASSETS ? ` and ${assets.length - MOST_ASSETS} more` : ''
  const off = assets.length === 0 ? '' : `, and nobody is taken off ${some}${more}`
  const which = people.length === 1 ? 'that id' : 'the id that is meant'
  const how = value === name ? `Name ${which}` : `Write ${which} under people`
  return `${how}; until then this name gives nothing to anybody and takes nothing${off}`
}

/** More of something than the policy allows, and whom it hits. */
interface Excess {
  readonly count: number
  readonly limit: number
  readonly people: readonly string[]
}

/** Fewer who manage something than have to stay, and who would be lost. */
interface Shortage {
  readonly keep: number
  readonly left: number
  readonly people: readonly string[]
  /** What they lose: `MANAGE`, `ADMIN`. */
  readonly managing: string
  /** Who would stay, and is marked for removal. */
  readonly leaving: readonly string[]
}

/** A number that was allowed, and the number that it would have to be. */
interface Mismatch {
  readonly given: number
  readonly count: number
}

const counted = (a: { requests: number; grants: number; invitations?: number }): string => {
  const parts = [
    [a.requests, 'request'],
    [a.grants, 'grant'],
    [a.invitations ?? 0, 'invitation'],
  ] as const
  const found = parts.flatMap(([count, one]) =>
    count > 0 ? [`${count} ${one}${count === 1 ? '' : 's'}`] : [],
  )
  const last = found.at(-1) ?? ''
  return found.length < 2 ? last : `${found.slice(0, -1).join(', ')} and ${last}`
}

/** Who would manage it, were they not to go; nothing where that is nobody. */
const uncounted = (leaving: readonly string[]): string =>
  leaving.length === 0 ? '' : `Marked for removal, and not counted: ${leaving.join(', ')}. `

/** The first few of a list, and how many more there are. */
export const listOf = (all: readonly string[]): string => {
  const shown = all.slice(0, MOST_LISTED).join(', ')
  return all.length > MOST_LISTED ? `${shown} and ${all.length - MOST_LISTED} more` : shown
}

const MOST_LISTED = 20

export const planProblem = problemsOf(PLAN_PROBLEMS)

/**
 * Errors in the manifest that only show when compared with the live state. With any of them nothing
 * at all is written.
 */
export const BLOCKING: ReadonlySet<string> = new Set([
  'agencies_not_owner',
  'request_on_own_asset',
  'replace_not_applicable',
  'resend_not_applicable',
  'policy_name_differs',
])

/** Whether a problem is a broken rail: the apply is refused with exit code 4. */
export const isRail = (code: string): boolean => code.startsWith('rail_')
