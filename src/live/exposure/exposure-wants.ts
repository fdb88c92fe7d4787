import type { Edge, Want } from '../../graph/want.ts'
import type { ExposureRead, NodeName } from '../../model/exposure/exposure-node.ts'
import { EXPOSURE_NODES } from '../../model/exposure/exposure-nodes.ts'
import { EXPOSURE_QUESTIONS } from '../../model/exposure/exposure-questions.ts'
import { checkedId } from '../../model/text/graph-id.ts'

/** An edge of a node, or its own fields, whichever questions and nodes need it. */
export type Probe = Pick<ExposureRead, 'edge' | 'fields' | 'wantsBusiness'>

/** Everything that is read of one type of node; the same edge once. */
export const probesOf = (type: NodeName): readonly Probe[] => {
  const reads: readonly Probe[] = [
    ...Object.values(EXPOSURE_QUESTIONS)
      .flatMap((question) => question.reads)
      .filter(({ of }) => of === type),
    ...Object.values(EXPOSURE_NODES).flatMap(({ found }) =>
      typeof found === 'object' && 'of' in found && found.of === type ? [found] : [],
    ),
  ]
  return [...new Map(reads.map((read) => [read.edge, read])).values()]
}

const paramsOf = (
  { fields, wantsBusiness = false }: Probe,
  business: string,
): Readonly<Record<string, string>> => ({
  ...(fields.length === 0 ? {} : { fields: fields.join(',') }),
  ...(wantsBusiness ? { business: checkedId(business) } : {}),
})

/** One edge of a node, or the node itself. */
export const probeWant = (probe: Probe, node: string, business: string): Want => {
  const params = paramsOf(probe, business)
  const path = `/${checkedId(node)}`
  return probe.edge === null
    ? { path, params, node: true }
    : { path: `${path}/${probe.edge}`, params }
}

/** All edges of a node in one call. */
export const expandedWant = (probes: readonly Probe[], node: string, business: string): Want => ({
  path: `/${checkedId(node)}`,
  params: { fields: 'id' },
  node: true,
  onlyEdges: true,
  edges: probes.flatMap((probe): readonly Edge[] =>
    probe.edge === null ? [] : [{ edge: probe.edge, params: paramsOf(probe, business) }],
  ),
})
