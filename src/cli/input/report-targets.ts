import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { cliProblem, stop } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { isNamedAsManifest } from '../output/report-files.ts'
import { DEFAULT_PATH } from './manifest-source.ts'

/**
 * Throws `stop` where a report would be written over a file that the command is given to read, or,
 * through a link, over what is called as a manifest is.
 */
export const checkReports = ({ files = [], args, io }: Context): void => {
  const placeOf = (path: string): string | null => fileAt(resolve(io.cwd, path))
  const read = new Map([DEFAULT_PATH, ...args].map((path) => [placeOf(path), path]))
  for (const { path } of files) {
    const place = placeOf(path)
    if (place === null) continue
    const reads = read.get(place) ?? (isNamedAsManifest(place) ? place : undefined)
    if (reads !== undefined) stop(cliProblem('out_is_read', { path, reads }))
  }
}

/** Where a regular file really is; null for what is none, or is not there. */
const fileAt = (path: string): string | null =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true ? realpathSync(path) : null
