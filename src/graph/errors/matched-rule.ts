import {
  AGAIN,
  ASSET_LIMIT,
  type ErrorRule,
  INPUT,
  PERMISSION,
  SERVER,
  SIZE,
  TOKEN,
} from './error-rule.ts'
import { ASSIGN_OWN, ERROR_ROWS, type ErrorRow } from './error-table.ts'
import type { GraphFacts, LocalType } from './graph-error.ts'
import { permissionsIn } from './permission-names.ts'

/** Something between us and the API is in the way, so every other call will fail as well. */
const BARRED: Pick<ErrorRule, 'family' | 'retry' | 'stop'> = {
  family: 'server',
  retry: 'no',
  stop: 'run',
}

const OWN_CERTIFICATE =
  "if a proxy or firewall of your company inspects the traffic, set NODE_EXTRA_CA_CERTS to the file of your company's certificate"

const OTHER: ErrorRule = {
  ...INPUT,
  meaning: 'an error this version does not know',
  advice: 'follow its own message',
  again: 'whether retrying helps is not known',
}

/** How a message starts if an asset's own token was refused rather than the run's. */
export const OF_ASSET_TOKEN = "the asset's own token was refused: "

const ASSET_TOKEN: ErrorRule = {
  ...TOKEN,
  stop: 'asset',
  meaning: 'its user lost the role on the asset, or the asset lets no app act for it',
  advice: ASSIGN_OWN,
}

/** Errors of this program, by type. Their messages are our own and explain themselves. */
export const LOCAL_RULES: Readonly<Record<LocalType, ErrorRule>> = {
  no_connection: {
    ...SERVER,
    meaning: 'no connection to the API',
    advice: 'check the network, and HTTPS_PROXY if a proxy is needed',
  },
  proxy_refused: {
    ...BARRED,
    meaning: 'the proxy does not let the call through',
    advice:
      'check HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT if it wants a password: 407) and NO_PROXY, or have the proxy let the Graph URL through',
  },
  certificate_untrusted: {
    ...BARRED,
    meaning: 'the certificate is not trusted',
    advice: OWN_CERTIFICATE,
  },
  certificate_date: {
    ...BARRED,
    meaning: 'the certificate has expired or is not valid yet',
    advice: `check the clock of this machine; ${OWN_CERTIFICATE}`,
  },
  certificate_name: {
    ...BARRED,
    meaning: 'the certificate belongs to another host',
    advice: `check the Graph URL; ${OWN_CERTIFICATE}`,
  },
  connection_lost: { ...SERVER, meaning: 'the connection broke off', advice: null },
  timeout: { ...SERVER, meaning: 'the API did not answer in time', advice: null },
  redirect: {
    ...INPUT,
    stop: 'run',
    meaning: 'the answer was a redirect',
    advice: 'check the Graph URL; there may be a proxy in between',
  },
  too_large: { ...SIZE, meaning: 'the answer was too large', advice: null },
  too_much: {
    ...BARRED,
    family: 'size',
    meaning: 'the API sent more than a run can hold',
    advice: 'read less at a time, for example with --only',
  },
  not_the_api: {
    ...BARRED,
    meaning: 'the answer does not come from the API but from a proxy or firewall in between',
    advice: 'have it let the Graph URL through, or check HTTPS_PROXY and the Graph URL',
  },
  not_json: { ...SERVER, meaning: 'the answer was not JSON', advice: null },
  unexpected_shape: { ...SERVER, meaning: 'the answer lacked a required part', advice: null },
  no_answer: { ...SERVER, meaning: 'the API did not get to this call', advice: null },
  incomplete: { ...SERVER, meaning: 'the list could not be followed to its end', advice: null },
  no_asset_token: {
    ...PERMISSION,
    meaning: 'the API gives no token of the asset',
    advice: "assign the token's own user to the asset",
  },
  throttled: {
    ...ASSET_LIMIT,
    meaning: 'the call limit of this object is reached',
    advice: null,
  },
  read_only: {
    ...INPUT,
    stop: 'run',
    meaning: 'writes are switched off',
    advice: 'unset it if apply is to write',
  },
}

type Asked = Pick<GraphFacts, 'code' | 'subcode' | 'type' | 'message'> &
  Partial<Pick<GraphFacts, 'call'>>

/** The rule for an error. */
export const ruleOf = (error: Asked): ErrorRule => {
  const { code } = error
  if (code === null) {
    return Object.hasOwn(LOCAL_RULES, error.type) ? LOCAL_RULES[error.type as LocalType] : OTHER
  }
  if (error.message.startsWith(OF_ASSET_TOKEN)) return ASSET_TOKEN
  return ERROR_ROWS.find((entry) => isAbout(entry, code, error)) ?? OTHER
}

const isAbout = (entry: ErrorRow, code: number, { subcode, message, call }: Asked): boolean =>
  code >= entry.code &&
  code <= (entry.to ?? entry.code) &&
  (entry.subcode === undefined || entry.subcode === subcode) &&
  (entry.words === undefined || entry.words.test(message)) &&
  (entry.call === undefined || entry.call.test(call ?? ''))

type Judged = Asked & Partial<Pick<GraphFacts, 'isTransient'>>

/**
 * For people: what an error means, what to do, and whether trying again helps: `the token has
 * expired; create a new token; retrying does not help`.
 */
export const adviceOf = (error: Judged): string => {
  const rule = ruleOf(error)
  const isOurs = error.code === null && rule !== OTHER
  return [...(isOurs ? [] : [rule.meaning]), ...toDo(rule, error), again(rule, error)].join('; ')
}

/**
 * If the message names a permission, that is the one to give, whatever the code means; if it lists
 * what can be sent, those are the names.
 */
const toDo = (rule: ErrorRule, { message }: Asked): readonly string[] => {
  const allowed = rule.family === 'input' ? namesAllowedIn(message) : []
  if (allowed.length > 0) return [`send one of these: ${allowed.join(', ')}`]
  const named = rule.family === 'permission' ? permissionsIn(message) : null
  if (named !== null) return [`give the token ${named}`]
  return rule.advice === null ? [] : [rule.advice]
}

/** `expected : '[CONTENT, ANALYZE]' but got 'ADMIN'`: a wrong name is answered with all of them [observed]. */
const namesAllowedIn = (message: string): readonly string[] => {
  const list = /\bexpected\s*:\s*'\[([^\]]*)\]'/.exec(message)?.[1] ?? ''
  return list.match(/\w+/g) ?? []
}

const again = (rule: ErrorRule, error: Judged): string =>
  rule.again ?? AGAIN[rule.retry === 'no' && error.isTransient === true ? 'backoff' : rule.retry]
