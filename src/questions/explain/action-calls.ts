import { ACTION_TABLE, type Action, type ActionRow, type Form } from '../../model/actions.ts'
import { type Kind, type KindTable, withEverything } from '../../model/kinds.ts'
import { EDGE_NAMES } from '../../model/relations.ts'

/** The node a call is made on, in the words of a reference. */
const NODES: Readonly<Record<ActionRow['on'], string>> = {
  asset: 'ASSET',
  asset_group: 'GROUP',
  business: 'BUSINESS',
}

type EdgesOf = (kind: Kind, row: ActionRow) => string | undefined

const listEdge: EdgesOf = ({ relations }, { relation }) => {
  const name = EDGE_NAMES.find((each) => each === relation)
  return name === undefined ? undefined : relations[name]?.edge
}

/** How a call of each form is written, and on which edge of the node. */
const CALLS: Readonly<
  Record<Form, readonly [method: string, node: string | null, EdgesOf | null]>
> = {
  put: ['POST', null, listEdge],
  remove: ['DELETE', null, listEdge],
  ask: ['POST', 'BUSINESS', ({ relations }) => relations.request?.edge],
  give_up: ['DELETE', 'BUSINESS', ({ relations }) => relations.request?.withdraw.edge],
  delete: ['DELETE', 'REQUEST', null],
  invite: ['POST', 'BUSINESS', ({ relations }) => relations.members?.edge],
  set_role: ['POST', 'MEMBER', null],
  take_back: ['DELETE', 'INVITATION', null],
  expel: ['DELETE', 'MEMBER', null],
}

/** The calls that an action makes: `POST /BUSINESS/client_ad_accounts`, one for each edge. */
export const callsOf = (action: Action, kinds: KindTable): readonly string[] => {
  const row = ACTION_TABLE[action]
  const [method, node, edgeOf] = CALLS[row.form]
  const path = `${method} /${node ?? NODES[row.on]}`
  if (edgeOf === null) return [path]
  const edges = withEverything(kinds).flatMap((kind) => edgeOf(kind, row) ?? [])
  return [...new Set(edges)].map((edge) => `${path}/${edge}`)
}
