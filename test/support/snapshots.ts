import { alsoSeats, type ReadRequest } from '../../src/live/wants.ts'
import type { LiveState, MirrorList } from '../../src/model/live.ts'

/** Everything in reach, with everybody and all that is told of them. */
export const everythingOf = (business: string): ReadRequest =>
  alsoSeats({
    ...{ business, assets: 'all', people: true, details: true, origins: true },
    ...{ listings: 'all', onBehalfOf: 'in_full', mirror: true, groups: true },
  })

/** What was read, apart from what it took; the order of the mirror's rows tells nothing. */
export const shownOf = ({ calls: _, mirror, ...live }: LiveState) => ({
  ...live,
  ...(mirror === undefined
    ? {}
    : { mirror: { agencies: inOrder(mirror.agencies), clients: inOrder(mirror.clients) } }),
})

const inOrder = ({ rows, ...list }: MirrorList) => ({
  ...list,
  rows: [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
})

const keyOf = ({ kind, asset, business }: MirrorList['rows'][number]): string =>
  `${kind} ${asset} ${business.id}`
