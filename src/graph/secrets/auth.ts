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
    tokens.set(asset, learned)
  }
  return {
    own: token,
    proofParams,
    tokenOf: (asset) => tokens.get(asset),
    learn,
    forget: (asset) => tokens.delete(asset),
    self: () => self,
    learnSelf: (id) => {
      self = id
    },
  }
}

/** HMAC-SHA256 in hex of the token that is used, with the app secret as its key. */
const proofOf = (token: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(token).digest('hex')
