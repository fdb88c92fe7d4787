import { randomBytes } from 'node:crypto'
import {
  accessSync,
  appendFileSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { reasonOf } from '../../model/text/system-error.ts'
import { cliProblem, stop } from '../cli-problems.ts'
import { type Target, targetOf, writeThrough } from './target.ts'

export interface WriteOptions {
  /** 0600 for what nobody else should read. By default the mode of the existing file, or 0644. */
  readonly mode?: number
}

interface FileText {
  readonly path: string
  readonly text: string
}

/**
 * Writes a file completely or not at all: first to a temporary file in the same folder, which is then
 * renamed. Synchronous, so that a process that dies half-way leaves either the old file or the new
 * one. Links are followed; a pipe, a device or whatever stdout leads to is written to and never
 * replaced. Throws `stop` (`not_written`) when the file cannot be written.
 */
export const writeWhole = (path: string, text: string, options: WriteOptions = {}): void =>
  writeAllWhole([{ path, text }], options)

/**
 * Replaces a file, or what a link leads to, only if it still has the bytes that were read. Throws
 * `stop` (`file_changed`) if not.
 */
export const replaceWhole = (path: string, before: string, text: string): void =>
  replaceAllWhole([{ path, before, text }])

/** The same for several files: all of them, or none. */
export const replaceAllWhole = (
  files: readonly (FileText & { readonly before: string })[],
): void => {
  const real = files.map((file) => ({ ...file, path: realpathSync(file.path) }))
  const changed = real.filter(({ path, before }) => !readFileSync(path).equals(Buffer.from(before)))
  if (changed.length > 0) stop(...changed.map(({ path }) => cliProblem('file_changed', { path })))
  writeAllWhole(real)
}

/** Writes several files. All temporary files are written before the first one is renamed. */
export const writeAllWhole = (files: readonly FileText[], options: WriteOptions = {}): void => {
  const begun: string[] = []
  let current = ''
  try {
    const finishing = files.map(({ path, text }) => {
      current = path
      const target = targetOf(path)
      if (target.type !== 'file') return { path, finish: () => writeThrough(target, text) }
      const beside = besideOf(target)
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

/** A file that is written piece by piece, and is there only when it is finished. */
export interface Written {
  readonly write: (text: string) => void
  readonly finish: () => void
  /** Leaves what was there before. */
  readonly discard: () => void
}

/**
 * The same as `writeWhole` for what is too long to be held: it grows in the temporary file. What leads
 * to a pipe or a device is held, and written at the end. Throws `stop` (`not_written`).
 */
export const openWhole = (path: string, options: WriteOptions = {}): Written => {
  const failing = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      return stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
    }
  }
  const target = failing(() => targetOf(path))
  if (target.type !== 'file') {
    const held: string[] = []
    return {
      write: (text) => void held.push(text),
      finish: () => failing(() => writeThrough(target, held.join(''))),
      discard: () => {},
    }
  }
  const beside = besideOf(target)
  const discard = (): void => rmSync(beside, { force: true })
  const begun = <T>(work: () => T): T => {
    try {
      return failing(work)
    } catch (error) {
      discard()
      throw error
    }
  }
  begun(() => writeBeside(beside, '', target, options))
  return {
    write: (text) => begun(() => appendFileSync(beside, text)),
    finish: () => begun(() => renameSync(beside, target.path)),
    discard,
  }
}

const besideOf = ({ path }: Target & { readonly type: 'file' }): string =>
  join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)

/** The new file, with the owner and the mode of the file it replaces. */
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
    // Only root may give a file away; for everybody else it stays with the current user.
  }
  chmodSync(beside, mode ?? replaces.mode & 0o7777)
}

/**
 * Throws `stop` when a file could not be written, or would be written twice, so that it is known
 * before anything that cannot be undone.
 */
export const checkTargets = (paths: readonly string[]): void => {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const place = checkTarget(path)
    const before = seen.get(place)
    if (before !== undefined) stop(cliProblem('same_file', { paths: [before, path] }))
    seen.set(place, path)
  }
}

/** Returns what tells the place from every other one. */
const checkTarget = (path: string): string => {
  try {
    const target = targetOf(path)
    if (target.type !== 'file') return target.type === 'stream' ? `${target.fd}` : target.path
    const folder = dirname(target.path)
    checkWritable(folder)
    return join(realpathSync(folder), basename(target.path))
  } catch (error) {
    return stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}

const checkWritable = (folder: string): void => {
  if (!statSync(folder).isDirectory()) throw new Error('its folder is not a folder')
  accessSync(folder, constants.W_OK)
}

/** Throws `stop` when one of these paths exists, even as a link that leads nowhere. */
export const checkFree = (paths: readonly string[]): void => {
  const found = paths.filter(
    (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined && !isThrough(path),
  )
  if (found.length > 0) stop(...found.map((path) => cliProblem('file_exists', { path })))
}

/** Pipes and devices are written to directly: they hold nothing that could be lost. */
const isThrough = (path: string): boolean => {
  try {
    return targetOf(path).type !== 'file'
  } catch {
    return false
  }
}

/** A folder that everybody may read. */
export const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}

/** A folder that only its owner may read. */
export const makePrivateFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    stop(cliProblem('not_written', { path, reason: reasonOf(error) }))
  }
}
