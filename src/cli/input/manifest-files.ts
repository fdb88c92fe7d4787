import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { excerptAt, sourceTextOf } from '../../manifest/text/source-text.ts'
import type { Problem } from '../../model/problem.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { errnoOf, reasonOf } from '../../model/text/system-error.ts'
import { compareText } from '../../model/text/text.ts'
import { cliProblem } from '../cli-problems.ts'
import type { Io } from '../io.ts'
import { decoded, type Foreign } from './encoding.ts'
import { pathMeantBy } from './near-paths.ts'
import { notUtf8 } from './text-file.ts'

/** A manifest file: its path relative to the working directory, and its text. */
export interface ManifestFile {
  readonly file: string
  readonly text: string
}

export interface ReadFiles {
  readonly files: readonly ManifestFile[]
  readonly problems: readonly Problem[]
  /** Files in the folders that are not manifests by their names. */
  readonly unread: readonly string[]
}

const ENDINGS = ['yaml', 'yml', 'json']
const MANIFEST = /\.(yaml|yml|json)$/i

/** Inside a folder these are sandbox worlds, kept next to the manifests they are planned with. */
const WORLD = /(^|[/\\.])world\.(yaml|yml|json)$/i

const isManifest = (path: string): boolean => MANIFEST.test(path) && !WORLD.test(path)

/** The path that stands for standard input, in messages too. */
export const STDIN = '-'

/**
 * The manifest files behind some paths: a file as it is, a folder with everything below it, sorted,
 * standard input for `-`.
 * Names that start with a dot are skipped. A symlink is never followed out of its folder, nor, for a
 * path below the working directory, out of the working directory. Throws `stop` for what cannot be read.
 */
export const readManifestFiles = async (
  paths: readonly string[],
  { cwd, stdin }: Pick<Io, 'cwd' | 'stdin'>,
  hint = '',
): Promise<ReadFiles> => {
  const behind = (path: string): Promise<ReadFiles> =>
    path === STDIN ? readStdin(stdin) : filesBehind(path, cwd, hint)
  const found = joined(await Promise.all([...new Set(paths)].map(behind)))
  const unique = new Map<string, ManifestFile>()
  for (const file of found.files) {
    const real = file.file === STDIN ? STDIN : await realpath(resolve(cwd, file.file))
    if (!unique.has(real)) unique.set(real, file)
  }
  return { ...found, files: [...unique.values()] }
}

const readStdin = async (stdin: Io['stdin']): Promise<ReadFiles> =>
  stdin === undefined
    ? nothing(cliProblem('stdin_is_terminal', undefined))
    : textOf(STDIN, await stdin())

const NOTHING: ReadFiles = { files: [], problems: [], unread: [] }

const nothing = (...problems: readonly Problem[]): ReadFiles => ({ ...NOTHING, problems })

const joined = (parts: readonly ReadFiles[]): ReadFiles => ({
  files: parts.flatMap(({ files }) => files),
  problems: parts.flatMap(({ problems }) => problems),
  unread: parts.flatMap(({ unread }) => unread),
})

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

const filesBehind = async (path: string, cwd: string, hint: string): Promise<ReadFiles> => {
  const absolute = resolve(cwd, path)
  try {
    const state = await stat(absolute)
    const base = isWithin(absolute, cwd) ? cwd : dirname(absolute)
    const isFolderElsewhere = base !== cwd && state.isDirectory()
    if (!isFolderElsewhere && !isWithin(await realpath(absolute), await realpath(base))) {
      return nothing(cliProblem('symlink_leaves', { path, folder: shown(base, cwd) }))
    }
    if (state.isFile()) return await readOne(absolute, cwd)
    if (!state.isDirectory()) return nothing(cliProblem('not_a_regular_file', { path }))
    return await readFolder(absolute, path, cwd)
  } catch (error) {
    return errnoOf(error) === 'ENOENT'
      ? nothing(cliProblem('path_missing', { path, hint: await adviceOn(path, cwd, hint) }))
      : nothing(cliProblem('path_unreadable', { path, reason: reasonOf(error) }))
  }
}

/** What a path that leads nowhere was meant to be; else the hint for whoever meant something else. */
const adviceOn = async (path: string, cwd: string, hint: string): Promise<string> => {
  const near = await manifestMeantBy(path, cwd)
  return near === null ? hint : `Did you mean ${near}?`
}

