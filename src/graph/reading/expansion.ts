import { isGraphId } from '../../model/text/graph-id.ts'
import { fieldOf, isObject, type Json, listOf, nextPageOf, textOf } from '../json.ts'
import type { Edge, Fetched, Want } from '../want.ts'
import { FIRST_LIMIT, type Home, isExpanding, type Open, openOf } from './open.ts'
import { withoutLacking } from './optional.ts'
import { isBrief } from './seek.ts'

/**
 * `assigned_users.business(1001).limit(100){id,tasks}`: an edge written as a field of its row; without
 * fields its rows come as they do by default.
 */
export const expansionOf = (
  { edge, params, optional }: Edge,
  lacking: ReadonlySet<string> = new Set(),
): string => {
  const { fields, ...rest } = withoutLacking(params, optional, lacking)
  const args = Object.entries({ ...rest, limit: String(FIRST_LIMIT) })
  const field = `${edge}${args.map(([name, value]) => `.${name}(${value})`).join('')}`
  return fields === undefined ? field : `${field}{${fields}}`
}

/** The parameters of a want's next call. `lacking`: optional fields that the API refuses. */
export const paramsOf = (
  open: Open,
  lacking: ReadonlySet<string>,
): Readonly<Record<string, string>> => {
  const { optional, edges = [] } = open.want
  const params = withoutLacking(open.want.params, optional, lacking)
  if (!isExpanding(open)) return params
  const fields = [params['fields'] ?? 'id', ...edges.map((edge) => expansionOf(edge, lacking))]
  return { ...params, fields: fields.join(',') }
}

/** What became of the edges of some rows. */
export interface TakenEdges {
  readonly rows: readonly Json[]
  readonly done: readonly (readonly [Want, Fetched])[]
  /** Edges, or rows with all their edges, that still have to be read. */
  readonly opens: readonly Open[]
}

/**
 * Takes the edges out of rows. An edge that is complete is done; one that is longer than its page
 * continues from its own cursor; if no edges were asked for, each row is asked for its own. Rows that
 * are not sought are left alone.
 */
export const takeEdges = (open: Open, rows: readonly Json[]): TakenEdges => {
  const { edges } = open.want
  if (edges === undefined) return { rows, done: [], opens: [] }
  const done: (readonly [Want, Fetched])[] = []
  const opens: Open[] = []
  for (const row of rows) {
    const id = textOf(row, 'id')
    if (!isGraphId(id) || open.want.seek?.has(id) === false) continue
    if (!isExpanding(open)) {
      opens.push(...opensOf(open, id))
      continue
    }
    open.home.given += 1
    for (const edge of edges) {
      const { want, fetched, rest } = takeEdge(open, id, fieldOf(row, edge.edge), edge)
      if (rest !== null && isBrief(open.want)) continue
      register(open.home, id, edge, want)
      if (fetched !== null) done.push([want, fetched])
      if (rest !== null) opens.push(rest)
    }
  }
  return { rows: rows.map((row) => withoutEdges(row, edges)), done, opens }
}

interface TakenEdge {
  readonly want: Want
  readonly fetched: Fetched | null
  readonly rest: Open | null
}

/**
 * If a row lacks a nested edge, that edge has no rows [inferred]. This is accepted only where nothing
 * depends on it. Anything unusual is asked again.
 */
const takeEdge = (open: Open, id: string, value: Json | undefined, edge: Edge): TakenEdge => {
  const want = edgeWant(open.want, id, edge)
  const whole = (rows: readonly Json[]): TakenEdge => ({
    want,
    fetched: { status: 'complete', rows, error: null },
    rest: null,
  })
  if (value === undefined || value === null) {
    return edge.confirmsAbsence === true ? { want, fetched: null, rest: openOf(want) } : whole([])
  }
  const rows = listOf(value, 'data')
  const next = nextPageOf(value)
  if (rows !== null && next.type === 'none') return whole(rows)
  const rest = openOf(want)
  if (rows === null || next.type !== 'cursor') return { want, fetched: null, rest }
  rest.rows.push(...rows)
  rest.cursors.add(next.after)
  rest.after = next.after
  return { want, fetched: null, rest }
}

/**
 * Reads for a row whose edges did not come with it: all in one call, or one by one if that is
 * refused.
 */
const opensOf = (open: Open, id: string): readonly Open[] => {
  const { want, home } = open
  if (want.node === true || isHopeless(home)) return singleEdges(open, id)
  const node: Want = {
    path: `/${id}`,
    params: { fields: 'id' },
    node: true,
    onlyEdges: true,
    edges: want.edges ?? [],
    ...(want.asset === undefined ? {} : { asset: want.asset }),
  }
  for (const edge of want.edges ?? []) register(home, id, edge, node)
  return [openOf(node, home)]
}

/** Refused so often and never granted: the API cannot do it, or a permission is missing. */
const isHopeless = ({ given, refused }: Home): boolean => given === 0 && refused >= 10

/** Each edge of a row on its own, so that the refusal of one does not affect the others. */
export const singleEdges = ({ want, home }: Open, id: string): readonly Open[] =>
  (want.edges ?? []).map((edge) => {
    const single = edgeWant(want, id, edge)
    register(home, id, edge, single)
    return openOf(single)
  })

/** The id in a node's path. */
export const idOf = ({ path }: Want): string => path.slice(1)

const edgeWant = ({ asset }: Want, id: string, { edge, params, optional }: Edge): Want => ({
  path: `/${id}/${edge}`,
  params,
  ...(optional === undefined ? {} : { optional }),
  ...(asset === undefined ? {} : { asset }),
})

const register = ({ reads }: Home, id: string, { edge }: Edge, want: Want): void => {
  const own = reads.get(id) ?? new Map<string, Want>()
  own.set(edge, want)
  reads.set(id, own)
}

const withoutEdges = (row: Json, edges: readonly Edge[]): Json => {
  if (!isObject(row) || !edges.some(({ edge }) => Object.hasOwn(row, edge))) return row
  const bare: Record<string, Json> = { ...row }
  for (const { edge } of edges) delete bare[edge]
  return bare
}

/** A want's own read, together with those of its rows' edges. */
export const withEdges = ({ want, home }: Open, done: ReadonlyMap<Want, Fetched>): Fetched => {
  const fetched = done.get(want) as Fetched
  if (want.edges === undefined) return fetched
  const edges = new Map(
    [...home.reads].map(([id, reads]) => [
      id,
      new Map([...reads].map(([edge, read]) => [edge, done.get(read) as Fetched])),
    ]),
  )
  return { ...fetched, edges }
}
