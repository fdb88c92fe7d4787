import { type GraphError, localFacts, redactedError } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import type { Hold } from '../pace/pace.ts'
import { objectOf } from '../wire/wire.ts'
import type { FetchContext } from './fetch-context.ts'
import type { Delayed, Open } from './open.ts'

/**
 * Separates what may be sent now from what its own bucket holds back; the rest does not wait for
 * it.
 */
export const heldBack = (
  ready: readonly Open[],
  delayed: readonly Delayed[],
  context: FetchContext,
): { readonly free: readonly Open[]; readonly held: readonly Delayed[] } => {
  const holds = new Map<string, Omit<Delayed, 'open'> | null>(
    delayed.flatMap(({ open, ...hold }) => {
      const object = objectOf(open.want.path)
      return object === null || ruleOf(hold.error).family !== 'limit' ? [] : [[object, hold]]
    }),
  )
  const free: Open[] = []
  const held: Delayed[] = []
  for (const open of ready) {
    const hold = holdOf(open, holds, context)
    if (hold === null) free.push(open)
    else held.push({ ...hold, open })
  }
  return { free, held }
}

const holdOf = (
  { want }: Open,
  holds: Map<string, Omit<Delayed, 'open'> | null>,
  context: FetchContext,
): Omit<Delayed, 'open'> | null => {
  const object = objectOf(want.path)
  if (object === null) return null
  const known = holds.get(object)
  if (known !== undefined) return known
  const taken = context.pace.take(object)
  const hold =
    taken === null
      ? null
      : {
          delay: taken.ms,
          error: throttled(want.path, taken, context),
          isPause: false,
          isCaution: !taken.isFull,
        }
  holds.set(object, hold)
  return hold
}

const throttled = (path: string, hold: Hold, { redactor }: FetchContext): GraphError =>
  redactedError(
    localFacts('throttled', holdWords(hold), { call: `GET ${path}`, retryAfterMs: hold.ms }),
    redactor,
  )

const holdWords = ({ percent, isFull }: Hold): string =>
  isFull
    ? 'the API says that it accepts no more calls for now'
    : `${Math.round(percent)} % are used up`

/** Delays a call that counts against the limit of the whole app. */
export const slowDown = async ({ pace, waits }: FetchContext): Promise<void> => {
  const hold = pace.take(null)
  if (hold === null) return
  const percent = Math.round(hold.percent)
  await waits.wait(hold.ms, `slowing down: ${percent} % of the app's call limit are used up`)
}
