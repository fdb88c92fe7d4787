import type { Manifest } from '../../model/manifest.ts'
import type { EdgeName } from '../../model/relations.ts'

/** Whether every asset in reach is read, and not only the declared ones. */
export const readsEverything = ({ offboarded, policy }: Manifest): boolean =>
  offboarded.length > 0 || policy.coverage === 'closed'

/** What a plan of the manifest reads: if such a read fails, so does the plan. */
export interface PlanReads {
  readonly people: boolean
  /** What we asked for and were given, of every kind. */
  readonly requests: boolean
  readonly edge: (asset: string, relation: EdgeName) => boolean
}

const NOTHING: PlanReads = { people: false, requests: false, edge: () => false }

export const planReads = (manifest: Manifest | null): PlanReads => {
  if (manifest === null) return NOTHING
  const isAll = readsEverything(manifest)
  const { assets } = manifest
  return {
    people: isAll || assets.some(({ users }) => users !== null),
    requests: isAll || assets.some(({ request }) => request !== null),
    edge: (id, relation) =>
      isAll || assets.some((asset) => asset.id === id && asset[relation] !== null),
  }
}
