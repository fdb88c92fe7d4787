import { createHmac } from 'node:crypto'
import type { Redactor } from './redact.ts'

/** The tokens of a run: its own, and those of assets as the API gives them. Nobody else sees them. */
export interface Auth {
  readonly own: string
  /** What signs calls with a token, beside the token: each token has a proof of its own. */
  readonly proofParams: (token: string) => Readonly<Record<string, string>>
  /** An asset's token; null when the API was asked and gave none, undefined when it was not asked. */
  readonly tokenOf: (asset: string) => string | null | undefined
  readonly learn: (asset: string, token: string | null) => void
  readonly forget: (asset: string) => void
  /** The id of the token's own user; null until the API told it. */
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

/** Hex HMAC-SHA256 of the very token that is used, keyed with the app's secret. */
const proofOf = (token: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(token).digest('hex')
