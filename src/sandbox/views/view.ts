/** Nodes and edges, and how a field selection turns them into an answer. */
import { MissingParam, missingParam, noSuchObject, refusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import type { Asset, Business, World } from '../state.ts'
import type { Caller } from '../tokens.ts'
import { printFields, type Selection } from './fields.ts'
import { cursorOf, type PageRequest, pageOf, pageRequestOf } from './paging.ts'

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/** A node: what `GET /{id}` shows. */
export interface View {
  readonly type: 'view'
  /** Node type, for the API's error messages. */
  readonly node: string
  readonly id?: string
  readonly defaults: readonly string[]
  /** The value of a field or edge; undefined if the node has none of that name. */
  readonly field: (name: string, args: Args) => Value | undefined
}

/** An edge. Its rows are only made when a page shows them. */
export interface Listing {
  readonly type: 'listing'
  /** Path of the edge, without version and leading slash. */
  readonly path: string
  readonly rows: readonly Row[]
}

export interface Row {
  readonly id: string
  readonly view: () => View
}

/** A field without fields of its own. If its value is undefined, the answer leaves it out. */
export interface Plain {
  readonly type: 'plain'
  readonly value: Json | undefined
}

export type Value = View | Listing | Plain
export type Args = ReadonlyMap<string, string>

/** Everything that one read knows: the world, who asks, and what it has already produced. */
export interface Reading {
  readonly world: World
  readonly kinds: readonly SandboxKind[]
  readonly caller: Caller
  readonly now: Date
  /** Scheme, host, port and version, for paging links. */
  readonly base: string
  /** The main token, from which Page tokens derive. */
  readonly mainToken: string
  /** The asset as reads show it, which may for a while be its state before the last write. */
  readonly seen: (asset: Asset) => Asset
  /** The business as one of its lists of people, by the name of the edge, may show it. */
  readonly seenPeople: (business: Business, edge: string) => Business
  /** Rows produced so far, nested ones included. */
  readonly produced: { rows: number }
}

/** A field without structure. The API has no empty texts: what a world has as one is left out. */
export function plain(value: Json | undefined): Plain {
  return { type: 'plain', value: value === '' ? undefined : value }
}

/** The fields of a node as an object, always including `id`. */
export function selectView(
  reading: Reading,
  view: View,
  fields: readonly Selection[] | undefined,
): Json {
  const asked = fields ?? view.defaults.map((name) => ({ name, args: new Map() }))
  const entries = new Map<string, Json>()
  for (const selection of asked) {
    const value = selectField(reading, view, selection)
    if (value !== undefined) entries.set(selection.name, value)
  }
  if (view.id !== undefined) entries.set('id', view.id)
  return Object.fromEntries(entries)
}

function selectField(reading: Reading, view: View, selection: Selection): Json | undefined {
  const { name, args, fields } = selection
  if (name === 'id' && view.id !== undefined) return view.id
  const value = nestedIn(reading, view, name, args)
  if (value === undefined) throw noSuchField(view, name)
  switch (value.type) {
    case 'plain':
      return value.value
    case 'view':
      return selectView(reading, value, fields)
    case 'listing': {
      const listing = selectListing(reading, value, args, fields, true)
      // A nested edge without rows is absent [inferred].
      return value.rows.length === 0 ? undefined : listing
    }
  }
}

/** A field or edge of a node, unless a mode has it refused or gone. */
function fieldIn(reading: Reading, view: View, name: string, args: Args): Value | undefined {
  const { refused_fields: refused, absent_fields: absent } = reading.world.modes
  const isIn = (names: readonly string[]): boolean =>
    names.includes(name) || names.includes(`${view.node}.${name}`)
  if (isIn(absent)) return undefined
  if (isIn(refused)) throw refusal('denied', `Requires another permission for ${name}.`)
  return view.field(name, args)
}

/** An edge inside an expansion says which field lacks a parameter [observed]. */
function nestedIn(reading: Reading, view: View, name: string, args: Args): Value | undefined {
  try {
    return fieldIn(reading, view, name, args)
  } catch (error) {
    throw error instanceof MissingParam ? missingParam(error.param, name) : error
  }
}

/** [observed] an edge that the node lacks is answered like a field that it lacks. */
function noSuchField(view: View, name: string): Error {
  return refusal(
    'invalid_parameter',
    `Tried accessing nonexisting field (${name}) on node type (${view.node})`,
  )
}

/** One page of an edge: data, paging, and a summary if requested. */
export function selectListing(
  reading: Reading,
  listing: Listing,
  args: Args,
  fields: readonly Selection[] | undefined,
  isNested = false,
): Json {
  const request = pageRequestOf(args, reading.world.modes.page_size)
  const page = pageOf(listing.rows, request)
  countRows(reading, page.rows.length)
  const data = page.rows.map((row) => selectView(reading, row.view(), fields))
  const link = (side: 'after' | 'before', row: Row | undefined): Json =>
    row === undefined ? '' : linkTo(reading, listing, args, { fields, request, side, id: row.id })
  const first = page.rows[0]
  const last = page.rows.at(-1)
  const summary = args.get('summary')
  const isWhole = !page.hasNext && !page.hasPrevious
  const isUnpaged = isNested && isWhole && reading.world.modes.nested_paging === 'when_more'
  return {
    data,
    ...(first === undefined || last === undefined || isUnpaged
      ? {}
      : {
          paging: {
            cursors: { before: cursorOf(first.id), after: cursorOf(last.id) },
            ...(page.hasNext ? { next: link('after', last) } : {}),
            ...(page.hasPrevious ? { previous: link('before', first) } : {}),
          },
        }),
    ...(summary === 'true' || summary?.includes('total_count') === true
      ? { summary: { total_count: listing.rows.length } }
      : {}),
  }
}

function countRows(reading: Reading, rows: number): void {
  reading.produced.rows += rows
  const most = reading.world.modes.reduce_data_over
  if (most !== undefined && reading.produced.rows > most) {
    throw refusal(
      'reduce_data',
      "Please reduce the amount of data you're asking for, then retry your request",
    )
  }
}

interface Link {
  readonly fields: readonly Selection[] | undefined
  readonly request: PageRequest
  readonly side: 'after' | 'before'
  readonly id: string
}

/** Arguments that a paging link replaces. */
const RENEWED: ReadonlySet<string> = new Set([
  'access_token',
  'appsecret_proof',
  'after',
  'before',
  'fields',
  'limit',
])

/**
 * An absolute link that repeats the request for the next page. Like Graph's own, it contains the
 * token.
 */
function linkTo(reading: Reading, listing: Listing, args: Args, link: Link): string {
  const query = new URLSearchParams({ access_token: reading.caller.token })
  for (const [name, value] of args) if (!RENEWED.has(name)) query.set(name, value)
  if (link.fields !== undefined) query.set('fields', printFields(link.fields))
  query.set('limit', String(link.request.limit))
  query.set(link.side, cursorOf(link.id))
  return `${reading.base}/${listing.path}?${query}`
}

/** The value of an edge at the end of a path; anything but a list is an unknown path. */
export function edgeOf(reading: Reading, view: View, name: string, args: Args): Value {
  const value = fieldIn(reading, view, name, args)
  if (value === undefined) throw noSuchField(view, name)
  if (value.type === 'plain') throw noSuchObject('GET', `${view.id ?? ''}/${name}`)
  return value
}
