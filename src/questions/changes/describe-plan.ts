import { assetsByKind, countAssets } from '../../document/asset-groups.ts'
import {
  type AssetRows,
  type Document,
  documentOf,
  type Group,
  groupOf,
  headlineOf,
  notesOf,
  type Row,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { entriesBy, stepsBySubject, waitingByState } from '../../document/wording/grouped.ts'
import { type Folded, foldedOf, hangingRows, withHanging } from '../../document/wording/hanging.ts'
import { planSentences, planVerdict, readingLines } from '../../document/wording/plan-summary.ts'
import { headOf } from '../../document/wording/report-head.ts'
import {
  idOf,
  manualRow,
  type RowOptions,
  stepRow,
  subjectWords,
  unmanagedRow,
  unreadableRow,
  waitingRow,
} from '../../document/wording/rows.ts'
import { managingEnds, takesAway } from '../../document/wording/taking.ts'
import { REASONS } from '../../document/wording/words.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { Manual, Plan, PlanAsset, Step, Unreadable } from '../../model/plan.ts'
import { hasErrors, type Position } from '../../model/problem.ts'
import { RELATIONS } from '../../model/relations.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { nameOfRail } from '../../plan/order/held-steps.ts'
import { expiringSection } from './describe-expiring.ts'

/** A plan: whatever takes access away comes first. */
export const describePlan = (plan: Plan, render: DescribeOptions): Document => {
  const options = rowOptionsOf(render, plan.business.id, plan.as_of)
  const rails = new Map(plan.held?.map(({ address, rail }) => [address, rail]))
  const made = plan.steps.filter(({ address }) => !rails.has(address))
  const isLeaving = leavingTest(made)
  const leaving = made.filter(isLeaving)
  const others = made.filter((step) => !isLeaving(step))
  const folded = foldedOf(plan.waiting, plan.steps)
  const toRow = (step: Step): Row =>
    withHanging(stepRow(step, options), step.address, folded, options)
  const rows = placed(others, toRow, 0, options)
  const isTaking = (step: Step): boolean => takesAway(step, options.kinds)
  const taking = others.filter(isTaking)
  const giving = others.filter((step) => !isTaking(step))
  return documentOf({
    command: 'plan',
    header: [headOf(plan)],
    tone: toneOf(plan, leaving.length + taking.length),
    summary: [...planSentences(plan, render), ...readingLines(render)],
    alerts: planVerdict(plan),
    problems: plan.problems,
    sections: [
      sectionOf({
        ...{ id: 'takes', title: 'Takes away', rank: 2, isSigned: true, isPooled: true },
        blocks: [
          ...leavingOf(leaving, options).map((each) => leavingGroup(each, options)),
          assetRows(rows.filter(({ isAlarm }) => isAlarm)),
        ],
        short: [notesOf(stepsBySubject([...leaving, ...taking], '-', options))],
      }),
      heldSection(plan.steps, rails, options),
      waitingSection(folded, others.length, options),
      byHandSection(plan, options),
      expiringSection(render.expiring ?? [], options),
      sectionOf({
        ...{ id: 'gives', title: 'Gives or changes', rank: 4, isSigned: true, isPooled: true },
        blocks: [assetRows(rows.filter(({ isAlarm }) => !isAlarm))],
        short: [notesOf(stepsBySubject(giving, '+', options))],
      }),
      followingSection(folded, options),
      unreadableSection(plan.unreadable, LATER.unreadable, options),
      unmanagedSection(plan, options),
    ],
    filters: { change: 'Change', finding: 'Reason' },
    facts: factsOf(plan),
  })
}

/** Whether a step is part of what somebody loses for good: who is offboarded, or leaves. */
const leavingTest = (steps: readonly Step[]): ((step: Step) => boolean) => {
  const leaving = new Set(
    [...groupBy(steps, subjectKey)]
      .filter(([, own]) => own.length > 1 && own.some(endsAll))
      .map(([subject]) => subject),
  )
  return (step) => isOffboarding(step) || (step.after === null && leaving.has(subjectKey(step)))
}

const endsAll = ({ action }: Step): boolean => ACTION_TABLE[action].endsAll

const subjectKey = ({ subject }: Step): string => `${subject.type} ${subject.id}`

/** What is taken from them; what we give up of theirs is an ordinary step. */
const isOffboarding = ({ reason, action }: Step): boolean =>
  reason === 'offboarded' && RELATIONS[ACTION_TABLE[action].relation].holder !== 'us'

const toneOf = (plan: Plan, taking: number): Document['tone'] => {
  if (!plan.complete || hasErrors(plan.problems)) return 'stop'
  if (taking > 0) return 'take'
  return plan.steps.length > 0 ? 'change' : 'calm'
}

/** Positions after all steps and all that waits, so that these lists follow one another. */
const LATER = { manual: 1e7, unreadable: 2e7, unmanaged: 3e7 } as const

const placed = <T>(
  entries: readonly T[],
  toRow: (entry: T, options: RowOptions) => Row,
  from: number,
  options: RowOptions,
): readonly Row[] => entries.map((entry, at) => ({ ...toRow(entry, options), order: from + at }))

const assetRows = (rows: readonly Row[]): AssetRows => ({ type: 'asset_rows', rows })

/** A subject that loses all access. */
interface Leaving {
  readonly text: string
  readonly ids: readonly string[]
  readonly steps: readonly Step[]
  readonly sources: readonly Position[]
  readonly kinds: readonly (readonly PlanAsset[])[]
}

/** Everybody who loses all access through this plan, in its order. */
const leavingOf = (steps: readonly Step[], { kinds, width }: RowOptions): readonly Leaving[] =>
  [...groupBy(steps, subjectKey)].map(([, own]) => {
    const [{ subject }] = own as readonly [Step]
    const who = subjectWords(subject, width)
    const why = own.some(isOffboarding) ? ['is offboarded'] : []
    return {
      text: `${who} ${[...why, ...lossesOf(own, kinds)].join(', ')}`,
      ids: [idOf(subject)],
      steps: own,
      sources: own.flatMap(({ source }) => (source === null ? [] : [source])),
      kinds: assetsByKind(own, kinds),
    }
  })

/** The assets that somebody loses and, last, the business itself, with the role they had in it. */
const lossesOf = (steps: readonly Step[], kinds: KindTable): readonly string[] => {
  const seats = steps.flatMap(({ action, before }) => {
    const { leaving } = ACTION_TABLE[action].words
    const role = before === null || before.length === 0 ? '' : ` (${before.join(', ')})`
    return leaving === null ? [] : [escapeText(`${leaving}${role}`)]
  })
  const others = steps.filter(({ action }) => ACTION_TABLE[action].words.leaving === null)
  const lost = `loses ${countAssets(others, kinds)}${managingEnds(others, kinds)}`
  return [...(others.length === 0 ? [] : [lost]), ...seats]
}

/** A subject that loses all access is a headline, with one row for each kind of asset. */
const leavingGroup = ({ text, ids, sources, steps, kinds }: Leaving, options: RowOptions): Group =>
  groupOf({
    headline: headlineOf(text, { ids }),
    sources,
    rows: kinds.flatMap((assets) => {
      const ids = new Set(assets.map(({ id }) => id))
      const ofKind = steps.filter(({ asset }) => ids.has(asset.id))
      const [first] = ofKind
      if (first === undefined) return []
      const row = stepRow(first, options)
      const tasks = [...new Set(ofKind.flatMap(({ before }) => before ?? []))]
      // The headline already names the subject and the manifest line.
      const told = { word: '', subject: '', what: REASONS[first.reason] ?? '' }
      return [{ ...row, ...told, sources: [], assets, lists: 'all' as const, tasks }]
    }),
  })

/** Steps that are not made, though everything beside them is. */
const heldSection = (
  steps: readonly Step[],
  rails: ReadonlyMap<string, string>,
  options: RowOptions,
): Section => {
  const held = steps.filter(({ address }) => rails.has(address))
  const rowOf = (step: Step): Row => {
    const row = stepRow(step, options)
    const what = `${step.action} is held by ${nameOfRail(rails.get(step.address) ?? '')}: ${row.what}`
    return { ...row, sign: '!', what, isAlarm: false, change: 'held' }
  }
  return sectionOf({
    ...{ id: 'held', title: 'Held', rank: 1, isSigned: true, isPooled: true },
    blocks: [assetRows(placed(held, rowOf, 0, options))],
    short: [notesOf(stepsBySubject(held, '!', options))],
  })
}

export const waitingSection = (folded: Folded, from: number, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'waits', title: 'Waits on people', rank: 1, isSigned: true, isPooled: true },
    blocks: [
      assetRows(
        placed(
          folded.own,
          (entry) => withHanging(waitingRow(entry, options), entry.address, folded, options),
          from,
          options,
        ),
      ),
    ],
    short: [notesOf(waitingByState(folded.own, options))],
  })

