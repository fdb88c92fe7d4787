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
  /** The `error_data` that comes with it, which says nothing. */
  readonly data?: { readonly hash: string | null }
  /** Whether the body has a code and words and nothing else [web: python-sdk#628]. */
  readonly short?: boolean
}

/** Every refusal that the rules can give, by our own name for it. */
const ERRORS = {
  reduce_data: { code: 1, status: 500, bare: true, short: true },
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
    data: { hash: null },
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
  // [web: python-sdk#710] the edge is not for ordinary apps.
  not_for_apps: {
    code: 200,
    subcode: 2655040,
    bare: true,
    title: 'Permission Denied',
    advice: 'You do not have permission for this action',
  },
  // [web: java-sdk#438]
  second_factor: {
    code: 415,
    subcode: 2859009,
    transient: false,
    bare: true,
    title: 'Two-factor authentication required',
    advice: 'This business asks for a second factor: turn it on in the settings of your account.',
    data: { hash: '8800000000000000001' },
  },
  unknown_id: { code: 803 },
  unknown_path: { code: 2500, bare: true },
  bad_account_update: { code: 2620 },
  old_version: { code: 2635 },
  last_admin: { code: 3914 },
  // [code] whoever asks for a Page is refused with words for people, too.
  already_asked: {
    code: 3936,
    title: 'Already Requested',
    advice: 'Your business has asked for access to this already.',
  },
  already_has_access: {
    code: 3944,
    title: 'Already In Your Business',
    advice: 'Your business has access to this already.',
  },
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
  /** Absent in a single refusal of the API. */
  readonly type?: string
  /** Absent in a single refusal of the API. */
  readonly code?: number
  readonly error_subcode?: number
  readonly is_transient?: boolean
  /** Some errors have it as a JSON text [web: airbyte#34383]. */
  readonly error_data?: { readonly hash: string | null } | string
  readonly error_user_title?: string
  readonly error_user_msg?: string
}

/** A call that the API refuses; thrown by the rules and answered by the server. */
export class Refusal extends Error {
  readonly status: number
  readonly error: GraphErrorBody
  /** Whether the answer has a trace id. */
  readonly isTraced: boolean

  constructor(status: number, error: GraphErrorBody, isTraced = true) {
    super(error.message)
    this.status = status
    this.error = error
    this.isTraced = isTraced
  }
}

/** A refusal from the table, with a message. */
export function refusal(name: ErrorName, words: string): Refusal {
  const facts: ErrorFacts = ERRORS[name]
  const message = facts.bare === true ? words : `(#${facts.code}) ${words}`
  const status = facts.status ?? 400
  if (facts.short === true) return new Refusal(status, { message, code: facts.code }, false)
  return new Refusal(status, {
    message,
    type: facts.type ?? 'OAuthException',
    code: facts.code,
    ...(facts.data === undefined ? {} : { error_data: facts.data }),
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
    `please check the JSON schema for the JSON field '${field}' and make sure your request is ` +
    `valid for expected : '[${names.join(', ')}]' but got '${got}'`
  return new Refusal(400, { message, type: 'OAuthException', code: 100 })
}

/** What a fault's error looks like. */
export interface ErrorWords {
  readonly code: number
  readonly subcode?: number
  readonly message?: string
  readonly is_transient?: boolean
  readonly error_data?: string
  readonly error_user_title?: string
  readonly error_user_msg?: string
}

/** The body of an error that a fault asks for, in the form of a real one. */
export function errorOf(words: ErrorWords): GraphErrorBody {
  return {
    message: words.message ?? `(#${words.code}) An injected error`,
    type: 'OAuthException',
    code: words.code,
    ...(words.error_data === undefined ? {} : { error_data: words.error_data }),
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