/** The manifest or folder that a path which leads nowhere was meant to be. */
export const manifestMeantBy = (path: string, cwd: string): Promise<string | null> =>
  pathMeantBy(path, cwd, (name, isFolder) => isFolder || isManifest(name))

/** A path for people; a file whose name means standard input is told from it. */
const shown = (absolute: string, cwd: string): string => {
  const path = relative(cwd, absolute)
  if (path === STDIN) return `./${path}`
  return path === '' ? '.' : path.split(sep).join('/')
}

const readOne = async (absolute: string, cwd: string): Promise<ReadFiles> => {
  const file = shown(absolute, cwd)
  try {
    return textOf(file, await readFile(absolute))
  } catch (error) {
    return nothing(cliProblem('path_unreadable', { path: file, reason: reasonOf(error) }))
  }
}

const textOf = (file: string, bytes: Uint8Array): ReadFiles => {
  const read = decoded(bytes)
  return 'text' in read
    ? { ...NOTHING, files: [{ file, text: read.text }] }
    : nothing({ ...notUtf8(file, read), excerpt: excerptOf(file, read) })
}

/** The first line that is not UTF-8, decoded in the encoding it seems to have. */
const excerptOf = (file: string, { guess, line, column }: Foreign): string =>
  excerptAt(sourceTextOf(file, guess), { file, line, column })

const readFolder = async (absolute: string, path: string, cwd: string): Promise<ReadFiles> => {
  const walked = await walk(absolute, { root: await realpath(absolute), cwd, folder: path })
  const isEmpty = walked.files.length === 0 && walked.problems.length === 0
  if (!isEmpty) return walked
  const slip = walked.unread.map(renamed).find((each) => each !== null)
  const hint = slip ?? FIRST_STEPS
  return { ...walked, problems: [cliProblem('folder_without_manifests', { path, hint })] }
}

/** What to do where there is no manifest yet. */
export const FIRST_STEPS =
  'If there is none yet: `bizaccess import -o access.yaml` writes one from what is live, `bizaccess init` one to fill in, and `bizaccess demo` tells the whole story without a token.'

/** How a file that was probably meant as a manifest is read: `access.yaml.txt`, `access.yam`. */
const renamed = (file: string): string | null => {
  if (isManifest(file)) return null
  const [, stem = '', ending = ''] = /^(.*)\.([^./]+)$/.exec(file) ?? []
  const meant = isManifest(stem) ? stem : `${stem}.${nearestOf(ending, ENDINGS) ?? ''}`
  return isManifest(meant) && !WORLD.test(file)
    ? `Did you mean ${file} as one? Rename it to ${meant}.`
    : null
}

interface Walk {
  /** The given folder with its own symlinks resolved: nothing outside it is read. */
  readonly root: string
  readonly cwd: string
  readonly folder: string
}

const walk = async (folder: string, context: Walk): Promise<ReadFiles> => {
  const all = (await readdir(folder)).sort(compareText)
  const names = all.filter((name) => !name.startsWith('.'))
  const hidden = all.filter((name) => name.startsWith('.') && isManifest(name))
  const found: ReadFiles[] = hidden.map((name) => unread(join(folder, name), context))
  for (const name of names) found.push(await visit(join(folder, name), context))
  return joined(found)
}

const visit = async (path: string, context: Walk): Promise<ReadFiles> => {
  const state = await lstat(path)
  if (state.isSymbolicLink()) return visitLink(path, context)
  if (state.isDirectory()) return walk(path, context)
  if (!isManifest(path)) return unread(path, context)
  return state.isFile()
    ? readOne(path, context.cwd)
    : nothing(cliProblem('not_a_regular_file', { path: shown(path, context.cwd) }))
}

const unread = (path: string, { cwd }: Pick<Walk, 'cwd'>): ReadFiles => ({
  ...NOTHING,
  unread: [shown(path, cwd)],
})

/** A link to a folder inside the root is skipped as that folder is read at its own place. */
const visitLink = async (path: string, { root, cwd, folder }: Walk): Promise<ReadFiles> => {
  const target = await realpath(path).catch(() => null)
  const isFolder = target !== null && (await stat(target)).isDirectory()
  if (!isFolder && !isManifest(path)) return unread(path, { cwd })
  if (target === null || !isWithin(target, root)) {
    return nothing(cliProblem('symlink_leaves', { path: shown(path, cwd), folder }))
  }
  return isFolder ? nothing() : readOne(path, cwd)
}
