import type { DesiredAsset } from '../model/manifest.ts'
import { compareText } from '../model/text/text.ts'
import type { Ground } from './ground.ts'
import { givingPaths } from './wish.ts'

/** Where people are given something, on assets or in the business. */
const GIVING = ['members', 'users'] as const

/**
 * The lines of some assets that give one of our people something that day, as `id (file:line)`, each
 * once, whatever order the assets are in.
 */
export const linesDeclaring = (
  { directory, expiryDay }: Pick<Ground, 'directory' | 'expiryDay'>,
  person: string,
  assets: readonly DesiredAsset[],
): readonly string[] => {
  const lines = assets.flatMap((asset) =>
    GIVING.flatMap((relation) => givingPaths(asset[relation], expiryDay, directory.oneOf))
      .filter(({ subject }) => directory.idOf(subject) === person)
      .map(({ source }) => `${asset.id} (${source.file}:${source.line})`),
  )
  return [...new Set(lines)].sort(compareText)
}
