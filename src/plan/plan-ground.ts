import { type Ground, groundOf } from '../access/ground.ts'
import type { KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import { objectsIn } from '../model/objects.ts'

/** Everything the planner bases its judgements on; the same for every asset of a plan. */
export interface PlanGround extends Ground {
  readonly memory: Memory
  /** The UTC date by the API's clock if ours is more than a day off, otherwise null. */
  readonly apiDay: string | null
  /**
   * What an id belongs to according to the manifest or any list, in words; null if it is unknown.
   */
  readonly objectOf: (id: string) => string | null
  /** Addresses of agencies to replace with a gap. */
  readonly replace: ReadonlySet<string>
  /** Addresses of what was asked for or accepted before and is to be sent again. */
  readonly resend: ReadonlySet<string>
}

export interface PlanGroundInput {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  readonly apiDay?: string | null
  readonly kinds: KindTable
  readonly replace?: readonly string[]
  readonly resend?: readonly string[]
}

export const planGroundOf = ({
  manifest,
  live,
  memory,
  asOf,
  kinds,
  apiDay = null,
  replace = [],
  resend = [],
}: PlanGroundInput): PlanGround => ({
  ...groundOf({ manifest, live, asOf, kinds }),
  memory,
  apiDay,
  objectOf: objectsOf(manifest, live),
  replace: new Set(replace),
  resend: new Set(resend),
})

/** Computed when first asked for, because hardly any plan needs it. */
const objectsOf = (manifest: Manifest, live: LiveState): PlanGround['objectOf'] => {
  let known: ReadonlyMap<string, string> | undefined
  return (id) => {
    known ??= new Map([...declaredObjects(manifest), ...objectsIn(live)])
    return known.get(id) ?? null
  }
}

const declaredObjects = ({ business, partners, people, assets }: Manifest) => [
  ...[...partners.values()].map(({ alias, id }) => [id, `the partner ${alias}`] as const),
  ...[...people.values()].map(({ alias, value }) => [value, `the person ${alias}`] as const),
  ...assets.map(({ id }) => [id, `the asset ${id}`] as const),
  [business, 'our own business'] as const,
]
