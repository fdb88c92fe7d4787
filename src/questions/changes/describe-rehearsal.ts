import {
  type Cell,
  type Document,
  documentOf,
  type Group,
  groupOf,
  headlineOf,
  type Row,
  rowOf,
  type Section,
  sectionOf,
  type Table,
} from '../../document/document.ts'
import { escapeText, quoteName } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import type { DescribeOptions } from '../../document/wording/describe-options.ts'
import { readingLines } from '../../document/wording/plan-summary.ts'
import { headOf } from '../../document/wording/report-head.ts'
import { calledWords } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import type { Step } from '../../model/plan.ts'
import { hasErrors } from '../../model/problem.ts'
import {
  isRuledOut,
  type RehearsalReport,
  type RehearsedReading,
  unconverged,
} from '../../model/reports/rehearsal-report.ts'
import { groupBy } from '../../model/text/grouping.ts'

/** How a plan ends under each reading, in a line each; then only what does not end well. */
export const describeRehearsal = (report: RehearsalReport, render: DescribeOptions): Document => {
  const { readings, problems } = report
  const { plan } = render
  return documentOf({
    command: 'rehearse',
    header: plan === undefined ? [] : [headOf(plan)],
    tone: toneOf(report),
    summary: [...verdictOf(report), ...readingLines(render)],
    problems,
    sections: [
      sectionOf({
        ...{ id: 'readings', title: 'How it ends, by what the API may do', rank: 1 },
        blocks: isIdle(report) ? [] : [readingTable(readings)],
      }),
      failedSection(readings, render),
      byHandSection(readings, render),
      ruledOutSection(readings),
    ],
    filters: { change: 'Change', finding: '' },
    facts: [
      ['plan_digest', report.plan_digest],
      ['steps_digest', report.steps_digest],
    ],
  })
}

const toneOf = ({ readings, problems }: RehearsalReport): Document['tone'] =>
  hasErrors(problems) || unconverged({ readings }).length > 0 ? 'stop' : 'calm'

const readingTable = (readings: readonly RehearsedReading[]): Table => {
  const hasEvidence = readings.some(({ shown }) => shown !== undefined)
  return {
    type: 'table',
    heads: ['ends', 'writes', 'waits', 'by hand', 'rails', ...(hasEvidence ? ['shown'] : [])],
    rows: readings.map((reading) => ({
      head: escapeText(reading.name),
      cells: [...endCells(reading), ...(hasEvidence ? [shownCell(reading)] : [])],
    })),
    legend: '',
  }
}

const endCells = (reading: RehearsedReading): readonly Cell[] => {
  const { converges, writes, waiting, manual, rails_held: held, left } = reading
  const bad = isRuledOut(reading) ? 'dim' : 'red'
  return [
    converges
      ? { text: 'converges', colour: 'green' }
      : { text: `${left.length} left`, colour: bad },
    { text: String(writes), colour: null },
    { text: String(waiting), colour: waiting > 0 ? 'magenta' : null },
    { text: String(manual), colour: manual > 0 ? 'magenta' : null },
    held ? { text: 'held', colour: 'green' } : { text: 'BROKEN', colour: bad },
  ]
}

const shownCell = ({ shown }: RehearsedReading): Cell => {
  if (shown === undefined) return { text: '', colour: null }
  return shown === 'seen' ? { text: 'seen', colour: 'green' } : { text: 'ruled out', colour: 'dim' }
}

/** Readings that leave the same are told together. */
const failedSection = (readings: readonly RehearsedReading[], options: DescribeOptions): Section =>
  sectionOf({
    ...{ id: 'left', title: 'Where it does not converge', rank: 2 },
    ...tellingOf(unconverged({ readings }), options, {
      addresses: ({ left }) => left,
      advice: ({ rails_held: held }) => ADVICE[held ? 'left' : 'broken'],
      word: 'left',
    }),
  })

/** What is to be made, and which the API then does not do. */
const byHandSection = (readings: readonly RehearsedReading[], options: DescribeOptions): Section =>
  sectionOf({
    ...{ id: 'by-hand', title: 'What is left to hands', rank: 3 },
    ...tellingOf(
      readings.filter((reading) => reading.by_hand !== undefined && !isRuledOut(reading)),
      options,
      { addresses: ({ by_hand = [] }) => by_hand, advice: () => ADVICE.byHand, word: 'by hand' },
    ),
  })

/** How what is left under some readings is told. */
interface Telling {
  readonly addresses: (reading: RehearsedReading) => readonly string[]
  readonly advice: (reading: RehearsedReading) => string
  readonly word: string
}

