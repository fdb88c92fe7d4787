import type { Fetched } from '../../graph/want.ts'
import type { ReadFact } from '../../model/reports/doctor-report.ts'
import { errorWords, isHidden } from '../live-problems.ts'

/**
 * How a read ended, in words. For a list of which only the first page was asked, any answer is
 * enough.
 */
export const readFactOf = (fetched: Fetched | undefined): ReadFact => {
  if (fetched === undefined) return { status: 'unknown', what: 'it was not read' }
  const { status, error } = fetched
  if (error === null) return { status: 'complete', what: null }
  return {
    // What was asked for here is known to exist.
    status: status === 'unreadable' || isHidden(error) ? 'unreadable' : 'unknown',
    what: errorWords(error),
  }
}
