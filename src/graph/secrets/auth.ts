import { createHmac } from 'node:crypto'
import type { Redactor } from './redact.ts'

/**
 * The tokens of a run: its own, and those that the API gives for assets. They are not visible
 * elsewhere.
 */
export interface Auth {
  readonly own: string
  /** The parameters that prove a token; each token has a proof of its own. */
  readonly proofParams: (token: string) => Readonly<Record<string, string>>
  /** An asset's token; null if the API was asked and gave none, undefined if it was not asked. */
  readonly tokenOf: (asset: string) => string | null | undefined
  readonly learn: (asset: string, token: string | null) => void
  /** The same from a row of a list, which may leave out what the asset itself or another list gives. */
  readonly learnListed: (asset: string, token: string | null) => void
  /** Says that the user's own list has the asset, and not its token. */
  readonly doubt: (asset: string) => void
  /** Says that the user's own lists were read to their end: whose token no list gives has none. */
  readonly trustLists: () => void
  readonly areListsTrusted: () => boolean
  /** Whether lists left the asset's token out, and the asset itself may yet give it. */
  readonly isDoubted: (asset: string) => boolean
  readonly forget: (asset: string) => void
  /** The id of the token's own user; null until the API has said it. */
  readonly self: () => string | null
  readonly learnSelf: (id: string) => void
}

export const createAuth = (
  token: string,
  appSecret: string | undefined,
  redactor: Redactor,
): Auth => {
  const tokens = new Map<string, string | null>()
  const leftOut = new Set<string>()
  const doubted = new Set<string>()
  let isAnyGiven = false
  let areTrusted = false
  const proofs = new Map<string, string>()
  let self: string | null = null
  redactor.add(token)
  if (appSecret !== undefined) redactor.add(appSecret)
  const proofParams = (signed: string): Readonly<Record<string, string>> => {
    if (appSecret === undefined) return {}
    const proof = proofs.get(signed) ?? proofOf(signed, appSecret)
    proofs.set(signed, proof)
    redactor.add(proof)
    return { appsecret_proof: proof }
  }
  const learn = (asset: string, learned: string | null): void => {
    if (learned !== null) redactor.add(learned)
    isAnyGiven ||= learned !== null
    tokens.set(asset, learned)
    leftOut.delete(asset)
  }
  const learnListed = (asset: string, learned: string | null): void => {
    if (learned !== null) learn(asset, learned)
    else if (!tokens.has(asset)) {
      tokens.set(asset, null)
      leftOut.add(asset)
    }
  }
  return {
    own: token,
    proofParams,
    tokenOf: (asset) => tokens.get(asset),
    learn,
    learnListed,
    doubt: (asset) => doubted.add(asset),
    trustLists: () => {
      areTrusted = true
    },
    areListsTrusted: () => areTrusted,
    // Lists that gave no token at all may be lists that never do.
    isDoubted: (asset) => leftOut.has(asset) && (doubted.has(asset) || !(isAnyGiven || areTrusted)),
    forget: (asset) => {
      tokens.delete(asset)
      leftOut.delete(asset)
    },
    self: () => self,
    learnSelf: (id) => {
      self = id
    },
  }
}

/** HMAC-SHA256 in hex of the token that is used, with the app secret as its key. */
const proofOf = (token: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(token).digest('hex')
