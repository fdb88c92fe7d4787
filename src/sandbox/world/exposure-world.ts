/** Apps, lines of credit, shared audiences and what assets expose, in a world file. */
import { APP_EDGES, type ExposedEdges } from '../kinds/exposed-edges.ts'
import type { World } from '../state.ts'
import {
  type AudienceRequest,
  type CreditLine,
  type Exposed,
  type ExposedRow,
  type ExposureWorld,
  type InvoiceGroup,
  NOTHING_EXPOSED,
  type OwnedApp,
  type SharedAudience,
} from './exposed-things.ts'
import {
  ALLOCATION_FORMS,
  APP_FORMS,
  AUDIENCE_FORMS,
  AUDIENCE_REQUEST_FORMS,
  CREDIT_FORMS,
  INVOICE_FORMS,
} from './forms/exposure-forms.ts'
import type { Printable } from './printer.ts'
import {
  checkId,
  entriesAt,
  flagAt,
  mapAt,
  maybe,
  needText,
  refuseAt,
  type Tree,
  type TreeMap,
  textAt,
  wordsAt,
} from './world-reader.ts'

/** Keys of their sections. */
export const EXPOSURE_SECTIONS = ['apps', 'credit_lines', 'audience_requests'] as const

/** Reads the sections. */
export function readExposure(root: TreeMap): ExposureWorld {
  const [apps, credit, audiences] = EXPOSURE_SECTIONS
  return {
    apps: entriesAt(root.get(apps), apps, readApp),
    creditLines: entriesAt(root.get(credit), credit, readCredit),
    audienceRequests: entriesAt(root.get(audiences), audiences, readAudiences),
  }
}

/** Rows of a node's edges: a list of ids, or a map of id to a word (its status) or to words by name. */
export function readExposed(tree: Tree | undefined, path: string, edges: ExposedEdges): Exposed {
  return new Map(
    [...mapAt(tree, path, Object.keys(edges))].map(([edge, rows]) => [
      edge,
      Array.isArray(rows)
        ? new Map(wordsAt(rows, `${path}.${edge}`).map((id) => [id, new Map()]))
        : entriesAt(rows, `${path}.${edge}`, (_id, value, at) =>
            typeof value === 'string' ? wordOf(value) : textsAt(value, at),
          ),
    ]),
  )
}

function wordOf(value: string): ExposedRow {
  return value === '' ? new Map() : new Map([['status', value]])
}

function textsAt(tree: Tree | undefined, path: string, allowed?: readonly string[]): ExposedRow {
  const map = mapAt(tree, path, allowed)
  return new Map([...map.keys()].map((key) => [key, needText(map, key, path)]))
}

function readApp(id: string, value: Tree, path: string): OwnedApp {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(APP_FORMS))
  return {
    id,
    name: needText(map, 'name', path),
    ...maybe('owner', textAt(map, 'owner', path)),
    clients: wordsAt(map.get('clients'), `${path}.clients`),
    exposed: readExposed(map.get('exposure'), `${path}.exposure`, APP_EDGES),
  }
}

function readCredit(id: string, value: Tree, path: string): CreditLine {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(CREDIT_FORMS))
  return {
    id,
    owner: needText(map, 'owner', path),
    ...maybe('allocated', textAt(map, 'allocated', path)),
    revoked: flagAt(map, 'revoked', path, false),
    allocations: entriesAt(map.get('allocations'), `${path}.allocations`, (_id, tree, at) =>
      textsAt(tree, at, Object.keys(ALLOCATION_FORMS)),
    ),
    invoiceGroups: entriesAt(map.get('invoice_groups'), `${path}.invoice_groups`, readInvoices),
  }
}

function readInvoices(_id: string, value: Tree, path: string): InvoiceGroup {
  const map = mapAt(value, path, Object.keys(INVOICE_FORMS))
  const accounts = wordsAt(map.get('ad_accounts'), `${path}.ad_accounts`)
  return { name: needText(map, 'name', path), accounts }
}

function readAudiences(id: string, value: Tree, path: string): AudienceRequest {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(AUDIENCE_REQUEST_FORMS))
  return {
    id,
    initiator: needText(map, 'initiator', path),
    recipient: needText(map, 'recipient', path),
    status: textAt(map, 'status', path) ?? 'APPROVE',
    audiences: entriesAt(map.get('audiences'), `${path}.audiences`, readAudience),
  }
}

