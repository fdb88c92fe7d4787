import type { Pools } from '../../graph/client.ts'
import type { GraphFleet } from '../../graph/pace/token-share.ts'

/** What a command knows of the run over many businesses that it is a part of. */
export interface FleetPlace {
  /** The business that this part is for. */
  readonly business: string
  /** What all parts share: how many requests are open, and what holds a token. */
  readonly graph: GraphFleet
  readonly pools: Pools
  /** A sandbox world that lies in the business's own folder; null if there is none. */
  readonly world: string | null
  /** Runs what only waits for people without the place that the part has among those at work. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>
}
