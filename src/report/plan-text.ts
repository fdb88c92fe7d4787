import type { Plan, Step } from '../model/plan.ts'
import { blocksOf, headerOf, spaced, type TextOptions, textOptionsOf } from './blocks.ts'
import { expiringLines } from './expiring-text.ts'
import { assetsByKind, assetsHeadline, countAssets } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { placesOf } from './layout.ts'
import { SIGN_COLOURS } from './paint.ts'
import { planSummary, readingLines } from './plan-summary.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { nameOf, rowsOf } from './rows.ts'
import { padTo, widthOf, wrapTo } from './width.ts'
import { SIGNS, SUBJECTS } from './words.ts'

/** A plan as lines: whom it takes everything from, what changes by asset, problems, the sum. */
export const planText = (plan: Plan, render: RenderOptions): readonly string[] => {
  const options = textOptionsOf(render, plan.business.id)
  return spaced([
    [headerOf(plan)],
    ...offboardedBlocks(plan, options),
    ...blocksOf(
      rowsOf(
        plan,
        plan.steps.filter((step) => !isOffboarding(step)),
        options,
      ),
      options,
    ),
    expiringLines(render.expiring ?? [], options),
    problemsText(plan.problems, options.width, options.paint, options.verbose),
    [...planSummary(plan, render.filters ?? []), ...readingLines(render)].flatMap((line) =>
      wrapTo(line, options.width),
    ),
  ])
}

export const isOffboarding = (step: Step): boolean => step.reason === 'offboarded'

/** One headline for each subject that loses everything, with the assets kind by kind below. */
export const offboardedBlocks = (
  plan: Plan,
  options: TextOptions,
): readonly (readonly string[])[] =>
  groupsBy(plan.steps.filter(isOffboarding), ({ subject }) => `${subject.type} ${subject.id}`).map(
    ([, steps]) => offboardedBlock(steps, options),
  )

const offboardedBlock = (steps: readonly Step[], options: TextOptions): readonly string[] => {
  const [first] = steps
  if (first === undefined) return []
  const who = `${SUBJECTS[first.subject.type]} ${nameOf(first.subject, options.width)}`
  const headline = `${who} is offboarded, loses ${countAssets(steps, options.kinds)}`
  const source = placesOf(steps.flatMap((step) => (step.source === null ? [] : [step.source])))
  const sign = SIGNS[first.action]
  const assets = assetsByKind(steps, options.kinds).flatMap((ofKind) =>
    wrapTo(assetsHeadline(ofKind, options), options.width - 4).map((line, at) =>
      at === 0 ? `  ${options.paint(sign, SIGN_COLOURS[sign])} ${line}` : `    ${line}`,
    ),
  )
  return [...withSource(headline, source, options), ...assets]
}

const withSource = (
  headline: string,
  source: string,
  { width, paint }: TextOptions,
): readonly string[] => {
  const bold = wrapTo(headline, width).map((line) => paint(line, 'bold'))
  const last = bold.length === 1 ? widthOf(headline) : width
  if (source === '') return bold
  const fits = last + 2 + widthOf(source) <= width
  return fits
    ? [`${bold[0] ?? ''}  ${paint(source, 'dim')}`]
    : [...bold, padTo('', 2) + paint(source, 'dim')]
}