/** Everything for a page, which cannot be asked for more; the first of it for a terminal. */
const tellingOf = (
  readings: readonly RehearsedReading[],
  { plan }: DescribeOptions,
  telling: Telling,
): Pick<Section, 'blocks' | 'short' | 'isLong'> => {
  const steps = new Map(plan?.steps.map((step) => [step.address, step]))
  const alike = groupBy(readings, (reading) =>
    JSON.stringify([telling.advice(reading), telling.addresses(reading)]),
  )
  const groups = (most: number): readonly Group[] =>
    [...alike.values()].map((some) => leftGroup(some, { ...telling, steps, most }))
  return { blocks: groups(Number.POSITIVE_INFINITY), short: groups(SHOWN), isLong: true }
}

const namesOf = (readings: readonly RehearsedReading[]): string =>
  readings.map(({ name }) => escapeText(name)).join(', ')

/** How many addresses are listed unless everything is asked for. */
const SHOWN = 8

const leftGroup = (
  readings: readonly RehearsedReading[],
  {
    steps,
    most,
    ...telling
  }: Telling & {
    readonly steps: ReadonlyMap<string, Step>
    readonly most: number
  },
): Group => {
  const [first] = readings
  const addresses = first === undefined ? [] : telling.addresses(first)
  const advice = first === undefined ? '' : telling.advice(first)
  const listed = addresses.slice(0, most)
  const others = addresses.length - listed.length
  return groupOf({
    headline: headlineOf(`${namesOf(readings)}: ${addresses.length} ${telling.word}`),
    words: `If ${readings.map(({ assumption }) => escapeText(assumption)).join(', or if ')}: ${advice}.`,
    rows: [
      ...listed.map((address) => leftRow(address, steps.get(address))),
      ...(others === 0 ? [] : [moreRow(others)]),
    ],
  })
}

const ADVICE = {
  left: 'the next plan still has these steps. Apply one of them first (--only ASSET), then plan again',
  byHand:
    'an apply sends these once, does not find what it asked for, says so, and leaves them to hands',
  broken:
    'a rail breaks on the way, in the run itself or where a write fails. Do not apply this plan: make these changes in parts (--only ASSET), what gives before what takes, and plan again in between',
} as const

const moreRow = (count: number): Row =>
  rowOf({
    sign: ' ',
    subject: `and ${count} more (--verbose lists them)`,
    what: '',
    change: 'left',
  })

const leftRow = (address: string, step: Step | undefined): Row =>
  rowOf({
    sign: step === undefined ? '?' : ACTION_TABLE[step.action].sign,
    subject: escapeText(address),
    what: step === undefined ? 'not a step of this plan' : stepWords(step),
    change: step?.action ?? 'left',
  })

/** `reassign user Lee Park (lee) on "EU Search"`. */
const stepWords = ({ action, subject, asset }: Step): string => {
  const who = `${SUBJECTS[subject.type]} ${calledWords(subject)}`
  const where = asset.name === null ? '' : ` on ${quoteName(asset.name)}`
  return `${action} ${who}${where}`
}

/** They were rehearsed too, and decide nothing. */
const ruledOutSection = (readings: readonly RehearsedReading[]): Section =>
  sectionOf({
    ...{ id: 'ruled-out', title: 'Ruled out by what the API showed', rank: 4 },
    blocks: [
      {
        type: 'notes',
        lines: readings.filter(isRuledOut).map(({ name, assumption }) => ({
          sign: ' ' as const,
          text: `${escapeText(name)}: that ${escapeText(assumption)}`,
        })),
      },
    ],
  })

const verdictOf = (report: RehearsalReport): readonly string[] => {
  const { readings } = report
  const failed = unconverged(report)
  const broken = failed.filter(({ rails_held: held }) => !held)
  if (readings.length === 0) return ['Rehearsal: nothing was rehearsed, see the problems.']
  return [
    `Rehearsal: the plan ${endsOf(report)}. No write has left this process.`,
    ...failuresTried(report),
    ...(broken.length === 0
      ? []
      : [`A RAIL BREAKS under ${namesOf(broken)}: do not apply this plan.`]),
    ...(hasErrors(report.problems)
      ? ['What could not be read was not rehearsed: see the problems.']
      : []),
  ]
}

const endsOf = (report: RehearsalReport): string => {
  const counted = report.readings.filter((reading) => !isRuledOut(reading))
  const failed = unconverged(report)
  if (isIdle(report)) return 'writes nothing'
  return failed.length === 0
    ? `converges under all ${plural(counted.length, 'reading')}`
    : `converges under ${counted.length - failed.length} of ${plural(counted.length, 'reading')}, not under ${namesOf(failed)}`
}

/** Whether there is nothing to write, so that no reading says more than another. */
const isIdle = ({ readings }: RehearsalReport): boolean =>
  readings.every(({ writes, converges }) => writes === 0 && converges)

/** Where not every write was made to fail, a problem says which were. */
const failuresTried = (report: RehearsalReport): readonly string[] =>
  isIdle(report) || report.problems.some(({ code }) => code === 'rehearsal_sampled')
    ? []
    : ['Under each, every write was also made to fail, one at a time.']
