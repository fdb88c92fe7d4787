import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { reasonOf } from '../model/system-error.ts'
import { cliProblem, stop } from './diagnostics.ts'
import { type Target, targetOf, writeThrough } from './target.ts'

export interface WriteOptions {
  /** 0600 for what nobody else should read; default that of the file that is there, or 0644. */
  readonly mode?: number
}

interface FileText {
  readonly path: string
  readonly text: string
}

/**
 * Writes a file whole or not at all: beside its place first, then renamed over it. Synchronous, so
 * that a process that ends in the middle leaves the old file or the new one. A link is followed;
 * a pipe, a device and what stdout leads to are written to, and never replaced.
 */
export const writeWhole = (path: string, text: string, options: WriteOptions = {}): void =>
  writeAllWhole([{ path, text }], options)

/** Writes several files: all are written beside their places before the first takes its own. */
export const writeAllWhole = (files: readonly FileText[], options: WriteOptions = {}): void => {
  const begun: string[] = []
  let current = ''
  try {
    const finishing = files.map(({ path, text }) => {
      current = path
      const target = targetOf(path)
      if (target.type !== 'file') return { path, finish: () => writeThrough(target, text) }
      const beside = join(dirname(target.path), `.${randomBytes(6).toString('hex')}.tmp`)
      begun.push(beside)
      writeBeside(beside, text, target, options)
      return { path, finish: () => renameSync(beside, target.path) }
    })
    for (const { path, finish } of finishing) {
      current = path
      finish()
    }
  } catch (error) {
    for (const beside of begun) rmSync(beside, { force: true })
    stop(cliProblem('not_written', { path: current, reason: reasonOf(error) }))
  }
}

/** The new file, with the owner and the mode of the one it takes the place of. */
const writeBeside = (
  beside: string,
  text: string,
  { replaces }: Target & { readonly type: 'file' },
  { mode }: WriteOptions,
): void => {
  if (replaces === null) {
    writeFileSync(beside, text, { mode: mode ?? 0o644, flag: 'wx' })
    return
  }
  writeFileSync(beside, text, { mode: 0o600, flag: 'wx' })
  try {
    chownSync(beside, replaces.uid, replaces.gid)
  } catch {
    // Only root may give a file away; then it is ours.
  }
  chmodSync(beside, mode ?? replaces.mode & 0o7777)
}

/** Stops where a file could not be written: known before anything is done that cannot be undone. */
export const checkTarget = (path: string): void => {
  try {
    const target = targetOf(path)
    if (target.type === 'file') checkWritable(dirname(target.path))
  } catch (error) {
    stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}

const checkWritable = (folder: string): void => {
  if (!statSync(folder).isDirectory()) throw new Error('its folder is not a folder')
  accessSync(folder, constants.W_OK)
}

/** Stops where one of these is there already, be it a link that leads nowhere. */
export const checkFree = (paths: readonly string[]): void => {
  const found = paths.filter(
    (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined && !isThrough(path),
  )
  if (found.length > 0) stop(...found.map((path) => cliProblem('file_exists', { path })))
}

/** Pipes and devices are written to: there is nothing to lose. */
const isThrough = (path: string): boolean => {
  try {
    return targetOf(path).type !== 'file'
  } catch {
    return false
  }
}

/** A folder for what everybody may read. */
export const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}

/** A folder of ours, readable by its owner alone. */
export const makePrivateFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}
