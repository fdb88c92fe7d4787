import { hasAssetToken, KINDS } from '../../model/kinds.ts'
import { type GraphError, localFacts, redactedError } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import { textOf } from '../json.ts'
import type { Auth } from '../secrets/auth.ts'
import type { Fetched, Want } from '../want.ts'
import type { FetchContext } from './fetch-context.ts'
import type { Read } from './reader.ts'

/** The context of a fetch whose calls can be signed with tokens of assets. */
export interface SigningContext extends FetchContext {
  readonly read: Read
}

/** Fetches wants, first getting the tokens of those assets whose own token must sign them. */
export const fetchSigned = async (
  wants: readonly Want[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<Want, Fetched>> => {
  const first = await fetchOnce(wants, context, auth)
  // An asset's token expires with its user's role there. Asking for a new one shows whether the
  // role is gone.
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
    localFacts('no_asset_token', 'the API gives this user no token of the asset', {
      call: `GET /${asset}`,
    }),
    redactor,
  )

/**
 * Asks for the tokens that no list has given yet: if there are many, first the lists of the token's
 * own user, then the assets themselves. Returns the reads that failed, by asset.
 */
const learnTokens = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<string, Fetched>> => {
  const isOpen = (asset: string): boolean =>
    auth.tokenOf(asset) === undefined || auth.isDoubted(asset)
  const wanted = [...new Set(assets)].filter(isOpen)
  if (wanted.length > FEW) await readOwnLists(wanted, context, auth)
  const wants = new Map(
    wanted
      .filter(isOpen)
      .map((asset): [string, Want] => [
        asset,
        { path: `/${asset}`, params: { fields: 'id,access_token' }, node: true },
      ]),
  )
  const fetched = await context.read([...wants.values()])
  return new Map([...wants].map(([asset, want]) => [asset, fetched.get(want) as Fetched]))
}

/** This few cost a single batch, whatever the user's lists show or hide. */
const FEW = 10

/** The lists of a person's assets of those kinds whose calls are signed with the asset's token. */
const OWN_LISTS: readonly string[] = KINDS.filter(hasAssetToken).flatMap(
  ({ relations }) => relations.users?.inverse ?? [],
)

/** Of the token's own user. A row has the asset's token, or may lack it [code]. */
const ownListWants = (auth: Auth, seek?: ReadonlySet<string>): readonly Want[] =>
  OWN_LISTS.map((list) => ({
    path: `/${auth.self() ?? 'me'}/${list}`,
    params: { fields: 'id,name,tasks,access_token' },
    ...(seek === undefined ? {} : { seek }),
  }))

/**
 * Reads one paged list instead of making a call for each asset [code]. If a row lacks its token or
 * the list is refused, that proves nothing about the assets, which are then asked one by one.
 */
const readOwnLists = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<void> => {
  await context.read(ownListWants(auth, new Set(assets)))
  for (const asset of assets) if (auth.tokenOf(asset) === null) auth.forget(asset)
}

/**
 * The same lists before anything else is known, beside other lists that may give the same tokens: of
 * these assets, or of all if it is null. What their end leaves out there is not; where one is refused
 * or cut short, an asset whose token no other list gives is asked itself.
 */
export const learnFromOwnLists = async (
  assets: readonly string[] | null,
  context: SigningContext,
  auth: Auth,
): Promise<void> => {
  const unknown = assets?.filter((asset) => typeof auth.tokenOf(asset) !== 'string') ?? null
  if (unknown?.length === 0 || auth.areListsTrusted()) return
  const seek = unknown === null ? undefined : new Set(unknown)
  const lists = [...(await context.read(ownListWants(auth, seek))).values()]
  for (const id of lists.flatMap(({ rows }) => rows.flatMap((row) => textOf(row, 'id') ?? []))) {
    if (typeof auth.tokenOf(id) !== 'string') auth.doubt(id)
  }
  if (lists.every(({ status }) => status === 'complete')) auth.trustLists()
}

/**
 * Why calls cannot be signed with the tokens of these assets; assets without a problem are left
 * out.
 */
export const signingErrors = async (
  assets: readonly string[],
  context: SigningContext,
  auth: Auth,
): Promise<ReadonlyMap<string, GraphError>> => {
  // A token that was absent before may have been granted by an earlier step of this same run.
  for (const asset of assets) if (auth.tokenOf(asset) === null) auth.forget(asset)
  const failures = await learnTokens(assets, context, auth)
  return new Map(
    assets
      .filter((asset) => typeof auth.tokenOf(asset) !== 'string')
      .map((asset) => [asset, unsigned(asset, failures, context).error as GraphError]),
  )
}
