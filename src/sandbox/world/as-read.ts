/** Rows that are shown as they are, because their tasks were read from an API that had unpacked them. */
import type { Asset, World } from '../state.ts'

/** Whether the tasks of a business or a person on an asset are shown as they are. */
export function isAsRead({ asRead }: Asset, subject: string): boolean {
  return asRead?.has(subject) === true
}

/** The world after a write, in which the rows that it wrote are ordinary ones from now on. */
export function withoutWritten(before: World, after: World): World {
  if (before.assets === after.assets) return after
  const changed: Asset[] = []
  const old = before.assets.values()
  for (const asset of after.assets.values()) {
    // A write keeps their order, and most are the very same.
    if (old.next().value === asset) continue
    const earlier = before.assets.get(asset.id)
    if (earlier !== undefined && earlier !== asset) changed.push(...forgotten(earlier, asset))
  }
  if (changed.length === 0) return after
  const assets = new Map(after.assets)
  for (const asset of changed) assets.set(asset.id, asset)
  return { ...after, assets }
}

/** The asset without the marks of the rows that were written; none if there are no such rows. */
function forgotten(before: Asset, { asRead, ...asset }: Asset): readonly Asset[] {
  if (asRead === undefined) return []
  const left = [...asRead].filter(
    (id) =>
      before.agencies.get(id) === asset.agencies.get(id) &&
      before.users.get(id) === asset.users.get(id),
  )
  if (left.length === asRead.size) return []
  return [left.length === 0 ? asset : { ...asset, asRead: new Set(left) }]
}
