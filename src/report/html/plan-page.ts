import type { Plan, Step } from '../../model/plan.ts'
import { hasErrors } from '../../model/problem.ts'
import { headerOf, type TextOptions, textOptionsOf } from '../blocks.ts'
import { expiringRows } from '../expiring-text.ts'
import { planSentences, planVerdict, readingLines } from '../plan-summary.ts'
import { isOffboarding, type Offboarding, offboardingsOf } from '../plan-text.ts'
import type { RenderOptions } from '../render.ts'
import { manualRow, rowsOf, stepRow } from '../rows.ts'
import { takesAway } from '../taking.ts'
import { REASONS } from '../words.ts'
import type { Page, PageGroup, PageRow, Section, Tone } from './page.ts'
import { pageRow, sectionOf, unreadableSection, waitingSection } from './rows.ts'

/** A plan as a page: what takes access away before all else. */
export const planPage = (plan: Plan, render: RenderOptions): Page => {
  const options = textOptionsOf(render, plan.business.id)
  const steps = plan.steps.filter((step) => !isOffboarding(step))
  const taking = steps.filter((step) => takesAway(step, options.kinds))
  const giving = steps.filter((step) => !taking.includes(step))
  const takes = sectionOf('takes', 'Takes away', stepRows(taking, options), options)
  const leaving = offboardingsOf(plan, options).map((each) => offboardedGroup(each, options))
  return {
    command: 'plan',
    header: headerOf(plan),
    tone: toneOf(plan, taking.length + leaving.length),
    alerts: planVerdict(plan, 'below'),
    summary: [...planSentences(plan, render, 'below'), ...readingLines(render)],
    problems: plan.problems,
    sections: [
      { ...takes, groups: [...leaving, ...takes.groups] },
      waitingSection(plan.waiting, options),
      byHandSection(plan, options),
      expiringSection(render, options),
      sectionOf('gives', 'Gives or changes', stepRows(giving, options), options),
      unreadableSection(plan.unreadable, options),
      unmanagedSection(plan, options),
    ],
    filters: { change: 'Change', finding: 'Reason' },
    facts: factsOf(plan),
  }
}

const toneOf = (plan: Plan, taking: number): Tone => {
  if (!plan.complete || hasErrors(plan.problems)) return 'stop'
  if (taking > 0) return 'take'
  return plan.steps.length > 0 ? 'change' : 'calm'
}

const stepRows = (steps: readonly Step[], options: TextOptions): readonly PageRow[] =>
  steps.map((step) =>
    pageRow(step, stepRow(step, options), {
      action: step.action,
      change: step.action,
      isAlarm: takesAway(step, options.kinds),
      tasks: [...new Set([...(step.before ?? []), ...(step.after ?? [])])],
      findings: [REASONS[step.reason]],
    }),
  )

/** The headline names the subject. */
const NOBODY = { word: '', subject: '' }

/** Who loses everything is a headline, with a row for each kind of asset. */
const offboardedGroup = (
  { headline, sources, steps, kinds }: Offboarding,
  options: TextOptions,
): PageGroup => ({
  headline,
  sources,
  assets: [],
  rows: kinds.flatMap((assets) => {
    const ids = assets.map(({ id }) => id)
    const ofKind = steps.filter(({ asset }) => ids.includes(asset.id))
    const [row] = stepRows(ofKind, options)
    const tasks = [...new Set(ofKind.flatMap(({ before }) => before ?? []))]
    return row === undefined
      ? []
      : [
          {
            ...row,
            ...NOBODY,
            what: REASONS.offboarded ?? '',
            sources,
            assets,
            listsAssets: true,
            tasks,
          },
        ]
  }),
})

const byHandSection = ({ manual }: Plan, options: TextOptions): Section =>
  sectionOf(
    'by-hand',
    'To do by hand',
    manual.map((row) =>
      pageRow(row, manualRow(row, options), {
        change: 'by hand',
        tasks: [...new Set([...(row.before ?? []), ...(row.after ?? [])])],
      }),
    ),
    options,
  )

const expiringSection = (render: RenderOptions, options: TextOptions): Section => {
  const expiring = render.expiring ?? []
  const rows = expiringRows(expiring, options).map((row) => ({
    ...row,
    assets: [],
    listsAssets: false,
    action: '',
    change: 'ends soon',
    isAlarm: false,
    tasks: [],
    findings: [],
    column: null,
    hides: [],
  }))
  const group = { headline: '', sources: [], assets: [], rows }
  return { id: 'ends', title: 'Ends soon', groups: rows.length === 0 ? [] : [group] }
}

/** When verbose: what the plan leaves alone. */
const unmanagedSection = (plan: Plan, options: TextOptions): Section => {
  const alone = { ...plan, waiting: [], manual: [], unreadable: [] }
  const rows = rowsOf(alone, [], options).flatMap((row, at) => {
    const listed = plan.unmanaged[at]
    const found = { change: 'not managed', tasks: listed?.tasks ?? [] }
    return listed === undefined ? [] : [pageRow(listed, row, found)]
  })
  return sectionOf('unmanaged', 'Not managed', rows, options)
}

const factsOf = (plan: Plan): Page['facts'] => [
  ['plan_digest', plan.plan_digest],
  ['steps_digest', `${plan.steps_digest} (what apply --expect takes)`],
  ['manifest_digest', plan.manifest_digest],
  ['as_of', plan.as_of],
  ['expires_next', plan.expires_next ?? 'none'],
  ['complete', plan.complete ? 'yes' : 'no'],
  ['graph', plan.graph],
  ['policy', policyWords(plan)],
  ['bizaccess', plan.tool_version],
]

const policyWords = ({ policy, allowed_revocations }: Plan): string =>
  [
    `max_revocations ${policy.max_revocations}`,
    ...(allowed_revocations === undefined ? [] : [`allowed by number ${allowed_revocations}`]),
    `max_open_requests ${policy.max_open_requests}`,
    `keep_managers ${policy.keep_managers}`,
  ].join(', ')
