import { readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { errnoOf, reasonOf } from '../../model/text/system-error.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import { decoded, type Foreign } from './encoding.ts'
import { pathMeantBy, type Usable } from './near-paths.ts'

/** The problem of a file that is not UTF-8. `file` is the name shown to people. */
export const notUtf8 = (file: string, { encoding, line, column }: Foreign): Problem =>
  cliProblem('not_utf8', { encoding, line }, { file, line, column })

/**
 * The text of a file named on the command line, without a byte order mark. Throws `stop` when it
 * cannot be read, is not a regular file or is not UTF-8.
 */
export const readTextFile = async (path: string, cwd: string): Promise<string> => {
  const absolute = resolve(cwd, path)
  try {
    if (!(await stat(absolute)).isFile()) return stop(cliProblem('not_a_regular_file', { path }))
    return decodedText(path, await readFile(absolute))
  } catch (error) {
    if (error instanceof Error && !('code' in error)) throw error
    const near = errnoOf(error) === 'ENOENT' ? await pathMeantBy(path, cwd, isFile) : null
    const reason = `${reasonOf(error)}${near === null ? '' : `. Did you mean ${near}?`}`
    return stop(cliProblem('path_unreadable', { path, reason }))
  }
}

const isFile: Usable = (_, isFolder) => !isFolder

/**
 * The same, synchronously; `file` is its name for people. Throws the system's error when it
 * cannot be read, `stop` when it is not UTF-8.
 */
export const readTextFileSync = (path: string, file: string): string =>
  decodedText(file, readFileSync(path))

const decodedText = (file: string, bytes: Uint8Array): string => {
  const read = decoded(bytes)
  return 'text' in read ? read.text.replace(/^\uFEFF/, '') : stop(notUtf8(file, read))
}
