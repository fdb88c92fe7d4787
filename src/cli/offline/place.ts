import { appendFileSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { errnoOf, reasonOf } from '../../model/text/system-error.ts'
import { cliProblem, stop, stopProblems } from '../cli-problems.ts'
import { readTextFileSync } from '../input/text-file.ts'

/** A file that `init` wants to write. `kept`: the path existed already and was left untouched. */
export interface Placed {
  readonly path: string
  readonly status: 'written' | 'extended' | 'kept'
}

/**
 * Writes a new file. Whatever is already there, even a symlink that leads nowhere, keeps every
 * byte.
 */
export const placeFile = (cwd: string, path: string, text: string): Placed => {
  const folder = dirname(join(cwd, path))
  if (leaves(folder, cwd)) {
    const reason = 'its folder is a symlink that leads elsewhere'
    return stop(cliProblem('not_written', { path, reason }))
  }
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(cwd, path), text, { flag: 'wx' })
    return { path, status: 'written' }
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return { path, status: 'kept' }
    return stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}

/** Whether a folder, as far as it exists, really lies outside the folder it appears to be in. */
const leaves = (folder: string, cwd: string): boolean => {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined)
    return leaves(dirname(folder), cwd)
  const way = relative(realpathSync(cwd), realPathOf(folder) ?? sep)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

/** The path with symlinks resolved; null for a symlink that leads nowhere. */
const realPathOf = (path: string): string | null => {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/**
 * Appends a line to a file unless the same line is in it already. Creates the file if necessary.
 */
export const placeLine = (cwd: string, path: string, line: string): Placed => {
  const absolute = join(cwd, path)
  const state = lstatSync(absolute, { throwIfNoEntry: false })
  if (state === undefined) return placeFile(cwd, path, `${line}\n`)
  if (!state.isFile()) return { path, status: 'kept' }
  try {
    const text = readTextFileSync(absolute, path)
    const lines = text.split(/\r?\n/).map((each) => each.trim().replace(/^\/|\/$/g, ''))
    if (lines.includes(line.replace(/\/$/, ''))) return { path, status: 'kept' }
    const end = text.includes('\r\n') ? '\r\n' : '\n'
    const isOpen = text !== '' && !text.endsWith('\n')
    appendFileSync(absolute, `${isOpen ? end : ''}${line}${end}`)
    return { path, status: 'extended' }
  } catch (error) {
    if (stopProblems(error) !== null) throw error
    return stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}
