import type { HttpProxy } from './proxy.ts'

/** What happened to a request on the way. */
export type UnansweredType =
  | 'no_connection'
  | 'proxy_refused'
  | 'certificate_untrusted'
  | 'certificate_date'
  | 'certificate_name'
  | 'connection_lost'
  | 'timeout'
  | 'too_large'
  | 'too_much'

/** Why a request has no answer. */
export interface Unanswered {
  readonly type: UnansweredType
  /** Never quotes what was sent. */
  readonly message: string
  /** True if the request may have arrived all the same: a write may have taken place. */
  readonly lost: boolean
  /** Of a proxy's own answer. */
  readonly httpStatus: number | null
}

/** One that has not arrived. */
const unsent = (
  type: UnansweredType,
  message: string,
  httpStatus: number | null = null,
): Unanswered => ({ type, message, lost: false, httpStatus })

/** One that may have arrived. */
export const lost = (type: UnansweredType, message: string): Unanswered => ({
  ...{ type, message },
  lost: true,
  httpStatus: null,
})

/** System errors that occur before a byte of the request has left this machine. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const CERTIFICATE_WORDS = {
  certificate_untrusted: 'the certificate is not trusted',
  certificate_date: 'the certificate has expired or is not valid yet',
  certificate_name: 'the certificate belongs to another host',
} as const

/** What OpenSSL and Node report about certificates; this too happens before the request is sent. */
const CERTIFICATES: Readonly<Record<string, keyof typeof CERTIFICATE_WORDS>> = {
  CERT_HAS_EXPIRED: 'certificate_date',
  CERT_NOT_YET_VALID: 'certificate_date',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_name',
  HOSTNAME_MISMATCH: 'certificate_name',
  CERT_CHAIN_TOO_LONG: 'certificate_untrusted',
  CERT_REJECTED: 'certificate_untrusted',
  CERT_REVOKED: 'certificate_untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate_untrusted',
  CERT_UNTRUSTED: 'certificate_untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_untrusted',
  INVALID_CA: 'certificate_untrusted',
  INVALID_PURPOSE: 'certificate_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted',
}

/**
 * Why there is no answer. A system error's message may quote the request, so only its code is
 * shown.
 */
export const failureOf = (
  error: unknown,
  isTimeout: boolean,
  proxy: HttpProxy | null,
): Unanswered => {
  if (isTimeout) return lost('timeout', 'no answer in time')
  const { code, message } = causeOf(error)
  const through = proxy === null ? '' : ` through the proxy ${proxy.host}`
  const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1]
  if (status !== undefined) {
    const words = `the proxy ${proxy?.host ?? ''} answered HTTP ${status} instead of passing the call on`
    // 5xx: the proxy is willing but cannot reach the API.
    const type = status.startsWith('5') ? 'no_connection' : 'proxy_refused'
    return unsent(type, words, Number(status))
  }
  const certificate = CERTIFICATES[code]
  if (certificate !== undefined) {
    return unsent(certificate, `${CERTIFICATE_WORDS[certificate]}${through} (${code})`)
  }
  const suffix = code === '' ? '' : ` (${code})`
  if (NEVER_SENT.has(code)) {
    const whom = proxy === null ? '' : ` to the proxy ${proxy.host}`
    return unsent('no_connection', `cannot connect${whom}${suffix}`)
  }
  return lost('connection_lost', `the connection broke off${through}${suffix}`)
}

/** Code and message of the first error in the chain of causes that has a code. */
const causeOf = (error: unknown): { readonly code: string; readonly message: string } => {
  if (!(error instanceof Error)) return { code: '', message: '' }
  const code = 'code' in error ? error.code : ''
  const isKnown = typeof code === 'string' && /^[A-Z0-9_]+$/.test(code)
  const isWrapped = error.cause instanceof Error && (!isKnown || code === WRAPPER)
  return isWrapped ? causeOf(error.cause) : { code: isKnown ? code : '', message: error.message }
}

/** How undici reports a wrong host name in the certificate of a proxy, or of a host behind one. */
const WRAPPER = 'UND_ERR_PRX_TLS'
