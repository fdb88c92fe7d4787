import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cliProblem, stop } from './diagnostics.ts'

export interface WriteOptions {
  /** 0600 for what nobody else should read; default 0644. */
  readonly mode?: number
}

/**
 * Writes a file whole or not at all: beside its place first, then renamed over it. Synchronous, so
 * that a process that ends in the middle leaves the old file or the new one.
 */
export const writeWhole = (
  path: string,
  text: string,
  { mode = 0o644 }: WriteOptions = {},
): void => {
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(beside, text, { mode, flag: 'wx' })
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
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

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'a file of that name is in the way',
  ENOSPC: 'no space left',
  EROFS: 'the file system is read-only',
  ELOOP: 'its symlinks lead in a circle',
}

/** Code of a system error, `''` for any other. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

export const reasonOf = (error: unknown): string =>
  REASONS[errnoOf(error)] ?? (error instanceof Error ? error.message : String(error))
