import type { Assumption } from '../../model/assumed/assumption.ts'
import { ASSUMPTION_IDS, ASSUMPTIONS } from '../../model/assumed/assumptions.ts'
import type { Evidence } from '../../model/assumed/evidence.ts'
import type { Assumed, EvidenceWord } from '../../model/reports/doctor-report.ts'

/**
 * What is assumed about the API and what it showed of that. One answer that contradicts counts more
 * than any number that agree.
 */
export const assumedOf = (evidence: readonly Evidence[]): readonly Assumed[] =>
  ASSUMPTION_IDS.map((id) => {
    const assumption: Assumption = ASSUMPTIONS[id]
    const found = evidence.filter((each) => each.assumption === id)
    const against = found.filter(({ verdict }) => verdict === 'contradicted')
    const told = against.length > 0 ? against : found
    return {
      id,
      statement: assumption.statement,
      evidence: wordOf(found, against),
      follows: followsFrom(assumption, against),
      source: assumption.source,
      shown_by: assumption.shownBy,
      examples: told.map(({ example }) => example),
    }
  })

const wordOf = (found: readonly Evidence[], against: readonly Evidence[]): EvidenceWord => {
  if (against.length > 0) return 'contradicted'
  return found.length > 0 ? 'seen' : 'not seen'
}

const followsFrom = (
  { safe, ifWrong = '' }: Assumption,
  [against]: readonly Evidence[],
): string => {
  if (against === undefined) return safe
  const { fits } = against
  return `${ifWrong}${fits === undefined ? '' : ` (this fits the reading ${fits})`}`
}
