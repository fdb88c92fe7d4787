import type { Fetched } from '../graph/want.ts'
import type { ReadFact } from '../model/doctor.ts'
import { isHidden, wordsOf } from './diagnostics.ts'

/** How a read ended, in words; of a glance at a list the answer is enough. */
export const readFactOf = (fetched: Fetched | undefined): ReadFact => {
  if (fetched === undefined) return { status: 'unknown', what: 'it was not read' }
  const { status, error } = fetched
  if (error === null) return { status: 'complete', what: null }
  return {
    // What was asked for here exists.
    status: status === 'unreadable' || isHidden(error) ? 'unreadable' : 'unknown',
    what: wordsOf(error),
  }
}
