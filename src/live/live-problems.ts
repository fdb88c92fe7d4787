import { type GraphError, messageOf } from '../graph/errors/graph-error.ts'
import { adviceOf } from '../graph/errors/matched-rule.ts'
import { type ProblemTable, problemsOf } from '../model/problem.ts'

interface Where {
  readonly where: string
  readonly what: string
}

/** What can go wrong while the live state is read. */
export const LIVE_PROBLEMS = {
  scope_unknown: {
    severity: 'error',
    words: ({ where, what }: Where) => `${where} could not be read: ${what}`,
  },
  listing_unknown: {
    severity: 'error',
    words: ({ where, what }: Where) => `the list ${where} could not be read to its end: ${what}`,
  },
  listing_unreadable: {
    severity: 'warning',
    words: ({ where, what }: Where) => `the token may not read the list ${where}: ${what}`,
  },
  people_unknown: {
    severity: 'error',
    words: ({ where, what }: Where) => `the people in ${where} could not be read: ${what}`,
  },
  people_unreadable: {
    severity: 'warning',
    words: ({ where, what }: Where) => `the token may not read the people in ${where}: ${what}`,
  },
  self_unknown: {
    severity: 'error',
    words: ({ what }: Pick<Where, 'what'>) =>
      `who this token belongs to could not be read: ${what}`,
  },
  wrong_business: {
    severity: 'error',
    words: (args: { readonly business: string; readonly what: string }) =>
      `business ${args.business} could not be read with this token: ${args.what}`,
  },
  obo_lists_unavailable: {
    severity: 'warning',
    words: ({ where, what }: Where) =>
      `the list ${where} is not available (${what}): on-behalf-of requests were read asset by asset`,
  },
  mirror_unavailable: {
    severity: 'warning',
    words: ({ where, what }: Where) =>
      `the list ${where} of the business is not available (${what}), so every asset was read instead`,
  },
  mirror_unread: {
    severity: 'warning',
    words: ({ where, what }: Where) =>
      `the list ${where} of the business is not available (${what}), so the assets' own lists were not compared with it`,
  },
  obo_lists_unseen: {
    severity: 'warning',
    words: ({ where, what }: Where) =>
      `the list ${where} is not available (${what}), so on-behalf-of requests were looked for only on the assets that the list agencies of the business names`,
  },
  bad_row: {
    severity: 'error',
    words: ({ where, what }: Where) => `${where} has a row that cannot be read: ${what}`,
  },
  api_version_mismatch: {
    severity: 'warning',
    words: (args: { readonly asked: string; readonly answered: string }) =>
      `API version ${args.asked} was asked for, but ${args.answered} answered: ${args.asked} has expired or was upgraded. Use a version that is still served (--api-version)`,
  },
} as const satisfies ProblemTable

export const liveProblem = problemsOf(LIVE_PROBLEMS)

/** What was called, what the API answered, whether retrying helps and what to do. */
export const errorWords = (error: GraphError): string => {
  const codes = [
    error.code === null ? null : `code ${error.code}`,
    error.subcode === null ? null : `subcode ${error.subcode}`,
    error.traceId === null ? null : `trace ${error.traceId}`,
  ].filter((part) => part !== null)
  const details = codes.length === 0 ? '' : ` (${codes.join(', ')})`
  const call = error.call === null ? '' : `${error.call}: `
  return `${call}${messageOf(error)}${details}; ${adviceOf(error)}`
}

/** 100/33 is the answer both for "does not exist" and for "may not be seen". */
export const isHidden = ({ code, subcode }: GraphError): boolean => code === 100 && subcode === 33
