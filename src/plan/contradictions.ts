import { type ShownBy, shownOf } from '../access/shown.ts'
import { ASSUMPTIONS } from '../model/assumed/assumptions.ts'
import { contradictionsIn } from '../model/assumed/evidence.ts'
import type { Problem } from '../model/problem.ts'
import { planProblem } from './plan-problems.ts'

/**
 * A warning for each thing that is assumed about the API and that an answer or a write of ours
 * contradicts. It says what to do, and changes nothing of what is planned.
 */
export const contradictions = (by: ShownBy): readonly Problem[] =>
  contradictionsIn(shownOf(by)).map(({ assumption, example, fits }) => {
    const { statement, ifWrong = '' } = ASSUMPTIONS[assumption]
    return planProblem('assumption_contradicted', {
      ...{ assumption, statement, example, ifWrong },
      fits: fits ?? null,
    })
  })
