import { adviceOf } from '../graph/errors.ts'
import type { GraphFailure } from '../model/apply.ts'

/** What a refusal means and what to do, for the text of a report; an error of ours says it itself. */
export const advise = (failure: GraphFailure): string | undefined =>
  failure.code === null ? undefined : adviceOf({ ...failure, type: '' })
