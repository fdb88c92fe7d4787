import type { GraphError } from '../graph/graph-error.ts'
import type { Fetched } from '../graph/want.ts'
import type { ReadFact } from '../model/doctor.ts'
import { wordsOf } from './diagnostics.ts'

/** How a read ended, in words; of a glance at a list the answer is enough. */
export const readFactOf = (fetched: Fetched | undefined): ReadFact => {
  if (fetched === undefined) return { status: 'unknown', what: 'it was not read' }
  const { status, error } = fetched
  if (error === null) return { status: 'complete', what: null }
  return {
    status: status === 'unreadable' || isHidden(error) ? 'unreadable' : 'unknown',
    what: wordsOf(error),
  }
}

/** 100/33 covers both "does not exist" and "may not be seen"; what was asked for here exists. */
const isHidden = ({ code, subcode }: GraphError): boolean => code === 100 && subcode === 33
