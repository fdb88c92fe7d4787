import type { Scene } from './abstract.ts'
import { isAdditive, profilesOf, type Reading, tasksOf } from './words.ts'

type Ask =
  | { readonly type: 'unsaid' }
  | { readonly type: 'leave' }
  | { readonly type: 'ask'; readonly tasks: readonly string[] }

const askOf = (reading: Reading): Ask => {
  const { declared, asset } = reading
  const grants = [declared, ...profilesOf(reading)].flatMap(({ request }) => request ?? [])
  if (grants.length === 0) return { type: 'unsaid' }
  const lists = grants.map((grant) => tasksOf(asset.section, grant))
  if (!lists.some((tasks) => tasks.length === 0)) {
    return { type: 'ask', tasks: [...new Set(lists.flat())] }
  }
  return isAdditive(reading) ? { type: 'unsaid' } : { type: 'leave' }
}

export interface Asking {
  /** What is asked for now, by asset. */
  readonly sent: ReadonlyMap<string, readonly string[]>
  readonly left: ReadonlySet<string>
  readonly later: readonly string[]
}

/** No more requests are open at any time than the policy allows; the rest queue up by address. */
export const askingOf = (readings: readonly Reading[], { world, manifest }: Scene): Asking => {
  const asks = readings
    .filter(({ asset }) => !asset.isOurs)
    .map((reading) => ({ asset: reading.asset, ask: askOf(reading) }))
  const open = world.assets.filter(({ ours }) => ours?.state === 'pending').length
  const queue = asks
    .flatMap(({ asset, ask }) =>
      asset.ours === null && ask.type === 'ask' ? [{ id: asset.id, tasks: ask.tasks }] : [],
    )
    .sort((one, other) => (`${one.id}/` < `${other.id}/` ? -1 : 1))
  const room = Math.max(0, manifest.maxOpenRequests - open)
  const left = asks.filter(({ asset, ask }) => asset.ours !== null && ask.type === 'leave')
  const freed = left.filter(({ asset }) => asset.ours?.state === 'pending').length
  const sent = queue.slice(0, room)
  const more = Math.max(0, manifest.maxOpenRequests - (open - freed + sent.length))
  return {
    sent: new Map(sent.map(({ id, tasks }) => [id, tasks])),
    left: new Set(left.map(({ asset }) => asset.id)),
    later: queue.slice(sent.length, sent.length + more).map(({ id }) => id),
  }
}
