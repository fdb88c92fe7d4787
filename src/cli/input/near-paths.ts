import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { nearestOf } from '../../model/text/nearest.ts'
import { foldedOf } from '../../model/text/text.ts'

/** Whether a name in a folder can be what a command reads. */
export type Usable = (name: string, isFolder: boolean) => boolean

/** Mistyped parts of a path; of a path with more, nobody can say what it was meant to be. */
const MOST_SLIPS = 2

/**
 * The path that leads somewhere and that one which leads nowhere was meant to be: each part that does
 * not exist replaced by the nearest name in its folder. Null where there is none.
 */
export const pathMeantBy = async (
  path: string,
  cwd: string,
  isUsable: Usable,
): Promise<string | null> => {
  const parts = path.split(/[/\\]/)
  let slips = 0
  for (const [at, part] of parts.entries()) {
    if (['', '.', '..'].includes(part)) continue
    const isLast = at === parts.length - 1
    const folder = join(resolve(cwd, parts.slice(0, at).join('/') || '.'))
    const isNext: Usable = isLast ? isUsable : (_, isFolder) => isFolder
    const names = await namesIn(folder, isNext, part.startsWith('.'))
    if (names.includes(part)) continue
    const near = nameMeantBy(part, names)
    slips += 1
    if (near === null || slips > MOST_SLIPS) return null
    parts[at] = near
  }
  return slips === 0 ? null : parts.join('/')
}

const namesIn = async (
  folder: string,
  isUsable: Usable,
  withHidden: boolean,
): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => withHidden || !entry.name.startsWith('.'))
    .filter((entry) => isUsable(entry.name, entry.isDirectory()))
    .map(({ name }) => name)
    .sort()
}

/** The nearest name, or one that only has another ending: `access.yaml` for `access.txt`. */
const nameMeantBy = (part: string, names: readonly string[]): string | null =>
  nearestOf(part, names) ?? names.find((name) => stemOf(name) === stemOf(part)) ?? null

const stemOf = (name: string): string => foldedOf(/^\.?[^.]*/.exec(name)?.[0] ?? name)
