import type { LiveState, MirrorList } from '../../src/model/live.ts'

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
