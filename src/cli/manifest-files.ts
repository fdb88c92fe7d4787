import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '../model/problem.ts'
import { compareText } from '../model/text.ts'
import { cliProblem } from './diagnostics.ts'
import { errnoOf, reasonOf } from './errno.ts'

/** A manifest file: its path relative to the working directory, and its text. */
export interface ManifestFile {
  readonly file: string
  readonly text: string
}

export interface ReadFiles {
  readonly files: readonly ManifestFile[]
  readonly problems: readonly Problem[]
}

const MANIFEST = /\.(yaml|yml|json)$/

/** In a folder these are sandbox worlds, which live beside the manifests they are planned with. */
const WORLD = /(^|[/\\.])world\.(yaml|yml|json)$/

const isManifest = (path: string): boolean => MANIFEST.test(path) && !WORLD.test(path)

/**
 * The manifest files behind some paths: a file as it is, a folder with everything below it, sorted.
 * Names that start with a dot are skipped, and what a symlink brings in from outside is never read:
 * not from outside its folder, and for a path below the working directory not from outside of that.
 */
export const readManifestFiles = async (
  paths: readonly string[],
  cwd: string,
  hint = '',
): Promise<ReadFiles> => {
  const found = joined(await Promise.all(paths.map((path) => filesBehind(path, cwd, hint))))
  const unique = new Map<string, ManifestFile>()
  for (const file of found.files) {
    const real = await realpath(resolve(cwd, file.file))
    if (!unique.has(real)) unique.set(real, file)
  }
  return { files: [...unique.values()], problems: found.problems }
}

const nothing = (...problems: readonly Problem[]): ReadFiles => ({ files: [], problems })

const joined = (parts: readonly ReadFiles[]): ReadFiles => ({
  files: parts.flatMap(({ files }) => files),
  problems: parts.flatMap(({ problems }) => problems),
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
      ? nothing(cliProblem('path_missing', { path, hint }))
      : nothing(cliProblem('path_unreadable', { path, reason: reasonOf(error) }))
  }
}

const shown = (absolute: string, cwd: string): string => {
  const path = relative(cwd, absolute)
  return path === '' ? '.' : path.split(sep).join('/')
}

const readOne = async (absolute: string, cwd: string): Promise<ReadFiles> => {
  const file = shown(absolute, cwd)
  try {
    return { files: [{ file, text: await readFile(absolute, 'utf8') }], problems: [] }
  } catch (error) {
    return nothing(cliProblem('path_unreadable', { path: file, reason: reasonOf(error) }))
  }
}

const readFolder = async (absolute: string, path: string, cwd: string): Promise<ReadFiles> => {
  const walked = await walk(absolute, { root: await realpath(absolute), cwd, folder: path })
  const isEmpty = walked.files.length === 0 && walked.problems.length === 0
  return isEmpty ? nothing(cliProblem('folder_without_manifests', { path })) : walked
}

interface Walk {
  /** The given folder with its own symlinks resolved: nothing outside of it is read. */
  readonly root: string
  readonly cwd: string
  readonly folder: string
}

const walk = async (folder: string, context: Walk): Promise<ReadFiles> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort(compareText)
  const found: ReadFiles[] = []
  for (const name of names) found.push(await visit(join(folder, name), context))
  return joined(found)
}

const visit = async (path: string, context: Walk): Promise<ReadFiles> => {
  const state = await lstat(path)
  if (state.isSymbolicLink()) return visitLink(path, context)
  if (state.isDirectory()) return walk(path, context)
  if (!isManifest(path)) return nothing()
  return state.isFile()
    ? readOne(path, context.cwd)
    : nothing(cliProblem('not_a_regular_file', { path: shown(path, context.cwd) }))
}

/** A link to a folder inside is that folder, which is read at its own place. */
const visitLink = async (path: string, { root, cwd, folder }: Walk): Promise<ReadFiles> => {
  const target = await realpath(path).catch(() => null)
  const isFolder = target !== null && (await stat(target)).isDirectory()
  if (!isFolder && !isManifest(path)) return nothing()
  if (target === null || !isWithin(target, root)) {
    return nothing(cliProblem('symlink_leaves', { path: shown(path, cwd), folder }))
  }
  return isFolder ? nothing() : readOne(path, cwd)
}
