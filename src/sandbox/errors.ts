/** The refusals of the Graph API: code, subcode, HTTP status and body. */

interface ErrorFacts {
  readonly code: number
  readonly subcode?: number
  /** Default 400; permission errors may be 403, codes 1 and 2 are 500. */
  readonly status?: number
  readonly type?: string
  readonly transient?: boolean
  /** Whether the words come without the code before them [observed]. */
  readonly bare?: boolean
  /** What the error says to people, beside what it says to programs. */
  readonly title?: string
  readonly advice?: string
  /** Whether an `error_data` comes with it, which says nothing. */
  readonly data?: boolean
}

/** Every refusal that the rules can give, by our own name for it. */
const ERRORS = {
  reduce_data: { code: 1, status: 500, transient: false },
  no_capability: { code: 3, status: 403 },
  denied_page: { code: 10, status: 403 },
  // [web: java-sdk#442] the advice is to try again, though nothing changes by it.
  not_allowed: {
    code: 10,
    subcode: 2859030,
    transient: false,
    bare: true,
    title: 'This Action Is Not Allowed',
    advice: 'Please retry this action in a few minutes',
    data: true,
  },
  deprecated: { code: 12 },
  too_many_invitations: { code: 17 },
  invalid_parameter: { code: 100 },
  missing_object: { code: 100, subcode: 33, type: 'GraphMethodException' },
  wrong_person_id: { code: 100, subcode: 1752100 },
  task_combination: { code: 100, subcode: 1752129 },
  bad_proof: { code: 100, type: 'GraphMethodException' },
  no_token: { code: 104 },
  invalid_user: { code: 110 },
  bad_token: { code: 190, subcode: 467 },
  expired_token: { code: 190, subcode: 463 },
  lost_role: { code: 190, subcode: 492 },
  wrong_token_kind: { code: 190 },
  denied: { code: 200, status: 403 },
  // [web: java-sdk#438]
  second_factor: {
    code: 415,
    subcode: 2859009,
    transient: false,
    title: 'Two-factor authentication required',
    advice: 'This business asks for a second factor: turn it on in the settings of your account.',
    data: true,
  },
  unknown_id: { code: 803 },
  unknown_path: { code: 2500 },
  bad_account_update: { code: 2620 },
  old_version: { code: 2635 },
  last_admin: { code: 3914 },
  already_asked: { code: 3936 },
  already_has_access: { code: 3944 },
  own_asset: { code: 3946 },
  duplicate_agency: { code: 3989 },
  limit_page: { code: 80001 },
  limit_instagram: { code: 80002 },
  limit_ads: { code: 80004, subcode: 2446079 },
  limit_whatsapp: { code: 80008 },
  limit_catalog: { code: 80009 },
} as const satisfies Record<string, ErrorFacts>

export type ErrorName = keyof typeof ERRORS

/** The `error` object of an answer, before the trace id is known. */
export interface GraphErrorBody {
  readonly message: string
  readonly type: string
  /** Absent in a single refusal of the API. */
  readonly code?: number
  readonly error_subcode?: number
  readonly is_transient?: boolean
  readonly error_data?: { readonly hash: null }
  readonly error_user_title?: string
  readonly error_user_msg?: string
}

/** A call that the API refuses; thrown by the rules and answered by the server. */
export class Refusal extends Error {
  readonly status: number
  readonly error: GraphErrorBody

  constructor(status: number, error: GraphErrorBody) {
    super(error.message)
    this.status = status
    this.error = error
  }
}

/** A refusal from the table, with a message. */
export function refusal(name: ErrorName, words: string): Refusal {
  const facts: ErrorFacts = ERRORS[name]
  return new Refusal(facts.status ?? 400, {
    message: facts.bare === true ? words : `(#${facts.code}) ${words}`,
    type: facts.type ?? 'OAuthException',
    code: facts.code,
    ...(facts.data === true ? { error_data: { hash: null } } : {}),
    ...(facts.subcode === undefined ? {} : { error_subcode: facts.subcode }),
    ...(facts.transient === undefined ? {} : { is_transient: facts.transient }),
    ...(facts.title === undefined ? {} : { error_user_title: facts.title }),
    ...(facts.advice === undefined ? {} : { error_user_msg: facts.advice }),
  })
}

/** A disabled app. Its message does not start with the code [observed]. */
export function accessBlocked(): Refusal {
  return new Refusal(400, { message: 'API access blocked.', type: 'OAuthException', code: 200 })
}

/**
 * A name that a JSON schema does not allow. Its message does not start with the code [observed].
 */
export function schemaRefusal(field: string, names: readonly string[], got: string): Refusal {
  const message =
    `Your request has violated JSON schema constraint 'enum' for the JSON field '${field}', ` +
    `expected : '${JSON.stringify(names)}' but got '${got}'`
  return new Refusal(400, { message, type: 'OAuthException', code: 100 })
}

/** What a fault's error looks like. */
export interface ErrorWords {
  readonly code: number
  readonly subcode?: number
  readonly message?: string
  readonly is_transient?: boolean
  readonly error_user_title?: string
  readonly error_user_msg?: string
}

/** The body of an error that a fault asks for, in the form of a real one. */
export function errorOf(words: ErrorWords): GraphErrorBody {
  return {
    message: words.message ?? `(#${words.code}) An injected error`,
    type: 'OAuthException',
    code: words.code,
    ...(words.subcode === undefined ? {} : { error_subcode: words.subcode }),
    ...(words.is_transient === undefined ? {} : { is_transient: words.is_transient }),
    ...(words.error_user_title === undefined ? {} : { error_user_title: words.error_user_title }),
    ...(words.error_user_msg === undefined ? {} : { error_user_msg: words.error_user_msg }),
  }
}

/** HTTP status of an error code: 400, but 500 for codes 1 and 2. */
export function statusOf(code: number): number {
  return code === 1 || code === 2 ? 500 : 400
}

/** A required parameter that is missing. */
export class MissingParam extends Refusal {
  readonly param: string

  constructor(param: string, where: string) {
    const { status, error } = refusal(
      'invalid_parameter',
      `${where}The parameter ${param} is required`,
    )
    super(status, error)
    this.param = param
  }
}

/** The refusal of a call that lacks a parameter; inside an expansion it names the field. */
export function missingParam(name: string, field?: string): MissingParam {
  return new MissingParam(name, field === undefined ? '' : `For field '${field}': `)
}

/**
 * An id that nobody has, or that this token must not see: the API has the same message for both.
 */
export function noSuchObject(method: string, id: string): Refusal {
  return refusal(
    'missing_object',
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, ` +
      'cannot be loaded due to missing permissions, or does not support this operation',
  )
}
