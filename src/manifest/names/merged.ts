import type { Block, Entry } from '../text/node.ts'

/** The files of one business as one manifest: `all('people')` has the entries of every file. */
export interface Merged {
  /** Entries below a top-level key from all files, in the order of the file names. */
  readonly all: (key: string) => readonly Entry[]
  /** The roots of the files. */
  readonly roots: readonly Block[]
}
