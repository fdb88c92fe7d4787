import type { ResultStatus } from '../model/apply.ts'
import type { Applied } from '../model/drift.ts'

/** What one line of the journal says of a write that was answered. */
export interface AnsweredWrite {
  readonly address: string
  readonly at: string
  readonly status: ResultStatus
  /** The list that was sent, null where the write took everything away. */
  readonly after: readonly string[] | null
}

/** By address, the last write that live showed done. */
export const lastApplied = (writes: readonly AnsweredWrite[]): ReadonlyMap<string, Applied> =>
  new Map(
    writes
      .filter(({ status }) => status === 'done')
      .map(({ address, at, after }) => [address, { at, tasks: after }]),
  )
