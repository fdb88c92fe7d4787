import { adviceOf } from '../graph/errors.ts'
import type { GraphFailure } from '../model/apply.ts'

/** What a refusal means and what to do, for the text of a report. */
export const advise = (failure: GraphFailure): string => adviceOf({ ...failure, type: '' })
