import type { LiveState, MirrorList } from '../../src/model/live.ts'

/**
 * What was read, apart from what it took; the order of the mirror's rows tells nothing, and of what it
 * shows of the API neither does the row that shows it.
 */
export const shownOf = ({ calls: _, mirror, evidence, ...live }: LiveState) => ({
  ...live,
  ...(evidence === undefined
    ? {}
    : {
        evidence: evidence
          .filter(({ assumption }) => assumption !== OF_CALLS)
          .map(({ example: _example, ...shows }) => shows),
      }),
  ...(mirror === undefined
    ? {}
    : { mirror: { agencies: inOrder(mirror.agencies), clients: inOrder(mirror.clients) } }),
})

/** How much of what is allowed is used is of the calls that were made before, not of a business. */
const OF_CALLS = 'usage_told'

const inOrder = ({ rows, ...list }: MirrorList) => ({
  ...list,
  rows: [...rows].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
})

const keyOf = ({ kind, asset, business }: MirrorList['rows'][number]): string =>
  `${kind} ${asset} ${business.id}`
