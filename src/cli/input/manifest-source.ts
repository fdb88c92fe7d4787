import { lstat, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { escapeText } from '../../document/escape.ts'
import { loadManifest } from '../../manifest/load.ts'
import { parsePolicy, underPolicy } from '../../manifest/policy.ts'
import type { Manifest } from '../../model/manifest.ts'
import { type Checked, hasErrors, type Problem } from '../../model/problem.ts'
import { nearestOf } from '../../model/text/nearest.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { hint } from '../output/output.ts'
import {
  FIRST_STEPS,
  type ManifestFile,
  manifestMeantBy,
  readManifestFiles,
} from './manifest-files.ts'
import { readTextFile } from './text-file.ts'
import { noteUnread } from './unread-files.ts'
import { WORLD_NAMES } from './world-argument.ts'

/** A manifest without errors, and the warnings found while reading it. */
export interface Source {
  readonly manifest: Manifest
  readonly problems: readonly Problem[]
}

/** The same with the files that it was read from. */
export interface FromFiles extends Source {
  readonly files: readonly ManifestFile[]
}

export const DEFAULT_PATH = 'access.yaml'

/**
 * The files of the command's paths, or of the default path. Throws `stop` for what cannot be
 * read.
 */
const readSourceFiles = async (
  paths: readonly string[],
  context: Context,
): Promise<readonly ManifestFile[]> => {
  const { io, flags } = context
  const given = paths.length > 0 ? paths : [DEFAULT_PATH]
  const read = await readManifestFiles(given, io, hintOf(paths, flags.sandbox))
  const { files, problems } = read
  noteUnread(read.unread, context)
  if (hasErrors(problems)) stop(...problems)
  return files
}

const hintOf = (paths: readonly string[], sandbox: string | undefined): string => {
  if (paths.length === 0) {
    return `Name the manifest or its folder. ${FIRST_STEPS}`
  }
  if (sandbox === undefined) return ''
  const meant = paths.flatMap((path) => nearestOf(path, WORLD_NAMES) ?? [])[0]
  return meant === undefined
    ? 'A sandbox world is named as --sandbox=WORLD.'
    : `Did you mean --sandbox ${meant}?`
}

/**
 * Reads and checks a command's manifest, with the policy from `--policy`. Throws `stop` on
 * errors.
 */
export const readSource = async (paths: readonly string[], context: Context): Promise<Source> => {
  const { files, ...source } = await readChecked(paths, context)
  const { policy } = context.flags
  return policy === undefined ? source : withPolicy(source, { policy, files }, context)
}

const readChecked = async (paths: readonly string[], context: Context): Promise<FromFiles> => {
  const files = await readSourceFiles(paths, context)
  const { value, problems } = await checked(files, paths, context)
  if (value === null || hasErrors(problems)) return stop(...problems)
  return { manifest: value, problems, files }
}

/**
 * Reads and checks a manifest that is to be written into, without a policy. Throws `stop` on errors,
 * and if it is not that of `--business`.
 */
export const readToChange = async (
  paths: readonly string[],
  context: Context,
): Promise<FromFiles> => {
  const source = await readChecked(paths, context)
  businessOf(source, context)
  return source
}

/**
 * The single manifest in these files. If they belong to several businesses, throws `stop` with a
 * command for each.
 */
const checked = async (
  files: readonly ManifestFile[],
  paths: readonly string[],
  context: Context,
): Promise<Checked<Manifest>> => {
  const { value, problems } = loadManifest(files)
  if (!problems.some(({ code }) => code === 'several_businesses')) return { value, problems }
  const { commandsFor } = await import('./several-businesses.ts')
  const commands = commandsFor(files, paths, context)
  return {
    value: null,
    problems: problems.map((problem) =>
      problem.code === 'several_businesses'
        ? { ...problem, message: [problem.message, ...commands].join('\n') }
        : problem,
    ),
  }
}

/**
 * The manifest of these paths, or of the default path; null if no path is given and the default
 * does not exist.
 */
export const readSourceIfAny = async (
  paths: readonly string[],
  context: Context,
): Promise<Source | null> => {
  if (paths.length > 0) return readSource(paths, context)
  const isThere = await stat(resolve(context.io.cwd, DEFAULT_PATH)).then(
    () => true,
    () => false,
  )
  if (isThere) return readSource([], context)
  const near = await manifestMeantBy(DEFAULT_PATH, context.io.cwd)
  if (near !== null)
    hint(
      `No ${DEFAULT_PATH} is here, so no manifest is read. Did you mean ${escapeText(near)}? Name it as the PATH.`,
      context,
    )
  return null
}

/**
 * The business to work in, as far as the command line tells it: the manifest's, or that of
 * `--business` if there is no manifest; null if there is neither. Throws `stop` for two that differ.
 */
export const businessOf = (
  source: Pick<Source, 'manifest'> | null,
  { flags }: Pick<Context, 'flags'>,
): string | null => {
  const { business: given } = flags
  if (source === null) return given ?? null
  const { business: manifest } = source.manifest
  if (given === undefined || given === manifest) return manifest
  return stop(cliProblem('business_differs', { given, manifest }))
}

const withPolicy = async (
  source: Source,
  { policy: path, files }: { readonly policy: string; readonly files: readonly ManifestFile[] },
  { io }: Context,
): Promise<Source> => {
  await refuseLinks(path, io.cwd)
  const base = parsePolicy({ file: path, text: await readTextFile(path, io.cwd) })
  if (base.value === null || hasErrors(base.problems)) return stop(...base.problems)
  const manifest = underPolicy(source.manifest, base.value, files)
  if (manifest.value === null) return stop(...manifest.problems)
  return { manifest: manifest.value, problems: [...source.problems, ...base.problems] }
}

/**
 * Rails are read only from where the command line says. Whoever can put a symlink into the working
 * directory must not be able to choose them, nor to have any file of the machine quoted in a comment.
 * So no part of a path below the working directory may be a link; of any other path, only the file
 * itself may not be one.
 */
const refuseLinks = async (path: string, cwd: string): Promise<void> => {
  const absolute = resolve(cwd, path)
  const below = relative(cwd, absolute)
  const isBelow = below !== '' && !below.startsWith('..') && !isAbsolute(below)
  const names = below.split(sep)
  const parts = isBelow
    ? names.map((_, place) => join(cwd, ...names.slice(0, place + 1)))
    : [absolute]
  for (const part of parts) {
    const isLink = await lstat(part).then(
      (state) => state.isSymbolicLink(),
      () => false,
    )
    if (isLink) stop(cliProblem('policy_is_link', { path }))
  }
}
