import { hasAssetToken, KINDS } from '../model/kinds.ts'
import type { Auth } from './auth.ts'
import { ruleOf } from './errors.ts'
import type { FetchContext } from './fetch-context.ts'
import { type GraphError, localFacts, redactedError } from './graph-error.ts'
import type { Read } from './reader.ts'
import type { Fetched, Want } from './want.ts'

/** A fetch that can also be signed. */
export interface SigningContext extends FetchContext {
  readonly read: Read
}

/** A fetch that also gets the tokens of the assets whose own token a want is to be signed with. */
export const fetchSigned = async (
  wants: readonly Want[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<Want, Fetched>> => {
  const first = await fetchOnce(wants, context, auth)
  // A token of an asset dies with the role of its user; a fresh one tells whether that is gone.
  const stale = wants.filter((want) => isStale(want, first.get(want)))
  if (stale.length === 0) return first
  for (const want of stale) auth.forget(want.asset as string)
  return new Map([...first, ...(await fetchOnce(stale, context, auth))])
}

const isStale = (want: Want, fetched: Fetched | undefined): boolean =>
  want.asset !== undefined &&
  fetched !== undefined &&
  [fetched, ...[...(fetched.edges?.values() ?? [])].flatMap((reads) => [...reads.values()])].some(
    ({ error }) => error !== null && ruleOf(error).family === 'token',
  )

const fetchOnce = async (
  wants: readonly Want[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<Want, Fetched>> => {
  const failures = await learnTokens(
    wants.flatMap((want) => want.asset ?? []),
    context,
    auth,
  )
  const isSignable = (want: Want): boolean =>
    want.asset === undefined || typeof auth.tokenOf(want.asset) === 'string'
  const fetched = await context.read(wants.filter(isSignable))
  const refused = wants
    .filter((want) => !isSignable(want))
    .map((want): [Want, Fetched] => [want, unsigned(want.asset as string, failures, context)])
  return new Map([...fetched, ...refused])
}

const unsigned = (
  asset: string,
  failures: ReadonlyMap<string, Fetched>,
  context: SigningContext,
): Fetched => {
  const failure = failures.get(asset)
  return failure !== undefined && failure.error !== null
    ? { ...failure, rows: [] }
    : { status: 'unreadable', rows: [], error: noToken(asset, context) }
}

const noToken = (asset: string, { redactor }: Pick<FetchContext, 'redactor'>): GraphError =>
  redactedError(
    localFacts('no_asset_token', 'the API gives no token of the asset to this user', {
      call: `GET /${asset}`,
    }),
    redactor,
  )

/**
 * Asks for the tokens not asked for yet: where there are many, by the own lists of the token's user
 * first, then the assets themselves. Answers the reads that failed, by asset.
 */
const learnTokens = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<string, Fetched>> => {
  const isUnasked = (asset: string): boolean => auth.tokenOf(asset) === undefined
  const wanted = [...new Set(assets)].filter(isUnasked)
  if (wanted.length > FEW) await readOwnLists(wanted, context, auth)
  const wants = new Map(
    wanted
      .filter(isUnasked)
      .map((asset): [string, Want] => [
        asset,
        { path: `/${asset}`, params: { fields: 'id,access_token' }, node: true },
      ]),
  )
  const fetched = await context.read([...wants.values()])
  return new Map([...wants].map(([asset, want]) => [asset, fetched.get(want) as Fetched]))
}

/** So few cost one batch, whatever the list of the user shows or hides. */
const FEW = 10

/** The lists of a person's assets of those kinds whose calls are signed with the asset's token. */
const OWN_LISTS: readonly string[] = KINDS.filter(hasAssetToken).flatMap(
  ({ relations }) => relations.users?.inverse ?? [],
)

/**
 * One paged list in the place of a call for each asset [code]. A row may lack its token and the list
 * may be refused: that says nothing of the assets, which are then asked one by one.
 */
const readOwnLists = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<void> => {
  const params = { fields: 'id,name,tasks,access_token' }
  const seek = new Set(assets)
  await context.read(
    OWN_LISTS.map((list) => ({ path: `/${auth.self() ?? 'me'}/${list}`, params, seek })),
  )
  for (const asset of assets) if (auth.tokenOf(asset) === null) auth.forget(asset)
}

/** What keeps calls from being signed with the tokens of these assets; nothing for the others. */
export const signingErrors = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<string, GraphError>> => {
  // What was absent before may have come with a step of this very run.
  for (const asset of assets) if (auth.tokenOf(asset) === null) auth.forget(asset)
  const failures = await learnTokens(assets, context, auth)
  return new Map(
    assets
      .filter((asset) => typeof auth.tokenOf(asset) !== 'string')
      .map((asset) => [asset, unsigned(asset, failures, context).error as GraphError]),
  )
}
