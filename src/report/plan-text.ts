import type { Plan, PlanAsset, Step } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import { blocksOf, headerOf, spaced, type TextOptions, textOptionsOf } from './blocks.ts'
import { expiringLines } from './expiring-text.ts'
import { assetsByKind, assetsHeadline, countAssets } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { placesOf } from './layout.ts'
import { SIGN_COLOURS, type Sign } from './paint.ts'
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
    [...planSummary(plan, render), ...readingLines(render)].flatMap((line) =>
      wrapTo(line, options.width),
    ),
  ])
}

export const isOffboarding = (step: Step): boolean => step.reason === 'offboarded'

/** A subject that loses everything: in words, with the assets kind by kind. */
export interface Offboarding {
  readonly headline: string
  readonly sign: Sign
  readonly steps: readonly Step[]
  readonly sources: readonly Position[]
  readonly kinds: readonly (readonly PlanAsset[])[]
}

/** Everybody whom a plan takes everything from, in the order of the plan. */
export const offboardingsOf = (plan: Plan, { kinds, width }: TextOptions): readonly Offboarding[] =>
  groupsBy(plan.steps.filter(isOffboarding), ({ subject }) => `${subject.type} ${subject.id}`).map(
    ([, steps]) => {
      const [{ subject, action }] = steps as readonly [Step]
      const who = `${SUBJECTS[subject.type]} ${nameOf(subject, width)}`
      return {
        headline: `${who} is offboarded, loses ${countAssets(steps, kinds)}`,
        sign: SIGNS[action],
        steps,
        sources: steps.flatMap(({ source }) => (source === null ? [] : [source])),
        kinds: assetsByKind(steps, kinds),
      }
    },
  )

/** One headline for each subject that loses everything, with the assets kind by kind below. */
export const offboardedBlocks = (
  plan: Plan,
  options: TextOptions,
): readonly (readonly string[])[] =>
  offboardingsOf(plan, options).map((offboarding) => offboardedBlock(offboarding, options))

const offboardedBlock = (
  { headline, sign, sources, kinds }: Offboarding,
  options: TextOptions,
): readonly string[] => {
  const assets = kinds.flatMap((ofKind) =>
    wrapTo(assetsHeadline(ofKind, options), options.width - 4).map((line, at) =>
      at === 0 ? `  ${options.paint(sign, SIGN_COLOURS[sign])} ${line}` : `    ${line}`,
    ),
  )
  return [...withSource(headline, placesOf(sources), options), ...assets]
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
