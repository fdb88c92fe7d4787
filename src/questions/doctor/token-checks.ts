import { BUSINESS_SCOPE } from '../../model/kinds.ts'
import type { TokenEnds } from '../../model/live.ts'
import type { Check, CheckId, DoctorFacts, TokenFacts } from '../../model/reports/doctor-report.ts'
import {
  count,
  type DoctorInput,
  error,
  HOW_TO_CREATE,
  named,
  ok,
  unknown,
  warning,
} from './check.ts'
import { daysUntil, whenWords } from './days-until.ts'

/** What the token is, how long it lasts, and what it may do. */
export const tokenChecks = (input: DoctorInput): readonly Check[] => {
  const { facts } = input
  if (facts.refusal !== null && facts.token === null) return refused(facts)
  return [
    kindOfToken(facts),
    end('expiry', facts.token?.expires ?? null, input),
    end('data_access', facts.token?.dataExpires ?? null, input),
    scopes(facts),
    ...scopeTargets(facts),
  ]
}

const refused = ({ refusal }: DoctorFacts): readonly Check[] =>
  refusal?.cause === 'token' ? [error('token', refusal.what, HOW_TO_CREATE)] : []

const SYSTEM_USER = `use a system user's token: ${HOW_TO_CREATE}`

const kindOfToken = ({ token, reach, refusal, debugToken, blocked }: DoctorFacts): Check => {
  if (refusal?.cause === 'token') return error('token', refusal.what, HOW_TO_CREATE)
  if (blocked !== null) return error('token', blocked, null)
  const owner = reach?.me === undefined || reach.me === null ? '' : ` of ${named(reach.me)}`
  if (token === null) {
    const why = debugToken.what ?? 'the answer was not a description of a token'
    return unknown(
      'token',
      `a token${owner} of unknown kind: debug_token was not answered (${why})`,
    )
  }
  if (!token.isValid) return error('token', 'the API says that it is not valid', HOW_TO_CREATE)
  const of = `${owner}${appWords(token)}`
  switch (token.type) {
    case 'system_user':
      return ok('token', `a system user's token${of}`)
    case 'user':
      return warning(
        'token',
        `a person's token${of}`,
        "use a system user's token: a person's ends when they change the password, log out or leave",
      )
    case 'asset':
      return error(
        'token',
        `a Page token${appWords(token)}: it can only act for that Page`,
        SYSTEM_USER,
      )
    case 'app':
      return error(
        'token',
        `an app's token${appWords(token)}: it does not belong to anybody in a business`,
        SYSTEM_USER,
      )
    case null:
      return unknown(
        'token',
        `a token of a type this version does not know, ${token.apiType ?? 'none'}${of}`,
      )
  }
}

const appWords = ({ appId, appName }: TokenFacts): string =>
  appId === null ? '' : `, app ${named({ id: appId, name: appName })}`

const SOON = 14

const WHAT_ENDS = {
  expiry: {
    what: 'the token',
    never: 'never expires',
    ends: 'expires',
    ended: 'expired',
    unknown: 'when it expires is not known',
    advice: HOW_TO_CREATE,
  },
  data_access: {
    what: "the token's access to its user's data",
    never: 'does not end',
    ends: 'ends',
    ended: 'ended',
    unknown: 'when it ends is not known',
    advice: "let the token's user log in to the app again, or use a system user's token",
  },
} as const satisfies Partial<Record<CheckId, Readonly<Record<string, string>>>>

type Ending = keyof typeof WHAT_ENDS

const end = (id: Ending, time: string | null, { now }: Pick<DoctorInput, 'now'>): Check => {
  const words = WHAT_ENDS[id]
  if (time === null) return unknown(id, words.unknown)
  if (time === 'never') return ok(id, words.never)
  if (daysUntil(time, now) < 0)
    return error(id, `${words.ended} on ${time.slice(0, 10)}`, words.advice)
  const found = `${words.ends} ${whenWords(time, now)}`
  return daysUntil(time, now) <= SOON ? warning(id, found, words.advice) : ok(id, found)
}

/** What of a token ends within two weeks, or has ended: when, and what to do about it. */
export const endingSoon = (
  { expires, dataExpires }: TokenEnds,
  now: string,
): readonly { readonly what: string; readonly when: string; readonly advice: string }[] =>
  (
    [
      ['expiry', expires],
      ['data_access', dataExpires],
    ] as const
  ).flatMap(([id, time]) => {
    const { status, found } = end(id, time, { now })
    const { what, advice } = WHAT_ENDS[id]
    return status === 'warning' || status === 'error' ? [{ what, when: found, advice }] : []
  })

/** The permissions that the token has; null if nothing said so. */
export const scopesOf = ({ token, reach }: DoctorFacts): ReadonlySet<string> | null => {
  const permissions = reach?.permissions ?? null
  const given = token?.scopes ?? permissions?.granted
  if (given === undefined) return null
  return new Set(given.filter((scope) => permissions?.refused.includes(scope) !== true))
}

const scopes = (facts: DoctorFacts): Check => {
  const given = scopesOf(facts)
  if (given === null) {
    return unknown('scopes', 'neither debug_token nor me/permissions was answered')
  }
  const list = [...given].sort().join(', ')
  if (!given.has(BUSINESS_SCOPE)) {
    return error(
      'scopes',
      `${BUSINESS_SCOPE} is missing${list === '' ? '' : ` (there are ${list})`}`,
      `create the token again with ${BUSINESS_SCOPE}`,
    )
  }
  const { refused = [], unused = [] } = facts.reach?.permissions ?? {}
  const others = refused.filter((scope) => !unused.includes(scope))
  const words = [
    ...(others.length === 0 ? [] : [`declined: ${[...others].sort().join(', ')}`]),
    ...(unused.length === 0
      ? []
      : [`expired, as they are after 90 days without use: ${[...unused].sort().join(', ')}`]),
  ]
  return words.length === 0
    ? ok('scopes', list)
    : warning(
        'scopes',
        [list, ...words].join('; '),
        'if they are needed, grant them in the app, or create the token again',
      )
}

/** A scope may hold only for chosen objects. */
const scopeTargets = ({ token, business }: DoctorFacts): readonly Check[] => {
  const limited = [...(token?.targets ?? [])].filter(
    ([scope, ids]) => scope !== BUSINESS_SCOPE || !ids.includes(business),
  )
  if (limited.length === 0) return []
  const words = limited.map(
    ([scope, ids]) => `${scope} holds only for ${count(ids.length, 'object')}`,
  )
  return [
    warning(
      'scope_targets',
      words.sort().join('; '),
      'create the token for all objects if others are to be managed too',
    ),
  ]
}
