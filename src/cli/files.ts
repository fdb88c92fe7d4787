import { randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { reasonOf } from '../model/system-error.ts'
import { cliProblem, stop } from './diagnostics.ts'

export interface WriteOptions {
  /** 0600 for what nobody else should read; default 0644. */
  readonly mode?: number
}

/**
 * Writes a file whole or not at all: beside its place first, then renamed over it. Synchronous, so
 * that a process that ends in the middle leaves the old file or the new one.
 */
export const writeWhole = (path: string, text: string, { mode = 0o644 }: WriteOptions = {}): void =>
  writeAllWhole([{ path, text }], { mode })

/** Writes several files: all are written beside their places before the first takes its own. */
export const writeAllWhole = (
  files: readonly { readonly path: string; readonly text: string }[],
  { mode = 0o644 }: WriteOptions = {},
): void => {
  const places = files.map(({ path, text }) => {
    const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
    return { path, text, beside }
  })
  let current = ''
  try {
    for (const { path, text, beside } of places) {
      current = path
      writeFileSync(beside, text, { mode, flag: 'wx' })
    }
    for (const { path, beside } of places) {
      current = path
      renameSync(beside, path)
    }
  } catch (error) {
    for (const { beside } of places) rmSync(beside, { force: true })
    stop(cliProblem('not_written', { path: current, reason: reasonOf(error) }))
  }
}

/** Stops where one of these is there already, be it a link that leads nowhere. */
export const checkFree = (paths: readonly string[]): void => {
  const found = paths.filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined)
  if (found.length > 0) stop(...found.map((path) => cliProblem('file_exists', { path })))
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
