import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, type Json } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { LiveMirror, MirrorList } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { statusOf } from '../decode.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import type { Section } from '../section.ts'
import { clientsWant, mirrorWant } from '../wants.ts'
import { type ClientPermission, clientsOf } from './clients.ts'

/**
 * Our business's two lists that say, for each other business, on which assets something is
 * shared.
 */
export interface Mirror {
  /** Who has access to our assets (`agencies`), with one row per asset. */
  readonly agencies: Section<ClientPermission>
  /** Whose assets we have access to (`clients`). */
  readonly clients: Section<ClientPermission>
}

export const MIRROR_LISTS = ['agencies', 'clients'] as const satisfies readonly (keyof Mirror)[]

/** Both, in one round. */
export const readMirror = async (
  client: GraphClient,
  business: string,
  kinds: KindTable,
): Promise<Mirror> => {
  const wants = { agencies: mirrorWant(business, kinds), clients: clientsWant(business, kinds) }
  const fetched = await client.fetchAll(Object.values(wants))
  return {
    agencies: tellingSection(fetched.get(wants.agencies), kinds),
    clients: tellingSection(fetched.get(wants.clients), kinds),
  }
}

/**
 * The list, unless it names businesses and says of none what they have: then the fields are gone, and
 * it proves nothing.
 */
export const tellingSection = (
  fetched: Fetched | undefined,
  kinds: KindTable,
): Section<ClientPermission> => {
  const section = clientsOf(fetched, kinds)
  const rows = fetched?.rows ?? []
  const isSilent = rows.length > 0 && !rows.some((row) => isTelling(row, kinds))
  return isSilent && section.status === 'complete'
    ? { ...section, status: 'unreadable', bad: 'its rows tell no permission of any kind' }
    : section
}

const isTelling = (row: Json, kinds: KindTable): boolean =>
  kinds.some(({ mirror }) => mirror !== undefined && fieldOf(row, mirror) !== undefined)

/** Both lists as live state has them. */
export const mirrorOf = (mirror: Mirror): LiveMirror => ({
  agencies: listOf(mirror.agencies),
  clients: listOf(mirror.clients),
})

const listOf = (section: Section<ClientPermission>): MirrorList => ({
  status: section.status,
  what: section.status === 'complete' ? null : whyNot(section),
  rows: section.rows.map(({ kind, asset, client, tasks, apiStatus }) => ({
    ...{ kind, asset, business: client, tasks },
    status: statusOf(apiStatus, tasks !== null),
  })),
})

/** Why a list that was not read to its end was not. */
export const whyNot = ({ error, bad }: Section<object>): string =>
  error === null ? (bad ?? 'not read to its end') : errorWords(error)

/** The lists that nothing could be held against: said, and no reason to doubt the assets. */
export const mirrorProblems = (
  mirror: Mirror,
  /** What is said of already. */
  said: readonly (keyof Mirror)[],
): readonly Problem[] =>
  MIRROR_LISTS.filter((where) => !said.includes(where)).flatMap((where) => {
    const { what } = listOf(mirror[where])
    return what === null ? [] : [liveProblem('mirror_unread', { where, what })]
  })
