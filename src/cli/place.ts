import { appendFileSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { errnoOf, reasonOf } from '../model/system-error.ts'
import { cliProblem, stop, stopProblems } from './diagnostics.ts'
import { readTextFileSync } from './text-file.ts'

/** A file that `init` wanted in its place. `kept`: something was there, and was left as it is. */
export interface Placed {
  readonly path: string
  readonly status: 'written' | 'extended' | 'kept'
}

/** Writes a new file; what is there already, were it a link to nowhere, is left byte for byte. */
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

/** Whether what is there of a folder is really outside of the one it seems to be in. */
const leaves = (folder: string, cwd: string): boolean => {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined)
    return leaves(dirname(folder), cwd)
  const way = relative(realpathSync(cwd), realPathOf(folder) ?? sep)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}

/** Null for a symlink that leads nowhere. */
const realPathOf = (path: string): string | null => {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

/** Puts a line at the end of a file of lines, unless one like it is there; makes the file if need be. */
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
