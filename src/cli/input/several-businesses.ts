import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { businessesOf } from '../../manifest/load.ts'
import { ownersOf } from '../../manifest/owners.ts'
import { compareText } from '../../model/text/text.ts'
import type { Context } from '../context.ts'
import type { ManifestFile } from './manifest-files.ts'
import { quoted } from './shell-word.ts'

/**
 * One command for each business whose files were given together: the same flags, and as few paths as
 * possible that cover the files shared by all and the business's own.
 */
export const commandsFor = (
  files: readonly ManifestFile[],
  paths: readonly string[],
  { args, written, io: { cwd } }: Context,
): readonly string[] => {
  const owners = ownersOf(businessesOf(files))
  const businesses = [...new Set(owners.values())].filter((business) => business !== null)
  const names = args.slice(0, args.length - paths.length)
  const words = [...names, ...(written?.flags ?? [])]
  return businesses.sort(compareText).map((business) => {
    const isOwn = (file: string): boolean => [null, business].includes(owners.get(file) ?? null)
    const own = coverOf(paths, [...owners.keys()], isOwn, cwd)
    const [first = '', ...others] = [...names, ...own].map(quoted)
    const flags = words.slice(names.length).map(quoted)
    return ['  bizaccess', written?.command ?? 'plan', first, ...others, ...flags].join(' ')
  })
}

/**
 * The given paths that contain only these files; for other paths, the folders and files within
 * them that do. Paths and files are relative to `cwd`, or absolute.
 */
export const coverOf = (
  paths: readonly string[],
  files: readonly string[],
  isOwn: (file: string) => boolean,
  cwd: string,
): readonly string[] =>
  paths.flatMap((path) => {
    const below = files.filter((file) => placeIn(path, file, cwd) !== null)
    if (!below.some(isOwn)) return []
    if (below.every(isOwn)) return [path]
    const parts = [...new Set(below.map((file) => partOf(path, file, cwd)))]
    return coverOf(parts, below, isOwn, cwd)
  })

/** Where a file lies in a folder, '' for the path itself; null for what is not below it. */
const placeIn = (path: string, file: string, cwd: string): string | null => {
  const place = relative(resolve(cwd, path), resolve(cwd, file))
  return place === '..' || place.startsWith(`..${sep}`) || isAbsolute(place) ? null : place
}

/** The direct child of a folder, itself a folder or a file, that leads to a file. */
const partOf = (path: string, file: string, cwd: string): string => {
  const [child = ''] = (placeIn(path, file, cwd) ?? '').split(sep)
  return join(path, child).replaceAll(sep, '/')
}
