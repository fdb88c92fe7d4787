import type { Sign } from '../document/paint.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import type { Plan } from '../model/plan.ts'
import type { Report } from './report.ts'

/** What GitLab shows about a plan in a merge request (`artifacts:reports:terraform`). */
interface TerraformReport {
  readonly create: number
  readonly update: number
  readonly delete: number
}

/** The numbers of a plan's steps by sign; all are 0 for any other report. */
export const renderGitlab = (report: Report): string =>
  gitlabOf(report.kind === 'plan' ? report.steps : [])

/** The same of the steps of several plans. */
export const gitlabOf = (steps: Plan['steps']): string => `${JSON.stringify(countsOf(steps))}\n`

const countsOf = (steps: Plan['steps']): TerraformReport => {
  const count = (sign: Sign): number =>
    steps.filter(({ action }) => ACTION_TABLE[action].sign === sign).length
  return { create: count('+'), update: count('~'), delete: count('-') }
}
