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
  { args, written }: Context,
): readonly string[] => {
  const owners = ownersOf(businessesOf(files))
  const businesses = [...new Set(owners.values())].filter((business) => business !== null)
  const names = args.slice(0, args.length - paths.length)
  const words = [...names, ...(written?.flags ?? [])]
  return businesses.sort(compareText).map((business) => {
    const isOwn = (file: string): boolean => [null, business].includes(owners.get(file) ?? null)
    const own = coverOf(paths, [...owners.keys()], isOwn)
    const [first = '', ...others] = [...names, ...own].map(quoted)
    const flags = words.slice(names.length).map(quoted)
    return ['  bizaccess', written?.command ?? 'plan', first, ...others, ...flags].join(' ')
  })
}

/**
 * The given paths that contain only these files; for other paths, the folders and files within
 * them that do.
 */
export const coverOf = (
  paths: readonly string[],
  files: readonly string[],
  isOwn: (file: string) => boolean,
): readonly string[] =>
  paths.flatMap((path) => {
    const below = files.filter((file) => isBelow(file, path))
    if (!below.some(isOwn)) return []
    if (below.every(isOwn)) return [path]
    const parts = [...new Set(below.map((file) => partOf(file, path)))]
    return coverOf(parts, below, isOwn)
  })

/**
 * A path in the form that file names have: no leading `./` and no trailing `/`; '' is the working
 * directory.
 */
const plainOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/^(\.\/+)+|\/+$/g, '')
    .replace(/^\.$/, '')

const isBelow = (file: string, path: string): boolean => {
  const folder = plainOf(path)
  return folder === '' || file === folder || file.startsWith(`${folder}/`)
}

/** The direct child of a folder, itself a folder or a file, that leads to a file. */
const partOf = (file: string, path: string): string => {
  const folder = plainOf(path)
  const start = folder === '' ? 0 : folder.length + 1
  const end = file.indexOf('/', start)
  return end < 0 ? file : file.slice(0, end)
}
