/** Why the operating system refused access to a file, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'a file of that name is in the way',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left for this user',
  EFBIG: 'it would become larger than a file may be',
  EROFS: 'the file system is read-only',
  ELOOP: 'its symlinks lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EBUSY: 'it is in use',
  ENXIO: 'nobody reads from it',
  EPIPE: 'its reader has left',
  EAGAIN: 'its reader takes nothing',
  EIO: 'the disk or device does not answer',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
}

/** The code of a system error; `''` for any other error. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

export const reasonOf = (error: unknown): string =>
  REASONS[errnoOf(error)] ?? (error instanceof Error ? error.message : String(error))