function readAudience(_id: string, value: Tree, path: string): SharedAudience {
  const map = mapAt(value, path, Object.keys(AUDIENCE_FORMS))
  const accounts = textsAt(map.get('accounts'), `${path}.accounts`)
  return { name: needText(map, 'name', path), accounts }
}

/** Every business that is named must exist; ad accounts and apps may be anybody's. */
export function checkExposure(world: World): void {
  const { apps, creditLines, audienceRequests } = world.exposure ?? NOTHING_EXPOSED
  const named: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ...[...apps.values()].map(
      (app) =>
        [
          `apps.${app.id}`,
          [app.owner, ...app.clients, ...partnersIn(app.exposed, APP_EDGES)],
        ] as const,
    ),
    ...[...creditLines.values()].map(
      ({ id, owner, allocations }) =>
        [
          `credit_lines.${id}`,
          [owner, ...[...allocations.values()].map((row) => row.get('receiving'))],
        ] as const,
    ),
    ...[...audienceRequests.values()].map(
      ({ id, initiator, recipient }) =>
        [`audience_requests.${id}`, [initiator, recipient]] as const,
    ),
  ]
  for (const [path, ids] of named) checkBusinesses(world, path, ids)
}

/** Businesses that these edges lead to. */
export function partnersIn(exposed: Exposed, edges: ExposedEdges): readonly string[] {
  return [...exposed].flatMap(([edge, rows]) => [
    ...(edges[edge]?.rows === 'businesses' ? rows.keys() : []),
    ...[...rows.values()].flatMap((row) => row.get('via') ?? []),
  ])
}

/** Refuses a business that no entry is of. */
export function checkBusinesses(
  world: World,
  path: string,
  ids: readonly (string | undefined)[],
): void {
  const strange = ids.find((id) => id !== undefined && !world.businesses.has(id))
  if (strange !== undefined) throw refuseAt(path, `there is no business ${strange}`)
}

type Branch = ReadonlyMap<string, Printable | undefined>

/** The sections as they are printed; none where there is nothing. */
export function treeOfExposure(world: World): readonly (readonly [string, Branch | undefined])[] {
  const { apps, creditLines, audienceRequests } = world.exposure ?? NOTHING_EXPOSED
  return [
    ['apps', mapped(apps, appTree)],
    ['credit_lines', mapped(creditLines, creditTree)],
    ['audience_requests', mapped(audienceRequests, audiencesTree)],
  ]
}

/** What a node exposes, as it is printed: ids alone where no row says more. */
export function treeOfExposed(exposed: Exposed | undefined): Branch | undefined {
  return exposed === undefined
    ? undefined
    : mapped(exposed, (rows) =>
        [...rows.values()].every(({ size }) => size === 0) ? [...rows.keys()] : rows,
      )
}

function mapped<T>(map: ReadonlyMap<string, T>, tree: (value: T) => Printable): Branch | undefined {
  if (map.size === 0) return undefined
  return new Map([...map].map(([id, value]) => [id, tree(value)]))
}

function appTree({ name, owner, clients, exposed }: OwnedApp): Printable {
  return new Map<string, Printable | undefined>([
    ['name', name],
    ['owner', owner],
    ['clients', clients.length === 0 ? undefined : clients],
    ['exposure', treeOfExposed(exposed)],
  ])
}

function creditTree({
  owner,
  allocated,
  revoked,
  allocations,
  invoiceGroups,
}: CreditLine): Printable {
  return new Map<string, Printable | undefined>([
    ['owner', owner],
    ['allocated', allocated],
    ['revoked', revoked ? true : undefined],
    ['allocations', mapped(allocations, (row) => row)],
    [
      'invoice_groups',
      mapped(
        invoiceGroups,
        ({ name, accounts }): Printable =>
          new Map<string, Printable>([
            ['name', name],
            ['ad_accounts', accounts],
          ]),
      ),
    ],
  ])
}

function audiencesTree({ initiator, recipient, status, audiences }: AudienceRequest): Printable {
  return new Map<string, Printable | undefined>([
    ['initiator', initiator],
    ['recipient', recipient],
    ['status', status],
    [
      'audiences',
      mapped(
        audiences,
        ({ name, accounts }): Printable =>
          new Map<string, Printable | undefined>([
            ['name', name],
            ['accounts', accounts.size === 0 ? undefined : accounts],
          ]),
      ),
    ],
  ])
}
