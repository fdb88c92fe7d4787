import { escapeText } from '../../document/escape.ts'
import { IDLE_FILTERS } from '../../plan/filter.ts'
import { titleOf } from '../../report/fleet/describe-fleet.ts'
import type { FleetLine, PlannedSteps } from '../../report/fleet/fleet-report.ts'
import { render } from '../../report/render.ts'
import type { Report } from '../../report/report.ts'
import type { Context } from '../context.ts'
import { createProgress } from '../output/progress.ts'
import type { Planned } from './apply-all.ts'
import { memberOf, stepsIn, tellsNobody } from './fleet-line.ts'
import type { FleetOutput } from './fleet-output.ts'
import type { Ran } from './member-run.ts'
import type { TreeMember } from './tree.ts'

/** Shows the businesses of a fleet, one after the other, and counts them. */
export interface Board {
  /** The end of one business. */
  readonly show: (member: TreeMember, ran: Ran) => void
  /** A plan that somebody has to agree to afterwards, or has agreed to already. */
  readonly preview: (member: TreeMember, planned: Planned) => void
  readonly lines: () => readonly FleetLine[]
  /** What the plans among the results would do. */
  readonly steps: () => readonly PlannedSteps[]
  /** What all of them have in common that none of them alone can call a mistake. */
  readonly mistakes: () => Mistakes
  /** Removes the line of progress before anything else is written. */
  readonly clear: () => void
}

export interface Mistakes {
  /** Whether nobody of the name was found anywhere. */
  readonly isNobody: boolean
  /** Filters that match nothing anywhere: `--only act_9*`. */
  readonly idle: readonly string[]
}

/** `--only act_9*`, of each filter that matches nothing in a business. */
const idleIn = ({ problems }: Report): readonly string[] =>
  problems.flatMap(({ code, message }) =>
    IDLE_FILTERS.includes(code) ? [message.slice(0, message.indexOf(' matches '))] : [],
  )

export const openBoard = (output: FleetOutput, count: number, context: Context): Board => {
  const { io, flags } = context
  const progress = createProgress(context)
  const lines: FleetLine[] = []
  const steps: PlannedSteps[] = []
  let nobodies = 0
  let idle: readonly string[] | null = null
  const said = new Set<string>()
  /** What several businesses are told alike, such as the end of their token, is told once. */
  const tell = ({ folder }: TreeMember, aside: readonly string[]): void => {
    const fresh = aside.filter((text) => !said.has(text))
    for (const text of fresh) said.add(text)
    if (fresh.length > 0) io.stderr.write(`${escapeText(folder)}:\n${fresh.join('')}`)
  }
  const forward = (): void => progress.show(`${lines.length} of ${count} businesses done`)
  forward()
  return {
    show: (member, ran) => {
      progress.clear()
      const ended = memberOf(member, ran)
      const { line, report, options } = ended
      if (tellsNobody(report)) nobodies += 1
      else tell(member, ran.aside)
      lines.push(line)
      steps.push(stepsIn(member, report))
      const own = idleIn(report)
      idle = idle === null ? own : idle.filter((filter) => own.includes(filter))
      io.onReport?.(report, options)
      output.add(ended)
      forward()
    },
    preview: (member, { ran, plan }) => {
      progress.clear()
      tell(member, ran.aside)
      const shown = ran.told.find(({ report }) => report === plan)
      if (shown === undefined) return
      if (flags.format !== 'text' && flags.autoApprove === true) return
      // Where stdout carries another document, the person who is asked looks at stderr.
      const sink = flags.format === 'text' ? io.stdout : io.stderr
      const { line } = memberOf(member, ran)
      sink.write(`${titleOf(line)}\n\n${render(shown.report, shown.options)}\n`)
    },
    lines: () => lines,
    steps: () => steps,
    mistakes: () => ({ isNobody: lines.length > 0 && nobodies === lines.length, idle: idle ?? [] }),
    clear: progress.clear,
  }
}
