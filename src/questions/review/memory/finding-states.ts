import {
  FINDING_STATES,
  type Finding,
  type FindingState,
} from '../../../model/reports/review-report.ts'

/** How many findings are in each state. */
export const statesOf = (findings: readonly Finding[]): Readonly<Record<FindingState, number>> => {
  const count = (state: FindingState): number =>
    findings.filter((found) => found.state === state).length
  return Object.fromEntries(FINDING_STATES.map((state) => [state, count(state)])) as Record<
    FindingState,
    number
  >
}

/** Whether it stands: everything that is not gone. */
export const stands = ({ state }: Finding): boolean => state !== 'gone'
