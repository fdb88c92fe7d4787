import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { nearestOf } from '../../model/text/nearest.ts'
import { errnoOf, reasonOf } from '../../model/text/system-error.ts'
import { BUILT_IN_WORLDS, type BuiltInWorld, builtInWorld } from '../../sandbox/built-in.ts'
import { parseWorld, printWorld, type World } from '../../sandbox/world/world.ts'
import { cliProblem, stop, stopProblems } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { quoted } from '../input/shell-word.ts'
import { readTextFileSync } from '../input/text-file.ts'
import type { Io } from '../io.ts'
import { warn } from '../output/output.ts'
import { makePrivateFolder, writeWhole } from '../output/written-files.ts'
import { stateDirOf } from './state-dir.ts'

/**
 * A sandbox world that is kept from run to run in `STATE_DIR/sandbox/NAME.yaml`. Its journals are in
 * the folder of the same name, apart from those of the real API.
 */
export interface KeptWorld {
  readonly name: string
  readonly folder: string
  readonly world: World
  readonly save: (world: World) => void
}

/**
 * The world as the last run left it, or in its first state. Throws `stop` when its file cannot be
 * used.
 */
export const keepWorld = (source: string, context: Context): KeptWorld => {
  const { name, file, folder } = placeOf(source, context)
  checkOwn(file)
  const kept = keptText(file)
  const now = isBuiltIn(source) ? null : digestOf(resolve(context.io.cwd, source))
  const of = kept === null ? now : originIn(kept)
  if (kept !== null && of !== null && now !== null && of !== now) warnOfEdit(source, file, context)
  const world = kept === null ? firstState(source, context) : parsed(kept, file)
  const save = (changed: World): void => {
    makePrivateFolder(folder)
    const head = of === null ? '' : `${ORIGIN}${of}\n`
    writeWhole(file, `${head}${printWorld(changed)}`, { mode: 0o600 })
  }
  return { name, folder, world, save }
}

/** A line at the top of a kept world: what its file held when it was kept. */
const ORIGIN = '# kept of sha256:'

const originIn = (kept: string): string | null =>
  /^# kept of sha256:([0-9a-f]{64})$/m.exec(kept)?.[1] ?? null

/** Digest of a world file; null where there is none to be read, for then it was not edited. */
const digestOf = (path: string): string | null => {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null
  }
}

/** Worlds whose edit was said, by run: a run may open one several times. */
const SAID = new WeakMap<Io, Set<string>>()

const warnOfEdit = (source: string, file: string, context: Context): void => {
  const { io, flags } = context
  const said = SAID.get(io) ?? new Set()
  SAID.set(io, said)
  if (said.has(file)) return
  said.add(file)
  const stateDir = flags.stateDir === undefined ? '' : ` --state-dir ${quoted(flags.stateDir)}`
  const reset = `bizaccess sandbox reset ${quoted(source)}${stateDir}`
  warn([cliProblem('world_edited', { world: source, reset })], context)
}

/** Deletes what was kept of a world. Returns whether there was anything. */
export const forgetWorld = (source: string, context: Context): boolean => {
  const { file, folder } = placeOf(source, context)
  const isKept = statSync(file, { throwIfNoEntry: false }) !== undefined
  const hasFolder = statSync(folder, { throwIfNoEntry: false }) !== undefined
  rmSync(file, { force: true })
  rmSync(folder, { recursive: true, force: true })
  return isKept || hasFolder
}

const isBuiltIn = (name: string): name is BuiltInWorld =>
  (BUILT_IN_WORLDS as readonly string[]).includes(name)

const placeOf = (source: string, context: Context) => {
  const name = isBuiltIn(source) ? source : nameOfFile(resolve(context.io.cwd, source))
  const folder = join(stateDirOf(context), 'sandbox', name)
  return { name, folder, file: `${folder}.yaml` }
}

/** Two world files with the same name in different folders are two worlds. */
const nameOfFile = (path: string): string => {
  const stem = basename(path)
    .replace(/\.[^.]*$/, '')
    .replace(/[^\w-]/g, '_')
  return `${stem}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`
}

/** Nobody else writes a kept file. A symlink in its place would send our writes somewhere else. */
const checkOwn = (file: string): void => {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    stop(cliProblem('not_a_regular_file', { path: file }))
  }
}

const keptText = (file: string, shown = file): string | null => {
  try {
    return readTextFileSync(file, shown)
  } catch (error) {
    if (stopProblems(error) !== null) throw error
    if (errnoOf(error) === 'ENOENT') return null
    return stop(cliProblem('path_unreadable', { path: shown, reason: reasonOf(error) }))
  }
}

const firstState = (source: string, context: Context): World => {
  if (isBuiltIn(source)) return builtInWorld(source)
  const path = resolve(context.io.cwd, source)
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true
  const text = isFile ? keptText(path, source) : null
  if (text !== null) return parsed(text, source)
  return stop(
    cliProblem('no_world', {
      world: source,
      meant: nearestOf(source, BUILT_IN_WORLDS),
      known: BUILT_IN_WORLDS,
    }),
  )
}

const parsed = (text: string, source: string): World => {
  try {
    return parseWorld(text)
  } catch (error) {
    const reason = (error as Error).message.replace(/^world: /, '')
    return stop(cliProblem('bad_world', { world: source, reason }))
  }
}
