import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, type Json, listOf, textOf } from '../../graph/json.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import type { ExposureNode } from '../../model/exposure/exposure-node.ts'
import type { PlanAsset } from '../../model/plan.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { errorWords } from '../live-problems.ts'
import { expandedWant, type Probe, probeWant } from './exposure-wants.ts'

/** What questions are asked of. */
export interface FoundNode {
  readonly id: string
  /** Null where rows of it name no asset. */
  readonly asset: PlanAsset | null
}

/** The rows of one edge of one node. */
export interface ProbeAnswer {
  readonly node: FoundNode
  readonly edge: string | null
  readonly rows: readonly Json[]
  /** Why it was not read to its end; null if it was. */
  readonly what: string | null
}

/** Reads every probe of every node; what wants `business`, also with the node's own partners. */
export const readProbes = async (
  client: GraphClient,
  nodes: readonly FoundNode[],
  probes: readonly Probe[],
  {
    business,
    expands,
    partners,
  }: Pick<ExposureNode, 'expands' | 'partners'> & {
    readonly business: string
  },
): Promise<readonly ProbeAnswer[]> => {
  const asked = nodes.map((node) => ({ node, probes, business }))
  const first = await readAll(client, asked, expands)
  if (partners === undefined) return first
  const wanting = probes.filter(({ wantsBusiness }) => wantsBusiness === true)
  const again = first
    .filter(({ edge }) => edge === partners)
    .flatMap(({ node, rows }) =>
      partnersIn(rows, business).map((partner) => ({
        ...{ node, business: partner },
        // What was refused with our own business is not asked again.
        probes: wanting.filter(({ edge }) =>
          first.some((one) => one.node === node && one.edge === edge && one.what === null),
        ),
      })),
    )
    .filter(({ probes: left }) => left.length > 0)
  return [...first, ...(await readAll(client, again, expands))]
}

const partnersIn = (rows: readonly Json[], own: string): readonly string[] => [
  ...new Set(
    rows.map((row) => textOf(row, 'id')).filter((id): id is string => isGraphId(id) && id !== own),
  ),
]

interface Asked {
  readonly node: FoundNode
  readonly probes: readonly Probe[]
  readonly business: string
}

const readAll = async (
  client: GraphClient,
  asked: readonly Asked[],
  expands: boolean,
): Promise<readonly ProbeAnswer[]> => {
  const wants = asked.map((each) => ({ ...each, wants: wantsOf(each, expands) }))
  const fetched = await client.fetchAll(wants.flatMap((each) => each.wants))
  return wants.flatMap(({ node, probes, wants: own }) =>
    probes.map(({ edge }, place): ProbeAnswer => {
      const read = fetched.get((own[place] ?? own[0]) as Want)
      return { node, edge, ...answerIn(expands ? edgeIn(read, node, edge) : read) }
    }),
  )
}

/** A read that failed before it reached the edge stands for it. */
const edgeIn = (
  read: Fetched | undefined,
  { id }: FoundNode,
  edge: string | null,
): Fetched | undefined =>
  read?.edges?.get(id)?.get(edge ?? '') ?? (read?.error === null ? undefined : read)

const answerIn = (read: Fetched | undefined): Pick<ProbeAnswer, 'rows' | 'what'> => {
  if (read === undefined) return { rows: [], what: 'it was not read' }
  return { rows: read.rows, what: read.error === null ? null : errorWords(read.error) }
}

const wantsOf = ({ node, probes, business }: Asked, expands: boolean): readonly Want[] =>
  expands
    ? [expandedWant(probes, node.id, business)]
    : probes.map((probe) => probeWant(probe, node.id, business))

/** The nodes a row lists under a field: objects, or ids; in a list, or a connection. */
export const listedNodes = (row: Json, field: string): readonly FoundNode[] => {
  const inner = (listOf(row, field) ?? listOf(fieldOf(row, field), 'data') ?? []) as readonly Json[]
  return inner.flatMap((each) => {
    const id = typeof each === 'string' ? each : textOf(each, 'id')
    return isGraphId(id) ? [{ id, asset: null }] : []
  })
}
