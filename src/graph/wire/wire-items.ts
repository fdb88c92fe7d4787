import type { WriteCall } from '../../model/write.ts'

/** One read to be sent: a page of a list, or a node. */
export interface ReadItem {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly asset?: string | undefined
}

/** One write to be sent; `asset` is whose own token signs it, undefined for the run's. */
export interface WriteItem {
  readonly call: WriteCall
  readonly asset: string | undefined
}
