import type { GraphFailure } from '../model/apply.ts'

/** What a refusal of the API means for the person who reads it. */
export interface Advice {
  readonly retry: 'no' | 'later' | 'yes'
  readonly todo: string
}

const LIMIT: Advice = { retry: 'later', todo: 'a rate limit: run the same command again later' }
const PASSING: Advice = { retry: 'yes', todo: 'a passing fault: run the same command again' }
const TOKEN: Advice = {
  retry: 'no',
  todo: 'the token is not accepted: make a new one and put it in META_ACCESS_TOKEN',
}
const PERMISSION: Advice = {
  retry: 'no',
  todo: 'the token may not do this: check its scopes, and that its user is an admin of the business and on the asset',
}

/** By `code/subcode`, else by `code`, else by range; GRAPH.md's table in a reader's words. */
const BY_CODE: Readonly<Record<string, Advice>> = {
  '1': PASSING,
  '2': PASSING,
  '3': { retry: 'no', todo: 'the app lacks the capability: ask for it in the app dashboard' },
  '4': LIMIT,
  '10': PERMISSION,
  '17': LIMIT,
  '32': LIMIT,
  '100/33': {
    retry: 'no',
    todo: 'the object does not exist or the token cannot see it: check the id',
  },
  '100/1752100': {
    retry: 'no',
    todo: 'the id is not one of a business user: take it from Business settings, People',
  },
  '100/1752129': {
    retry: 'no',
    todo: 'the API does not take this combination of tasks: use one of the built-in roles',
  },
  '100': { retry: 'no', todo: 'the API does not take a parameter: correct the manifest line' },
  '102': TOKEN,
  '104': {
    retry: 'no',
    todo: 'the signature is not accepted: META_APP_SECRET must belong to the app of the token',
  },
  '190': TOKEN,
  '341': LIMIT,
  '368': {
    retry: 'later',
    todo: 'Meta has blocked this business for now: stop writing, look into Business Support Home, go on after hours',
  },
  '415': {
    retry: 'no',
    todo: 'two-factor authentication is required: a person must do it in Business settings',
  },
  '457': { retry: 'no', todo: "the session's origin is not accepted: use a system user's token" },
  '613': LIMIT,
  '2620': {
    retry: 'no',
    todo: 'the person may not be in the business, or may not hold these tasks: check both',
  },
  '2635': { retry: 'no', todo: 'the API version is too old: pass a newer --api-version' },
  '3914': { retry: 'no', todo: 'the last admin cannot be removed: make somebody else admin first' },
  '3919': PASSING,
  '3946': { retry: 'no', todo: 'the business owns this asset already: take it off agencies' },
  '3948': { retry: 'no', todo: 'give the Page another manager first' },
  '3989': {
    retry: 'no',
    todo: 'the asset is shared with this business already: run plan again to see how it reads now',
  },
}

const BY_RANGE: readonly (readonly [from: number, to: number, advice: Advice])[] = [
  [200, 299, PERMISSION],
  [80000, 80014, LIMIT],
]

const UNKNOWN: Advice = { retry: 'no', todo: 'look at the message, then run plan again' }
const NO_ANSWER: Advice = { retry: 'no', todo: 'run plan again, it shows what is live now' }

/** Whether retrying helps, and what to do. */
export const adviceOf = ({ code, subcode }: GraphFailure): Advice => {
  if (code === null) return NO_ANSWER
  return (
    BY_CODE[`${code}/${subcode}`] ??
    BY_CODE[`${code}`] ??
    BY_RANGE.find(([from, to]) => code >= from && code <= to)?.[2] ??
    UNKNOWN
  )
}
