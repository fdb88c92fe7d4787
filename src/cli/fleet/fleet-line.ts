import type { Document } from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { KINDS } from '../../model/kinds.ts'
import { EXIT, type Outcome, outcomeOf } from '../../model/outcomes.ts'
import { describe } from '../../report/describe.ts'
import type { FleetLine, FleetMember, PlannedSteps } from '../../report/fleet/fleet-report.ts'
import type { RenderOptions } from '../../report/render.ts'
import { errorReport, type Report } from '../../report/report.ts'
import { exitOfPlan } from '../exit-codes.ts'
import type { Told } from '../io.ts'
import type { Ran } from './member-run.ts'
import type { TreeMember } from './tree.ts'

/** The result of one business, as it is shown and counted. */
export const memberOf = (
  { business, paths, folder }: TreeMember,
  { code, told, shown }: Ran,
): FleetMember => {
  const last = told.at(-1) ?? NOTHING_TOLD
  const document = describe(last.report, last.options)
  const isNobody = tellsNobody(last.report)
  const exit_code = isNobody ? EXIT.ok : code
  const outcome = outcomeOf(exit_code === EXIT.ok ? inFull(last.report) : exit_code)
  const line: FleetLine = {
    business: { id: business, name: nameIn(told) },
    paths: paths.length === 0 ? [folder] : paths,
    outcome,
    exit_code,
    words: isNobody ? 'nobody of that name here' : wordsOf(last.report, document, outcome),
  }
  return { line, ...last, document, ...(shown === null ? {} : { shown }) }
}

/** What a plan of a business would do, if this is one. */
export const stepsIn = ({ business }: TreeMember, report: Report | undefined): PlannedSteps => ({
  business,
  steps_digest: report?.kind === 'plan' ? report.steps_digest : null,
})

const NOTHING_TOLD: Told = {
  report: errorReport([]),
  options: { format: 'json', color: false, width: 80, kinds: KINDS } satisfies RenderOptions,
}

/** What `--detailed-exitcode` would say of it: a plan with steps is not in sync, whatever it ends with. */
const inFull = (report: Report): number =>
  report.kind === 'plan' ? exitOfPlan(report, true) : EXIT.ok

/** Whether `who` saw everything here, and found nobody: in many businesses that is no failure. */
export const tellsNobody = ({ kind, problems }: Report): boolean =>
  kind === 'error' && problems.length > 0 && problems.every(({ code }) => code === 'who_unknown')

/** As the API gave it, in whichever report says it. */
const nameIn = (told: readonly Told[]): string | null => {
  const names = told.flatMap(({ report }) => {
    const business: Named = 'business' in report ? report.business : null
    return business?.name ?? []
  })
  return names[0] ?? null
}

type Named = { readonly id: string; readonly name?: string | null } | null

const SENTENCE_END = /(?<=[.!?])\s|\n/

const FAILING: ReadonlySet<Outcome> = new Set(['failed', 'blocked', 'interrupted'])

/** What a line has room for: the error that stopped it, else the headline of its report. */
const wordsOf = ({ problems }: Report, { alerts, summary }: Document, outcome: Outcome): string => {
  const error = problems.find(({ severity }) => severity === 'error')
  const [first] = error?.message.split(SENTENCE_END) ?? []
  if (FAILING.has(outcome) && first !== undefined) return escapeText(first)
  return [...(FAILING.has(outcome) ? alerts : []), ...summary, ...alerts][0] ?? ''
}
