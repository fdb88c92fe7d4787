import { expansionOf } from '../../src/graph/reading/expansion.ts'
import type { Want } from '../../src/graph/want.ts'
import { probesOf, probeWant } from '../../src/live/exposure/exposure-wants.ts'
import { permissionsWant } from '../../src/live/glance/token-facts.ts'
import { groupsWant } from '../../src/live/groups/read-groups.ts'
import { onBehalfOfLists } from '../../src/live/relations/on-behalf-of-rows.ts'
import {
  assetWant,
  businessWant,
  clientsWant,
  inverseWant,
  listingWant,
  meEmailWant,
  meWant,
  mirrorWant,
  PEOPLE_LISTS,
  peopleWant,
  relationWant,
} from '../../src/live/wants.ts'
import type { NodeName } from '../../src/model/exposure/exposure-node.ts'
import { EXPOSURE_NODES } from '../../src/model/exposure/exposure-nodes.ts'
import { ASSET_GROUP, KINDS, listingsFor } from '../../src/model/kinds.ts'
import { EDGE_NAMES } from '../../src/model/relations.ts'
import { parseFields, type Selection } from '../../src/sandbox/views/fields.ts'

/** One field that is asked of one type of node, or of the rows of one of its edges; none: the default row. */
export interface FieldRead {
  readonly of: string
  readonly edge: string | null
  readonly field: string | null
}

const BUSINESS = '100100000000001'
const NODE = '4444'

/** Everything that a want asks, by the type of the node it asks. */
export const readsOf = (
  of: string,
  { path, params, node, edges = [] }: Want,
): readonly FieldRead[] => {
  const [, , edge = null] = path.split('/')
  const fields = [params['fields'] ?? '', ...edges.map((each) => expansionOf(each))]
  return fieldReads(of, node === true ? null : edge, fields.filter(Boolean).join(','))
}

/** The same of a question as it was sent. */
export const fieldReads = (
  of: string,
  edge: string | null,
  fields: string,
): readonly FieldRead[] =>
  fields === '' ? [{ of, edge, field: null }] : selected(of, edge, parseFields(fields))

/** The type of the rows of an edge that is asked within the rows of a list of assets. */
const rowsOf = (edge: string | null, of: string): string => TYPE_OF_LIST.get(edge ?? '') ?? of

export const TYPE_OF_LIST = new Map(
  [...KINDS, ASSET_GROUP].flatMap(({ name, listing }) =>
    [listing.owned, listing.client].flatMap((edge): [string, string][] =>
      edge === undefined ? [] : [[edge, name]],
    ),
  ),
)

const selected = (
  of: string,
  edge: string | null,
  fields: readonly Selection[],
): readonly FieldRead[] =>
  fields.flatMap(({ name, args, fields: inner = [] }): readonly FieldRead[] => {
    if (args.size === 0) return [{ of, edge, field: name }]
    const type = rowsOf(edge, of)
    return inner.length === 0
      ? [{ of: type, edge: name, field: null }]
      : selected(type, name, inner)
  })

const ofKinds = (): readonly FieldRead[] =>
  [...KINDS, ASSET_GROUP].flatMap((kind) => [
    ...listingsFor(kind).flatMap((listing) =>
      readsOf(
        'business',
        listingWant(BUSINESS, kind, listing, { withTokens: kind.name === 'page' }),
      ),
    ),
    ...readsOf(kind.name, assetWant(BUSINESS, kind, NODE, [])),
    ...EDGE_NAMES.flatMap((name) =>
      kind.relations[name] === undefined
        ? []
        : readsOf(kind.name, relationWant(kind, NODE, name, BUSINESS)),
    ),
    ...[
      inverseWant(kind, NODE, [
        kind.nameField,
        ...(kind.ownerField === undefined ? [] : [`${kind.ownerField}{id}`]),
      ]),
    ].flatMap((want) => (want === null ? [] : readsOf('person', want))),
  ])

/** What the exposure review calls nodes that are assets. */
const TYPE_OF_NODE: Readonly<Partial<Record<NodeName, string>>> = {
  account: 'ad_account',
  pixel: 'pixel',
  whatsapp: 'whatsapp_account',
}

const ofExposure = (): readonly FieldRead[] =>
  (Object.keys(EXPOSURE_NODES) as NodeName[]).flatMap((type) =>
    probesOf(type).flatMap((probe) =>
      readsOf(TYPE_OF_NODE[type] ?? type, probeWant(probe, NODE, BUSINESS)),
    ),
  )

const ofPeople = (): readonly FieldRead[] => [
  ...PEOPLE_LISTS.flatMap((list) =>
    readsOf('business', peopleWant(BUSINESS, list, { origins: true, details: true, seats: true })),
  ),
  ...[meWant(), meEmailWant(), permissionsWant()].flatMap((want) => readsOf('me', want)),
  ...[
    businessWant(BUSINESS),
    clientsWant(BUSINESS, KINDS),
    mirrorWant(BUSINESS, KINDS),
    groupsWant({ business: BUSINESS, kinds: KINDS }),
    ...onBehalfOfLists(BUSINESS),
  ].flatMap((want) => readsOf('business', want)),
]

/** Everything that functions of the client form by themselves, for every kind. */
export const everyRead = (): readonly FieldRead[] => [...ofKinds(), ...ofPeople(), ...ofExposure()]

export const nameOf = ({ of, edge, field }: FieldRead): string =>
  `${of}/${edge ?? ''} ${field ?? '(default)'}`
