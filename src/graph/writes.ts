import { isFormedWrite, type WriteCall } from '../model/write.ts'
import { GraphError, localFacts, redactedError, withFacts } from './errors/graph-error.ts'
import { ruleOf } from './errors/matched-rule.ts'
import { fieldOf, isObject, type Json, textOf } from './json.ts'
import { type SigningContext, signingErrors } from './reading/asset-tokens.ts'
import { slowDown } from './reading/held.ts'
import { LARGEST_PACK } from './reading/open.ts'
import type { Auth } from './secrets/auth.ts'
import type { WriteItem } from './wire/wire-items.ts'

/** What the API says about a write that it accepted. */
export interface WriteAnswer {
  readonly success: boolean
  /** Another admin has to approve first, which cannot be done through the API. */
  readonly requiresAdminApproval: boolean
  /** `CONFIRMED`, `PENDING` or another word, for writes that answer it. */
  readonly accessStatus: string | null
}

/** Sends writes, each exactly once. To repeat one, the caller must read back first. */
export interface Writer {
  readonly write: (call: WriteCall) => Promise<WriteAnswer>
  readonly writeMany: (
    calls: readonly WriteCall[],
  ) => Promise<readonly (WriteAnswer | GraphError)[]>
}

export interface WriterOptions {
  readonly context: SigningContext
  readonly auth: Auth
  readonly readOnly: boolean
}

export const createWriter = ({ context, auth, readOnly }: WriterOptions): Writer => {
  const { wire, redactor } = context

  const errorOf = (call: WriteCall, type: 'read_only' | 'unexpected_shape'): GraphError => {
    const words = {
      read_only: 'writes are switched off by BIZACCESS_READ_ONLY',
      unexpected_shape: 'not a write answer',
    }
    const facts = { call: aboutOf(call), lost: type === 'unexpected_shape' }
    return redactedError(localFacts(type, words[type], facts), redactor)
  }

  const answerOf = (call: WriteCall, value: Json | GraphError): WriteAnswer | GraphError => {
    if (value instanceof GraphError) return value
    return isObject(value) || value === true
      ? writeAnswer(value)
      : errorOf(call, 'unexpected_shape')
  }

  /** Why each call cannot be signed. A failure to get a token is never a write that may be lost. */
  const unsignable = async (
    calls: readonly WriteCall[],
  ): Promise<ReadonlyMap<WriteCall, GraphError>> => {
    const signed = calls.filter(({ token }) => token !== 'user')
    const errors = await signingErrors(
      signed.map(({ asset }) => asset),
      context,
      auth,
    ).catch((thrown: unknown) => {
      if (!(thrown instanceof GraphError)) throw thrown
      return new Map(signed.map(({ asset }) => [asset, thrown]))
    })
    return new Map(
      signed.flatMap((call): [WriteCall, GraphError][] => {
        const error = errors.get(call.asset)
        return error === undefined ? [] : [[call, withFacts(error, { lost: false })]]
      }),
    )
  }

  const send = async (call: WriteCall): Promise<Json | GraphError> => {
    const error = (await unsignable([call])).get(call)
    await slowDown(context)
    const value = error ?? (await wire.write(signedItem(call)))
    const isOpen = call.token === 'asset_or_user' && value instanceof GraphError && isRefused(value)
    return isOpen ? wire.write({ call, asset: undefined }) : value
  }

  /** Why nothing at all is sent: an app that is blocked must not be used further. */
  const closed = (call: WriteCall): GraphError | null => {
    if (readOnly) return errorOf(call, 'read_only')
    const blocked = wire.blocked()
    return blocked === null ? null : withFacts(blocked, { call: aboutOf(call), lost: false })
  }

  const write = async (call: WriteCall): Promise<WriteAnswer> => {
    checkFormed([call])
    const answer = closed(call) ?? answerOf(call, await send(call))
    if (answer instanceof GraphError) throw answer
    return answer
  }

  /** If a call may also use the run's own token, a missing asset token does not stop it. */
  const writeMany: Writer['writeMany'] = async (calls) => {
    checkFormed(calls)
    checkBatch(calls)
    const refusals = calls.flatMap((call) => closed(call) ?? [])
    if (refusals.length > 0) return refusals
    const errors = await unsignable(calls)
    const items = calls.flatMap((call): WriteItem[] => {
      const error = errors.get(call)
      if (error === undefined) return [signedItem(call)]
      return call.token === 'asset_or_user' && isRefused(error) ? [{ call, asset: undefined }] : []
    })
    await slowDown(context)
    const sent = items.length === 0 ? [] : await wire.writeMany(items)
    const values = new Map(items.map(({ call }, place) => [call, sent[place] as Json | GraphError]))
    return calls.map((call) => answerOf(call, values.get(call) ?? (errors.get(call) as GraphError)))
  }

  return { write, writeMany }
}

const signedItem = (call: WriteCall): WriteItem => ({
  call,
  asset: call.token === 'user' ? undefined : call.asset,
})

const aboutOf = (call: WriteCall): string => `${call.method} ${call.path}`

const checkFormed = (calls: readonly WriteCall[]): void => {
  if (!calls.every(isFormedWrite)) throw new Error('a write that callsOf did not form')
}

/** The items of a batch run in parallel, so two writes to one asset would have no order. */
const checkBatch = (calls: readonly WriteCall[]): void => {
  if (calls.length > LARGEST_PACK) throw new Error(`more than ${LARGEST_PACK} writes in a batch`)
  const assets = new Set(calls.map(({ asset }) => asset))
  if (assets.size < calls.length) throw new Error('two writes to one asset in a batch')
}

/** Refused because of the token, so it certainly did not take effect. */
const isRefused = (error: GraphError): boolean => !error.lost && REFUSING.has(ruleOf(error).family)

const REFUSING: ReadonlySet<string> = new Set(['permission', 'token'])

/**
 * `success` may be a boolean or its text, and the whole answer a bare `true` [guide]. An answer
 * without it is a success, because it is not an error.
 */
const writeAnswer = (value: Json): WriteAnswer => {
  const success = fieldOf(value, 'success')
  return {
    success: value !== false && (success === undefined || isTrue(success)),
    requiresAdminApproval: isTrue(fieldOf(value, 'requires_admin_approval')),
    accessStatus:
      textOf(value, 'access_status') ??
      (fieldOf(value, 'pending') === undefined ? null : 'PENDING'),
  }
}

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true'
