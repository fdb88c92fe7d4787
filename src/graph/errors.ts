import {
  ASSET_LIMIT,
  ERROR_ROWS,
  type ErrorRow,
  type ErrorRule,
  INPUT,
  LATER,
  LIMITED,
  PERMISSION,
  SERVER,
} from './error-table.ts'
import type { GraphFacts, LocalType } from './graph-error.ts'

/** What stands between us and the API: whatever else is asked for fares the same. */
const BARRED: Pick<ErrorRule, 'family' | 'retry' | 'stop'> = {
  family: 'server',
  retry: 'no',
  stop: 'run',
}

const OWN_CERTIFICATE =
  "where a proxy or firewall of your company reads along, NODE_EXTRA_CA_CERTS takes the file of your company's certificate"

const OTHER: ErrorRule = { ...INPUT, meaning: 'an error this version does not know', advice: LATER }

/** Errors of ours, by type. */
const LOCAL: Readonly<Record<LocalType, ErrorRule>> = {
  no_connection: {
    ...SERVER,
    meaning: 'no connection to the API',
    advice: 'check the network, and HTTPS_PROXY where one is needed',
  },
  proxy_refused: {
    ...BARRED,
    meaning: 'the proxy does not let the call through',
    advice:
      'check HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT where it wants a password: 407) and NO_PROXY, or have the proxy let the Graph URL through',
  },
  certificate_untrusted: {
    ...BARRED,
    meaning: 'the certificate is not trusted',
    advice: OWN_CERTIFICATE,
  },
  certificate_date: {
    ...BARRED,
    meaning: 'the certificate is over, or not valid yet',
    advice: `check the clock of this machine; ${OWN_CERTIFICATE}`,
  },
  certificate_name: {
    ...BARRED,
    meaning: 'the certificate is that of another host',
    advice: `check the Graph URL; ${OWN_CERTIFICATE}`,
  },
  connection_lost: { ...SERVER, meaning: 'the connection broke off', advice: LATER },
  timeout: { ...SERVER, meaning: 'the API did not answer in time', advice: LATER },
  redirect: {
    ...INPUT,
    stop: 'run',
    meaning: 'the answer was a redirect',
    advice: 'check the Graph URL; a proxy may stand in between',
  },
  too_large: {
    family: 'size',
    retry: 'reduce',
    stop: 'step',
    meaning: 'the answer was too large',
    advice: LATER,
  },
  too_much: {
    ...BARRED,
    family: 'size',
    meaning: 'the API sent more than a run can hold',
    advice: 'read less at a time, say with --only',
  },
  not_the_api: {
    ...BARRED,
    meaning: 'the answer is not that of the API: a proxy or firewall stands in between',
    advice: 'have it let the Graph URL through, or check HTTPS_PROXY and the Graph URL',
  },
  not_json: { ...SERVER, meaning: 'the answer was not JSON', advice: LATER },
  unexpected_shape: { ...SERVER, meaning: 'the answer lacked what it must hold', advice: LATER },
  no_answer: { ...SERVER, meaning: 'the API did not get to this call', advice: LATER },
  incomplete: {
    ...INPUT,
    meaning: 'the list could not be followed to its end',
    advice: LATER,
  },
  no_asset_token: {
    ...PERMISSION,
    meaning: 'the API gives no token of the asset',
    advice: "assign the token's own user to the asset",
  },
  throttled: {
    ...ASSET_LIMIT,
    meaning: 'the call limit of this object is reached',
    advice: LIMITED,
  },
  read_only: { ...INPUT, stop: 'run', meaning: 'writes are switched off', advice: 'nothing' },
}

type Asked = Pick<GraphFacts, 'code' | 'subcode' | 'type' | 'message'>

/** The rule for an error. */
export const ruleOf = (error: Asked): ErrorRule => {
  const { code } = error
  if (code === null) {
    return Object.hasOwn(LOCAL, error.type) ? LOCAL[error.type as LocalType] : OTHER
  }
  return ERROR_ROWS.find((entry) => isAbout(entry, code, error)) ?? OTHER
}

const isAbout = (entry: ErrorRow, code: number, { subcode, message }: Asked): boolean =>
  code >= entry.code &&
  code <= (entry.to ?? entry.code) &&
  (entry.subcode === undefined || entry.subcode === subcode) &&
  (entry.words === undefined || entry.words.test(message))

/** What an error means and what to do, for people: `permission denied; give the token …`. */
export const adviceOf = (error: Asked): string => {
  const rule = ruleOf(error)
  return `${rule.meaning}; ${rule.advice}`
}

/** Whether the same call may succeed without anybody doing anything. */
export const isRetryable = (error: Asked & Pick<GraphFacts, 'isTransient'>): boolean =>
  ruleOf(error).retry !== 'no' || error.isTransient
