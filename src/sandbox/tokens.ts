/** Access tokens, Page tokens, and the proof that goes with them. */
import { createHash, createHmac } from 'node:crypto'
import { refusal } from './errors.ts'
import { kindOf, type SandboxKind } from './kinds/sandbox-kinds.ts'
import { businessOfPerson, type Person, type TokenKind, type World } from './state.ts'

/** Who makes a call, according to its token. */
export interface Caller {
  readonly tokenKind: TokenKind
  readonly token: string
  /** The business the token's user belongs to. */
  readonly business: string
  readonly person: Person
  readonly scopes: ReadonlySet<string>
  /** The asset that an asset token is for. */
  readonly asset?: string
}

/** What the API calls the app that a token is of. */
export const APP_NAME = 'Sandbox'

/** The token that the sandbox gives out unless another is chosen. */
export const DEFAULT_TOKEN = 'SANDBOXTOKEN0000000000000001'

/** A token for one Page, derived from the main one without containing it. */
export function pageTokenOf(token: string, page: string): string {
  const mark = createHash('sha256').update(`${token}:${page}`).digest('hex').slice(0, 24)
  return `SANDBOXPAGE${page}x${mark}`
}

/** The hex HMAC-SHA256 of the token used, keyed with the app secret. */
export function proofOf(token: string, secret: string): string {
  return createHmac('sha256', secret).update(token).digest('hex')
}

/** What is needed to recognise a token. */
export interface TokenCheck {
  readonly world: World
  readonly kinds: readonly SandboxKind[]
  /** The main token. */
  readonly main: string
  readonly now: Date
}

/** Which kind of token this is, regardless of whether it still works. */
export function tokenKindOf(check: TokenCheck, token: string | undefined): TokenKind {
  if (token === undefined) return 'none'
  if (token === check.main) {
    return personOfToken(check.world).type === 'system_user' ? 'system_user' : 'user'
  }
  const { id, secret } = check.world.app
  if (secret !== undefined && token === `${id}|${secret}`) return 'app'
  return assetOfToken(check, token) === undefined ? 'invalid' : 'page'
}

/**
 * The caller whose token it is; refuses absent (104), unknown, expired and orphaned tokens (190).
 */
export function callerOf(check: TokenCheck, token: string | undefined): Caller {
  const tokenKind = tokenKindOf(check, token)
  if (token === undefined) {
    throw refusal('no_token', 'An access token is required to request this resource.')
  }
  if (tokenKind === 'invalid') throw refusal('bad_token', 'Invalid OAuth access token data.')
  const { world } = check
  if (world.token.expires !== undefined && new Date(world.token.expires) <= check.now) {
    throw refusal('expired_token', 'Error validating access token: Session has expired.')
  }
  const person = personOfToken(world)
  const { business, scopes } = world.token
  const caller = { tokenKind, token, business, person, scopes: new Set(scopes) }
  if (tokenKind !== 'page') return caller
  const asset = assetOfToken(check, token) ?? ''
  if (!world.assets.get(asset)?.users.has(person.id)) {
    throw refusal('lost_role', 'The user of this Page token has no role on the Page any more.')
  }
  return { ...caller, asset }
}

/** The person that the main token belongs to. Throws `Error` if there is none. */
export function personOfToken(world: World): Person {
  const found = businessOfPerson(world, world.token.user)
  if (found === undefined) throw new Error('the token of the world belongs to nobody')
  return found.person
}

function assetOfToken(check: TokenCheck, token: string): string | undefined {
  const id = /^SANDBOXPAGE(\d+)x/.exec(token)?.[1]
  const asset = id === undefined ? undefined : check.world.assets.get(id)
  if (id === undefined || asset === undefined) return undefined
  const { ownToken } = kindOf(check.kinds, asset.kind)
  return ownToken && token === pageTokenOf(check.main, id) ? id : undefined
}

/** Checks the proof of a call; each token needs its own. */
export function checkProof(world: World, token: string, proof: string | undefined): void {
  const { secret, requireProof } = world.app
  if (proof === undefined) {
    if (!requireProof) return
    throw refusal('bad_proof', 'API calls from the server require an appsecret_proof argument')
  }
  if (secret !== undefined && proof !== proofOf(token, secret)) {
    throw refusal('bad_proof', 'Invalid appsecret_proof provided in the API argument')
  }
}
