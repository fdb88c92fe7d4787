/**
 * THE asset-kind table. One row contains everything that the rest of the program needs to know
 * about a kind of asset; adding a kind is adding a row. No other file names a kind.
 *
 * Tags name where a Graph fact comes from: [guide] Meta's Business-to-Business guide, [ref] the
 * reference pages of Page Agencies and Ad Account Assigned Users, [spec] Meta's SDK codegen specs,
 * [observed] recorded live calls, [inferred] a conclusion.
 */

import type { ActionRow } from './actions.ts'
import type { TaskCodec } from './codec.ts'
import {
  type AccessEdge,
  type AssetKind,
  type Kind,
  type KindTable,
  WITHOUT_TASKS,
} from './kind.ts'
import { AD_ACCOUNT } from './kinds/ad-account.ts'
import { BUSINESS } from './kinds/business.ts'
import { ASSET_GROUP } from './kinds/business-asset-group.ts'
import { CATALOG } from './kinds/catalog.ts'
import { INSTAGRAM_ACCOUNT } from './kinds/instagram-account.ts'
import { PAGE } from './kinds/page.ts'
import { PIXEL } from './kinds/pixel.ts'
import { WHATSAPP_ACCOUNT } from './kinds/whatsapp-account.ts'
import {
  EDGE_NAMES,
  type EdgeName,
  type Ownership,
  RELATIONS,
  type RelationName,
} from './relations.ts'

export type {
  AccessEdge,
  AssetKind,
  BusinessEdge,
  Kind,
  KindTable,
  MembersEdge,
  RequestEdge,
  Scopes,
  WriteTokenKind,
} from './kind.ts'
export { BUSINESS_SCOPE, managedOf } from './kind.ts'

/** The kinds that this version knows, in the order of output. */
export const KINDS: KindTable = [
  AD_ACCOUNT,
  PAGE,
  PIXEL,
  CATALOG,
  INSTAGRAM_ACCOUNT,
  WHATSAPP_ACCOUNT,
]

/** Apps are no assets of a manifest; what is said of one names it like one. */
export const APP: Kind = { name: 'app', label: 'app', relations: {}, ...WITHOUT_TASKS }

export { BUSINESS } from './kinds/business.ts'
export { ASSET_GROUP } from './kinds/business-asset-group.ts'

/** The kinds of assets and, last, the groups that contain them. */
export const withGroups = (kinds: KindTable): KindTable => [...kinds, ASSET_GROUP]

/** What steps can be made on besides assets. */
const BEYOND_ASSETS: KindTable = [ASSET_GROUP, BUSINESS]

/** What a manifest can declare something about: assets and, last, the business itself. */
export const withBusiness = (kinds: KindTable): KindTable => [...kinds, BUSINESS]

/** Everything that steps can be made on: assets, the groups that contain them, and the business. */
export const withEverything = (kinds: KindTable): KindTable => [...kinds, ...BEYOND_ASSETS]

/**
 * The row of a kind of asset, of asset groups or of the business, by its name. Throws `Error` if
 * there is none, because names come from our own values.
 */
export const assetKindOf = (name: string, kinds: KindTable): AssetKind => {
  const isNamed = (row: AssetKind): boolean => row.name === name
  // Asked for every row there is, so no table is made for it.
  const kind = kinds.find(isNamed) ?? BEYOND_ASSETS.find(isNamed)
  if (kind === undefined) throw new Error(`no such asset kind: ${name}`)
  return kind
}

/**
 * The same for anything that a report can name: an asset, the business itself, or an app. Throws
 * `Error` if there is none.
 */
export const kindOf = (name: string, kinds: KindTable): Kind =>
  name === APP.name ? APP : assetKindOf(name, kinds)

/** Kinds of nodes that actions are made on by their name; all others are assets. */
const NODES: readonly Kind[] = [ASSET_GROUP, BUSINESS]

/** Whether an action is made on nodes of this kind, whatever relations it has. */
export const isMadeOn = ({ on }: Pick<ActionRow, 'on'>, kind: Kind): boolean =>
  NODES.includes(kind) ? on === kind.name : on === 'asset'

/**
 * Whether `id` has the form of this kind's ids: the prefix and 1 to 25 digits without a leading
 * zero.
 */
export const isIdOf = (kind: AssetKind, id: string): boolean =>
  id.startsWith(kind.id.prefix) && /^[1-9]\d{0,24}$/.test(id.slice(kind.id.prefix.length))

/** The lists of a business that show assets of a kind: ours, our clients', and what we asked for. */
export const LISTINGS = ['owned', 'client', 'pendingClient'] as const

export type Listing = (typeof LISTINGS)[number]

/** Path segment of a listing below a business; undefined if the kind has none. */
export const listingEdge = (
  { listing, relations }: AssetKind,
  name: Listing,
): string | undefined =>
  name === 'pendingClient' ? relations.request?.pending.edge : listing[name]

/** The listings that a kind has. */
export const listingsFor = (kind: AssetKind): readonly Listing[] =>
  LISTINGS.filter((name) => listingEdge(kind, name) !== undefined)

/** The edges of a kind's assets that have a row for everybody on them. */
export const edgesOf = ({ relations }: Kind): readonly AccessEdge[] =>
  EDGE_NAMES.flatMap((name) => relations[name] ?? [])

/**
 * Whether a relation of an asset is read whenever everything is read, given what the asset is to
 * us.
 */
export const isReadOn = ({ relations }: Kind, name: RelationName, ownership: Ownership): boolean =>
  relations[name] !== undefined && RELATIONS[name].readOn.always.includes(ownership)

/** Whether reads of a kind are signed with the asset's own token. */
export const hasAssetToken = (kind: Kind): boolean =>
  edgesOf(kind).some(({ token }) => token.read === 'asset')

/** How the lists of people tell what they hold on assets of a kind. */
export const inverseCodecOf = ({ relations: { users } }: Kind): TaskCodec | undefined =>
  users?.inverseCodec ?? users?.codec

const narrowed = new WeakMap<AssetKind, Map<EdgeName, AssetKind>>()

/** A kind with the tasks that can be held through one of its edges. */
export const kindOn = (kind: AssetKind, name: EdgeName): AssetKind => {
  const tasks = kind.relations[name]?.tasks
  if (tasks === undefined) return kind
  const known = narrowed.get(kind) ?? new Map<EdgeName, AssetKind>()
  const found = known.get(name) ?? { ...kind, tasks }
  narrowed.set(kind, known.set(name, found))
  return found
}
