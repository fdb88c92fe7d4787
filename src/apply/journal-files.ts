import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedId } from '../model/graph-id.ts'
import { type Problem, problemsOf } from '../model/problem.ts'
import { errnoOf, reasonOf } from '../model/system-error.ts'

/** The files of the journal of one business. */
export interface Place {
  /** The state dir. */
  readonly root: string
  readonly dir: string
  readonly file: string
  readonly head: string
  readonly lock: string
}

export const placeOf = (root: string, business: string): Place => {
  const dir = join(root, checkedId(business))
  return {
    root,
    dir,
    file: join(dir, 'journal.ndjson'),
    head: join(dir, 'journal.head'),
    lock: join(dir, 'journal.lock'),
  }
}

export const FILE_PROBLEMS = {
  journal_symlink: {
    severity: 'error',
    words: (a: { file: string; found: string }) =>
      `${a.file} is ${a.found}, not a file or folder of the journal's own: it is never read or written through such a thing. Move it away, or give another --state-dir`,
  },
  journal_unusable: {
    severity: 'error',
    words: (a: { file: string; reason: string }) =>
      `the journal cannot be used: ${a.file}: ${a.reason}. What was asked for before is not known; make the state dir usable, or give another --state-dir`,
  },
} as const

const problem = problemsOf(FILE_PROBLEMS)

/** What a file system error comes to; anything else is a bug, and thrown on. */
export const unusable = (file: string, error: unknown): Problem => {
  if (errnoOf(error) === '') throw error
  return problem('journal_unusable', { file: pathOf(error) ?? file, reason: reasonOf(error) })
}

const pathOf = (error: unknown): string | null =>
  error instanceof Error && 'path' in error ? String(error.path) : null

/** What stands where a file or folder of the journal belongs and is something else; null: nothing. */
export const firstOdd = async ({ root, dir, file, head, lock }: Place): Promise<Problem | null> => {
  for (const path of [root, dir, file, head, lock]) {
    const found = await kindOf(path)
    if (found !== null && ODD.has(found)) return problem('journal_symlink', { file: path, found })
  }
  return null
}

type Found = 'a file' | 'a folder' | 'a symlink' | 'a FIFO, a socket or a device'

const ODD: ReadonlySet<Found> = new Set(['a symlink', 'a FIFO, a socket or a device'])

const kindOf = async (path: string): Promise<Found | null> => {
  try {
    const state = await lstat(path)
    if (state.isFile()) return 'a file'
    if (state.isDirectory()) return 'a folder'
    return state.isSymbolicLink() ? 'a symlink' : 'a FIFO, a socket or a device'
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export const isMissing = (error: unknown): boolean => errnoOf(error) === 'ENOENT'

/** Windows has neither of the two; there no such thing can stand in the way. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants

/** Opens a regular file, and nothing that hangs or leads elsewhere, whatever took its place. */
export const openRegular = async (path: string, flags: number): Promise<FileHandle> => {
  const handle = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600)
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw Object.assign(new Error('it is no regular file'), { code: 'ENOTREG', path })
}

/** The text of a file; null where there is none. */
export const readRegular = async (path: string): Promise<string | null> => {
  try {
    const handle = await openRegular(path, constants.O_RDONLY)
    try {
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
