import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, problemsOf } from '../../model/problem.ts'
import { checkedId, isGraphId } from '../../model/text/graph-id.ts'
import { errnoOf, reasonOf } from '../../model/text/system-error.ts'
import { compareText } from '../../model/text/text.ts'

/** The files of one business's journal. */
export interface Place {
  /** The state folder. */
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

/** The businesses that have a journal in a state folder, sorted; none of a folder that cannot be read. */
export const businessesIn = async (root: string): Promise<readonly string[]> => {
  const names = await readdir(root).catch((): readonly string[] => [])
  const kept = await Promise.all(
    names.filter(isGraphId).map(async (name) => {
      const found = await lstat(placeOf(root, name).file).catch(() => null)
      return found === null ? [] : [name]
    }),
  )
  return kept.flat().sort(compareText)
}

export const FILE_PROBLEMS = {
  journal_symlink: {
    severity: 'error',
    words: (a: { file: string; found: string }) =>
      `${a.file} is ${a.found}, not a regular file or folder, and the journal is never read or written through such a thing. Move it away, or give another --state-dir`,
  },
  journal_unusable: {
    severity: 'error',
    words: (a: { file: string; reason: string }) =>
      `the journal cannot be used: ${a.file}: ${a.reason}. So what was asked for before is not known. Make the state dir usable, or give another --state-dir`,
  },
} as const

const problem = problemsOf(FILE_PROBLEMS)

/** The problem behind a file system error. Throws any other error again, as it is a bug. */
export const unusable = (file: string, error: unknown): Problem => {
  if (errnoOf(error) === '') throw error
  return problem('journal_unusable', { file: pathOf(error) ?? file, reason: reasonOf(error) })
}

const pathOf = (error: unknown): string | null =>
  error instanceof Error && 'path' in error ? String(error.path) : null

/**
 * The problem of a path of the journal that is neither a file nor a folder; null if there is
 * none.
 */
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

/** Windows has neither flag, and nothing there that they would protect from. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants

/**
 * Opens a regular file. Throws (`ENOTREG`, or the system's error) for anything that could hang or
 * lead elsewhere.
 */
export const openRegular = async (path: string, flags: number): Promise<FileHandle> => {
  const handle = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600)
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw Object.assign(new Error('it is not a regular file'), { code: 'ENOTREG', path })
}

/** The text of a file; null if it does not exist. */
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
