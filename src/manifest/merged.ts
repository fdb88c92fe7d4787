import type { Block, Entry } from './node.ts'

/** The files of one business, seen as one manifest: `all('people')` has the entries of every file. */
export interface Merged {
  /** Entries below a top-level key, of all files in the order of their names. */
  readonly all: (key: string) => readonly Entry[]
  /** The roots of the files. */
  readonly roots: readonly Block[]
}
