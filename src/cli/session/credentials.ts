import type { Context } from '../context.ts'
import { setOr } from './state-dir.ts'

/** A token, and the secret of its app if every call is to carry its proof. */
export interface Credentials {
  readonly token: string | undefined
  readonly appSecret: string | undefined
  /** The variable that the token is from, or would be. */
  readonly from: string
}

const TOKEN = 'META_ACCESS_TOKEN'
const SECRET = 'META_APP_SECRET'

/**
 * The token for a business: `META_ACCESS_TOKEN_<id>` if that is set, else `META_ACCESS_TOKEN`. A secret
 * belongs to the app of its token, so it falls back only where the token does. `business`: null where
 * nothing says yet which it is.
 */
export const credentialsFor = (
  business: string | null,
  { env }: Pick<Context['io'], 'env'>,
): Credentials => {
  const valueIn = (name: string): string | undefined => setOr(env[name])
  const from = `${TOKEN}_${business}`
  const token = business === null ? undefined : valueIn(from)
  const appSecret = business === null ? undefined : valueIn(`${SECRET}_${business}`)
  return token === undefined
    ? { token: valueIn(TOKEN), appSecret: appSecret ?? valueIn(SECRET), from: TOKEN }
    : { token, appSecret, from }
}
