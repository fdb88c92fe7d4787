import type { WriteCall } from '../model/write.ts'

/** One read as it goes out: a page of a list, or a node. */
export interface ReadItem {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly asset?: string | undefined
}

/** One write as it goes out; `asset`: whose own token signs it, the run's where undefined. */
export interface WriteItem {
  readonly call: WriteCall
  readonly asset: string | undefined
}
