import { digestOf } from '../model/text/digest.ts'

/** One of `count` parts; `index` counts from 0. The parts together are the whole. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/**
 * Index of the part an id belongs to. It depends only on the id and the count, so adding or
 * removing other assets does not move it.
 */
export const shardOf = (id: string, count: number): number =>
  Number.parseInt(digestOf(id).slice('sha256:'.length, 'sha256:'.length + 12), 16) % count

export const isInShard = ({ index, count }: Shard, id: string): boolean =>
  shardOf(id, count) === index
