import { problemsOf } from '../model/problem.ts'

/**
 * The planner's problems. Codes are public. A row of `BLOCKING` means that the whole plan writes
 * nothing; a `rail_` code blocks the apply with exit code 4.
 */
export const PLAN_PROBLEMS = {
  agencies_not_owner: {
    severity: 'error',
    words: (a: { asset: string; ownership: string }) =>
      `${a.asset} has agencies, but our business does not own it (${a.ownership}): only an owner grants. Use request to ask its owner for access`,
  },
  request_on_own_asset: {
    severity: 'error',
    words: (a: { asset: string }) =>
      `${a.asset} has request, but our business owns it: there is nobody to ask. Use agencies and users`,
  },
  asset_not_found: {
    severity: 'error',
    words: (a: { asset: string; label: string }) =>
      `no ${a.label} ${a.asset} in this business: it is neither owned, nor a client's, nor asked for. Check the id, or add request to ask for access`,
  },
  no_journal: {
    severity: 'warning',
    words: (a: { requests: number; grants: number }) =>
      `no journal in the state dir: what was asked for before is not remembered, so ${counted(a)} could repeat. Keep the state dir between runs${a.requests > 0 ? `, or pass --allow-requests ${a.requests}` : ''}`,
  },
  allow_requests_mismatch: {
    severity: 'warning',
    words: (a: { given: number; found: number }) =>
      `--allow-requests ${a.given} does not match: the plan has ${a.found}; they stay queued`,
  },
  replace_not_applicable: {
    severity: 'error',
    words: (a: { address: string }) =>
      `--replace ${a.address}: no agency whose tasks differ has this address`,
  },
  resend_not_applicable: {
    severity: 'error',
    words: (a: { address: string }) =>
      `--resend ${a.address}: no declined or vanished request has this address`,
  },
  unknown_tasks_live: {
    severity: 'warning',
    words: (a: { address: string; tasks: readonly string[] }) =>
      `${a.address} holds tasks this version does not know: ${a.tasks.join(', ')}. They are kept as they are`,
  },
  unassign_held: {
    severity: 'warning',
    words: (a: { asset: string; people: readonly string[]; held: number }) =>
      `${a.asset}: ${a.people.join(', ')} not found in the business (the e-mail may have changed), so ${a.held} undeclared ${a.held === 1 ? 'person is' : 'people are'} left on it. Correct the entry under people`,
  },
  asset_unreadable: {
    severity: 'error',
    words: (a: { address: string; what: string }) => `${a.address} cannot be read: ${a.what}`,
  },
  offboard_nobody: {
    severity: 'warning',
    words: (a: { name: string }) =>
      `${a.name} is nobody among the people of this business (an e-mail may be hidden, or have changed), so nothing was looked for. Name the id, as the people of the business are listed with it`,
  },
  only_matches_nothing: {
    severity: 'error',
    words: (a: { only: string }) =>
      `--only ${a.only} matches no asset, declared or seen. It is compared with whole ids; * stands for anything`,
  },
  who_matches_nobody: {
    severity: 'error',
    words: (a: { name: string }) =>
      `--who ${a.name} matches nobody: no alias of the manifest, and no id or name of anybody seen`,
  },
  filtered_needs: {
    severity: 'warning',
    words: (a: { address: string; needs: readonly string[] }) =>
      `${a.address} is left out: it needs ${a.needs.join(', ')}, which the filters left out`,
  },
  rail_max_revocations: {
    severity: 'error',
    words: (a: { count: number; limit: number; people: readonly string[] }) =>
      `${a.count} revocations, more than max_revocations: ${a.limit}. Hit: ${a.people.join(', ')}. If exactly this is meant, pass --allow-revocations ${a.count}`,
  },
  rail_allow_revocations: {
    severity: 'error',
    words: (a: { given: number; count: number }) =>
      `--allow-revocations ${a.given} does not match: the plan has ${a.count} revocations. Look at the plan again before passing ${a.count}`,
  },
  rail_max_open_requests: {
    severity: 'error',
    words: (a: { open: number; asked: number; limit: number }) =>
      `${a.open} requests are open and ${a.asked} would be asked, more than max_open_requests: ${a.limit}. Plan again`,
  },
  rail_step: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address} may not be made: ${a.why}. Plan again`,
  },
  rail_keep_managers: {
    severity: 'error',
    words: (a: { asset: string; keep: number; left: number; people: readonly string[] }) =>
      `${a.asset} would be left with ${a.left} ${a.left === 1 ? 'manager' : 'managers'} beside the token's own user, keep_managers is ${a.keep}. Losing MANAGE: ${a.people.join(', ')}. Give MANAGE to somebody else first, or lower keep_managers`,
  },
  rail_protected: {
    severity: 'error',
    words: (a: { address: string; who: string }) =>
      `${a.address} would reduce ${a.who}, who is protected. Declare what they hold, or take them off policy.protected`,
  },
  rail_protected_unknown: {
    severity: 'error',
    words: (a: { names: readonly string[] }) =>
      `policy.protected names ${a.names.join(', ')}, whom the manifest does not declare: nobody can tell whom to protect. Write an id, or declare the alias`,
  },
  rail_own_user: {
    severity: 'error',
    words: (a: { address: string; who: string }) =>
      `${a.address} would take access from the token's own user ${a.who}. Declare at least what it holds, or do not declare it`,
  },
  rail_own_user_unknown: {
    severity: 'error',
    words: (a: { self: string; people: number }) =>
      `the token's own user (${a.self}) is in no list of this business's people, so ${a.people} ${a.people === 1 ? 'step that takes' : 'steps that take'} access from people cannot be told safe. Use a system user's token of this business`,
  },
} as const

const counted = (a: { requests: number; grants: number }): string =>
  [
    a.requests > 0 ? `${a.requests} request${a.requests === 1 ? '' : 's'}` : '',
    a.grants > 0 ? `${a.grants} grant${a.grants === 1 ? '' : 's'}` : '',
  ]
    .filter((part) => part !== '')
    .join(' and ')

export const planProblem = problemsOf(PLAN_PROBLEMS)

/** Errors of the manifest against live state: nothing at all is written beside them. */
export const BLOCKING: ReadonlySet<string> = new Set([
  'agencies_not_owner',
  'request_on_own_asset',
  'replace_not_applicable',
  'resend_not_applicable',
])

/** Whether a problem is a broken rail: the apply is refused with exit code 4. */
export const isRail = (code: string): boolean => code.startsWith('rail_')
