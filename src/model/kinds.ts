/**
 * THE asset-kind table. One row carries everything the rest of the program needs to know about a
 * kind of asset; adding a kind is adding a row. No other file names a kind.
 *
 * Tags name where a Graph fact comes from: [guide] Meta's Business-to-Business guide, [ref] the
 * reference pages of Page Agencies and Ad Account Assigned Users, [spec] Meta's SDK codegen specs,
 * [observed] recorded live calls, [inferred] a conclusion.
 */

import type { AccessEdge, AssetKind, Kind, KindTable } from './kind.ts'
import { AD_ACCOUNT } from './kinds/ad-account.ts'
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
  RequestEdge,
  Scopes,
  WriteTokenKind,
} from './kind.ts'
export { BUSINESS_SCOPE } from './kind.ts'

/** The kinds this version speaks, in the order of output. */
export const KINDS: KindTable = [AD_ACCOUNT, PAGE, PIXEL, INSTAGRAM_ACCOUNT, WHATSAPP_ACCOUNT]

/** Our own business: what plans say of it has no asset. */
export const BUSINESS: Kind = {
  name: 'business',
  label: 'business',
  relations: {},
  tasks: [],
  meanings: {},
  twins: {},
  managers: [],
  implies: {},
  tolerated: [],
  roles: {},
}

/** Apps are no assets of a manifest; what is said of one names it like one. */
export const APP: Kind = { ...BUSINESS, name: 'app', label: 'app' }

/** The row of a kind of asset by its name. Throws when there is none: names come from our own values. */
export const assetKindOf = (name: string, kinds: KindTable): AssetKind => {
  const kind = kinds.find((row) => row.name === name)
  if (kind === undefined) throw new Error(`no such asset kind: ${name}`)
  return kind
}

/** The same, of whatever can be spoken of: an asset, the business itself, or an app. */
export const kindOf = (name: string, kinds: KindTable): Kind =>
  [BUSINESS, APP].find((kind) => kind.name === name) ?? assetKindOf(name, kinds)

/** Whether `id` has the form of this kind's ids: the prefix and 1 to 25 digits, no zero before them. */
export const isIdOf = (kind: AssetKind, id: string): boolean =>
  id.startsWith(kind.id.prefix) && /^[1-9]\d{0,24}$/.test(id.slice(kind.id.prefix.length))

/** The lists of a business that show assets of a kind: ours, our clients', and what we asked for. */
export const LISTINGS = ['owned', 'client', 'pendingClient'] as const

export type Listing = (typeof LISTINGS)[number]

/** Path segment of a listing below a business; undefined where the kind has none. */
export const listingEdge = (
  { listing, relations }: AssetKind,
  name: Listing,
): string | undefined =>
  name === 'pendingClient' ? relations.request?.pending.edge : listing[name]

/** The listings a kind has. */
export const listingsFor = (kind: AssetKind): readonly Listing[] =>
  LISTINGS.filter((name) => listingEdge(kind, name) !== undefined)

/** The relations of a kind that are edges of its assets, with a row for everybody on them. */
export const edgesOf = ({ relations }: Kind): readonly AccessEdge[] =>
  EDGE_NAMES.flatMap((name) => relations[name] ?? [])

/** Whether a relation of an asset is read whenever everything is, given what the asset is to us. */
export const isReadOn = ({ relations }: Kind, name: RelationName, ownership: Ownership): boolean =>
  relations[name] !== undefined && RELATIONS[name].readOn.always.includes(ownership)

/** Whether reads of a kind are signed with the asset's own token. */
export const hasAssetToken = (kind: Kind): boolean =>
  edgesOf(kind).some(({ token }) => token.read === 'asset')

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