/** On a page, what hangs on other entries, so that it can be found there. */
export const followingSection = (folded: Folded, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'follows', title: 'Follows once that is done', rank: 6, isSigned: true },
    isPooled: true,
    blocks: [assetRows(hangingRows(folded, options))],
  })

export const byHandSection = ({ manual }: Pick<Plan, 'manual'>, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'by-hand', title: 'To do by hand', rank: 1, isSigned: true, isPooled: true },
    blocks: [assetRows(placed(manual, manualRow, LATER.manual, options))],
    short: [
      notesOf(
        entriesBy(manual, {
          sign: '!',
          keyOf: ({ reason }: Manual) => reason,
          wordsOf: ({ address, what }: Manual) => `${address}: ${what}`,
        }),
      ),
    ],
  })

export const unreadableSection = (
  unreadable: readonly Unreadable[],
  from: number,
  options: RowOptions,
): Section =>
  sectionOf({
    ...{ id: 'unreadable', title: 'Not readable', rank: 5, isPooled: true },
    blocks: [assetRows(placed(unreadable, unreadableRow, from, options))],
    short: [
      notesOf(
        entriesBy(unreadable, {
          sign: '?',
          keyOf: ({ what }: Unreadable) => what,
          wordsOf: ({ address, what }: Unreadable) => `${address}: ${what}`,
        }),
      ),
    ],
  })

/** With --verbose: what the plan leaves alone. */
const unmanagedSection = ({ unmanaged }: Plan, options: RowOptions): Section =>
  sectionOf({
    ...{ id: 'unmanaged', title: 'Not managed', rank: 6, isPooled: true },
    blocks: [
      assetRows(placed(options.verbose ? unmanaged : [], unmanagedRow, LATER.unmanaged, options)),
    ],
  })

const factsOf = (plan: Plan): Document['facts'] => [
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
    `keep_admins ${policy.keep_admins}`,
    `max_invitations ${policy.max_invitations}`,
    `max_offboarded ${policy.max_offboarded}`,
  ].join(', ')
