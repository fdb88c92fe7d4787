/** `/debug_token`: what a token is and may do. */
import { Refusal } from '../errors.ts'
import { type Params, requiredParam } from '../params.ts'
import { APP_NAME, callerOf, type TokenCheck } from '../tokens.ts'
import type { Json } from './view.ts'

/** Seconds since 1970; 0 for what never expires. */
function secondsOf(time: string | undefined): number {
  return time === undefined ? 0 : Math.floor(Date.parse(time) / 1000)
}

/** A scope, with the objects to which it is limited, if it is. */
function granularScope(check: TokenCheck, scope: string): Json {
  const targets = check.world.token.targets?.get(scope)
  return targets === undefined ? { scope } : { scope, target_ids: targets }
}

/** Describes `input_token`; a token that does not work is described, not refused. */
export function debugToken(check: TokenCheck, params: Params): Json {
  const input = requiredParam(params, 'input_token')
  const app = { app_id: check.world.app.id, application: APP_NAME }
  try {
    const caller = callerOf(check, input)
    const id = caller.person.user ?? caller.person.id
    return {
      data: {
        ...app,
        type: caller.tokenKind.toUpperCase(),
        expires_at: secondsOf(check.world.token.expires),
        data_access_expires_at: secondsOf(check.world.token.dataExpires),
        is_valid: true,
        scopes: [...caller.scopes],
        granular_scopes: [...caller.scopes].map((scope) => granularScope(check, scope)),
        ...(caller.tokenKind === 'app' ? {} : { user_id: id }),
        ...(caller.asset === undefined ? {} : { profile_id: caller.asset }),
      },
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code = 0, message, error_subcode: subcode = 0 } = error.error
    return { data: { ...app, is_valid: false, scopes: [], error: { code, message, subcode } } }
  }
}
